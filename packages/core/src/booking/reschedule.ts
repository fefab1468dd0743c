import { addDays, type Day, formatDay } from '../calendar/index.js'
import { noDueDay } from '../invoice/schedule.js'
import { reschedule } from '../invoice/reschedule.js'
import type { Decision } from '../journal/decision.js'
import { openInstalments } from '../journal/lookup.js'
import { bookingData } from './apply.js'
import { bookingMoney } from './money.js'
import { assertWithinTime, liveBookingOf } from './request.js'

/**
 * Decides that a booking is on another day: what is open of its invoices is due as many days later or earlier, never
 * before its invoice was issued. Parts of a payment plan stay, and so does all money.
 *
 * @throws ReceivablesError `booking_not_found`, `booking_ended`, `period_closed`
 * @example
 * // 2026-12-20 to 2027-01-03: the balance due on 2026-12-13 is due on 2026-12-27
 */
export function rescheduleBooking(
  decision: Decision,
  input: { readonly booking: string; readonly date: Day; readonly minute: number; readonly on: Day },
): void {
  const row = liveBookingOf(decision, input.booking)
  const { policy, balanceDays, ...data } = bookingData(row)
  assertWithinTime({ ...data, date: input.date, minute: input.minute }, policy, balanceDays)
  decision.add({
    type: 'booking.rescheduled',
    effectiveOn: input.on,
    data: { id: row.id, date: formatDay(input.date), minute: input.minute, from: formatDay(row.date) },
    postings: [],
  })
  const days = input.date - row.date
  if (days === 0) return
  for (const { row: invoice } of bookingMoney(decision.books, row).invoices) {
    const ended = openInstalments(decision.books, invoice.id).filter(
      (part) => part.plan === '' && part.dueOn < noDueDay,
    )
    if (ended.length === 0) continue
    reschedule(decision, {
      document: invoice.id,
      ended,
      started: ended.map((part) => {
        const dueOn = addDays(part.dueOn, days)
        return { dueOn: dueOn < invoice.issuedOn ? invoice.issuedOn : dueOn, amount: part.open, plan: '' }
      }),
      reason: 'booking rescheduled',
    })
  }
}
