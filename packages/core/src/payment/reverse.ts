import type { Day } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import type { Decision } from '../journal/decision.js'
import { homeShare } from '../journal/home.js'
import { liveSourceOf, sourceOf } from '../journal/lookup.js'
import { promiseLines, sourceLine } from '../journal/source-line.js'
import { posting } from '../journal/posting.js'
import { dayForMoney } from '../allocation/day-for-money.js'
import { undo } from '../allocation/undo.js'
import { withdrawPromises } from '../credit/promises.js'
import { placeHold } from '../hold/place.js'

/** A payment to take back. */
export interface ReverseInput {
  readonly payment: string
  /** @default today, or when the money came free if that is later */
  readonly on?: Day | undefined
  readonly reason: 'chargeback' | 'bounce' | 'error'
  readonly hold: boolean
}

/**
 * Decides that a payment was taken back: its allocations undone, then +unapplied −cash_clearing.
 *
 * The invoices are open again with their old due days. With `hold` they are left alone until someone clears them.
 *
 * What was paid back before is not taken back twice: the reversal is of what is left.
 *
 * @throws ReceivablesError `payment_not_found`, `payment_reversed`, `refund_exceeds_payment` when nothing is left,
 * `allocation_too_early` before its receipt, `period_closed`
 */
export function reversePayment(decision: Decision, input: ReverseInput): void {
  const { books } = decision
  const before = liveSourceOf(books, input.payment)
  if (before.kind !== 'payment' && before.kind !== 'deposit')
    throw new ReceivablesError('payment_not_found', `${input.payment} is a ${before.kind}, not a payment.`, {
      payment: input.payment,
    })
  const on = dayForMoney(decision, before, input.on)
  const reopened = undoAll(decision, { payment: input.payment, reason: input.reason, on })
  const { id, unapplied, held } = sourceOf(books, input.payment)
  if (unapplied + held <= 0n)
    throw new ReceivablesError(
      'refund_exceeds_payment',
      `Payment ${id} has nothing left to take back: all of it was refunded or forfeited.`,
      { payment: id },
    )
  takeRest(decision, input.payment, input.reason, on)
  for (const [document, day] of reopened) withdrawPromises(decision, document, day)
  if (!input.hold) return
  for (const document of reopened.keys())
    placeHold(decision, { document, reason: input.reason, note: `payment ${input.payment}`, on })
}

/**
 * Decides that nothing is settled by a payment any more, and nothing promised of it: all that is left of it is free.
 *
 * @returns the invoices that are open again, and since when
 */
export function undoAll(
  decision: Decision,
  { payment, reason, on }: { readonly payment: string; readonly reason: string; readonly on: Day },
): Map<string, Day> {
  const { allocations } = decision.books
  const reopened = new Map<string, Day>()
  for (const row of allocations.snapshot()) {
    if (row.source !== payment || allocations.get(row.id)?.undoneOn !== null) continue
    undo(decision, { allocation: row.id, on, reason })
    const undoneOn = allocations.get(row.id)?.undoneOn ?? on
    if (row.document !== '') reopened.set(row.document, Math.max(undoneOn, reopened.get(row.document) ?? undoneOn))
  }
  takeBackPromise(decision, payment, on)
  return reopened
}

/**
 * Decides that what is left of a payment goes: +unapplied (or +customer_deposits) −cash_clearing. Of one that was taken
 * back before it is what came back to it since.
 */
export function takeRest(decision: Decision, payment: string, reason: string, on: Day): void {
  const source = sourceOf(decision.books, payment)
  const left = source.unapplied + source.held
  const shared = { currency: source.currency, rate: source.rate, reference: source.reference }
  const unappliedHome = homeShare(source.home, left, source.unapplied)
  const heldHome = source.home === null ? null : source.home - (unappliedHome ?? 0n)
  decision.add({
    type: 'payment.reversed',
    effectiveOn: on > source.freeFrom ? on : source.freeFrom,
    data: { payment, reason },
    postings: [
      ...(source.unapplied === 0n ? [] : [sourceLine(source, 'unapplied', source.unapplied, unappliedHome)]),
      ...(source.held === 0n ? [] : [sourceLine(source, 'customer_deposits', source.held, heldHome)]),
      posting({
        ...shared,
        account: 'cash_clearing',
        amount: -left,
        home: source.home === null ? null : -source.home,
      }),
    ],
  })
}

/** Money that is gone is not owed back: what was promised of it is promised no longer. */
function takeBackPromise(decision: Decision, payment: string, on: Day): void {
  const source = sourceOf(decision.books, payment)
  if (source.refundDue === 0n) return
  decision.add({
    type: 'refund.withdrawn',
    effectiveOn: on > source.freeFrom ? on : source.freeFrom,
    data: { source: source.id, amount: source.refundDue },
    postings: promiseLines(source, -source.refundDue),
  })
}
