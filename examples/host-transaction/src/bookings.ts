import type { PGlite } from '@electric-sql/pglite'
import { money, type Receivables } from '@owekit/core'
import { fromPglite } from '@owekit/store-postgres'

/** A booking as a guest asks for it. Days are `YYYY-MM-DD`, the price is decimal text in EUR. */
export interface Booking {
  readonly id: string
  readonly customer: string
  readonly room: string
  readonly night: string
  readonly price: string
  readonly depositBy: string
}

/** The application's own table: a room is booked once a night. */
export const bookingsTable = `CREATE TABLE bookings (
  id text PRIMARY KEY, customer text NOT NULL, room text NOT NULL, night date NOT NULL, UNIQUE (room, night)
)`

/**
 * Books a room: our row and its invoice, half of it due as a deposit and half on the night, land together or not at all.
 *
 * @returns the invoice's id
 */
export async function book(database: PGlite, ar: Receivables, booking: Booking): Promise<string> {
  const { id, customer, room, night, price, depositBy } = booking
  return database.transaction(async (tx) => {
    const invoice = await ar.join(fromPglite(tx)).invoices.issue({
      customer,
      number: `R-${id}`,
      total: money(price, 'EUR'),
      reference: id,
      instalments: [
        { dueOn: depositBy, percent: '50' },
        { dueOn: night, percent: '50' },
      ],
    })
    await tx.query('INSERT INTO bookings VALUES ($1, $2, $3, $4)', [id, customer, room, night])
    return invoice.id
  })
}
