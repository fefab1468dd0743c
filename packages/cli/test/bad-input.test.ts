import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { desk, type Desk } from './cli.js'

const header = 'who,no,issued,due,total,paid,country'
const good = 'ada,A-1,2026-01-05,2026-02-04,100.00,2026-02-01,GB'
const columns = ['--customer', 'who', '--number', 'no', '--issued', 'issued', '--due', 'due', '--amount', 'total']
const flags = [
  ...columns,
  '--settled',
  'paid',
  '--tag',
  'country=country',
  '--dates',
  'YYYY-MM-DD',
  '--currency',
  'EUR',
]

interface Failed {
  readonly error: {
    readonly code: string
    readonly kind: string
    readonly message: string
    readonly details: {
      readonly problems?: readonly {
        readonly line: number
        readonly column: string
        readonly code: string
        readonly reason: string
      }[]
    }
  }
}

let books: Desk
let before: string | undefined

beforeAll(async () => {
  books = desk()
  books.file(
    'start.csv',
    `${header}\n${good}\nada,A-2,2026-01-10,2026-02-09,50.00,,GB\nbob,B-1,2026-01-10,2026-02-09,70.00,,FR\n`,
  )
  await books.json('import', 'invoices', 'start.csv', ...flags)
  before = await books.content()
})
afterAll(() => books.clear())

async function refused(content: string | Uint8Array, extra: string[] = [], given = flags) {
  books.file('bad.csv', content)
  const answer = await books.owekit('import', 'invoices', 'bad.csv', ...given, ...extra, '--json')
  expect(answer.code).toBe(2)
  expect(await books.content()).toBe(before)
  return (JSON.parse(answer.stdout) as Failed).error
}

describe('one bad row refuses the file and leaves the books as they were', () => {
  const fresh = 'ada,A-9,2026-03-01,2026-03-31,10.00,,GB'
  it.each([
    ['a fraction of a cent', 'ada,X,2026-03-01,2026-03-31,10.001,,GB', 'too_many_decimals', 'total'],
    ['NaN', 'ada,X,2026-03-01,2026-03-31,NaN,,GB', 'invalid_amount', 'total'],
    ['a zero total', 'ada,X,2026-03-01,2026-03-31,0.00,,GB', 'invalid_amount', 'total'],
    ['a negative total', 'ada,X,2026-03-01,2026-03-31,-1.00,,GB', 'invalid_amount', 'total'],
    [
      'an amount beyond 64 bits',
      'ada,X,2026-03-01,2026-03-31,92233720368547758.08,,GB',
      'amount_out_of_range',
      'total',
    ],
    ['thousand separators', 'ada,X,2026-03-01,2026-03-31,"1,000.00",,GB', 'invalid_amount', 'total'],
    ['a currency sign', 'ada,X,2026-03-01,2026-03-31,€10.00,,GB', 'invalid_amount', 'total'],
    ['a day that does not exist', 'ada,X,2026-02-30,2026-03-31,10.00,,GB', 'invalid_date', 'issued'],
    ['a due day before the issue day', 'ada,X,2026-03-01,2026-02-28,10.00,,GB', 'due_before_issue', 'due'],
    ['a settlement day that is none', 'ada,X,2026-03-01,2026-03-31,10.00,soon,GB', 'invalid_date', 'paid'],
    ['a number twice in the file', 'ada,A-9,2026-03-01,2026-03-31,10.00,,GB', 'already_exists', 'no'],
    ['a number with another amount in the books', 'ada,A-2,2026-01-10,2026-02-09,50.01,,GB', 'already_exists', ''],
    ['a number of somebody else in the books', 'bob,A-2,2026-01-10,2026-02-09,50.00,,GB', 'already_exists', ''],
    [
      'another settlement day than in the books',
      'ada,A-1,2026-01-05,2026-02-04,100.00,2026-02-02,GB',
      'already_exists',
      '',
    ],
    ['an empty customer', ',X,2026-03-01,2026-03-31,10.00,,GB', 'invalid_id', 'who'],
    ['an empty number', 'ada,,2026-03-01,2026-03-31,10.00,,GB', 'invalid_id', 'no'],
    ['a blank at the end of a number', 'ada,X ,2026-03-01,2026-03-31,10.00,,GB', 'invalid_id', 'no'],
    ['__proto__ as a customer', '__proto__,X,2026-03-01,2026-03-31,10.00,,GB', 'invalid_id', ''],
    ['a number of 1,000 characters', `ada,${'X'.repeat(1000)},2026-03-01,2026-03-31,10.00,,GB`, 'text_too_long', 'no'],
    ['a tag of 2,000 characters', `ada,X,2026-03-01,2026-03-31,10.00,,${'G'.repeat(2000)}`, 'text_too_long', ''],
    ['a field too few', 'ada,X,2026-03-01,2026-03-31,10.00,', 'invalid_input', ''],
    ['a field too many', 'ada,X,2026-03-01,2026-03-31,10.00,,GB,more', 'invalid_input', ''],
  ])('%s', async (_, row, code, column) => {
    const error = await refused(`${header}\n${fresh}\n${row}\n`)
    expect(error.code).toBe(code)
    expect(error.details.problems).toEqual([expect.objectContaining({ line: 3, column, code })])
  })

  test('sums that no account can hold are refused before anything is written', async () => {
    const huge = (number: string) => `eve,${number},2026-03-01,2026-03-31,90000000000000000.00,,GB`
    const error = await refused(`${header}\n${huge('E-1')}\n${huge('E-2')}\n`)
    expect(error.details.problems).toEqual([expect.objectContaining({ line: 3, code: 'amount_out_of_range' })])
  })

  test('every bad row is told with its line, up to a limit, and then counted', async () => {
    const row = (number: number) => `ada,N-${number},2026-03-01,2026-03-31,${number === 7 ? '1.00' : 'ten'},,GB`
    const content = `${header}\n${Array.from({ length: 80 }, (_, at) => row(at)).join('\n')}\n`
    const error = await refused(content)
    expect(error.message).toBe('79 of 80 rows cannot be imported; nothing was written.')
    expect(error.details.problems).toHaveLength(50)
    const { stderr } = await books.owekit('import', 'invoices', 'bad.csv', ...flags)
    expect(stderr).toContain('line  2  total  "ten" is not a number such as 120.50 (invalid_amount)')
    expect(stderr).toContain('… and 29 more rows')
  })

  test('a difference from the books names the fields', async () => {
    const error = await refused(`${header}\nbob,A-2,2026-01-11,2026-02-09,50.01,,FR\n`)
    expect(error.details.problems?.[0]?.reason).toBe(
      'invoice "A-2" is in the books with another customer, amount, issuedOn, tag country',
    )
  })
})

describe('a bad file is refused and leaves the books as they were', () => {
  it.each([
    ['cut short inside a quote', `${header}\n${good}\nada,"A-3`, 'invalid_input', 'line 3'],
    [
      'in another encoding',
      Buffer.from(`${header}\nM\u00fcller,X,2026-03-01,2026-03-31,1.00,,GB\n`, 'latin1'),
      'invalid_text',
      'Line 2',
    ],
    ['with a NUL', `${header}\na\0da,X,2026-03-01,2026-03-31,1.00,,GB\n`, 'invalid_text', 'Line 2'],
    [
      'with half a surrogate pair',
      Buffer.concat([
        Buffer.from(`${header}\n`),
        Buffer.from([0xed, 0xa0, 0x80]),
        Buffer.from(',X,2026-03-01,2026-03-31,1.00,,GB\n'),
      ]),
      'invalid_text',
      'Line 2',
    ],
    [
      'with a field of a megabyte',
      `${header}\n${'x'.repeat(1_000_000)},X,2026-03-01,2026-03-31,1.00,,GB\n`,
      'text_too_long',
      'line 2',
    ],
    ['with a million columns', `${header}\n${','.repeat(1_000_000)}\n`, 'text_too_long', '1000 columns'],
    ['that is empty', '', 'invalid_input', 'is empty'],
    ['without the column', 'a,b\n1,2\n', 'invalid_input', 'no column "who"'],
    ['that is a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'invalid_text', 'Line 1'],
  ])('%s', async (_, content, code, says) => {
    expect(await refused(content)).toMatchObject({ code, message: expect.stringContaining(says) as string })
  })

  it.each([
    ['an unknown currency', ['--currency', 'XYZ'], 'unknown_currency'],
    ['a currency nobody counts in', ['--currency', 'XAU'], 'unknown_currency'],
    ['a date order that is none', ['--dates', 'D/M'], 'invalid_input'],
    ['an unknown option', ['--colour'], 'invalid_input'],
    ['an unknown encoding', ['--encoding', 'ebcdic'], 'invalid_input'],
    ['a tag without a column', ['--tag', 'country'], 'invalid_input'],
  ])('%s', async (_, extra, code) => {
    expect((await refused(`${header}\n${good}\n`, extra)).code).toBe(code)
  })

  test('the date order is never guessed', async () => {
    const withoutDates = flags.filter((flag) => flag !== '--dates' && flag !== 'YYYY-MM-DD')
    const error = await refused(`${header}\n${good}\n`, [], withoutDates)
    expect(error).toMatchObject({ code: 'invalid_input', message: expect.stringContaining('--dates') as string })
  })
})

test('a refused file makes no books where there were none', async () => {
  books.file('bad.csv', `${header}\nada,X,2026-03-01,2026-03-31,ten,,GB\n`)
  expect((await books.owekit('--db', 'none.db', 'import', 'invoices', 'bad.csv', ...flags)).code).toBe(2)
  expect(existsSync(join(books.folder, 'none.db'))).toBe(false)
})
