import { bookingData } from '../../booking/apply.js'
import { cancelBooking, missBooking } from '../../booking/end.js'
import { approveBooking, liveBookingOf, requestBooking } from '../../booking/request.js'
import { rescheduleBooking } from '../../booking/reschedule.js'
import { assertTimeZone, dayAt, type Instant } from '../../calendar/index.js'
import type { Fact } from '../../journal/fact.js'
import { type Money, minor } from '../../money/index.js'
import type { Command, Trip } from '../engine.js'
import * as input from '../input/bookings.js'
import { chargeFrom, policyFrom, ruleFrom } from './booking-rules.js'
import { ownerOf } from './owner.js'

const nothing = () => ({})

/** What `bookings.request` answers besides. */
export interface RequestedAnswer {
  /** What is asked at first. */
  readonly deposit: Money | null
  /** Which rule decided. */
  readonly why: string
  /** The deposit request, or `''`: nothing is asked, or nobody has said yes yet. */
  readonly request: string
  readonly expiresAt: string | null
}

function requested(facts: readonly Fact[]): RequestedAnswer {
  const booking = facts.find((fact) => fact.type === 'booking.requested')
  const approved = facts.find((fact) => fact.type === 'booking.approved')
  return {
    deposit: booking === undefined ? null : minor(booking.data.deposit, booking.data.currency),
    why: booking?.data.why ?? '',
    request: approved?.data.request ?? '',
    expiresAt: approved?.data.expiresAt ?? null,
  }
}

/** What a booking that ends answers besides. kept + refund + credit is what was paid. */
export interface EndedAnswer {
  readonly fee: Money | null
  readonly kept: Money | null
  /** What of the fee is not covered: open on the invoice, or nowhere when there is none. */
  readonly owed: Money | null
  /** Promised back: a person releases it with `payments.refund`. */
  readonly refund: Money | null
  /** On account. */
  readonly credit: Money | null
  readonly why: string
}

function ended(facts: readonly Fact[]): EndedAnswer {
  const fact = facts.find((one) => one.type === 'booking.cancelled' || one.type === 'booking.no_show')
  if (fact === undefined) return { fee: null, kept: null, owed: null, refund: null, credit: null, why: '' }
  const { currency, fee, keep, owed, refund, credit, why } = fact.data
  const show = (units: bigint) => minor(units, currency)
  return { fee: show(fee), kept: show(keep), owed: show(owed), refund: show(refund), credit: show(credit), why }
}

export const request: Command<typeof input.requestBooking, RequestedAnswer> = {
  name: 'bookings.request',
  schema: input.requestBooking,
  identity: (given) => given.reference,
  async run(trip, given) {
    const { settings, today } = trip
    const { currency } = given.total
    const timeZone = given.timeZone ?? settings.timeZone
    assertTimeZone(timeZone)
    const { decision } = await trip.account(given.customer, {})
    requestBooking(decision, {
      id: given.reference,
      total: given.total,
      date: given.date,
      minute: given.time ?? 0,
      timeZone,
      persons: given.persons ?? 1,
      nights: given.nights ?? 1,
      rule: ruleFrom(given.rule, currency),
      policy: policyFrom(given.policy, currency),
      noShow: chargeFrom(given.noShow ?? 'none', currency),
      disclosure: given.disclosure ?? '',
      pay: given.pay ?? 'deposit',
      holdMinutes: given.holdMinutes ?? null,
      on: today,
    })
    if (given.needsApproval !== true)
      approveBooking(decision, {
        booking: given.reference,
        at: settings.clock(),
        timeZone: settings.timeZone,
        number: given.number,
      })
    return { id: given.reference }
  },
  extra: requested,
}

async function standing(trip: Trip, reference: string) {
  const customer = await ownerOf(trip.settings, 'bookings', reference)
  const { decision } = await trip.account(customer, { bookings: [reference], reference })
  return decision
}

export const approve: Command<typeof input.approveBooking, Omit<RequestedAnswer, 'deposit' | 'why'>> = {
  name: 'bookings.approve',
  schema: input.approveBooking,
  async run(trip, given) {
    const customer = await ownerOf(trip.settings, 'bookings', given.reference)
    const { decision } = await trip.account(customer, { bookings: [given.reference] })
    const { settings } = trip
    approveBooking(decision, {
      booking: given.reference,
      at: settings.clock(),
      timeZone: settings.timeZone,
      number: given.number,
      holdMinutes: given.holdMinutes,
    })
    return { id: given.reference }
  },
  extra(facts) {
    const { request: id, expiresAt } = requested(facts)
    return { request: id, expiresAt }
  },
}

export const cancel: Command<typeof input.cancelBooking, EndedAnswer> = {
  name: 'bookings.cancel',
  schema: input.cancelBooking,
  async run(trip, given) {
    const { settings } = trip
    const decision = await standing(trip, given.reference)
    const at: Instant = given.at ?? settings.clock()
    cancelBooking(decision, {
      booking: given.reference,
      by: given.by,
      at,
      waive: given.waive,
      number: given.number,
      reason: given.reason ?? '',
      on: dayAt(at, settings.timeZone),
    })
    return { id: given.reference }
  },
  extra: ended,
}

export const reschedule: Command<typeof input.rescheduleBooking, object> = {
  name: 'bookings.reschedule',
  schema: input.rescheduleBooking,
  async run(trip, given) {
    const decision = await standing(trip, given.reference)
    const { minute } = bookingData(liveBookingOf(decision, given.reference))
    const { date } = given
    rescheduleBooking(decision, { booking: given.reference, date, minute: given.time ?? minute, on: trip.today })
    return { id: given.reference }
  },
  extra: nothing,
}

export const noShow: Command<typeof input.missBooking, EndedAnswer> = {
  name: 'bookings.noShow',
  schema: input.missBooking,
  async run(trip, given) {
    const decision = await standing(trip, given.reference)
    missBooking(decision, {
      booking: given.reference,
      at: trip.settings.clock(),
      fee: given.fee?.minor,
      currency: given.fee?.currency,
      waive: given.waive,
      number: given.number,
      reason: given.reason ?? '',
      on: trip.today,
    })
    return { id: given.reference }
  },
  extra: ended,
}
