import { PGlite } from '@electric-sql/pglite'
import { collections, type Store } from '@owekit/core/ports'
import { storeConformance } from '@owekit/testing'
import { afterAll, describe, expect, test } from 'vitest'
import { postgresStore, type PostgresStoreOptions } from '../src/index.js'
import { snake } from '../src/names.js'
import { migrations } from '../src/schema/migrations.js'
import { broken, rules } from './distributed-rules.js'

// The rules of distributed engines, asked of every statement that the store suite makes the store send, and of every
// statement of a migration.

const wipe = Object.keys(collections)
  .map((name) => `DELETE FROM shared.owe_${snake(name)}`)
  .join('; ')

/** Runs the store suite and gathers every statement that was sent. */
function gathered(options: PostgresStoreOptions): Set<string> {
  const sent = new Set<string>()
  let lite: Promise<PGlite> | undefined
  afterAll(async () => (await lite)?.close())
  storeConformance({ test }, async ({ clock }) => {
    const database = await (lite ??= PGlite.create())
    const query = async (text: string, values: unknown[]) => {
      // The list of schema versions is one for all tenants.
      if (!/^CREATE TABLE IF NOT EXISTS \S+_schema \(/.test(text)) sent.add(text.replaceAll('"shared".', ''))
      return database.query(text, values)
    }
    const store = postgresStore({ query }, { ...options, clock, schema: 'shared' })
    await store.migrate()
    await database.exec(wipe)
    const alone = Object.entries(store).filter(([name]) => name !== 'join')
    return { ...Object.fromEntries(alone), caps: { ...store.caps, join: false } } as unknown as Store
  })
  return sent
}

for (const form of ['oneStatement', 'portable'] as const) {
  describe(`statements of the ${form} form`, () => {
    const sent = gathered({ commitForm: form })
    test('are all legal where the form is for', async () => {
      expect(sent.size).toBeGreaterThan(40)
      for (const verb of ['CREATE TABLE', 'CREATE INDEX', 'SELECT', 'INSERT INTO', 'UPDATE', 'DELETE FROM'])
        expect([...sent].filter((sql) => sql.includes(verb)).length, verb).toBeGreaterThan(0)
      expect(await broken(sent, form)).toEqual([])
    })
  })
}

test('migrations are legal on distributed engines', async () => {
  const statements = migrations.flatMap((step) => step.statements.map((sql) => sql.replaceAll(/\{\w+\}/g, '')))
  expect(await broken(statements, 'portable')).toEqual([])
})

test('the views that nothing may be written through are all known', async () => {
  const views = migrations
    .flatMap(({ statements }) => statements)
    .flatMap((sql) => /CREATE VIEW \S+\}(\w+)/.exec(sql)?.slice(1) ?? [])
  expect(views.length).toBeGreaterThan(0)
  for (const view of views)
    expect(await broken([`DELETE FROM owe_${view}`], 'portable')).toEqual([
      `nothing is written through a view: DELETE FROM owe_${view}`,
    ])
})

const illegal = Object.entries(rules).flatMap(([name, rule]) => rule.illegal.map((sql) => [name, sql] as const))

test('every rule has a statement that breaks it', () => {
  for (const [name, { illegal }] of Object.entries(rules)) expect(illegal.length, name).toBeGreaterThan(0)
})

test.each(illegal)('the check finds what it looks for: %s: %s', async (name, sql) => {
  expect(await broken([sql], 'portable')).toContain(`${name}: ${sql}`)
})
