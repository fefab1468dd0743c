import { readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { booksToKeep } from '@owekit/testing'
import { openDriver } from '../src/driver/open.js'
import { sqliteStore, type HandleDatabase } from '../src/index.js'
import { currentVersion } from '../src/schema/migrations.js'
import { asHandle } from './as-handle.js'
import { freshFiles } from './drivers.js'
import { keptFigures, restore } from './released-schema.js'

// Two schema versions that are still to come, tried on books of the newest that is kept.

const file = freshFiles()

vi.mock(import('../src/schema/migrations.js'), async (original) => {
  const { migrations } = await original()
  const next = [
    [
      `ALTER TABLE {prefix}customers ADD COLUMN "nick" TEXT NOT NULL DEFAULT ''`,
      'UPDATE {prefix}customers SET nick = id',
    ],
    [
      'CREATE TABLE {prefix}envelopes ("tenant" TEXT PRIMARY KEY)',
      'CREATE INDEX {prefix}nicks ON {prefix}customers ("tenant", "nick")',
    ],
  ].map((statements, i) => ({ version: migrations.length + i + 1, name: `still to come ${i}`, statements }))
  return { migrations: [...migrations, ...next], currentVersion: migrations.length + next.length }
})

const kept = currentVersion - 2

function restored(): string {
  const path = file()
  restore(kept, path)
  return path
}

/** Every byte of a file, with its log written into it. */
function bytes(path: string): Buffer {
  const raw = openDriver({ path }, undefined)
  raw.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  raw.close()
  return readFileSync(path)
}

/** A handle whose `exec` fails at a statement, as if the power went. */
function failing(path: string, at: string): { readonly database: HandleDatabase; readonly end: () => void } {
  const raw = openDriver({ path }, undefined)
  const handle = asHandle(raw)
  return {
    database: {
      get inTransaction() {
        return raw.inTransaction
      },
      prepare: (sql: string) => handle.prepare(sql),
      close: () => {},
      exec: (sql: string) => {
        if (sql.startsWith(at)) throw new Error('the power went out')
        return raw.exec(sql)
      },
    },
    end: () => raw.close(),
  }
}

test('a dry run tells the steps and changes nothing', async () => {
  const path = restored()
  const before = bytes(path)
  const store = sqliteStore({ path })
  const plan = await store.migrate({ dryRun: true })
  expect([plan.from, plan.to, plan.steps.length]).toEqual([kept, kept + 2, 2])
  expect(plan.steps[0]?.statements[1]).toBe('UPDATE owe_customers SET nick = id')
  await store.close()
  expect(bytes(path).equals(before)).toBe(true)
})

test.each(['ALTER TABLE', 'UPDATE owe_customers', 'CREATE TABLE owe_envelopes', 'CREATE INDEX owe_nicks', 'COMMIT'])(
  'a migration that broke off at %s leaves the books as they were, and the next one does it all',
  async (at) => {
    const path = restored()
    const { database, end } = failing(path, at)
    await expect(sqliteStore({ database }).migrate()).rejects.toThrow()
    end()
    const left = sqliteStore({ path })
    expect(await left.migrate({ dryRun: true })).toMatchObject({ from: kept })
    expect(await left.migrate()).toMatchObject({ from: kept, to: kept + 2 })
    expect((await left.migrate()).steps).toEqual([])
    expect(await booksToKeep.figures(left)).toBe(keptFigures(kept))
    expect(await booksToKeep.problems(left)).toEqual([])
    await left.close()
  },
)

test('an older schema that may not be migrated is refused with what to do, and nothing changes', async () => {
  const path = restored()
  const before = bytes(path)
  const store = sqliteStore({ path }, { migrate: false })
  const refused = { code: 'store_unsupported', message: expect.stringContaining('call migrate()') as string }
  await expect(store.tenants()).rejects.toMatchObject(refused)
  await expect(
    store.commit({ tenant: 'AC-01', expect: [], insert: {}, update: {}, key: { id: 'k', fingerprint: '', result: 1 } }),
  ).rejects.toMatchObject(refused)
  await store.close()
  expect(bytes(path).equals(before)).toBe(true)
})

test('a newer schema is refused with what to do, and nothing changes', async () => {
  const path = restored()
  const raw = openDriver({ path }, undefined)
  raw.exec(`INSERT INTO owe_schema VALUES (${kept + 3}, 'from the future', '2030-01-01T00:00:00.000Z')`)
  raw.close()
  const before = bytes(path)
  const store = sqliteStore({ path })
  const refused = {
    code: 'store_newer_schema',
    message: expect.stringContaining('Upgrade the package') as string,
    details: { found: kept + 3, known: kept + 2 },
  }
  await expect(store.tenants()).rejects.toMatchObject(refused)
  await expect(store.migrate()).rejects.toMatchObject(refused)
  await expect(store.migrate({ dryRun: true })).rejects.toMatchObject(refused)
  await store.close()
  expect(bytes(path).equals(before)).toBe(true)
})
