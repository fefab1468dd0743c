import type { PGlite } from '@electric-sql/pglite'
import type { Store } from '@owekit/core/ports'
import type { TestHost } from '@owekit/testing'
import pg from 'pg'
import type postgres from 'postgres'
import { fromPg, fromPglite, fromPostgresJs, type HostTransaction, type PostgresStoreOptions } from '../src/index.js'
import type { Engine, EngineName } from './engines.js'

interface Connection {
  readonly transaction: HostTransaction
  readonly end: () => Promise<void>
}

async function connect(name: EngineName, { source, server }: Engine): Promise<Connection> {
  if (name === 'pglite') return { transaction: fromPglite(source as PGlite), end: async () => {} }
  if (name === 'postgres.js') {
    const reserved = await (source as postgres.Sql).reserve()
    return { transaction: fromPostgresJs(reserved), end: async () => reserved.release() }
  }
  if (name === 'pg client' || name === 'query(text, values)') {
    // The store has the one connection; the host has another.
    const client = new pg.Client({ connectionString: server!.url() })
    await client.connect()
    return { transaction: fromPg(client), end: () => client.end() }
  }
  const client = await (source as pg.Pool).connect()
  return { transaction: fromPg(client), end: async () => client.release() }
}

/** Stores that share a schema, emptied for each, with a host that has a table there and opens transactions. */
export function withHosts(name: EngineName, made: Engine, options: PostgresStoreOptions) {
  const table = 'shared.bookings'
  const clocks = new WeakMap<Store, () => number>()
  return {
    async make({ clock }: { readonly clock: () => number }): Promise<Store> {
      const store = await made.emptied({ ...options, clock })
      clocks.set(store, clock)
      return store
    },
    /** Ends the server at once and starts it again on what it kept; the host's connections find that out by themselves. */
    async crash(store: Store): Promise<Store> {
      await made.server!.crash()
      await made.server!.start()
      return made.opened({ ...options, clock: clocks.get(store)! })
    },
    host: async (): Promise<TestHost> => {
      const run = async (sql: string) => {
        const { transaction, end } = await connect(name, made)
        try {
          return (await transaction.query(sql)).rows as readonly { readonly id: string }[]
        } finally {
          await end()
        }
      }
      await run(`CREATE TABLE IF NOT EXISTS ${table} (id text PRIMARY KEY)`)
      await run(`DELETE FROM ${table}`)
      return {
        async begin() {
          const { transaction, end } = await connect(name, made)
          const exec = async (sql: string) => void (await transaction.query(sql))
          const last = async (sql: string) => {
            try {
              await exec(sql)
            } finally {
              await end()
            }
          }
          await exec('BEGIN')
          return {
            transaction,
            write: (id) => exec(`INSERT INTO ${table} VALUES ('${id}')`),
            commit: () => last('COMMIT'),
            rollback: () => last('ROLLBACK'),
          }
        },
        landed: async () => (await run(`SELECT id FROM ${table} ORDER BY id`)).map(({ id }) => id),
      }
    },
  }
}
