import { minorOf, type SeenFact } from './engine.js'
import { creditOf } from './decide-refunds.js'
import type { Draft } from './events.js'
import { dayText } from './plain.js'

/** Where engine and model part ways. */
export class Break extends Error {
  /** A short name of what broke, the same for the same fault, so that shrinking keeps to it. */
  readonly check: string

  constructor(check: string, message: string) {
    super(`${check}: ${message}`)
    this.check = check
  }
}

/** Throws a {@link Break} unless both say the same. */
export function same(check: string, engine: unknown, model: unknown, about = ''): void {
  if (isSame(engine, model)) return
  const [left, right] = [JSON.stringify(engine, plain), JSON.stringify(model, plain)]
  throw new Break(check, `${about}\n  engine ${left}\n  model  ${right}`)
}

function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const names = Object.keys(a)
  const other = b as Readonly<Record<string, unknown>>
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => isSame((a as Readonly<Record<string, unknown>>)[name], other[name]))
  )
}

function plain(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value
}

/** True for what holds; throws a {@link Break} otherwise. */
export function holds(check: string, isTrue: boolean, message: () => string): void {
  if (!isTrue) throw new Break(check, message())
}

interface Compared {
  readonly tuple: readonly unknown[]
  readonly id: string
}

function byTuple(a: Compared, b: Compared): number {
  const [left, right] = [String(a.tuple), String(b.tuple)]
  return left < right ? -1 : left > right ? 1 : 0
}

const settlingFacts = ['payment.allocated', 'discount.granted', 'rounding.recorded', 'writeoff.recorded']

/** The facts whose day and place are compared one to one, by what the model calls them. */
const factOf: { readonly [type in Draft['type']]?: string } = {
  voided: 'invoice.voided',
  refunded: 'payment.refunded',
  promised: 'refund.promised',
  withdrawn: 'refund.withdrawn',
  reversed: 'payment.reversed',
  forfeited: 'deposit.forfeited',
  depositReleased: 'deposit.released',
  held: 'hold.placed',
  holdReleased: 'hold.released',
  released: 'allocation.undone',
  planned: 'plan.agreed',
  planCancelled: 'plan.cancelled',
  planAccepted: 'plan.accepted',
  disputed: 'dispute.opened',
  disputeResolved: 'dispute.resolved',
  agreed: 'promise.made',
  agreementWithdrawn: 'promise.withdrawn',
  booked: 'booking.requested',
  bookingApproved: 'booking.approved',
  bookingMoved: 'booking.rescheduled',
  bookingCancelled: 'booking.cancelled',
  bookingMissed: 'booking.no_show',
}

/**
 * Compares what a command made with what the model decided (allocations, undoings, instalments, and the day of
 * everything else) and gives the drafts the ids that the engine chose.
 */
export function adopt(decided: readonly Draft[], facts: readonly SeenFact[]): Draft[] {
  const drafts = named(decided, facts)
  const seen: Compared[] = facts
    .filter((fact) => settlingFacts.includes(fact.type))
    .map(({ data, effectiveOn }) => {
      const amount = minorOf(data['amount'], String(data['currency']))
      const { kind, source, document, instalment } = data
      return { id: String(data['id']), tuple: [kind, source, document, instalment, amount, effectiveOn] }
    })
  const expected: Compared[] = drafts
    .filter((draft) => draft.type === 'allocated')
    .map(({ id, kind, source, document, no, amount, on }) => ({
      id,
      tuple: [kind, source, document, no, amount, dayText(on)],
    }))
  seen.sort(byTuple)
  expected.sort(byTuple)
  same('allocations', seen.map(tupleOf), expected.map(tupleOf))
  const undone = facts.filter((fact) => fact.type === 'allocation.undone')
  same(
    'undone',
    undone.map(({ data, effectiveOn }) => `${String(data['allocation'])} on ${effectiveOn}`).toSorted(),
    drafts
      .flatMap((draft) => (draft.type === 'released' ? [`${draft.allocation} on ${dayText(draft.on)}`] : []))
      .toSorted(),
  )
  same('instalments', rescheduled(facts), rescheduling(drafts))
  const types = Object.values(factOf)
  same(
    'facts',
    facts.flatMap(({ type, effectiveOn }) => (types.includes(type) ? [`${type} ${effectiveOn}`] : [])).toSorted(),
    drafts.flatMap(({ type, on }) => (factOf[type] === undefined ? [] : [`${factOf[type]} ${dayText(on)}`])).toSorted(),
  )
  same('what was agreed', agreedFacts(facts), agreedDrafts(drafts))
  const ids = new Map(expected.map((each, i) => [each.id, seen[i]!.id]))
  const held = facts.filter((fact) => fact.type === 'hold.placed').map((fact) => fact.data)
  return drafts.map((draft) => {
    if (draft.type === 'allocated')
      return { ...draft, id: ids.get(draft.id)!, cause: ids.get(draft.cause) ?? draft.cause }
    if (draft.type !== 'held' || draft.id !== '') return draft
    const at = held.findIndex((each) => each['document'] === draft.document)
    return { ...draft, id: String(held.splice(at, 1)[0]!['id']) }
  })
}

/** Gives the credit note that a refund makes for an invoice the id that the engine chose. */
function named(drafts: readonly Draft[], facts: readonly SeenFact[]): Draft[] {
  const ids = new Map<string, string>()
  for (const draft of drafts) {
    if (draft.type !== 'source' || !draft.id.startsWith(creditOf)) continue
    const found = facts.find(({ type, data }) => type === 'credit.issued' && data['invoice'] === draft.corrects)
    ids.set(draft.id, String(found?.data['id']))
  }
  return drafts.map((draft): Draft => {
    if (draft.type === 'source') return { ...draft, id: ids.get(draft.id) ?? draft.id }
    if (draft.type === 'allocated' || draft.type === 'promised')
      return { ...draft, source: ids.get(draft.source) ?? draft.source }
    return draft
  })
}

/** The amounts of disputes, promises and bookings that end, as facts have them. */
function agreedFacts(facts: readonly SeenFact[]): string[] {
  return facts.flatMap(({ type, data }) => {
    const show = (...names: string[]) => names.map((name) => minorOf(data[name], String(data['currency'])))
    if (type === 'dispute.opened' || type === 'promise.made') return [`${type} ${show('amount').join()}`]
    if (type === 'booking.cancelled' || type === 'booking.no_show')
      return [`${type} ${show('fee', 'keep', 'refund', 'credit').join()}`]
    return []
  })
}

function agreedDrafts(drafts: readonly Draft[]): string[] {
  return drafts.flatMap((draft) => {
    if (draft.type === 'disputed' || draft.type === 'agreed') return [`${factOf[draft.type]} ${draft.amount}`]
    if (draft.type === 'bookingCancelled' || draft.type === 'bookingMissed')
      return [`${factOf[draft.type]} ${[draft.fee, draft.kept, draft.refund, draft.credit].join()}`]
    return []
  })
}

function tupleOf({ tuple }: Compared): readonly unknown[] {
  return tuple
}

function rescheduled(facts: readonly SeenFact[]): string[] {
  return facts.flatMap(({ type, data, effectiveOn }) => {
    if (type !== 'invoice.rescheduled') return []
    const started = data['started'] as { no: number; dueOn: string; amount: string }[]
    return [
      ...(data['ended'] as number[]).map((no) => `${effectiveOn} ends ${no}`),
      ...started.map(
        ({ no, dueOn, amount }) => `${effectiveOn} starts ${no} due ${dueOn} ${BigInt(amount.replace('.', ''))}`,
      ),
    ]
  })
}

function rescheduling(drafts: readonly Draft[]): string[] {
  if (drafts.some((draft) => draft.type === 'invoice')) return []
  return drafts.flatMap((draft) => {
    if (draft.type === 'partEnded') return [`${dayText(draft.on)} ends ${draft.no}`]
    if (draft.type !== 'part') return []
    const amount = String(draft.amount)
    return [`${dayText(draft.on)} starts ${draft.no} due ${dayText(draft.dueOn)} ${amount}`]
  })
}

/** Each fact's postings add up to zero per currency, and versions have no gap. */
export function checkFacts(facts: readonly SeenFact[], heads: Map<string, number>): void {
  for (const fact of facts) {
    const sums = new Map<string, bigint>()
    for (const { currency, amount } of fact.postings) {
      sums.set(currency, (sums.get(currency) ?? 0n) + minorOf(amount, currency))
    }
    for (const [currency, sum] of sums) {
      holds(
        'postings balance',
        sum === 0n,
        () => `${fact.type} ${fact.customer}/${fact.version} is off by ${sum} ${currency}`,
      )
    }
    const expected = (heads.get(fact.customer) ?? 0) + 1
    same('versions without gap', fact.version, expected, `${fact.type} of ${fact.customer}`)
    heads.set(fact.customer, expected)
  }
}
