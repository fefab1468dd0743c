import { createRequire } from 'node:module'
import type { Store } from '@owekit/core/ports'
import { storeConformance, type TestHost } from '@owekit/testing'
import { describe, test } from 'vitest'
import { nodeSqlite } from '../src/driver/node-sqlite.js'
import { sqliteStore, type HandleDatabase, type NodeDatabase } from '../src/index.js'
import { drivers, freshFiles } from './drivers.js'

const file = freshFiles()

/** Stores on a host's own database, and that host with a table of its own. */
function onDatabase<D extends HandleDatabase | NodeDatabase>(open: () => D, prefix = 'owe_') {
  const databases = new WeakMap<Store, D>()
  return {
    make: ({ clock }: { readonly clock: () => number }): Store => {
      const database = open()
      database.exec('CREATE TABLE bookings (id TEXT PRIMARY KEY)')
      const store = sqliteStore({ database }, { clock, prefix })
      databases.set(store, database)
      return store
    },
    host: (store: Store): TestHost => hostOf(databases.get(store)!),
  }
}

function hostOf(database: HandleDatabase | NodeDatabase): TestHost {
  const exec = async (sql: string) => void database.exec(sql)
  return {
    async begin() {
      await exec('BEGIN')
      const write = async (id: string) => exec(`INSERT INTO bookings VALUES ('${id}')`)
      return { transaction: database, write, commit: () => exec('COMMIT'), rollback: () => exec('ROLLBACK') }
    },
    async landed() {
      const rows = database.prepare('SELECT id FROM bookings ORDER BY id').all() as readonly { readonly id: string }[]
      return rows.map(({ id }) => id)
    },
  }
}

/** A store in a file, and a host with a connection of its own to that file. */
function inFile(driver: (typeof drivers)[number]) {
  const paths = new WeakMap<Store, string>()
  return {
    make: ({ clock }: { readonly clock: () => number }): Store => {
      const path = file()
      const store = sqliteStore({ path }, { clock, driver })
      paths.set(store, path)
      return store
    },
    host: (store: Store): TestHost => {
      const path = paths.get(store)!
      const database = driver === 'libsql' ? new Libsql(path) : new builtIn!.DatabaseSync(path)
      database.exec('CREATE TABLE bookings (id TEXT PRIMARY KEY)')
      return hostOf(database)
    },
  }
}

const Libsql = createRequire(import.meta.url)('libsql') as new (path: string) => HandleDatabase
const builtIn = nodeSqlite()

for (const driver of drivers) {
  describe(`${driver}, file`, () => {
    const { make, host } = inFile(driver)
    storeConformance({ test }, make, { host })
  })
  describe(`${driver}, memory`, () => {
    storeConformance({ test }, ({ clock }) => sqliteStore({ path: ':memory:' }, { clock, driver }), {
      skip: { joining: 'no other connection can open a database in memory' },
    })
  })
}

describe("a host's own handle, with another prefix", () => {
  const { make, host } = onDatabase(() => new Libsql(':memory:'), 'ar_')
  storeConformance({ test }, make, { host })
})

describe.runIf(builtIn !== undefined)("a host's own DatabaseSync", () => {
  const { make, host } = onDatabase(() => new builtIn!.DatabaseSync(':memory:'))
  storeConformance({ test }, make, { host })
})
