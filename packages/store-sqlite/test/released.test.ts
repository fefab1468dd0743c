import { expect, test } from 'vitest'
import { booksToKeep } from '@owekit/testing'
import { openDriver } from '../src/driver/open.js'
import { sqliteStore } from '../src/index.js'
import { currentVersion, migrations } from '../src/schema/migrations.js'
import { freshFiles } from './drivers.js'
import { isKept, keptFigures, restore } from './released-schema.js'

const file = freshFiles()
const versions = migrations.map(({ version }) => version)

test.each(versions)('schema %i is kept with books in it', (version) => {
  expect(
    isKept(version),
    'run npx tsx --conditions=@owekit/source packages/store-sqlite/scripts/keep-released.ts',
  ).toBe(true)
})

// Before the first release: remove the kept files and run the script again. After it: nothing here may change.
test.each(versions)('the kept schema %i is what its frozen statements make', (version) => {
  const [kept, made] = [file(), file()]
  restore(version, kept)
  const raw = openDriver({ path: made }, undefined)
  for (const { statements } of migrations.slice(0, version))
    for (const sql of statements) raw.exec(sql.replaceAll('{prefix}', 'owe_'))
  raw.close()
  expect(schemaOf(kept)).toEqual(schemaOf(made))
})

function schemaOf(path: string): readonly unknown[] {
  const raw = openDriver({ path }, undefined)
  const rows = raw.prepare(`SELECT name, sql FROM sqlite_schema WHERE name <> 'owe_schema' ORDER BY name`).all([])
  raw.close()
  return rows
}

test.each(versions)('books of schema %i are carried on, figure for figure', async (version) => {
  const path = file()
  restore(version, path)
  const store = sqliteStore({ path })
  expect(await store.migrate({ dryRun: true })).toMatchObject({ from: version, to: currentVersion })
  expect(await store.migrate()).toMatchObject({ from: version, to: currentVersion })
  expect(await booksToKeep.figures(store)).toBe(keptFigures(version))
  expect(await booksToKeep.problems(store)).toEqual([])
  await store.close()
})
