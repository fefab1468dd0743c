import { createRequire } from 'node:module'
import { storeConformance } from '@owekit/testing'
import { describe, test } from 'vitest'
import { nodeSqlite } from '../src/driver/node-sqlite.js'
import { sqliteStore, type HandleDatabase } from '../src/index.js'
import { drivers, freshFiles } from './drivers.js'

const file = freshFiles()

for (const driver of drivers) {
  describe(`${driver}, file`, () => {
    storeConformance({ test }, ({ clock }) => sqliteStore({ path: file() }, { clock, driver }))
  })
  describe(`${driver}, memory`, () => {
    storeConformance({ test }, ({ clock }) => sqliteStore({ path: ':memory:' }, { clock, driver }))
  })
}

describe("a host's own handle, with another prefix", () => {
  const Libsql = createRequire(import.meta.url)('libsql') as new (path: string) => HandleDatabase
  storeConformance({ test }, ({ clock }) => sqliteStore({ database: new Libsql(':memory:') }, { clock, prefix: 'ar_' }))
})

const builtIn = nodeSqlite()
describe.runIf(builtIn !== undefined)("a host's own DatabaseSync", () => {
  storeConformance({ test }, ({ clock }) => sqliteStore({ database: new builtIn!.DatabaseSync(':memory:') }, { clock }))
})
