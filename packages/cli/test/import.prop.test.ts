import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desk, type Desk } from './cli.js'

const file = `who,no,issued,due,total,paid,country
ada,A-1,2026-01-05,2026-02-04,100.00,2026-02-01,GB
"bob, ""the"" builder",B-1,2026-01-10,2026-02-09,70.00,,FR
ada,A-2,2026-01-10,2026-02-09,50.00,,"G
B"
`
const flags = (
  '--customer who --number no --issued issued --due due --amount total --settled paid --tag country=country ' +
  '--dates YYYY-MM-DD --currency EUR'
).split(' ')

let books: Desk
let before: string | undefined
beforeAll(async () => {
  books = desk()
  books.file('good.csv', file)
  await books.json('import', 'invoices', 'good.csv', ...flags)
  before = await books.content()
})
afterAll(() => books.clear())

const pieces = [
  '"',
  ',',
  '\n',
  '\r\n',
  '\0',
  '-',
  '.',
  ' ',
  'é',
  '\ud800',
  '0',
  '9'.repeat(30),
  '__proto__',
  '\u202e',
  '(',
  '€',
  '\ufeff',
]

/** A damage to the file: so many characters are replaced at a place. */
const damage = fc.record({
  at: fc.nat(file.length),
  cut: fc.nat(5),
  put: fc.oneof(fc.constantFrom('', ...pieces), fc.string({ unit: 'binary', maxLength: 4 })),
})

test('a damaged file is imported or refused, by a reason of its own, and never half', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 3 }), fc.boolean(), async (damages, latin1) => {
      const text = damages.reduce((held, { at, cut, put }) => held.slice(0, at) + put + held.slice(at + cut), file)
      books.file('damaged.csv', Buffer.from(text, latin1 ? 'latin1' : 'utf8'))
      const { code, stdout } = await books.owekit('import', 'invoices', 'damaged.csv', ...flags, '--dry-run', '--json')
      if (code === 0) return
      const { error } = JSON.parse(stdout) as { error: { code: string; kind: string } }
      expect([error.code, error.kind]).not.toContain('internal')
      expect(code).toBe(2)
    }),
    { numRuns: 300 },
  )
  expect(await books.content()).toBe(before)
}, 60_000)
