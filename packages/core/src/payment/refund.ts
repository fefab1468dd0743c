import type { Day } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import { settle } from '../allocation/settle.js'
import { grantAgain, settleWithOffer } from '../allocation/settle-with-offer.js'
import { reviewDiscount, undoAlone } from '../allocation/undo.js'
import { dayForMoney } from '../allocation/day-for-money.js'
import { issueCredit } from '../credit/issue.js'
import { paidOn, refundedOn, withdrawPromises } from '../credit/promises.js'
import { placeHold } from '../hold/place.js'
import type { Decision } from '../journal/decision.js'
import type { Fact } from '../journal/fact.js'
import { liveSourceOf, sourceOf } from '../journal/lookup.js'
import { exponentOf, formatMinor, minor } from '../money/index.js'
import type { Row } from '../records/collections.js'
import { payBack } from './pay-back.js'

/** Money to give back, checked at the edge. */
export interface RefundInput {
  readonly payment: string
  /** Minor units. @default all that can be refunded */
  readonly amount?: bigint | undefined
  readonly currency?: string | undefined
  readonly as?: 'credit' | 'reopen' | undefined
  readonly invoice?: string | undefined
  readonly number?: string | undefined
  /** @default today, or when the money came free if that is later */
  readonly on?: Day | undefined
  readonly reason: string
  /** The provider that is to send it. */
  readonly through?: string | undefined
  /** The provider that has sent it already, and what it calls it. */
  readonly sent?: { readonly provider: string; readonly externalId: string } | undefined
}

/**
 * Decides a refund. Free money goes back as it is; for allocated money the caller says what becomes of the debt:
 * `credit` puts a credit note in the money's place, `reopen` lets the debt stand and holds it for a person.
 *
 * With `invoice` it is the money that settles that invoice, and no other.
 *
 * @throws ReceivablesError `payment_not_found`, `payment_reversed`, `refund_exceeds_payment`, `invoice_not_found`,
 * `refund_treatment_required`, `currency_mismatch`, `credit_exceeds_invoice`, `allocation_too_early`, `period_closed`
 */
export function refundPayment(decision: Decision, asked: RefundInput): void {
  const source = refundable(decision, asked)
  const input: DatedRefund = { ...asked, on: dayForMoney(decision, source, asked.on) }
  const allocated = allocationsToUndo(decision, source, input.invoice)
  const reachable = allocated.reduce((sum, row) => sum + row.amount, 0n)
  if (input.invoice !== undefined && allocated.length === 0) throw settlesNothing(source, input.invoice)
  // Who names an invoice means what settles it, not what is free.
  const free = input.invoice === undefined ? freeToRefund(decision, source) : 0n
  const isFreeOnly = input.as === undefined && input.invoice === undefined
  const amount = input.amount ?? free + (isFreeOnly ? 0n : reachable)
  if (amount <= 0n || amount > free + reachable) throw tooMuch(source, amount, free + reachable)
  const missing = amount > free ? amount - free : 0n
  if (missing > 0n && input.as === undefined)
    throw new ReceivablesError(
      'refund_treatment_required',
      `${show(missing, source)} of ${source.id} is set against invoices: say as 'credit' (a credit note takes its place) ` +
        `or 'reopen' (the debt stands again).`,
      { payment: source.id, allocated: show(missing, source) },
    )
  const taken = takeOut(decision, allocated, missing, input)
  let place = 0
  for (const [document, parts] of taken) {
    place++
    if (input.as === 'credit') creditInstead(decision, document, parts, input, place)
    else reopen(decision, document, parts, input)
    withdrawPromises(decision, document, latest(parts))
  }
  giveBack(decision, input, amount)
  const corrected = decision.books.documents.get(source.id)?.corrects ?? ''
  if (source.kind === 'credit_note' && corrected !== '') withdrawPromises(decision, corrected, input.on)
}

/** A refund with its day. */
interface DatedRefund extends RefundInput {
  readonly on: Day
}

function refundable(decision: Decision, input: RefundInput): Row<'sources'> {
  const source = liveSourceOf(decision.books, input.payment)
  if (source.kind === 'promotional')
    throw new ReceivablesError('refund_exceeds_payment', `${source.id} is promotional credit and is never paid out.`, {
      payment: source.id,
    })
  if (input.currency !== undefined && input.currency !== source.currency)
    throw new ReceivablesError(
      'currency_mismatch',
      `${source.id} is in ${source.currency}; it cannot be refunded in ${input.currency}.`,
      { payment: source.currency, asked: input.currency },
    )
  return source
}

/** Minor units that may go back as they are. A credit note is paid back at most as far as its invoice was paid. */
function freeToRefund({ books }: Decision, source: Row<'sources'>): bigint {
  const free = source.unapplied + source.held
  const invoice = books.documents.get(source.id)?.corrects ?? ''
  if (source.kind !== 'credit_note' || invoice === '') return free
  const most = paidOn(books, invoice) - refundedOn(books, invoice)
  return most <= 0n ? 0n : most < free ? most : free
}

/** The latest allocations first, so that the oldest debts stay settled. What a credit settled is not paid back. */
function allocationsToUndo(
  decision: Decision,
  source: Row<'sources'>,
  invoice: string | undefined,
): Row<'allocations'>[] {
  if (source.kind === 'credit_note') return []
  return [...decision.books.allocations.values()]
    .filter(
      (row) =>
        row.source === source.id &&
        row.undoneOn === null &&
        row.document !== '' &&
        (invoice === undefined || row.document === invoice),
    )
    .sort((a, b) => b.effectiveOn - a.effectiveOn || b.version - a.version)
}

/** What a refund takes out of one allocation. */
interface TakenOut {
  readonly row: Row<'allocations'>
  /** Minor units. */
  readonly taken: bigint
  /** The day it is undone. */
  readonly on: Day
  /** The discount and the tolerance that went with it. */
  readonly brought: readonly Row<'allocations'>[]
  /** What is left of it, set against the same item again. */
  readonly rest: Fact | undefined
}

/**
 * Undoes as much of the allocations as `missing` minor units need, by invoice: of the last one only a part, so the
 * whole is undone and the rest set against the same item again, the same day.
 */
function takeOut(
  decision: Decision,
  allocated: readonly Row<'allocations'>[],
  missing: bigint,
  input: DatedRefund,
): Map<string, TakenOut[]> {
  const found = new Map<string, TakenOut[]>()
  let left = missing
  for (const row of allocated) {
    if (left <= 0n) break
    const taken = row.amount < left ? row.amount : left
    left -= taken
    const undone = undoAlone(decision, { allocation: row.id, on: input.on, reason: reasonOf(input) })
    const on = decision.books.allocations.get(row.id)?.undoneOn ?? input.on
    const brought = undone.filter((other) => other.id !== row.id)
    const rest = row.amount > taken ? putBack(decision, row, row.amount - taken, on, input) : undefined
    const parts = found.get(row.document) ?? []
    parts.push({ row, taken, on, brought, rest })
    found.set(row.document, parts)
  }
  return found
}

function putBack(decision: Decision, row: Row<'allocations'>, amount: bigint, on: Day, { as }: DatedRefund) {
  const again = {
    document: row.document,
    instalment: row.instalment,
    source: row.source,
    amount,
    why: 'what the refund left of it',
    effectiveOn: on,
    fromDeposit: row.kind === 'deposit',
  }
  // With a credit note in the money's place nothing changes for the debt: the discount is kept, not earned again.
  if (as === 'credit') return settle(decision, again)
  settleWithOffer(decision, again)
  return undefined
}

/** One credit note an invoice, in the place of the money, and what that money had brought stays. */
function creditInstead(
  decision: Decision,
  document: string,
  parts: readonly TakenOut[],
  input: DatedRefund,
  place: number,
): void {
  const { books } = decision
  const currency = parts[0]?.row.currency ?? ''
  const on = latest(parts)
  const before = decision.facts.length
  const id = decision.nextId()
  issueCredit(decision, {
    id: `crn_${id}`,
    number: numberFor(input, id, place),
    amount: minor(
      parts.reduce((sum, part) => sum + part.taken, 0n),
      currency,
    ),
    issuedOn: on,
    kind: 'credit_note',
    invoice: document,
    against: parts.map(({ row, taken }) => ({ instalment: row.instalment, amount: taken })),
    reference: books.documents.get(document)?.reference,
  })
  const credits = decision.facts.slice(before).filter((fact) => fact.type === 'payment.allocated')
  parts.forEach(({ brought, rest }, index) => {
    const cause = rest ?? credits[index]
    if (cause !== undefined) for (const row of brought) grantAgain(decision, row, cause)
  })
}

/** The debt stands again, and a person looks at it before anybody is reminded of it. */
function reopen(decision: Decision, document: string, parts: readonly TakenOut[], input: DatedRefund): void {
  const on = latest(parts)
  reviewDiscount(decision, document, on, reasonOf(input))
  placeHold(decision, { document, reason: 'refund', note: `payment ${input.payment}`, on })
}

const latest = (parts: readonly TakenOut[]) => parts.reduce((day, part) => (part.on > day ? part.on : day), -Infinity)

const reasonOf = ({ reason }: DatedRefund) => (reason === '' ? 'refund' : reason)

/** The number asked for goes to the first credit note; a further one of the same refund gets `-2`, `-3` … */
function numberFor({ number }: DatedRefund, id: string, place: number): string {
  if (number === undefined) return `CR ${id}`
  return place === 1 ? number : `${number}-${place}`
}

/** How the second row of a refund is named that is one at the provider. */
export const secondPart = (externalId: string) => `${externalId}#2`

/** Decides that free money of a payment goes back: what is free first, then what is held. Amounts are minor units. */
export function giveBack(decision: Decision, input: DatedRefund, amount: bigint): void {
  const source = sourceOf(decision.books, input.payment)
  const fromUnapplied = source.unapplied < amount ? source.unapplied : amount
  const provider = input.sent?.provider ?? input.through ?? ''
  const shared = { source: source.id, on: input.on, as: input.as ?? '', reason: input.reason, provider } as const
  const externalId = input.sent?.externalId ?? ''
  if (fromUnapplied > 0n) payBack(decision, { ...shared, amount: fromUnapplied, pocket: 'unapplied', externalId })
  if (amount > fromUnapplied)
    payBack(decision, {
      ...shared,
      amount: amount - fromUnapplied,
      pocket: 'customer_deposits',
      // The provider's refund is one, the books' are two: free money, and money that was held.
      externalId: externalId === '' || fromUnapplied === 0n ? externalId : secondPart(externalId),
    })
}

function settlesNothing(source: Row<'sources'>, invoice: string): ReceivablesError {
  return new ReceivablesError('invoice_not_found', `${source.id} settles nothing of an invoice ${invoice}.`, {
    payment: source.id,
    invoice,
  })
}

function tooMuch(source: Row<'sources'>, amount: bigint, limit: bigint): ReceivablesError {
  return new ReceivablesError(
    'refund_exceeds_payment',
    `${source.id} can give back ${show(limit, source)}; cannot refund ${show(amount, source)}.`,
    { payment: source.id, limit: show(limit, source), asked: show(amount, source) },
  )
}

function show(amount: bigint, source: Row<'sources'>): string {
  return `${formatMinor(amount, exponentOf(source.currency))} ${source.currency}`
}
