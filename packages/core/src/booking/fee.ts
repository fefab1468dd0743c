import { ReceivablesError } from '../errors/index.js'
import type { Books } from '../journal/books.js'
import { formatMinor, type Money } from '../money/index.js'
import type { Row } from '../records/collections.js'
import { bookingData } from './apply.js'
import { chargeOf } from './charge.js'
import { termsOf } from './end.js'
import { bookingMoney } from './money.js'

/** What is left of a booking's fee. Amounts are minor units. */
export interface FeeLeft {
  /** All of it. */
  readonly all: bigint
  /** What of it no invoice asks for. */
  readonly bare: bigint
}

/**
 * What is left to pay of the fee of a booking that has ended. What was paid of its invoices since is paid of the fee, and what
 * an invoice asks for, or one that was issued since, is not asked for besides.
 *
 * @example
 * // 100.00 owed by an invoice, which was paid since: { all: 0n, bare: 0n }
 * // 300.00 owed, 100.00 of it by an invoice: { all: 30000n, bare: 20000n }
 */
export function feeLeft(books: Books, row: Row<'bookings'>): FeeLeft {
  const { outcome } = bookingData(row)
  if (outcome === null) return { all: 0n, bare: 0n }
  const { invoices } = bookingMoney(books, row)
  const sum = (what: 'billed' | 'paid') => invoices.reduce((total, invoice) => total + invoice[what], 0n)
  const billed = sum('billed')
  const { owed, billed: billedThen = billed, invoiced = billed === 0n ? 0n : owed } = outcome
  const paidSince = atLeastZero(sum('paid') - (billedThen - invoiced))
  const all = atLeastZero(owed - paidSince)
  const bare = atLeastZero(owed - invoiced - atLeastZero(billed - billedThen))
  return { all, bare: bare < all ? bare : all }
}

const atLeastZero = (amount: bigint) => (amount > 0n ? amount : 0n)

/**
 * What may be charged for a booking that has ended: at most the fee that was disclosed when it was made, and at most what
 * is owed of it still. Minor units.
 *
 * @param open what of that is open now: on its invoices, or of the fee itself, less what is on its way
 * @param left what is left of the fee, less what is on its way
 * @throws ReceivablesError `fee_not_disclosed` nothing, or less, was disclosed; `nothing_due` it stands, or the fee is
 * paid or was waived; `payment_in_progress`, `amount_not_payable`, `currency_mismatch`
 * @example
 * // 100.00 disclosed for a no-show, 30.00 of it kept of the deposit: 70.00 may be charged, 80.00 may not
 */
export function feeToCharge(
  row: Row<'bookings'>,
  asked: Money | undefined,
  { open, left, coming }: { readonly open: bigint; readonly left: bigint; readonly coming: bigint },
): bigint {
  const { noShow, outcome } = bookingData(row)
  const show = (units: bigint) => `${formatMinor(units, row.exponent)} ${row.currency}`
  if (asked !== undefined && asked.currency !== row.currency)
    throw new ReceivablesError('currency_mismatch', `Booking ${row.id} is in ${row.currency}, not ${asked.currency}.`, {
      booking: row.currency,
      fee: asked.currency,
    })
  const disclosed =
    row.state === 'cancelled' ? (outcome?.fee ?? 0n) : chargeOf(noShow, { ...termsOf(row), deposit: row.deposit })
  if (row.state === 'cancelled' && disclosed === 0n)
    throw new ReceivablesError('nothing_due', `Booking ${row.id} was cancelled without a fee.`, { booking: row.id })
  if (disclosed === 0n || (asked !== undefined && asked.minor > disclosed))
    throw new ReceivablesError(
      'fee_not_disclosed',
      `Booking ${row.id} was made with a fee of ${show(disclosed)}; cannot charge ${show(asked?.minor ?? 0n)}.`,
      { booking: row.id, disclosed: show(disclosed), asked: show(asked?.minor ?? 0n) },
    )
  if (outcome === null)
    throw new ReceivablesError(
      'nothing_due',
      `Booking ${row.id} stands; record the no-show or the cancellation first.`,
      {
        booking: row.id,
      },
    )
  const most = open < left ? open : left
  if (most <= 0n)
    throw new ReceivablesError(
      coming > 0n ? 'payment_in_progress' : 'nothing_due',
      `Nothing is left to charge of the fee of booking ${row.id}; ${show(coming)} is on its way.`,
      { booking: row.id, pending: show(coming) },
    )
  if (asked !== undefined && asked.minor > most)
    throw new ReceivablesError(
      'amount_not_payable',
      `${show(most)} is left of the fee of booking ${row.id}; cannot charge ${show(asked.minor)}.`,
      { booking: row.id, maximum: show(most), asked: show(asked.minor) },
    )
  return asked?.minor ?? most
}
