import { type Day, formatDay } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import type { Decision } from '../journal/decision.js'
import { sourceOf } from '../journal/lookup.js'
import { posting } from '../journal/posting.js'
import { exponentOf, formatMinor } from '../money/index.js'
import { undo } from '../allocation/undo.js'
import { placeHold } from '../hold/place.js'

/** A payment to take back. */
export interface ReverseInput {
  readonly payment: string
  readonly on: Day
  readonly reason: 'chargeback' | 'bounce' | 'error'
  readonly hold: boolean
}

/**
 * Decides that a payment was taken back: its allocations undone, then +unapplied −cash_clearing.
 *
 * The invoices are open again with their old due days. With `hold` they are left alone until someone clears them.
 *
 * @throws ReceivablesError `payment_not_found`, `payment_reversed`, `refund_exceeds_payment` when part of it was
 * paid back or forfeited already, `period_closed`
 */
export function reversePayment(decision: Decision, input: ReverseInput): void {
  const { books } = decision
  const before = sourceOf(books, input.payment)
  if (before.kind !== 'payment' && before.kind !== 'deposit')
    throw new ReceivablesError('payment_not_found', `${input.payment} is a ${before.kind}, not a payment.`, {
      payment: input.payment,
    })
  if (before.reversedOn !== null)
    throw new ReceivablesError(
      'payment_reversed',
      `Payment ${input.payment} was reversed on ${formatDay(before.reversedOn)}.`,
      { payment: input.payment, reversedOn: formatDay(before.reversedOn) },
    )
  const reopened = new Set<string>()
  for (const row of books.allocations.snapshot()) {
    if (row.source !== input.payment || books.allocations.get(row.id)?.undoneOn !== null) continue
    if (row.document !== '') reopened.add(row.document)
    undo(decision, { allocation: row.id, on: input.on, reason: input.reason })
  }
  const source = sourceOf(books, input.payment)
  assertWhole(source.amount, source.unapplied + source.held, source.currency, source.id)
  const shared = { currency: source.currency, rate: source.rate, reference: source.reference }
  const pocket = (account: 'unapplied' | 'customer_deposits', amount: bigint, home: bigint | null) =>
    posting({ ...shared, account, amount, home, source: source.id, sourceOn: source.receivedOn })
  const unappliedHome = source.held === 0n ? source.home : null
  decision.add({
    type: 'payment.reversed',
    effectiveOn: input.on,
    data: { payment: input.payment, reason: input.reason },
    postings: [
      ...(source.unapplied === 0n ? [] : [pocket('unapplied', source.unapplied, unappliedHome)]),
      ...(source.held === 0n
        ? []
        : [pocket('customer_deposits', source.held, source.unapplied === 0n ? source.home : null)]),
      posting({
        ...shared,
        account: 'cash_clearing',
        amount: -source.amount,
        home: source.held !== 0n && source.unapplied !== 0n ? null : source.home === null ? null : -source.home,
      }),
    ],
  })
  if (!input.hold) return
  for (const document of reopened)
    placeHold(decision, { document, reason: input.reason, note: `payment ${input.payment}`, on: input.on })
}

function assertWhole(amount: bigint, left: bigint, currency: string, id: string): void {
  if (left === amount) return
  const show = (minor: bigint) => `${formatMinor(minor, exponentOf(currency))} ${currency}`
  throw new ReceivablesError(
    'refund_exceeds_payment',
    `Payment ${id} was ${show(amount)}; ${show(amount - left)} of it was refunded or forfeited, so it cannot be reversed whole.`,
    { payment: id, amount: show(amount), left: show(left) },
  )
}
