import { postgresStore } from '@owekit/store-postgres'
import type pg from 'pg'
import type { Bench } from '../harness/goal.js'
import { settle } from '../harness/postgres.js'
import { writeLedger } from './ledger.js'

/** A ledger's size, ten customers in every two hundred invoices. */
export const sizeOf = (invoices: number): { readonly invoices: number; readonly customers: number } => ({
  invoices,
  customers: invoices / 20,
})

/** The schema that holds the ledger of so many invoices, written first by whichever goal needs it first. */
export async function ledgerIn(pool: pg.Pool, invoices: number, bench: Bench): Promise<string> {
  const schema = `ledger_${invoices}`
  const { rows } = await pool.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema])
  if (rows.length > 0) return schema
  const store = postgresStore(pool, { schema, clock: () => 0 })
  await writeLedger(store, sizeOf(invoices), (done) => bench.say(`${done.toLocaleString('en')} invoices written`))
  await store.close()
  bench.say('vacuum')
  await settle(pool, schema)
  return schema
}
