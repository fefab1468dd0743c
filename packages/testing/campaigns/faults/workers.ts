import { setTimeout as wait } from 'node:timers/promises'
import { createReceivables, type FeedEntry, money, type Receivables } from '@owekit/core'
import { scan, type Store } from '@owekit/core/ports'
import { randomFrom, type Random } from '../../src/model/random.js'
import { openAccounts } from './audit.js'
import { clock, customers } from './commands.js'
import { buildWorker, type Program, Worker } from './crew.js'
import { holds, newFaultTally, type FaultTally } from './tally.js'
import type { Place } from './place.js'
import { openTarget, type Target } from './target.js'

/** What the campaign is run with. */
export interface WorkerKillOptions {
  readonly seed: number
  readonly kills: number
  /** Worker processes at the same time. @default 8 */
  readonly workers?: number
  /** Kills until other books are begun. @default 25 */
  readonly perRound?: number
  /** Where the books are. */
  readonly place: Place
  readonly onRound?: (tally: FaultTally) => void
}

const invoices = 120
const tenant = 'default'

/**
 * Ends worker processes with SIGKILL at any point of their work while others go on and commands come in, and reads the
 * feed now and then from where it was read before. At the end everything that time and money did is there once.
 */
export async function killWorkers(options: WorkerKillOptions): Promise<FaultTally> {
  const { kills, place, perRound = 25, onRound } = options
  const tally = newFaultTally()
  const program = await buildWorker()
  try {
    for (let round = 0; tally.faults < kills && holds(tally); round++) {
      const target = place.target(`workers_${round}`)
      const upTo = Math.min(kills, tally.faults + perRound)
      await killOnOne({ ...options, kills: upTo }, program, target, randomFrom(options.seed + round), tally)
      await place.remove(target)
      onRound?.(tally)
    }
  } finally {
    program.remove()
  }
  return tally
}

async function killOnOne(
  { kills, workers = 8 }: WorkerKillOptions,
  program: Program,
  target: Target,
  random: Random,
  tally: FaultTally,
): Promise<void> {
  const { store, close } = openTarget(target)
  await store.migrate()
  const ar = await openAccounts(store)
  for (let no = 0; no < invoices; no++)
    await ar.invoices.issue({
      customer: customers[no % customers.length]!,
      number: `A-${no}`,
      total: money('2.00', 'EUR'),
      issuedOn: '2026-03-01',
      instalments: [
        { dueOn: '2026-03-10', amount: money('1.00', 'EUR') },
        { dueOn: '2026-04-10', amount: money('1.00', 'EUR') },
      ],
    })
  const start = () =>
    new Worker(program, { does: 'tick', target, seed: 0, writer: 0, from: 0 }, (_, said) => {
      if (said.at === 'problem') tally.breaks.push(`a job failed: ${said.message}`)
    })
  const crew = Array.from({ length: workers }, start)
  const read: FeedEntry[] = []
  let paid = 0
  try {
    await Promise.all(crew.map((worker) => worker.still()))
    for (const worker of crew) worker.go()
    while (tally.faults < kills) {
      await wait(random.int(0, 60))
      if (paid < invoices) await payInFull(ar, paid++)
      const no = random.int(0, workers - 1)
      await crew[no]!.kill()
      tally.faults++
      crew[no] = start()
      crew[no].go()
      if (random.chance(0.3)) await readOn(store, read)
    }
    for (; paid < invoices / 2; paid++) await payInFull(ar, paid)
    await untilIdle(store)
  } finally {
    await Promise.all(crew.map((worker) => worker.kill()))
  }
  await readOn(store, read)
  await judge(store, { read, paid }, random, tally)
  await close()
}

async function payInFull(ar: Receivables, no: number): Promise<void> {
  const amount = money('2.00', 'EUR')
  const allocate = { specific: [{ invoice: `inv_A-${no}`, amount }] }
  const customer = customers[no % customers.length]!
  for (;;)
    try {
      return void (await ar.payments.record({ customer, id: `pay_${no}`, amount, receivedOn: '2026-06-01', allocate }))
    } catch (error) {
      // The workers write to the same four accounts.
      if ((error as { code?: string }).code !== 'account_changed') throw error
    }
}

/** Reads the feed on from where it was read last, without giving anything its place in it. */
async function readOn(store: Store, read: FeedEntry[]): Promise<void> {
  const after = read.at(-1)?.cursor ?? '0'
  for await (const entry of createReceivables({ store, clock }).dryRun.journal.subscribe({ after })) read.push(entry)
}

async function untilIdle(store: Store): Promise<void> {
  const first = { where: [], limit: 1 }
  for (const since = Date.now(); ;) {
    const [queue, pending, claimed] = await store.read(tenant, [
      { collection: 'feedQueue', ...first },
      { collection: 'outbox', index: 'due', where: ['pending'], limit: 1 },
      { collection: 'outbox', index: 'due', where: ['claimed'], limit: 1 },
    ])
    if (queue.length + pending.length + claimed.length === 0) return
    if (Date.now() - since > 60_000) throw new Error('The workers do not come to an end.')
    await wait(20)
  }
}

/** Everything once: the same feed from any cursor, every fact in it, due and late as often as there was something open. */
async function judge(
  store: Store,
  { read, paid }: { readonly read: readonly FeedEntry[]; readonly paid: number },
  random: Random,
  tally: FaultTally,
): Promise<void> {
  const ar = createReceivables({ store, clock })
  const whole: FeedEntry[] = []
  await readOn(store, whole)
  const idsOf = (entries: readonly FeedEntry[]) => entries.map(({ cursor, id }) => `${cursor} ${id}`).join('\n')
  if (idsOf(read) !== idsOf(whole)) tally.breaks.push('what was read bit by bit is not what is there')
  for (let i = 0; i < 5; i++) {
    const after = random.int(0, whole.length)
    const rest: FeedEntry[] = []
    for await (const entry of ar.journal.subscribe({ after: String(after) })) rest.push(entry)
    if (idsOf(rest) !== idsOf(whole.slice(after))) tally.breaks.push(`after ${after} the feed reads otherwise`)
  }
  whole.forEach(({ cursor }, index) => {
    if (cursor !== String(index + 1)) tally.breaks.push(`entry ${index + 1} has the cursor ${cursor}`)
  })
  const twice = whole.length - new Set(whole.map(({ id }) => id)).size
  tally.doubled += twice
  const counts = new Map<string, number>()
  const about = new Set<string>()
  for (const { type, fact, data } of whole) {
    counts.set(type, (counts.get(type) ?? 0) + 1)
    if (!type.startsWith('invoice.became')) continue
    const { document, instalment } = (fact?.data ?? data) as { document: string; instalment: number }
    const one = `${type} ${document}#${instalment}`
    if (about.has(one)) tally.doubled++
    about.add(one)
  }
  // An invoice is paid whole, so its parts are told of both or neither; those never paid are all told of.
  for (const type of ['invoice.became_due', 'invoice.became_overdue'])
    for (let no = paid; no < invoices; no++)
      for (const part of [1, 2])
        if (!about.has(`${type} inv_A-${no}#${part}`)) {
          tally.lost++
          tally.breaks.push(`${type} of A-${no}, part ${part}, was never told`)
        }
  const settled = counts.get('invoice.settled') ?? 0
  if (settled !== paid) tally.breaks.push(`${paid} invoices were paid, ${settled} are told to be settled`)
  let facts = 0
  for await (const _ of scan(store, tenant, { collection: 'facts' })) facts++
  if (whole.length !== facts + settled) tally.breaks.push(`${facts} facts, ${whole.length} entries`)
  for (const { ok, name, detail } of (await ar.verify()).checks) if (!ok) tally.breaks.push(`${name}: ${detail}`)
  tally.acknowledged += whole.length
}
