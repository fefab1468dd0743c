import { type Day, formatInstant, type Instant } from '../calendar/index.js'
import { issueCredit } from '../credit/issue.js'
import { endDeposit } from '../deposit/hold-money.js'
import { ReceivablesError } from '../errors/index.js'
import { type Decision, firstOpenDay } from '../journal/decision.js'
import { sourceOf } from '../journal/lookup.js'
import { promiseLines } from '../journal/source-line.js'
import { formatMinor, minor } from '../money/index.js'
import type { Row } from '../records/collections.js'
import { bookingData } from './apply.js'
import { cancellationFor, outcomeOf } from './cancellation-for.js'
import { chargeOf } from './charge.js'
import type { BookingTerms } from './deposit-for.js'
import { type BookingMoney, bookingMoney } from './money.js'
import { liveBookingOf } from './request.js'

/** What is said about the end of a booking. */
interface EndBooking {
  readonly booking: string
  readonly reason: string
  /** No fee is taken, whatever was agreed. */
  readonly waive?: boolean | undefined
  /** The number of the first credit note. @default named after its fact */
  readonly number?: string | undefined
  readonly on: Day
}

/** A booking row as the rules see it. */
export function termsOf(row: Row<'bookings'>): BookingTerms {
  const { persons, nights, minute, timeZone } = bookingData(row)
  return { total: row.total, persons, nights, date: row.date, minute, timeZone }
}

/**
 * Decides that a booking is cancelled, and what becomes of its money by the policy it was made under: the fee is kept,
 * the rest is promised back or left on account. Nothing is paid out: a person releases a refund.
 *
 * @throws ReceivablesError `booking_not_found`, `booking_ended`, `period_closed`
 * @example
 * // 200.00 held, half of 300.00 is the fee: 150.00 forfeited, 50.00 promised back
 */
export function cancelBooking(
  decision: Decision,
  input: EndBooking & { readonly at: Instant; readonly by: 'customer' | 'organiser' },
): void {
  const row = liveBookingOf(decision, input.booking)
  const money = bookingMoney(decision.books, row)
  const { policy } = bookingData(row)
  const { at, by } = input
  const outcome =
    input.waive === true
      ? outcomeOf(0n, money.paid, policy.rest ?? 'refund', 'the fee was waived')
      : cancellationFor(policy, termsOf(row), { at, by, paid: money.paid, deposit: row.deposit })
  const shares = sharesOf(money, outcome.fee)
  const { billed, invoiced } = shares
  const ended = { ...outcome, billed, invoiced, by, at: formatInstant(at), reason: input.reason }
  decision.add({
    type: 'booking.cancelled',
    effectiveOn: input.on,
    data: { id: row.id, currency: row.currency, ...ended },
    postings: [],
  })
  settleMoney(decision, money, { isRefund: outcome.refund > 0n, shares }, input)
}

/**
 * Decides that nobody came: a fee up to what was disclosed is kept, the rest goes the way of a cancellation.
 *
 * @throws ReceivablesError `booking_not_found`, `booking_ended`, `fee_not_disclosed`, `currency_mismatch`, `period_closed`
 */
export function missBooking(
  decision: Decision,
  input: EndBooking & {
    readonly at: Instant
    /** Minor units. @default what was disclosed */
    readonly fee?: bigint | undefined
    readonly currency?: string | undefined
  },
): void {
  const row = liveBookingOf(decision, input.booking)
  const { noShow, policy } = bookingData(row)
  const disclosed = chargeOf(noShow, { ...termsOf(row), deposit: row.deposit })
  if (input.currency !== undefined && input.currency !== row.currency)
    throw new ReceivablesError(
      'currency_mismatch',
      `Booking ${row.id} is in ${row.currency}, the fee in ${input.currency}.`,
      {
        booking: row.currency,
        fee: input.currency,
      },
    )
  const fee = input.waive === true ? 0n : (input.fee ?? disclosed)
  if (fee > disclosed) {
    const show = (units: bigint) => `${formatMinor(units, row.exponent)} ${row.currency}`
    throw new ReceivablesError(
      'fee_not_disclosed',
      `Booking ${row.id} was made with a no-show fee of ${show(disclosed)}; cannot take ${show(fee)}.`,
      { booking: row.id, disclosed: show(disclosed), asked: show(fee) },
    )
  }
  const money = bookingMoney(decision.books, row)
  const why = input.waive === true ? 'the fee was waived' : 'nobody came'
  const outcome = outcomeOf(fee, money.paid, policy.rest ?? 'refund', why)
  const shares = sharesOf(money, fee)
  const { billed, invoiced } = shares
  decision.add({
    type: 'booking.no_show',
    effectiveOn: input.on,
    data: {
      id: row.id,
      currency: row.currency,
      ...outcome,
      billed,
      invoiced,
      by: 'customer',
      at: formatInstant(input.at),
      reason: input.reason,
    },
    postings: [],
  })
  settleMoney(decision, money, { isRefund: outcome.refund > 0n, shares }, input)
}

/** Who bears a fee. Amounts are minor units. */
interface FeeShares {
  /** Of what was set against each invoice. */
  readonly kept: readonly bigint[]
  /** Of what is held. */
  readonly held: bigint
  /** What each invoice still asks for. */
  readonly owed: readonly bigint[]
  /** All that is owed by invoices, and all that they ask for. */
  readonly invoiced: bigint
  readonly billed: bigint
}

/** Divides a fee: over what was set against invoices, then what is held, then what the invoices have open. */
function sharesOf(money: BookingMoney, fee: bigint): FeeShares {
  let left = fee
  const take = (most: bigint) => {
    const part = left < most ? left : most
    left -= part
    return part
  }
  const sum = (parts: readonly bigint[]) => parts.reduce((total, part) => total + part, 0n)
  const kept = money.invoices.map(({ paid }) => take(paid))
  const held = take(money.held)
  const owed = money.invoices.map(({ billed, paid }) => take(billed - paid))
  return { kept, held, owed, invoiced: sum(owed), billed: sum(kept) + sum(owed) }
}

/**
 * Moves the money as the outcome says. The fee is kept of what was set against invoices, then of what is held; only what
 * neither covers stays open. The rest of each invoice is credited, the rest of each deposit released.
 */
function settleMoney(
  decision: Decision,
  money: BookingMoney,
  { isRefund, shares }: { readonly isRefund: boolean; readonly shares: FeeShares },
  input: EndBooking,
): void {
  money.invoices.forEach((invoice, index) => {
    const amount = invoice.billed - (shares.kept[index] ?? 0n) - (shares.owed[index] ?? 0n)
    if (amount <= 0n) return
    const id = decision.nextId()
    issueCredit(decision, {
      id: `crn_${id}`,
      number: index === 0 && input.number !== undefined ? input.number : `CR ${id}`,
      amount: minor(amount, invoice.row.currency),
      issuedOn: firstOpenDay(decision.context, input.on > invoice.row.issuedOn ? input.on : invoice.row.issuedOn),
      kind: 'credit_note',
      invoice: invoice.row.id,
      surplus: isRefund ? 'refund' : 'credit',
    })
  })
  settleDeposits(decision, money.deposits, shares.held, isRefund, input)
}

function settleDeposits(
  decision: Decision,
  deposits: readonly Row<'sources'>[],
  keep: bigint,
  isRefund: boolean,
  input: EndBooking,
): void {
  let left = keep
  for (const { id, held, freeFrom } of deposits) {
    const on = firstOpenDay(decision.context, input.on > freeFrom ? input.on : freeFrom)
    const end = { deposit: id, on, reason: input.reason === '' ? 'booking' : input.reason }
    const kept = left < held ? left : held
    left -= kept
    if (kept > 0n) endDeposit(decision, 'deposit.forfeited', { ...end, amount: kept })
    const back = held - kept
    if (back === 0n) continue
    endDeposit(decision, 'deposit.released', { ...end, amount: back })
    if (isRefund)
      decision.add({
        type: 'refund.promised',
        effectiveOn: on,
        data: { source: id, amount: back },
        postings: promiseLines(sourceOf(decision.books, id), back),
      })
  }
}
