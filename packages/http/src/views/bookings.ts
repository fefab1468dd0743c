import type { BookingView } from '@owekit/core'
import { Refusal } from '../answers/problem.js'
import type { Call, Route } from '../routing.js'
import type { WireBooking } from './shapes.js'
import { pageOf, versioned } from './versioned.js'

/** Bookings of a customer: what they cost, what is paid, what comes next. */
export const bookingRoutes: readonly Route[] = [
  { method: 'GET', path: '/customers/:customer/bookings', run: bookings },
  { method: 'GET', path: '/customers/:customer/bookings/:booking', run: booking },
]

function bookings(call: Call): Promise<Response> {
  return versioned(call, 'bookings:read', 'ar.bookings/1', async ({ viewer, customer }) => {
    const page = await viewer.ar.bookings.list({ customer, ...pageOf(call) })
    const wanted = page.items.filter(({ reference }) => viewer.booking === undefined || reference === viewer.booking)
    return { items: wanted.map(wireBookingOf), next: page.next ?? null }
  })
}

function booking(call: Call): Promise<Response> {
  return versioned(call, 'bookings:read', 'ar.booking/1', async ({ viewer, customer }) => {
    const reference = call.params['booking'] ?? ''
    if (viewer.booking !== undefined && viewer.booking !== reference) throw new Refusal('not_found')
    const found = await viewer.ar.bookings.get(reference)
    if (found.customer !== customer) throw new Refusal('not_found')
    return { booking: wireBookingOf(found) }
  })
}

/** A booking; what staff noted when it ended stays inside. */
function wireBookingOf(found: BookingView): WireBooking {
  const { next, outcome } = found
  return {
    reference: found.reference,
    status: found.status,
    date: found.date,
    time: found.time,
    timeZone: found.timeZone,
    startsAt: found.startsAt,
    persons: found.persons,
    nights: found.nights,
    total: found.total.toJSON(),
    deposit: found.deposit.toJSON(),
    paid: found.paid.toJSON(),
    balance: found.balance.toJSON(),
    next: next === null ? null : { amount: next.amount.toJSON(), due: next.dueOn },
    expiresAt: found.expiresAt,
    request: found.request,
    invoices: [...found.invoices],
    fees: found.fees.map(({ until, fee }) => ({ until, fee: fee.toJSON() })),
    noShowFee: found.noShowFee.toJSON(),
    disclosure: found.disclosure,
    outcome:
      outcome === null
        ? null
        : {
            on: outcome.on,
            by: outcome.by,
            fee: outcome.fee.toJSON(),
            kept: outcome.kept.toJSON(),
            owed: outcome.owed.toJSON(),
            refund: outcome.refund.toJSON(),
            credit: outcome.credit.toJSON(),
          },
    refundDue: found.refundDue.toJSON(),
  }
}
