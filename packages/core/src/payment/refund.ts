import type { Day } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import { settleWithOffer } from '../allocation/settle-with-offer.js'
import { reviewDiscount, undoAlone } from '../allocation/undo.js'
import { dayForMoney } from '../allocation/day-for-money.js'
import { issueCredit } from '../credit/issue.js'
import { paidOn, refundedOn, withdrawPromises } from '../credit/promises.js'
import { placeHold } from '../hold/place.js'
import type { Decision } from '../journal/decision.js'
import { sourceOf } from '../journal/lookup.js'
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
}

/**
 * Decides a refund. Free money goes back as it is; for allocated money the caller says what becomes of the debt:
 * `credit` puts a credit note in the money's place, `reopen` lets the debt stand and holds it for a person.
 *
 * @throws ReceivablesError `payment_not_found`, `payment_reversed`, `refund_exceeds_payment`,
 * `refund_treatment_required`, `currency_mismatch`
 */
export function refundPayment(decision: Decision, asked: RefundInput): void {
  const source = refundable(decision, asked)
  const input: DatedRefund = { ...asked, on: dayForMoney(decision, source, asked.on) }
  const allocated = allocationsToUndo(decision, source, input.invoice)
  const reachable = allocated.reduce((sum, row) => sum + row.amount, 0n)
  const free = source.unapplied + source.held
  assertCovered(decision, source, input.amount)
  const amount = input.amount ?? free + (input.as === undefined ? 0n : reachable)
  if (amount <= 0n || amount > free + reachable) throw tooMuch(source, amount, free + reachable)
  const missing = amount > free ? amount - free : 0n
  if (missing > 0n && input.as === undefined)
    throw new ReceivablesError(
      'refund_treatment_required',
      `${show(missing, source)} of ${source.id} is set against invoices: say as 'credit' (a credit note takes its place) ` +
        `or 'reopen' (the debt stands again).`,
      { payment: source.id, allocated: show(missing, source) },
    )
  let left = missing
  const touched = new Set<string>()
  for (const row of allocated) {
    if (left <= 0n) break
    const taken = row.amount < left ? row.amount : left
    takeOut(decision, row, taken, input)
    touched.add(row.document)
    left -= taken
  }
  for (const document of touched) withdrawPromises(decision, document, input.on)
  giveBack(decision, input, amount)
}

/** A refund with its day. */
interface DatedRefund extends RefundInput {
  readonly on: Day
}

function refundable(decision: Decision, input: RefundInput): Row<'sources'> {
  const source = sourceOf(decision.books, input.payment)
  if (source.reversedOn !== null)
    throw new ReceivablesError('payment_reversed', `Payment ${source.id} was reversed and has no money to give.`, {
      payment: source.id,
    })
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

/** The latest allocations first, so that the oldest debts stay settled. */
function allocationsToUndo(
  decision: Decision,
  source: Row<'sources'>,
  invoice: string | undefined,
): Row<'allocations'>[] {
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

/** Undoes `taken` of an allocation: the whole is undone and the rest set against the same item again, the same day. */
function takeOut(decision: Decision, row: Row<'allocations'>, taken: bigint, input: DatedRefund): void {
  const { books } = decision
  const reason = input.reason === '' ? 'refund' : input.reason
  undoAlone(decision, { allocation: row.id, on: input.on, reason })
  const item = { document: row.document, instalment: row.instalment }
  const day = dayOfUndo(decision, row.id)
  if (row.amount > taken)
    settleWithOffer(decision, {
      ...item,
      source: row.source,
      amount: row.amount - taken,
      why: 'what the refund left of it',
      effectiveOn: day,
      fromDeposit: row.kind === 'deposit',
    })
  if (input.as === 'credit') {
    const invoice = books.documents.get(row.document)
    const id = decision.nextId()
    issueCredit(decision, {
      id: `crn_${id}`,
      number: numberFor(decision, input, id),
      amount: minor(taken, row.currency),
      issuedOn: day,
      kind: 'credit_note',
      invoice: row.document,
      against: { instalment: row.instalment, effectiveOn: day },
      reference: invoice?.reference,
    })
  } else placeHold(decision, { document: row.document, reason: 'refund', note: `payment ${row.source}`, on: day })
  reviewDiscount(decision, row.document, day, reason)
}

/** A credit note is paid back at most as far as its invoice was paid. */
function assertCovered(decision: Decision, source: Row<'sources'>, asked: bigint | undefined): void {
  const invoice = decision.books.documents.get(source.id)?.corrects ?? ''
  if (source.kind !== 'credit_note' || invoice === '') return
  const most = paidOn(decision.books, invoice) - refundedOn(decision.books, invoice)
  const amount = asked ?? source.unapplied
  if (amount > most) throw tooMuch(source, amount, most > 0n ? most : 0n)
}

/** The number asked for goes to the first credit note; a further one of the same refund gets `-2`, `-3` … */
function numberFor(decision: Decision, { number }: RefundInput, id: string): string {
  if (number === undefined) return `CR ${id}`
  const before = decision.facts.filter((fact) => fact.type === 'credit.issued').length
  return before === 0 ? number : `${number}-${before + 1}`
}

function dayOfUndo(decision: Decision, id: string): Day {
  return decision.books.allocations.get(id)?.undoneOn ?? decision.context.today
}

function giveBack(decision: Decision, input: DatedRefund, amount: bigint): void {
  const source = sourceOf(decision.books, input.payment)
  const fromUnapplied = source.unapplied < amount ? source.unapplied : amount
  const shared = { source: source.id, on: input.on, as: input.as ?? '', reason: input.reason } as const
  if (fromUnapplied > 0n) payBack(decision, { ...shared, amount: fromUnapplied, pocket: 'unapplied' })
  if (amount > fromUnapplied)
    payBack(decision, { ...shared, amount: amount - fromUnapplied, pocket: 'customer_deposits' })
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
