import { PGlite } from '@electric-sql/pglite'
import { collections } from '@owekit/core/ports'
import { startPostgres, type PostgresServer } from '@owekit/test-postgres'
import pg from 'pg'
import postgres from 'postgres'
import { afterAll, beforeAll, vi } from 'vitest'
import { snake } from '../src/names.js'
import { postgresStore, type PostgresStore, type PostgresStoreOptions, type Source } from '../src/index.js'

/** The ways the tests reach PostgreSQL. */
export type EngineName =
  'pglite' | 'pg pool' | 'pg pool, pipelined' | 'pg pool of one' | 'pg client' | 'postgres.js' | 'query(text, values)'

let schemas = 0

/** A schema of its own for each store, so that many stores share one server. */
export function freshSchema(): string {
  return `s${(schemas += 1)}`
}

/** What a test file works on: a server, or a PGlite, that lives as long as the file. */
export interface Engine {
  readonly source: Source
  readonly server: PostgresServer | undefined
  /** A store in the one schema that all of these share, with nothing in it: quicker than a new schema. */
  emptied(options?: PostgresStoreOptions): Promise<PostgresStore>
  /** A store in that schema, with whatever is in it. */
  opened(options?: PostgresStoreOptions): PostgresStore
  /** A store in a schema of its own, unless told which. */
  store(options?: PostgresStoreOptions): PostgresStore
}

/** Starts what the engine needs before the tests of a file, and ends it after them. */
export function engine(name: EngineName): Engine {
  // A machine that does other things as well is no reason to fail.
  vi.setConfig({ testTimeout: 60_000 })
  let source: Source | undefined
  let server: PostgresServer | undefined
  let end: () => Promise<void> = async () => {}
  beforeAll(async () => {
    if (name === 'pglite') {
      const lite = await PGlite.create()
      source = lite
      end = () => lite.close()
      return
    }
    server = await startPostgres()
    if (server === undefined) throw new Error('There is no PostgreSQL for this machine.')
    ;({ source, end } = await connect(name, server.url()))
  }, 60_000)
  afterAll(async () => {
    await end()
    await server?.stop()
  }, 60_000)
  return {
    get source() {
      return source!
    },
    get server() {
      return server
    },
    async emptied(options) {
      const store = postgresStore(source!, { schema: 'shared', ...options })
      await store.migrate()
      await wipe(source!)
      return store
    },
    opened: (options) => postgresStore(source!, { schema: 'shared', ...options }),
    store: (options) => postgresStore(source!, { schema: freshSchema(), ...options }),
  }
}

const everyRow = Object.keys(collections)
  .map((name) => `DELETE FROM shared.owe_${snake(name)}`)
  .join('; ')

async function wipe(source: Source): Promise<void> {
  if ('unsafe' in source) await source.unsafe(everyRow, [])
  else if ('exec' in source) await (source as PGlite).exec(everyRow)
  else await (source as pg.Pool).query(everyRow)
}

async function connect(name: EngineName, url: string): Promise<{ source: Source; end: () => Promise<void> }> {
  switch (name) {
    case 'postgres.js': {
      const sql = postgres(url, { max: 8, onnotice: () => {} })
      return { source: sql, end: () => sql.end() }
    }
    case 'pg client':
    case 'query(text, values)': {
      const client = new pg.Client({ connectionString: url })
      client.on('error', () => {})
      await client.connect()
      const query = (text: string, values: unknown[]) => client.query(text, values)
      return { source: name === 'pg client' ? client : { query }, end: () => client.end() }
    }
    default: {
      const pipeline = name === 'pg pool, pipelined'
      const max = name === 'pg pool of one' ? 1 : 8
      const pool = new pg.Pool({ connectionString: url, max, ...(pipeline ? { pipeline } : {}) })
      pool.on('error', () => {})
      return { source: pool, end: () => pool.end() }
    }
  }
}

/** Whether this machine has a server to test with; PGlite is everywhere. */
export const hasServer = process.platform === 'linux' && process.arch === 'x64'
