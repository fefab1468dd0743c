import type { Books } from '../journal/books.js'
import { liveAllocations, openOf } from '../journal/lookup.js'
import type { Row } from '../records/collections.js'
import { compareText } from '../records/compare-text.js'

/** An invoice of a booking and what is to be done with it. Amounts are minor units. */
interface BookedInvoice {
  readonly row: Row<'documents'>
  /** What it asks for, without what was credited, discounted or given up. */
  readonly billed: bigint
  /** What of that the customer's money has settled. */
  readonly paid: bigint
}

/** The money of a booking. Amounts are minor units. */
export interface BookingMoney {
  readonly invoices: readonly BookedInvoice[]
  /** Deposits that hold something, the oldest first. */
  readonly deposits: readonly Row<'sources'>[]
  readonly held: bigint
  /** Held, or set against its invoices. */
  readonly paid: bigint
}

/** What was paid for a booking and where it is: held for it, or set against its invoices. */
export function bookingMoney(books: Books, { id, currency }: Row<'bookings'>): BookingMoney {
  const invoices = [...books.documents.values()]
    .filter((row) => row.kind === 'invoice' && row.reference === id && row.currency === currency)
    .filter((row) => row.voidedOn === null)
    .sort((a, b) => a.issuedOn - b.issuedOn || compareText(a.id, b.id))
    .map((row) => booked(books, row))
  const deposits = [...books.sources.values()]
    .filter((row) => row.reference === id && row.currency === currency && row.held > 0n)
    .sort((a, b) => a.receivedOn - b.receivedOn || compareText(a.id, b.id))
  const held = deposits.reduce((sum, row) => sum + row.held, 0n)
  return { invoices, deposits, held, paid: invoices.reduce((sum, { paid }) => sum + paid, held) }
}

function booked(books: Books, row: Row<'documents'>): BookedInvoice {
  const credited = books.documents.group(row.id).reduce((sum, note) => sum + note.total, 0n)
  const given = liveAllocations(books, row.id)
    .filter(({ kind }) => kind === 'discount' || kind === 'tolerance' || kind === 'writeoff')
    .reduce((sum, { amount }) => sum + amount, 0n)
  const asked = row.total - credited - given
  const billed = asked < 0n ? 0n : asked
  const paid = billed - openOf(books, row.id)
  return { row, billed, paid: paid < 0n ? 0n : paid }
}
