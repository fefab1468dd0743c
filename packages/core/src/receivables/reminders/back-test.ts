// Long because it is one walk: the facts of an account in their order, and what a policy would have said between them.
import * as z from 'zod/mini'
import { apply } from '../../account/apply.js'
import { openDecision } from '../../account/decision.js'
import { dayAt, type Day, type Instant, instantAt, parseDay, parseInstant } from '../../calendar/index.js'
import { ReceivablesError } from '../../errors/index.js'
import { type Books, emptyBooks } from '../../journal/books.js'
import type { Fact, MessageAsked } from '../../journal/fact.js'
import { scan } from '../../ports/scan.js'
import type { Row } from '../../records/collections.js'
import { postingRows, streamOf } from '../facts.js'
import { day, id } from '../input/primitives.js'
import { policyOf } from '../input/reminders.js'
import { parseInput } from '../parse.js'
import { contextFor, type Settings } from '../settings.js'
import { assertCustomer } from '../queries/balances.js'
import { type Imagined, imagineMoment, type SimulatedMessage, type SimulatedStep, supposed } from './imagine.js'
import { type Policies, readPolicies } from './policies.js'
import type { Around } from './standing.js'

/** A message that would have gone out. */
export interface BackTestedMessage extends SimulatedMessage {
  /** Everything that it lists was paid by the end of the third day after it, without it. */
  readonly wasPaidAnyway: boolean
}

/** What would have been said, in figures. */
interface BackTestSums {
  readonly messages: number
  /** Of these, those that list only what was paid within three days. */
  readonly paidAnyway: number
  /** Messages by how firm they are, 0 for the first step of a policy; levels without a message are left out. */
  readonly byLevel: readonly { readonly level: number; readonly messages: number }[]
  /** What was left unsaid, moved or given to staff, by the reason: `{ on_hold: 2, lapsed: 5 }`. A step may move often. */
  readonly skipped: { readonly [why: string]: number }
  readonly moved: { readonly [why: string]: number }
  readonly tasks: { readonly [why: string]: number }
}

/** What a policy would have said to a customer. */
export interface BackTested {
  readonly customer: string
  /** In the order of time. */
  readonly messages: readonly BackTestedMessage[]
  readonly steps: readonly SimulatedStep[]
  readonly sums: BackTestSums
}

/** What a policy would have said: await it for the sums over everybody, or walk it, customer by customer, with `for await`. */
export interface BackTest
  extends AsyncIterable<BackTested>, PromiseLike<BackTestSums & { readonly customers: number }> {}

const backTesting = z.strictObject({
  policy: z.record(z.string(), z.unknown()),
  from: day,
  to: day,
  customer: z.optional(id),
})

/** The last day, after a message, on which a payment is held to have been coming anyway. */
const daysAnyway = 3

/**
 * What a policy would have said over past days, had it been saved as the first of them began: each account's facts are replayed
 * in the order in which they were recorded, and between them is planned and decided, by the very code that says it, from what
 * was known by then. What was really said is left out of the replay. Nothing is written.
 */
export function backTest(settings: Settings, asked: z.input<typeof backTesting>): BackTest {
  const walk = () => walked(settings, asked)
  return {
    // It is awaited for its sums, as lists are for their first page.
    // oxlint-disable-next-line unicorn/no-thenable
    then(resolve, reject) {
      return totalOf(walk()).then(resolve, reject)
    },
    [Symbol.asyncIterator]: walk,
  }
}

async function* walked(settings: Settings, asked: z.input<typeof backTesting>): AsyncGenerator<BackTested> {
  const query = parseInput(backTesting, asked, 'reminders.backTest')
  const { from, to, customer } = query
  if (to < from)
    throw new ReceivablesError('invalid_input', `reminders.backTest: ${asked.to} is before ${asked.from}.`, {
      from: asked.from,
      to: asked.to,
    })
  if (customer !== undefined) await assertCustomer(settings, customer)
  const { store, tenant, timeZone } = settings
  const kept = supposed(settings, await readPolicies(settings), policyOf(query.policy))
  const policies = { ...kept, rules: { ...kept.rules, heldBefore: null } }
  const end = Math.min(instantAt(to + 1, 0, timeZone) - 1, await store.now())
  const during = { policies, start: instantAt(from, 0, timeZone), end }
  const where = customer === undefined ? [] : [customer]
  for await (const profile of scan(store, tenant, { collection: 'customers', where }))
    yield await backTested(settings, profile, during)
}

interface During {
  readonly policies: Policies
  readonly start: Instant
  readonly end: Instant
}

async function backTested(
  settings: Settings,
  profile: Row<'customers'>,
  { policies, start, end }: During,
): Promise<BackTested> {
  const facts: Fact[] = []
  for await (const fact of streamOf(settings.store, settings.tenant, profile.id)) facts.push(fact)
  const books = emptyBooks(settings.tenant, profile.id)
  const context = contextFor(settings, dayAt(start, settings.timeZone), null, '')
  const imagined: Imagined = {
    decision: openDecision(books, context),
    loaded: { books, customer: profile },
    messages: [],
    steps: [],
  }
  const postings = new Map<string, Row<'postings'>[]>()
  let known = 0
  let rev = facts.length
  for (let at: Instant | undefined = start; at !== undefined && at <= end;) {
    for (let fact = facts[known]; fact !== undefined && fact.recordedAt <= at; fact = facts[++known])
      replay(books, fact, postings)
    // What is decided here takes numbers that no fact has.
    books.rev = rev
    const around: Around = { postings, promises: [...books.promises.values()], bookings: books.bookings }
    // Nobody wrote down when the payments were complete: they are taken to have been.
    const next: Instant | undefined = await imagineMoment(
      settings,
      imagined,
      { ...policies, paymentsSeenAt: at },
      at,
      around,
    )
    rev = books.rev
    at = earliest(next, facts[known]?.recordedAt)
  }
  const received = receipts(facts)
  const messages = imagined.messages.map(({ shown, asked }) => ({
    ...shown,
    wasPaidAnyway: isPaidBy(asked, shown, received),
  }))
  return { customer: profile.id, messages, steps: imagined.steps, sums: sumsOf(messages, imagined.steps) }
}

const earliest = (a: Instant | undefined, b: Instant | undefined) =>
  a === undefined ? b : b === undefined ? a : Math.min(a, b)

/** Applies what happened, without what was said of it; what staff decided about a step that is still to come holds. */
function replay(books: Books, fact: Fact, postings: Map<string, Row<'postings'>[]>): void {
  for (const line of postingRows(fact)) {
    const lines = postings.get(line.document)
    if (lines === undefined) postings.set(line.document, [line])
    else lines.push(line)
  }
  switch (fact.type) {
    case 'message.sending':
    case 'message.settled':
    case 'message.told':
    case 'task.closed':
      return
    case 'reminder.decided': {
      const isToCome = fact.data.steps.every(
        ({ id: step }) => (books.reminders.get(step)?.state ?? 'moved') === 'moved',
      )
      if (fact.data.by === 'staff' && isToCome) apply(books, fact)
      return
    }
    case 'account.absorbed': {
      const { reminders: _steps, messages: _said, tasks: _tasks, ...rows } = fact.data.rows
      return apply(books, { ...fact, data: { ...fact.data, rows } })
    }
    default:
      return apply(books, fact)
  }
}

/** What a payment took off an item, or its undoing put back. Minor units. */
interface Receipt {
  readonly item: string
  readonly amount: bigint
  readonly day: Day
  readonly recordedAt: Instant
}

const itemOf = (document: string, instalment: number) => `${document}#${instalment}`

/** What payments took off each item, a discount that came with them too: not credit notes, nor what was written off. */
function receipts(facts: readonly Fact[]): Receipt[] {
  const found: Receipt[] = []
  for (const fact of facts) {
    const isPayment = fact.type === 'payment.allocated' && fact.data.kind !== 'credit'
    const isWithIt = fact.type === 'discount.granted' || fact.type === 'rounding.recorded'
    if (!isPayment && !isWithIt && fact.type !== 'allocation.undone') continue
    for (const { account, document, instalment, amount } of fact.postings)
      if (account === 'receivable')
        found.push({
          item: itemOf(document, instalment),
          amount: -amount,
          day: fact.effectiveOn,
          recordedAt: fact.recordedAt,
        })
  }
  return found
}

function isPaidBy({ parts, at }: MessageAsked, shown: SimulatedMessage, receipts: readonly Receipt[]): boolean {
  const last = parseDay(shown.day) + daysAnyway
  const said = parseInstant(at)
  return parts.every(({ document, instalment, open }) => {
    const item = itemOf(document, instalment)
    const mine = receipts.filter((one) => one.item === item && one.recordedAt > said && one.day <= last)
    return mine.reduce((sum, { amount }) => sum + amount, 0n) >= open
  })
}

function sumsOf(messages: readonly BackTestedMessage[], steps: readonly SimulatedStep[]): BackTestSums {
  const levels = new Map<number, number>()
  for (const { level } of messages) levels.set(level, (levels.get(level) ?? 0) + 1)
  const counted = (wanted: SimulatedStep['state']) => {
    const counts: Record<string, number> = {}
    for (const { state, why } of steps) if (state === wanted) counts[why] = (counts[why] ?? 0) + 1
    return counts
  }
  return {
    messages: messages.length,
    paidAnyway: messages.filter(({ wasPaidAnyway }) => wasPaidAnyway).length,
    byLevel: byLevel(levels),
    skipped: counted('skipped'),
    moved: counted('moved'),
    tasks: counted('task'),
  }
}

const byLevel = (levels: ReadonlyMap<number, number>) =>
  [...levels].sort(([a], [b]) => a - b).map(([level, messages]) => ({ level, messages }))

async function totalOf(all: AsyncIterable<BackTested>) {
  const levels = new Map<number, number>()
  const [skipped, moved, tasks]: Record<string, number>[] = [{}, {}, {}]
  const total = { customers: 0, messages: 0, paidAnyway: 0 }
  const add = (to: Record<string, number>, counts: { readonly [why: string]: number }) => {
    for (const [why, count] of Object.entries(counts)) to[why] = (to[why] ?? 0) + count
  }
  for await (const { sums } of all) {
    total.customers++
    total.messages += sums.messages
    total.paidAnyway += sums.paidAnyway
    for (const { level, messages } of sums.byLevel) levels.set(level, (levels.get(level) ?? 0) + messages)
    add(skipped!, sums.skipped)
    add(moved!, sums.moved)
    add(tasks!, sums.tasks)
  }
  return { ...total, byLevel: byLevel(levels), skipped: skipped!, moved: moved!, tasks: tasks! }
}
