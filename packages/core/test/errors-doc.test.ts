import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { errorCatalogue } from '@owekit/core'

const page = readFileSync(new URL('../../../docs/reference/errors.md', import.meta.url), 'utf8')

/** The page's rows: code, kind, when, what to do, and the heading each stands under. */
const rows = page.split(/^## /m).flatMap((section) =>
  [...section.matchAll(/^\| `(\w+)`\s*\| `(\w+)`\s*\|(.*)\|(.*)\|$/gm)].map(([, code, kind, when, todo]) => ({
    code: code ?? '',
    kind: kind ?? '',
    when: when?.trim() ?? '',
    todo: todo?.trim() ?? '',
    heading: section.split('\n')[0],
  })),
)

test('the errors page has one row a code, with the kind it has, under that kind', () => {
  expect(rows.map(({ code, kind }) => [code, kind])).toEqual(Object.entries(errorCatalogue))
  expect(rows.filter(({ kind, heading }) => kind !== heading)).toEqual([])
})

test('every row says when, and what to do', () => {
  expect(rows.filter(({ when, todo }) => when.length < 10 || todo.length < 10)).toEqual([])
})
