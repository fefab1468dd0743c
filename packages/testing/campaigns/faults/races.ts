import { money } from '@owekit/core'
import { scan, type Store } from '@owekit/core/ports'
import { openAccounts, proveBooks, seriesNumbers } from './audit.js'
import { Worker, type Program } from './crew.js'
import type { Job, Said } from './jobs.js'
import { countDoubts, newFaultTally, type FaultTally } from './tally.js'
import { openTarget, type Target } from './target.js'

/** What the races are run with. */
export interface RaceOptions {
  readonly program: Program
  /** Makes an empty set of books. */
  readonly target: (name: string) => Target
  /** @default 8 */
  readonly processes?: number
  /** Invoices with a number of one series, by all processes together. */
  readonly numbers: number
  /** Payments of 1.00 that each process tries to set against one invoice. @default 20 */
  readonly paymentsEach?: number
  /** Request keys that every process asks for, with five callers at once; four processes of them. */
  readonly keys: number
}

type Answers = (Said & { at: 'answer' | 'refusal' })[]

/**
 * Processes that want the same thing at the same time: payments of one invoice, numbers of one series, one request
 * key. How many get it is known beforehand.
 */
export async function race(options: RaceOptions): Promise<FaultTally> {
  const tally = newFaultTally()
  await payOneInvoice(options, tally)
  await takeNumbers(options, tally)
  await askTheSame(options, tally)
  return tally
}

/** Half of the payments fit into the invoice: just those are taken, and the others are told why not. */
async function payOneInvoice(options: RaceOptions, tally: FaultTally): Promise<void> {
  const { processes = 8, paymentsEach: count = 20, target } = options
  const room = (processes * count) / 2
  const at = target('pay')
  await inBooks(at, tally, async (store) => {
    const ar = await openAccounts(store)
    const total = money(`${room}.00`, 'EUR')
    await ar.invoices.issue({ customer: 'cus_1', id: 'inv_hot', number: 'H-1', issuedOn: '2026-03-01', total })
    const answers = await together(options, processes, { does: 'pay', target: at, count }, tally)
    const paid = answers.filter((said) => said.at === 'answer').length
    const odd = answers.filter((said) => said.at === 'refusal' && said.code !== 'allocation_exceeds_open_amount')
    expect(tally, `paid and refused of ${processes * count}`, [paid, answers.length - paid], [room, room])
    expect(tally, 'other refusals', odd.map((said) => JSON.stringify(said)).join(), '')
    const { open, status } = await ar.invoices.get('inv_hot')
    expect(tally, 'what is left of the invoice', [open.minor, status], [0n, 'paid'])
    const [rows] = await store.read('default', [
      { collection: 'sources', index: 'byCustomer', where: ['cus_1'], limit: 1_000 },
    ])
    expect(tally, 'payments there', rows.length, room)
  })
}

async function takeNumbers(options: RaceOptions, tally: FaultTally): Promise<void> {
  const { processes = 8, numbers, target } = options
  const count = Math.ceil(numbers / processes)
  const at = target('numbers')
  await inBooks(at, tally, async (store) => {
    await openAccounts(store)
    const answers = await together(options, processes, { does: 'number', target: at, count }, tally)
    expect(tally, 'invoices issued', answers.filter((said) => said.at === 'answer').length, processes * count)
    const taken = await seriesNumbers(store)
    const wanted = Array.from({ length: processes * count }, (_, i) => i + 1)
    expect(tally, 'numbers without gap or duplicate', taken.join(), wanted.join())
  })
}

/** Twenty callers, five in each of four processes, with one request key: one effect, and twenty equal answers. */
async function askTheSame(options: RaceOptions, tally: FaultTally): Promise<void> {
  const { keys: count, target } = options
  const at = target('same')
  await inBooks(at, tally, async (store) => {
    await openAccounts(store)
    const answers = await together(options, 4, { does: 'sameKey', target: at, count }, tally)
    for (let place = 0; place < count; place++) {
      const mine = answers.flatMap((said) => (said.place === place && said.at === 'answer' ? [said] : []))
      expect(tally, `answers for key ${place}`, mine.length, 20)
      expect(tally, `different answers for key ${place}`, new Set(mine.map((said) => said.digest)).size, 1)
      const doing = mine.filter((said) => !said.isReplay).length
      if (doing > 1) tally.doubled += doing - 1
      // None is possible too: whoever did it had to ask again to learn so.
      if (doing > 1) tally.breaks.push(`key ${place} was done ${doing} times`)
    }
    let payments = 0
    for await (const _ of scan(store, 'default', { collection: 'sources', where: [] })) payments++
    expect(tally, 'payments there', payments, count)
  })
}

/** Runs work on books that this process has open too, and proves them afterwards. */
async function inBooks(target: Target, tally: FaultTally, work: (store: Store) => Promise<void>): Promise<void> {
  const { store, close } = openTarget(target)
  try {
    await work(store)
    await proveBooks(store, tally)
  } finally {
    await close()
  }
}

/** Starts processes, lets them all go at the same moment, and collects what they say. */
async function together(
  { program }: RaceOptions,
  processes: number,
  job: Pick<Job, 'does' | 'target'> & { readonly count: number },
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
    (_, writer) => new Worker(program, { ...job, seed: 0, writer, from: 0 }, onSaid),
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
