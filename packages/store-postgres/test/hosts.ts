import type { PGlite } from '@electric-sql/pglite'
import type { Store } from '@owekit/core/ports'
import type { TestHost } from '@owekit/testing'
import type pg from 'pg'
import type postgres from 'postgres'
import { fromPg, fromPglite, fromPostgresJs, type HostTransaction, type PostgresStoreOptions } from '../src/index.js'
import type { Engine, EngineName } from './engines.js'

interface Connection {
  readonly transaction: HostTransaction
  readonly end: () => void
}

async function connect(name: EngineName, source: unknown): Promise<Connection> {
  if (name === 'pglite') return { transaction: fromPglite(source as PGlite), end: () => {} }
  if (name === 'postgres.js') {
    const reserved = await (source as postgres.Sql).reserve()
    return { transaction: fromPostgresJs(reserved), end: () => reserved.release() }
  }
  const client = await (source as pg.Pool).connect()
  return { transaction: fromPg(client), end: () => client.release() }
}

/** Empty stores in the shared schema, each with a host that has an empty table there and opens transactions. */
export function withHosts(name: EngineName, made: Engine, options: PostgresStoreOptions) {
  return {
    make: ({ clock }: { readonly clock: () => number }): Promise<Store> => made.emptied({ ...options, clock }),
    host: async (store: Store): Promise<TestHost> => {
      const table = 'shared.bookings'
      const run = async (sql: string) => {
        const { transaction, end } = await connect(name, made.source)
        try {
          return (await transaction.query(sql)).rows as readonly { readonly id: string }[]
        } finally {
          end()
        }
      }
      await store.migrate()
      await run(`CREATE TABLE IF NOT EXISTS ${table} (id text PRIMARY KEY)`)
      await run(`DELETE FROM ${table}`)
      return {
        async begin() {
          const { transaction, end } = await connect(name, made.source)
          const exec = async (sql: string) => void (await transaction.query(sql))
          await exec('BEGIN')
          return {
            transaction,
            write: (id) => exec(`INSERT INTO ${table} VALUES ('${id}')`),
            commit: () => exec('COMMIT').finally(end),
            rollback: () => exec('ROLLBACK').finally(end),
          }
        },
        landed: async () => (await run(`SELECT id FROM ${table} ORDER BY id`)).map(({ id }) => id),
      }
    },
  }
}
