import { money, type Receivables } from '@owekit/core'
import { scan, type Store } from '@owekit/core/ports'
import { openAccounts, proveBooks, seriesNumbers } from './audit.js'
import { Worker, type Program } from './crew.js'
import { keysEach, pairOf, type Job, type Said } from './jobs.js'
import type { Place } from './place.js'
import { countDoubts, newFaultTally, type FaultTally } from './tally.js'
import { openTarget, type Target } from './target.js'

/** What a race is run with. */
export interface RaceOptions {
  readonly program: Program
  readonly place: Place
  /** @default 8 */
  readonly processes?: number
}

type Answers = (Said & { at: 'answer' | 'refusal' })[]

/**
 * Payments of 1.00 into one invoice, `each` by every process, and half of them fit; then refunds of 1.00 out of one
 * payment alike. Just those are taken, and the others are told why not.
 */
export async function raceForRoom(options: RaceOptions, each: number): Promise<FaultTally> {
  const tally = newFaultTally()
  const { processes = 8 } = options
  const asked = processes * each
  const room = asked / 2
  const halves = async (job: Parameters<typeof together>[1], code: string) => {
    const answers = await together(options, job, tally)
    const taken = answers.filter((said) => said.at === 'answer').length
    const odd = answers.filter((said) => said.at === 'refusal' && said.code !== code)
    expect(tally, `${job.does}: taken and refused of ${asked}`, [taken, answers.length - taken], [room, room])
    expect(
      tally,
      `${job.does}: other refusals`,
      odd
        .slice(0, 3)
        .map((said) => JSON.stringify(said))
        .join(),
      '',
    )
  }
  await inBooks(options, 'room', tally, async (store, target) => {
    const ar = await openAccounts(store)
    const total = money(`${room}.00`, 'EUR')
    await ar.invoices.issue({ customer: 'cus_1', id: 'inv_hot', number: 'H-1', issuedOn: '2026-03-01', total })
    await halves({ does: 'pay', target, count: each }, 'allocation_exceeds_open_amount')
    const { open, status } = await ar.invoices.get('inv_hot')
    expect(tally, 'what is left of the invoice', [open.minor, status], [0n, 'paid'])
    expect(tally, 'payments there', await countRows(store, 'sources'), room)
    const paid = { customer: 'cus_2', id: 'pay_hot', amount: total, receivedOn: '2026-04-01' }
    await ar.payments.record(paid)
    await halves({ does: 'refund', target, count: each, from: each }, 'refund_exceeds_payment')
    expect(tally, 'what is left of the payment', await unapplied(ar, 'cus_2'), 0n)
  })
  return tally
}

/** Payments and refunds on one account, `each` commands by every process: what is left is known to the cent. */
export async function raceOnAccount(options: RaceOptions, each: number): Promise<FaultTally> {
  const tally = newFaultTally()
  const { processes = 8 } = options
  let left = 0
  for (let writer = 0; writer < processes; writer++) {
    for (let place = 0; place < each; place++) {
      const { paid, refunded } = pairOf(writer, Math.floor(place / 2))
      left += place % 2 === 0 ? paid : -refunded
    }
  }
  await inBooks(options, 'account', tally, async (store, target) => {
    const ar = await openAccounts(store)
    const answers = await together(options, { does: 'payAndRefund', target, count: each }, tally)
    expect(tally, 'commands done', answers.filter((said) => said.at === 'answer').length, processes * each)
    expect(tally, 'cents left on the account', await unapplied(ar, 'cus_1'), BigInt(left))
    expect(tally, 'payments there', await countRows(store, 'sources'), processes * Math.ceil(each / 2))
  })
  return tally
}

/** Invoices with a number of one series, by all processes together: no gap, no duplicate. */
export async function raceForNumbers(options: RaceOptions, numbers: number): Promise<FaultTally> {
  const tally = newFaultTally()
  const { processes = 8 } = options
  const each = Math.ceil(numbers / processes)
  await inBooks(options, 'numbers', tally, async (store, target) => {
    await openAccounts(store)
    const answers = await together(options, { does: 'number', target, count: each }, tally)
    expect(tally, 'invoices issued', answers.filter((said) => said.at === 'answer').length, processes * each)
    const taken = await seriesNumbers(store)
    const wanted = Array.from({ length: processes * each }, (_, i) => i + 1)
    expect(tally, 'numbers without gap or duplicate', taken.join(), wanted.join())
  })
  return tally
}

/** Every process asks for the same request keys, with several callers at once: one effect a key, and equal answers. */
export async function raceForKeys(options: RaceOptions, keys: number, callers: number): Promise<FaultTally> {
  const tally = newFaultTally()
  const { processes = 8 } = options
  await inBooks(options, 'keys', tally, async (store, target) => {
    const ar = await openAccounts(store)
    for (let no = 0; no < keys / keysEach; no++) await ar.customers.open({ id: `acc_${no}` })
    const answers = await together(options, { does: 'sameKey', target, count: keys, callers }, tally)
    const byPlace = new Map<number, Answers>()
    for (const said of answers) byPlace.set(said.place, [...(byPlace.get(said.place) ?? []), said])
    for (let place = 0; place < keys; place++) {
      const mine = (byPlace.get(place) ?? []).flatMap((said) => (said.at === 'answer' ? [said] : []))
      expect(tally, `answers for key ${place}`, mine.length, processes * callers)
      expect(tally, `different answers for key ${place}`, new Set(mine.map(({ digest }) => digest)).size, 1)
      const doing = mine.filter((said) => !said.isReplay).length
      // None is possible too: whoever did it had to ask again to learn so.
      if (doing <= 1) continue
      tally.doubled += doing - 1
      tally.breaks.push(`key ${place} was done ${doing} times`)
    }
    expect(tally, 'payments there', await countRows(store, 'sources'), keys)
  })
  return tally
}

async function unapplied(ar: Receivables, customer: string): Promise<bigint> {
  return (await ar.balances.of(customer)).unapplied.minor
}

async function countRows(store: Store, collection: 'sources'): Promise<number> {
  let count = 0
  for await (const _ of scan(store, 'default', { collection, where: [] })) count++
  return count
}

/** Runs work on empty books that this process has open too, and proves them afterwards. */
async function inBooks(
  { place }: RaceOptions,
  name: string,
  tally: FaultTally,
  work: (store: Store, target: Target) => Promise<void>,
): Promise<void> {
  const target = place.target(name)
  const { store, close } = openTarget(target)
  try {
    await work(store, target)
    await proveBooks(store, tally)
  } finally {
    await close()
  }
  await place.remove(target)
}

/** Starts processes, lets them all go at the same moment, and collects what they say. */
async function together(
  { program, processes = 8 }: RaceOptions,
  job: Pick<Job, 'does' | 'target' | 'callers'> & { readonly count: number; readonly from?: number },
  tally: FaultTally,
): Promise<Answers> {
  const answers: Answers = []
  const onSaid = (_: Worker, said: Said) => {
    if (said.at !== 'answer' && said.at !== 'refusal') return
    answers.push(said)
    countDoubts(tally, said.doubts)
    if (said.at === 'answer') tally.acknowledged++
    else tally.refused++
  }
  const crew = Array.from(
    { length: processes },
    (_, writer) => new Worker(program, { from: 0, ...job, seed: 0, writer }, onSaid),
  )
  try {
    await Promise.all(crew.map((worker) => worker.still()))
    for (const worker of crew) worker.go()
    await Promise.all(crew.map((worker) => worker.ended()))
  } finally {
    await Promise.all(crew.map((worker) => worker.kill()))
  }
  return answers
}

function expect(tally: FaultTally, what: string, found: unknown, wanted: unknown): void {
  if (String(found) !== String(wanted)) tally.breaks.push(`${what}: found ${String(found)}, wanted ${String(wanted)}`)
}
