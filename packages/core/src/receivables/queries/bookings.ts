import * as z from 'zod/mini'
import { ReceivablesError } from '../../errors/index.js'
import { type BookingView, bookingView } from '../../views/booking-view.js'
import { id } from '../input/primitives.js'
import { loadBooks } from '../load.js'
import { parseInput } from '../parse.js'
import { readings } from '../readings.js'
import { type Settings, todayOf } from '../settings.js'
import { type List, list, pageOptions } from './lists.js'

/** What of the bookings is wanted. */
export interface BookingListOptions {
  readonly customer?: string
  /** Rows a page. @default 100 */
  readonly limit?: number
  /** `next` of the page before. */
  readonly cursor?: string
}

const listOptions = z.strictObject({ ...pageOptions, customer: z.optional(id) })

/** One booking with its money. */
export async function bookingFor(settings: Settings, reference: string): Promise<BookingView> {
  const key = parseInput(z.strictObject({ reference: id }), { reference }, 'bookings.get').reference
  const reads = readings(settings.store, settings.tenant)
  const rows = reads.keys('bookings', [[key]])
  await reads.fetch()
  const [row] = rows()
  if (row === undefined)
    throw new ReceivablesError('booking_not_found', `There is no booking ${key}.`, { booking: key })
  return shown(settings, row.customer, key)
}

async function shown(settings: Settings, customer: string, reference: string): Promise<BookingView> {
  const { books } = await loadBooks(settings.store, settings.tenant, customer, {
    bookings: [reference],
    documents: [`dpr_${reference}`],
    reference,
  })
  const row = books.bookings.get(reference)
  if (row === undefined)
    throw new ReceivablesError('account_changed', `Booking ${reference} moved to another customer; read it again.`, {
      booking: reference,
    })
  return bookingView(books, row, settings.clock(), todayOf(settings))
}

/** Bookings of a customer by reference, or all by their day. */
export function listBookings(settings: Settings, asked: unknown): List<BookingView> {
  return list<BookingView, BookingListOptions>(
    'bookings.list',
    asked,
    ({ customer }) =>
      async (limit, after) => {
        const reads = readings(settings.store, settings.tenant)
        const from = after === undefined ? {} : { after }
        const rows =
          customer === undefined
            ? reads.page('bookings', { index: 'byDate', where: [], limit, ...from })
            : reads.page('bookings', { index: 'byCustomer', where: [customer], limit, ...from })
        await reads.fetch()
        const items: BookingView[] = []
        for (const row of rows()) items.push(await shown(settings, row.customer, row.id))
        const last = rows().length < limit ? undefined : rows().at(-1)
        return {
          items,
          last: last === undefined ? undefined : customer === undefined ? [last.date, last.id] : [last.id],
        }
      },
    listOptions,
  )
}
