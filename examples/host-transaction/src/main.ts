import { PGlite } from '@electric-sql/pglite'
import { createReceivables, toDecimal } from '@owekit/core'
import { postgresStore } from '@owekit/store-postgres'
import { book, bookingsTable } from './bookings.js'

// A PostgreSQL inside this process; with a server it is `new pg.Pool(…)` and `fromPg(client)`.
const database = await PGlite.create()
const store = postgresStore(database)
await store.migrate()
await database.exec(bookingsTable)
const ar = createReceivables({ store, currency: 'EUR', clock: () => Date.parse('2026-11-22T09:00:00Z') })
await ar.customers.open({ id: 'ada', name: 'Ada' })
await ar.customers.open({ id: 'bob', name: 'Bob' })

const room = { room: 'Garden', night: '2026-12-20', price: '400.00', depositBy: '2026-11-29' }
await book(database, ar, { ...room, id: 'b-1', customer: 'ada' })
console.log('Ada books the garden room.')
await book(database, ar, { ...room, id: 'b-2', customer: 'bob' }).catch(() => {
  console.log('Bob is too late: his invoice was written first, and vanished with his booking.')
})

for (const customer of ['ada', 'bob']) {
  const { open } = await ar.balances.of(customer)
  const { rows } = await database.query('SELECT id FROM bookings WHERE customer = $1', [customer])
  console.log(`${customer}: ${rows.length} booking, ${toDecimal(open)} EUR to pay`)
}
console.log(`The proof: ${(await ar.verify()).ok ? 'sound' : 'broken'}`)
await database.close()
