import { type Day, formatDay } from '@owekit/core/calendar'
import { cents, type Diary, seriesOn } from './story.js'
import { type Service, studio, vatOf } from './studio.js'

/** A car brought in by a private customer. */
export interface Booking {
  readonly customer: string
  /** When it was agreed, and when the car comes. */
  readonly bookedOn: Day
  readonly comesOn: Day
  /** The service and its extras; the first names the booking. */
  readonly services: readonly [Service, ...Service[]]
}

/** What a booking is called, in the books and on the calendar. */
export const referenceOf = ({ customer, comesOn }: Booking) => `booking ${formatDay(comesOn)} ${customer}`

/** The id of a booking's invoice. */
export const invoiceOf = (booking: Booking) => `inv_${formatDay(booking.comesOn)}_${booking.customer}`

/** The id of a booking's deposit. */
export const depositOf = (booking: Booking) => `dep_${formatDay(booking.comesOn)}_${booking.customer}`

/** What a booking asks for before the car comes, in minor units. */
export const askedBefore = ({ services }: Booking): number => services[0].deposit ?? 0

/** What it costs, tax included. */
export function priceOf({ services }: Booking): number {
  const net = services.reduce((sum, service) => sum + service.net, 0)
  return net + vatOf(net, 190)
}

/** Asks for the deposit when the booking is made, and takes it two days later. */
export function noteDeposit(book: Diary, booking: Booking): void {
  const amount = cents(askedBefore(booking), studio.currency)
  const request = `dpr_${formatDay(booking.comesOn)}_${booking.customer}`
  const about = { customer: booking.customer, reference: referenceOf(booking), amount }
  const metadata = { service: booking.services[0].name }
  book.note(booking.bookedOn, 9 * 60 + 40, 'deposits.request', {
    ...about,
    id: request,
    dueOn: formatDay(booking.bookedOn + 7),
    metadata,
  })
  book.note(booking.bookedOn + 2, 13 * 60, 'deposits.settle', {
    ...about,
    id: depositOf(booking),
    request,
    method: 'card',
    metadata,
  })
}

/** Writes the invoice when the car is done. A deposit held for the booking settles part of it by itself. */
export function noteInvoice(book: Diary, booking: Booking, terms = 'net 14'): void {
  const net = booking.services.reduce((sum, service) => sum + service.net, 0)
  const { currency } = studio
  book.note(booking.comesOn, 16 * 60 + 30, 'invoices.issue', {
    customer: booking.customer,
    id: invoiceOf(booking),
    series: seriesOn(booking.comesOn),
    lines: booking.services.map(({ name, net: price }) => ({ description: name, amount: cents(price, currency) })),
    taxes: [{ code: 'VAT19', amount: cents(vatOf(net, 190), currency) }],
    terms,
    reference: referenceOf(booking),
    metadata: { kind: 'private' },
  })
}

/** Takes the money at the counter, set against the booking's invoice. */
export function noteCard(book: Diary, booking: Booking, amount: number): void {
  book.note(booking.comesOn, 16 * 60 + 35, 'payments.record', {
    customer: booking.customer,
    id: `pay_${formatDay(booking.comesOn)}_${booking.customer}`,
    amount: cents(amount, studio.currency),
    method: 'card',
    provider: 'terminal',
    externalId: `t-${formatDay(booking.comesOn)}-${booking.customer}`,
    allocate: { specific: [{ invoice: invoiceOf(booking) }] },
  })
}
