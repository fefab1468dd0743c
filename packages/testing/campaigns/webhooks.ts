import { createReceivables, minor, type Receivables, type Store, toDecimal } from '@owekit/core'
import { type FakeProvider, fakeProvider } from '@owekit/core/fake'
import { memoryStore } from '@owekit/core/memory'
import { type Batch, type RawWebhook, ReceivablesError } from '@owekit/core/ports'
import { randomFrom, type Random } from '../src/model/random.js'

// What a provider's webhooks come to must not depend on how they come. Each sequence makes up a story at the fake
// provider, tells it once in order, and once more to books that started alike: every webhook one to ten times, shuffled,
// with the store failing in between, before a commit or after it. Both books must say the same.

const start = Date.parse('2026-11-22T09:00:00Z')
const clock = () => start
const key = 'a key of thirty-two bytes or more!'

/** What a run of sequences came to. */
export interface WebhookTally {
  sequences: number
  deliveries: number
  /** Deliveries that ended in a failure of the store, and came again. */
  failures: number
  /** Effects that were there already when their webhook came again. */
  repeated: number
  /** What was wrong, each with its seed. */
  readonly breaks: string[]
}

/** Sequences that are under way together, so that nothing idles while signatures are computed elsewhere. */
const atOnce = 8

/** Runs sequences from a seed on, one seed each. */
export async function webhookSequences(seed: number, count: number): Promise<WebhookTally> {
  const tally: WebhookTally = { sequences: 0, deliveries: 0, failures: 0, repeated: 0, breaks: [] }
  let next = seed
  const run = async () => {
    while (next < seed + count) {
      const own = next++
      try {
        const broken = await sequence(own, tally)
        if (broken !== undefined) tally.breaks.push(`seed ${own}: ${broken}`)
      } catch (error) {
        tally.breaks.push(`seed ${own}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
      }
      tally.sequences++
    }
  }
  await Promise.all(Array.from({ length: atOnce }, run))
  return tally
}

async function sequence(seed: number, tally: WebhookTally): Promise<string | undefined> {
  const fake = readingOnce(fakeProvider({ clock }))
  const { batches, tokens } = await (opened ??= open())
  const calm = await books(fake, batches)
  const requests = await story(calm.ar, fake, tokens, randomFrom(seed))
  // The same books again, as they were before the first webhook.
  const wild = await books(fake, calm.store.committed)
  for (const request of requests) await calm.ar.intake.receive('fake', request)
  const random = randomFrom(seed ^ 0x5bd1e995)
  const copies = requests.flatMap((request) => Array.from({ length: random.int(1, 10) }, () => request))
  for (const request of shuffled(copies, random)) {
    wild.store.failNext = random.chance(1 / 6) ? (random.chance(1 / 2) ? 'before' : 'after') : undefined
    tally.deliveries++
    try {
      const outcomes = await wild.ar.intake.receive('fake', request)
      tally.repeated += outcomes.filter(({ replayed }) => replayed).length
    } catch (error) {
      if (!(error instanceof ReceivablesError) || error.kind !== 'adapter') throw error
      tally.failures++
    }
  }
  wild.store.failNext = undefined
  // A provider sends again what was not answered with success.
  for (const request of requests) await wild.ar.intake.receive('fake', request)
  await wild.ar.intake.retry()
  const [one, other] = [await figures(calm.ar), await figures(wild.ar)]
  const { ok, checks } = await wild.ar.verify()
  if (!ok) return `verify: ${checks.find((check) => !check.ok)?.detail ?? ''}`
  return one === other ? undefined : `in order ${one}, otherwise ${other}`
}

interface Told {
  readonly ar: Receivables
  readonly store: FailingStore
}

/** Books into which batches were written already. */
async function books(fake: FakeProvider, batches: readonly Batch[]): Promise<Told> {
  const store = failing(memoryStore({ clock }))
  for (const batch of batches) await store.commit(batch)
  let ids = batches.length
  const ar = createReceivables({
    store,
    clock,
    ids: () => `n${batches.length}-${(ids += 1)}`,
    providers: [fake],
    links: { url: 'https://pay.example/pay', key },
  })
  return { ar, store }
}

interface Opened {
  readonly batches: readonly Batch[]
  /** Of the links to pay through: an invoice's, then the balance's. */
  readonly tokens: readonly [string, string]
}

let opened: Promise<Opened> | undefined

/** What every sequence starts from: a customer, two invoices and two links. */
async function open(): Promise<Opened> {
  const { ar, store } = await books(fakeProvider({ clock }), [])
  await ar.customers.open({ id: 'cus', name: 'Ada' })
  await ar.invoices.issue({
    customer: 'cus',
    id: 'inv_a',
    number: 'A',
    total: minor(10_000n, 'EUR'),
    issuedOn: '2026-11-01',
    terms: 'net 30',
  })
  await ar.invoices.issue({
    customer: 'cus',
    id: 'inv_b',
    number: 'B',
    total: minor(5_000n, 'EUR'),
    issuedOn: '2026-11-01',
    terms: 'net 40',
  })
  const ofInvoice = await ar.links.forInvoice({ invoice: 'inv_a', minimum: minor(100n, 'EUR') })
  const ofBalance = await ar.links.forBalance({ customer: 'cus' })
  return { batches: store.committed, tokens: [ofInvoice.token, ofBalance.token] }
}

/** The same provider, which checks and reads each request once: the copies of one are the same bytes, at the same time. */
function readingOnce(fake: FakeProvider): FakeProvider {
  const read = new WeakMap<RawWebhook, ReturnType<FakeProvider['receive']>>()
  return {
    ...fake,
    receive(request, context) {
      const events = read.get(request) ?? fake.receive(request, context)
      read.set(request, events)
      return events
    },
  }
}

/** Something happens at the provider; gives the webhooks it sends, in order. Nothing reaches the books meanwhile. */
async function story(ar: Receivables, fake: FakeProvider, tokens: readonly [string, string], random: Random) {
  if (random.chance(1 / 4)) return storyOfHold(ar, fake, random)
  const token = random.pick(tokens)
  const part = random.chance(1 / 2) ? { amount: minor(BigInt(random.int(100, 9_999)), 'EUR') } : {}
  const isWhole = part.amount === undefined || tokens[0] === token
  const { checkout } = await ar.links.pay(token, isWhole ? part : {})
  if (random.chance(1 / 4)) fake.payer.fail(checkout)
  const isSlow = random.chance(1 / 2)
  const lie = random.chance(1 / 8) ? { says: { amount: minor(1n, 'EUR') } } : {}
  const payment = isSlow ? fake.payer.announce(checkout) : fake.payer.pay(checkout, lie)
  if (isSlow) {
    if (random.chance(1 / 4)) {
      fake.payer.fail(payment.externalId)
      return fake.webhooks()
    }
    fake.payer.settle(payment.externalId, lie)
  }
  const after = random.int(0, 5)
  if (after === 0) fake.bank.reverse(payment.externalId)
  if (after === 1) fake.bank.refund(payment.externalId)
  if (after === 2) {
    const dispute = fake.bank.dispute(payment.externalId, { withdrawn: random.chance(1 / 2) })
    const end = random.int(0, 2)
    if (end === 0) fake.bank.win(dispute.externalId)
    if (end === 1) fake.bank.lose(dispute.externalId)
  }
  if (after === 3) fake.bank.payout()
  return fake.webhooks()
}

/** A deposit is held on a card that is kept, and taken, in part or whole, given free, or forgotten. */
async function storyOfHold(ar: Receivables, fake: FakeProvider, random: Random) {
  const amount = minor(3_000n, 'EUR')
  await ar.deposits.request({ customer: 'cus', id: 'dpr', reference: 'bk', amount })
  const { token } = await ar.links.forDeposit({ request: 'dpr', capture: 'hold' })
  const kept = random.chance(1 / 2) ? { saveMethod: { consent: 'Keep it.' } } : {}
  const { checkout } = await ar.links.pay(token, { ...kept, show: random.pick(['redirect', 'inPlace'] as const) })
  if (random.chance(1 / 4)) fake.payer.fail(checkout)
  const { externalId } = fake.payer.pay(checkout)
  const context = { idempotencyKey: 'made in their dashboard' }
  const end = random.int(0, 4)
  if (end === 0) await fake.capture!(externalId, amount, context)
  if (end === 1) await fake.capture!(externalId, minor(1_000n, 'EUR'), context)
  if (end === 2) await fake.void!(externalId, context)
  if (end === 3) fake.bank.releaseHold(externalId)
  if (end === 0 && random.chance(1 / 2)) fake.bank.refund(externalId)
  return fake.webhooks()
}

/** What the books say, as one text. */
async function figures(ar: Receivables): Promise<string> {
  const { open, unapplied, deposits, pending } = await ar.balances.of('cus')
  const held: string[] = []
  for await (const event of ar.intake.list()) held.push(`${event.type} ${event.reason}`)
  const waiting: string[] = []
  for await (const event of ar.intake.list({ state: 'waiting' })) waiting.push(event.type)
  const payments: string[] = []
  for await (const payment of ar.payments.list({ customer: 'cus' }))
    payments.push(`${payment.id} ${payment.reversedOn ?? ''}`)
  const holds: string[] = []
  for await (const hold of ar.holds.list({ customer: 'cus' }))
    if (hold.releasedOn === null) holds.push(`${hold.document} ${hold.reason}`)
  return JSON.stringify({
    open: toDecimal(open),
    unapplied: toDecimal(unapplied),
    deposits: toDecimal(deposits),
    methods: (await ar.payments.methods({ customer: 'cus' })).items,
    pending: toDecimal(pending),
    held: held.sort(),
    waiting: waiting.sort(),
    payments: payments.sort(),
    holds: holds.sort(),
  })
}

interface FailingStore extends Store {
  failNext: 'before' | 'after' | undefined
  /** What was written so far. */
  readonly committed: readonly Batch[]
}

/** A store that fails the next commit when told to: before it lands, or after, with nobody the wiser. */
function failing(inner: Store): FailingStore {
  const committed: Batch[] = []
  const store: FailingStore = {
    ...inner,
    failNext: undefined,
    committed,
    async commit(batch) {
      const fail = store.failNext
      store.failNext = undefined
      if (fail === 'before') throw new ReceivablesError('store_unavailable', 'The store is away.')
      const result = await inner.commit(batch)
      if (result.status === 'committed') committed.push(batch)
      if (fail === 'after') throw new ReceivablesError('store_indeterminate', 'The store did not answer.')
      return result
    },
  }
  return store
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const list = [...items]
  for (let i = list.length - 1; i > 0; i--) {
    const j = random.int(0, i)
    ;[list[i], list[j]] = [list[j]!, list[i]!]
  }
  return list
}
