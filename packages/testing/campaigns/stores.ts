import { existsSync, rmSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { collections } from '@owekit/core/ports'
import { memoryStore } from '@owekit/core/memory'
import { postgresStore } from '@owekit/store-postgres'
import { sqliteStore } from '@owekit/store-sqlite'
import type { CampaignStore } from '@owekit/testing'
import pg from 'pg'
import { postgresPlace, sqlitePlace } from './faults/place.js'

/** Makes one empty store after another; each is closed before the next is made. */
export interface Stores {
  readonly make: (clock: () => number) => CampaignStore | Promise<CampaignStore>
  readonly close: () => Promise<void>
}

/** Opens what `--store` names: memory, sqlite, sqlite:FILE, pglite or postgres. */
export async function openStores(name: string): Promise<Stores> {
  if (name === 'memory') return { make: (clock) => memoryStore({ clock }), close: async () => {} }
  if (name === 'postgres') return onServer()
  if (name === 'pglite') return inProcess()
  if (name === 'sqlite') {
    const place = sqlitePlace()
    return { make: onFile(place.target('model').at), close: () => place.close() }
  }
  const path = name.startsWith('sqlite:') ? name.slice('sqlite:'.length) : ''
  if (path === '') throw new Error(`--store takes memory, sqlite, sqlite:FILE, pglite or postgres, not ${name}`)
  if (existsSync(path)) throw new Error(`${path} exists; name a file that may be made and removed`)
  return { make: onFile(path), close: async () => {} }
}

function onFile(path: string): Stores['make'] {
  return (clock) => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
    return sqliteStore({ path }, { clock })
  }
}

/** As SQL spells them: `model.owe_pay_links`. */
const tables = Object.keys(collections)
  .map((name) => `model.owe_${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`)
  .join(', ')

async function inProcess(): Promise<Stores> {
  const lite = await PGlite.create()
  return {
    async make(clock) {
      const store = postgresStore(lite, { schema: 'model', clock })
      await store.migrate()
      await lite.exec(`TRUNCATE ${tables}`)
      return store
    },
    close: () => lite.close(),
  }
}

async function onServer(): Promise<Stores> {
  const place = await postgresPlace()
  if (place === undefined) throw new Error('There is no PostgreSQL for this machine.')
  const pool = new pg.Pool({ connectionString: place.server.url(), max: 4 })
  // The server may be gone before the last connection is.
  pool.on('error', () => {})
  return {
    async make(clock) {
      const store = postgresStore(pool, { schema: 'model', clock })
      await store.migrate()
      await pool.query(`TRUNCATE ${tables}`)
      return store
    },
    async close() {
      await pool.end()
      await place.close()
    },
  }
}
