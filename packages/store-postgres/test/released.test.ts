import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { booksToKeep } from '@owekit/testing'
import { postgresStore } from '../src/index.js'
import { currentVersion, migrations } from '../src/schema/migrations.js'
import { freshSchema } from './engines.js'
import { isKept, keptFigures, keptStatements, restore } from './released-schema.js'

let database: PGlite
beforeAll(async () => {
  database = await PGlite.create()
})
afterAll(() => database.close())

const versions = migrations.map(({ version }) => version)

test.each(versions)('schema %i is kept with books in it', (version) => {
  expect(
    isKept(version),
    'run npx tsx --conditions=@owekit/source packages/store-postgres/scripts/keep-released.ts',
  ).toBe(true)
})

// Before the first release: remove the kept files and run the script again. After it: nothing here may change.
test.each(versions)('the kept schema %i is what its frozen statements make', (version) => {
  const isSchema = (sql: string) => !sql.startsWith('INSERT INTO') && !sql.includes('owe_schema')
  const frozen = migrations.slice(0, version).flatMap(({ statements }) => statements)
  expect(keptStatements(version).filter(isSchema)).toEqual(
    frozen.map((sql) => sql.replaceAll('{schema}', '').replaceAll('{prefix}', 'owe_')),
  )
})

test.each(versions)('books of schema %i are carried on, figure for figure', async (version) => {
  const schema = freshSchema()
  await restore(version, database, schema)
  const store = postgresStore(database, { schema })
  expect(await store.migrate({ dryRun: true })).toMatchObject({ from: version, to: currentVersion })
  expect(await store.migrate()).toMatchObject({ from: version, to: currentVersion })
  expect(await booksToKeep.figures(store)).toBe(keptFigures(version))
  expect(await booksToKeep.problems(store)).toEqual([])
})
