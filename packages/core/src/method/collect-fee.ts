import { openItems } from '../allocation/items.js'
import { feeLeft } from '../booking/fee.js'
import { applyDeposit, endDeposit } from '../deposit/hold-money.js'
import { type Decision, firstOpenDay } from '../journal/decision.js'
import { sourceOf } from '../journal/lookup.js'

/**
 * Decides where money goes that has arrived for a booking which has ended, a charged fee or a late deposit, and is held for
 * it: to what the booking's invoices have open, then to the fee itself, which is income as a forfeited deposit is. What
 * neither takes is on account.
 *
 * @param input.most what of it may be the fee itself, in minor units
 * @example
 * // 70.00 charged for a no-show without an invoice: 70.00 forfeited, and the booking owes 0.00
 */
export function collectFee(
  decision: Decision,
  input: { readonly payment: string; readonly booking: string; readonly most: bigint },
): void {
  const { books, context } = decision
  const { payment, booking } = input
  const held = () => sourceOf(books, payment).held
  const { currency } = sourceOf(books, payment)
  const invoices = new Set(openItems(books, currency).map(({ document }) => document))
  for (const invoice of invoices)
    if (held() > 0n && books.documents.get(invoice)?.reference === booking)
      applyDeposit(decision, { deposit: payment, invoice })
  const row = books.bookings.get(booking)
  const left = row?.currency === currency ? feeLeft(books, row).bare : 0n
  const fee = [input.most, left, held()].reduce((least, one) => (one < least ? one : least))
  if (fee > 0n) {
    endDeposit(decision, 'deposit.forfeited', { deposit: payment, amount: fee, reason: 'fee' })
    decision.add({
      type: 'booking.fee_collected',
      effectiveOn: firstOpenDay(context, context.today),
      data: { id: booking, payment, currency, amount: fee },
      postings: [],
    })
  }
  if (held() > 0n) endDeposit(decision, 'deposit.released', { deposit: payment, reason: 'fee' })
}
