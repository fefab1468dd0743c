import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { booksToKeep } from '@owekit/testing'
import { postgresStore } from '../src/index.js'
import { currentVersion } from '../src/schema/migrations.js'
import { freshSchema } from './engines.js'
import { keptFigures, restore } from './released-schema.js'

// Two schema versions that are still to come, tried on books of the newest that is kept.

vi.mock(import('../src/schema/migrations.js'), async (original) => {
  const { migrations } = await original()
  const next = [
    [
      `ALTER TABLE {schema}{prefix}customers ADD COLUMN "nick" TEXT NOT NULL DEFAULT ''`,
      'UPDATE {schema}{prefix}customers SET nick = id',
    ],
    [
      'CREATE TABLE {schema}{prefix}envelopes ("tenant" TEXT PRIMARY KEY)',
      'CREATE INDEX {prefix}nicks ON {schema}{prefix}customers ("tenant", "nick")',
    ],
  ].map((statements, i) => ({ version: migrations.length + i + 1, name: `still to come ${i}`, statements }))
  return { migrations: [...migrations, ...next], currentVersion: migrations.length + next.length }
})

const kept = currentVersion - 2
let database: PGlite
beforeAll(async () => {
  database = await PGlite.create()
})
afterAll(() => database.close())

async function restored(): Promise<string> {
  const schema = freshSchema()
  await restore(kept, database, schema)
  return schema
}

/** Every table of a schema with its columns, and every row of it. */
async function contents(schema: string): Promise<unknown> {
  const { rows } = await database.query<{ table_name: string }>(
    `SELECT table_name FROM information_schema.tables WHERE table_schema = $1 AND table_type = 'BASE TABLE' ORDER BY 1`,
    [schema],
  )
  const all: unknown[] = []
  for (const { table_name: name } of rows)
    all.push([name, (await database.query(`SELECT t::text AS line FROM ${schema}.${name} t ORDER BY 1`)).rows])
  return all
}

/** A source that fails at a statement, as if the power went. */
const failing = (at: string) => ({
  query: async (text: string, values: unknown[]) => {
    if (text.startsWith(at)) throw new Error('the power went out')
    return database.query(text, values)
  },
})

test('a dry run tells the steps and changes nothing', async () => {
  const schema = await restored()
  const before = await contents(schema)
  const plan = await postgresStore(database, { schema }).migrate({ dryRun: true })
  expect([plan.from, plan.to, plan.steps.length]).toEqual([kept, kept + 2, 2])
  expect(plan.steps[0]?.statements[1]).toBe(`UPDATE "${schema}".owe_customers SET nick = id`)
  expect(await contents(schema)).toEqual(before)
})

test.each([
  ['UPDATE', 0],
  ['CREATE INDEX owe_nicks', 1],
])('a migration that broke off at %s keeps the steps that were whole, and the next one goes on', async (at, done) => {
  const schema = await restored()
  await expect(postgresStore(failing(at), { schema }).migrate()).rejects.toThrow()
  const left = postgresStore(database, { schema })
  expect(await left.migrate({ dryRun: true })).toMatchObject({ from: kept + done })
  expect(await left.migrate()).toMatchObject({ from: kept + done, to: kept + 2 })
  expect((await left.migrate()).steps).toEqual([])
  expect(await booksToKeep.figures(left)).toBe(keptFigures(kept))
  expect(await booksToKeep.problems(left)).toEqual([])
})

test('an older schema that may not be migrated is refused with what to do, and nothing changes', async () => {
  const schema = await restored()
  const before = await contents(schema)
  const refused = { code: 'store_unsupported', message: expect.stringContaining('call migrate()') as string }
  for (const commitForm of ['oneStatement', 'portable'] as const) {
    const store = postgresStore(database, { schema, migrate: false, commitForm })
    const key = { id: 'k', fingerprint: '', result: 1 }
    await expect(store.tenants()).rejects.toMatchObject(refused)
    await expect(store.commit({ tenant: 'AC-01', expect: [], insert: {}, update: {}, key })).rejects.toMatchObject(
      refused,
    )
  }
  expect(await contents(schema)).toEqual(before)
})

test('a newer schema is refused with what to do, and nothing changes', async () => {
  const schema = await restored()
  await database.exec(`INSERT INTO ${schema}.owe_schema VALUES (${kept + 3}, 'from the future', now())`)
  const before = await contents(schema)
  const store = postgresStore(database, { schema })
  const refused = {
    code: 'store_newer_schema',
    message: expect.stringContaining('Upgrade the package') as string,
    details: { found: kept + 3, known: kept + 2 },
  }
  await expect(store.tenants()).rejects.toMatchObject(refused)
  await expect(store.migrate()).rejects.toMatchObject(refused)
  await expect(store.migrate({ dryRun: true })).rejects.toMatchObject(refused)
  expect(await contents(schema)).toEqual(before)
})
