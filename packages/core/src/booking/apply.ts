import { parseDay, parseInstant } from '../calendar/index.js'
import type { Books } from '../journal/books.js'
import type { BookingEnded, BookingRules, Fact } from '../journal/fact.js'
import type { Row } from '../records/collections.js'

type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>

/** What a booking row's `data` column holds. */
export interface BookingData extends BookingRules {
  readonly persons: number
  readonly nights: number
  /** The local time it begins: minutes after midnight. */
  readonly minute: number
  readonly timeZone: string
  /** What the fees were when it was agreed, in the host's own words. */
  readonly disclosure: string
  /** How it ended; null while it stands. */
  readonly outcome: BookingEnded | null
}

/** A booking row's data, typed. */
export function bookingData(row: Row<'bookings'>): BookingData {
  return row.data as unknown as BookingData
}

const stored = (data: BookingData) => data as unknown as Row<'bookings'>['data']

/** Writes the booking. */
export function applyBookingRequested(books: Books, fact: FactOf<'booking.requested'>): void {
  const { data } = fact
  const { policy, noShow, balanceDays, holdMinutes, persons, nights, minute, timeZone, disclosure } = data
  books.bookings.create(data.id, {
    id: data.id,
    customer: books.customer,
    currency: data.currency,
    exponent: data.exponent,
    total: data.total,
    deposit: data.deposit,
    state: 'requested',
    date: parseDay(data.date),
    requestedOn: fact.effectiveOn,
    approvedOn: null,
    request: '',
    expiresAt: null,
    endedOn: null,
    data: stored({
      policy,
      noShow,
      balanceDays,
      holdMinutes,
      persons,
      nights,
      minute,
      timeZone,
      disclosure,
      outcome: null,
    }),
  })
}

/** It may be paid now. */
export function applyBookingApproved(books: Books, fact: FactOf<'booking.approved'>): void {
  const row = books.bookings.get(fact.data.id)
  if (row === undefined) return
  const { request, expiresAt } = fact.data
  books.bookings.put(row.id, {
    ...row,
    state: 'approved',
    approvedOn: fact.effectiveOn,
    request,
    expiresAt: expiresAt === null ? null : parseInstant(expiresAt),
  })
}

/** It is on another day. */
export function applyBookingRescheduled(books: Books, fact: FactOf<'booking.rescheduled'>): void {
  const row = books.bookings.get(fact.data.id)
  if (row === undefined) return
  const data = stored({ ...bookingData(row), minute: fact.data.minute })
  books.bookings.put(row.id, { ...row, date: parseDay(fact.data.date), data })
}

/** It was cancelled, or nobody came. */
export function applyBookingEnded(books: Books, fact: FactOf<'booking.cancelled' | 'booking.no_show'>): void {
  const row = books.bookings.get(fact.data.id)
  if (row === undefined) return
  const { id: _, ...outcome } = fact.data
  const state = fact.type === 'booking.no_show' ? 'no_show' : 'cancelled'
  const data = stored({ ...bookingData(row), outcome })
  books.bookings.put(row.id, { ...row, state, endedOn: fact.effectiveOn, data })
}

/** More of the fee was paid after it had ended. */
export function applyFeeCollected(books: Books, fact: FactOf<'booking.fee_collected'>): void {
  const row = books.bookings.get(fact.data.id)
  const data = row === undefined ? undefined : bookingData(row)
  if (row === undefined || data === undefined || data.outcome === null) return
  const { amount } = fact.data
  const outcome = { ...data.outcome, keep: data.outcome.keep + amount, owed: data.outcome.owed - amount }
  books.bookings.put(row.id, { ...row, data: stored({ ...data, outcome }) })
}
