import { addDays, type Day, dayAt, formatDay, formatInstant, type Instant, instantAt } from '../calendar/index.js'
import { requestDeposit } from '../deposit/hold-money.js'
import { ReceivablesError } from '../errors/index.js'
import type { CancellationTerms, ChargeTerms } from '../journal/booking-terms.js'
import type { Decision } from '../journal/decision.js'
import { minor, type Money } from '../money/index.js'
import type { Row } from '../records/collections.js'
import { bookingData } from './apply.js'
import { feeSteps } from './cancellation-for.js'
import { type BookingTerms, depositFor, type DepositRule } from './deposit-for.js'

/** A booking as asked for, checked at the edge. */
export interface RequestBooking extends Omit<BookingTerms, 'total'> {
  /** Also the reference of its deposit and its invoices. */
  readonly id: string
  readonly total: Money
  readonly rule: DepositRule
  readonly policy: CancellationTerms
  readonly noShow: ChargeTerms
  readonly disclosure: string
  /** What the payer chose. */
  readonly pay: 'deposit' | 'full'
  /** How long an unpaid booking is kept, from its approval; null: until someone decides. */
  readonly holdMinutes: number | null
  readonly on: Day
}

/**
 * Decides that a booking is asked for: what it costs, what is asked at first, and what a cancellation and a no-show would
 * cost. That is fixed from here on. No deposit is requested before {@link approveBooking}.
 *
 * @throws ReceivablesError `already_exists`, `invalid_input` when the payer may not choose to pay all
 */
export function requestBooking(decision: Decision, input: RequestBooking): void {
  const { total } = input
  const offer = depositFor(input.rule, { ...input, total: total.minor }, input.on)
  if (input.pay === 'full' && !offer.choices.includes('full'))
    throw new ReceivablesError('invalid_input', `Booking ${input.id} takes its deposit first, not all at once.`, {
      booking: input.id,
    })
  assertWithinTime(input, input.policy, input.rule.balanceDays ?? 0)
  decision.add({
    type: 'booking.requested',
    effectiveOn: input.on,
    data: {
      id: input.id,
      currency: total.currency,
      exponent: total.exponent,
      total: total.minor,
      deposit: input.pay === 'full' ? total.minor : offer.deposit,
      date: formatDay(input.date),
      minute: input.minute,
      timeZone: input.timeZone,
      persons: input.persons,
      nights: input.nights,
      policy: input.policy,
      noShow: input.noShow,
      balanceDays: input.rule.balanceDays ?? 0,
      holdMinutes: input.holdMinutes,
      disclosure: input.disclosure,
      why: offer.why,
    },
    postings: [],
  })
}

/**
 * Refuses a booking whose beginning, deadlines or balance day lie outside the years 0001 to 9999.
 *
 * @throws ReceivablesError `invalid_date`, `invalid_instant`
 */
export function assertWithinTime(
  booking: Omit<BookingTerms, 'total'>,
  policy: CancellationTerms,
  balanceDays: number,
): void {
  const { date, minute, timeZone } = booking
  formatInstant(instantAt(date, minute, timeZone))
  formatDay(addDays(date, -balanceDays))
  for (const { until } of feeSteps(policy, { ...booking, total: 0n }, 0n)) if (until !== null) formatInstant(until)
}

/** The booking while it stands, or `booking_not_found`, `booking_ended`. */
export function liveBookingOf(decision: Decision, id: string): Row<'bookings'> {
  const row = decision.books.bookings.get(id)
  if (row === undefined) throw new ReceivablesError('booking_not_found', `There is no booking ${id}.`, { booking: id })
  if (row.endedOn !== null)
    throw new ReceivablesError(
      'booking_ended',
      `Booking ${id} ended on ${formatDay(row.endedOn)}: ${row.state === 'no_show' ? 'nobody came' : 'cancelled'}.`,
      { booking: id, state: row.state, endedOn: formatDay(row.endedOn) },
    )
  return row
}

/**
 * Decides that a booking may be paid: its deposit is requested, due until the hold on it runs out.
 *
 * @throws ReceivablesError `booking_not_found`, `booking_ended`, `already_exists` when it was approved before
 */
export function approveBooking(
  decision: Decision,
  input: {
    readonly booking: string
    readonly at: Instant
    /** The zone in which the deposit's due day is counted. */
    readonly timeZone: string
    readonly number: string | undefined
    /** @default what was said when it was requested */
    readonly holdMinutes?: number | undefined
  },
): void {
  const row = liveBookingOf(decision, input.booking)
  if (row.approvedOn !== null)
    throw new ReceivablesError('already_exists', `Booking ${row.id} was approved on ${formatDay(row.approvedOn)}.`, {
      booking: row.id,
    })
  const hold = input.holdMinutes ?? bookingData(row).holdMinutes
  const expiresAt = hold === null ? null : input.at + hold * 60_000
  const on = decision.context.today
  const request = row.deposit === 0n ? '' : `dpr_${row.id}`
  decision.add({
    type: 'booking.approved',
    effectiveOn: on,
    data: { id: row.id, request, expiresAt: expiresAt === null ? null : formatInstant(expiresAt) },
    postings: [],
  })
  if (request === '') return
  requestDeposit(decision, {
    id: request,
    number: input.number ?? request,
    reference: row.id,
    amount: minor(row.deposit, row.currency),
    on,
    dueOn: expiresAt === null ? undefined : dayAt(expiresAt, input.timeZone),
    metadata: { booking: row.id, disclosure: bookingData(row).disclosure },
  })
}
