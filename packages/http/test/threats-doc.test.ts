import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')

/** The rows that the titles of a test file name: `threat row 5: …`, `threat rows 2 and 16: …`. */
const rowsIn = (file: string) =>
  new Set([...read(file).matchAll(/threat rows? ([\d, and]+):/g)].flatMap(([, rows]) => rows!.match(/\d+/g) ?? []))

test('every row of the table of threats is tried where it says, and no test names a row that is not there', () => {
  const rows = [...read('docs/reference/threats.md').matchAll(/^\| (\d+) +\|.*\|([^|]*)\|$/gm)]
  expect(rows.length).toBeGreaterThan(15)
  const files = new Map<string, Set<string>>()
  for (const [, row, where] of rows)
    for (const [, file] of where!.matchAll(/`([^`]+)`/g)) {
      expect([...rowsIn(file!)], `${file} on row ${row}`).toContain(row)
      files.set(file!, (files.get(file!) ?? new Set()).add(row!))
    }
  for (const [file, told] of files) expect(rowsIn(file), file).toEqual(told)
})
