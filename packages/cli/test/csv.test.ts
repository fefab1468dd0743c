import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isReceivablesError } from '@owekit/core'
import { toDecimal } from '@owekit/core/money'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { amountFormat } from '../src/csv/amount-format.js'
import { closestName, columnAt } from '../src/csv/columns.js'
import { dayFormat } from '../src/csv/day-format.js'
import type { Encoding } from '../src/csv/decode.js'
import { csvLimits } from '../src/csv/limits.js'
import { csvRows } from '../src/csv/rows.js'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'owekit-csv-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function read(
  content: string | Buffer,
  { encoding = 'utf-8', delimiter = ',' }: { encoding?: Encoding; delimiter?: string } = {},
) {
  const path = join(folder, 'file.csv')
  writeFileSync(path, content)
  const rows: [line: number, ...cells: string[]][] = []
  for await (const { line, cells } of csvRows(path, { encoding, delimiter })) rows.push([line, ...cells])
  return rows
}

const refusal = async (work: () => unknown) => {
  try {
    await work()
  } catch (error) {
    if (isReceivablesError(error))
      return { code: error.code, message: error.message, hint: 'hint' in error ? String(error.hint) : '' }
    throw error
  }
  throw new Error('was not refused')
}

describe('reading rows', () => {
  test('keeps quotes, commas and line ends inside quotes, and the line each row begins on', async () => {
    expect(await read('\ufeffa,b\r\n1,"x\r\ny"\r\n\r\n2,"say ""hi"", twice"\n3,4')).toEqual([
      [1, 'a', 'b'],
      [2, '1', 'x\r\ny'],
      [5, '2', 'say "hi", twice'],
      [6, '3', '4'],
    ])
  })

  test('reads other delimiters and encodings when told', async () => {
    expect(await read('a;b\n1;2\n', { delimiter: ';' })).toEqual([
      [1, 'a', 'b'],
      [2, '1', '2'],
    ])
    expect(await read(Buffer.from('name\nM\u00fcller\n', 'latin1'), { encoding: 'latin1' })).toEqual([
      [1, 'name'],
      [2, 'Müller'],
    ])
    expect(await read(Buffer.from('\ufeffa\n€\n', 'utf16le'), { encoding: 'utf-16le' })).toEqual([
      [1, 'a'],
      [2, '€'],
    ])
  })

  const row = '1,2\n'
  it.each([
    ['an unclosed quote', `a,b\n${row}3,"4\n5,6\n`, 'invalid_input', 'row on line 3 is never closed'],
    ['an unclosed quote in a long file', `a,b\n${row}3,"${row.repeat(500_000)}`, 'text_too_long', 'row on line 3'],
    ['a quote inside a bare field', `a,b\n${row}3,4"4\n`, 'invalid_input', 'row on line 3 has a quote'],
    ['text after a closing quote', `a,b\n${row}3,"4"4\n`, 'invalid_input', 'row on line 3 has a quote'],
    [
      'latin1 read as UTF-8',
      Buffer.from(`a,b\n${row}3,M\u00fcller\n`, 'latin1'),
      'invalid_text',
      'Line 3 is not utf-8 text',
    ],
    [
      'half a character at the end',
      Buffer.concat([Buffer.from(`a,b\n${row}3,`), Buffer.from([0xc3])]),
      'invalid_text',
      'Line 3',
    ],
    ['a NUL', `a,b\n${row}3,\0\n`, 'invalid_text', 'Line 3'],
    [
      'a long field',
      `a,b\n${row}3,${'x'.repeat(csvLimits.field + 1)}\n`,
      'text_too_long',
      'has a field of 65537 characters; the limit is 65536',
    ],
    [
      'a million commas',
      `a,b\n${row}${','.repeat(1_000_000)}\n`,
      'text_too_long',
      'row on line 3 has more than 1000 columns',
    ],
  ])('%s is refused with its line', async (_, content, code, says) => {
    expect(await refusal(() => read(content))).toMatchObject({ code, message: expect.stringContaining(says) as string })
  })

  test('a file in another encoding names the likely one', async () => {
    expect((await refusal(() => read(Buffer.from('a\nü\n', 'latin1')))).hint).toContain('--encoding latin1')
    expect((await refusal(() => read(Buffer.from('\ufeffa\nü\n', 'utf16le')))).hint).toContain('--encoding utf-16le')
  })

  test('what is not a file is refused', async () => {
    const rows = (path: string) => csvRows(path, { encoding: 'utf-8', delimiter: ',' })[Symbol.asyncIterator]().next()
    expect((await refusal(() => rows(join(folder, 'missing.csv')))).code).toBe('invalid_input')
    expect((await refusal(() => rows(folder))).message).toContain('is not a plain file')
  })
})

describe('days', () => {
  it.each([
    ['M/D/YYYY', '4/6/2013', '2013-04-06'],
    ['D/M/YYYY', '4/6/2013', '2013-06-04'],
    ['DD.MM.YYYY', '06.04.2013', '2013-04-06'],
    ['yyyy-mm-dd', '2013-04-06', '2013-04-06'],
    ['YYYYMMDD', '20130406', '2013-04-06'],
    ['YYYY. M. D.', '2013. 4. 6.', '2013-04-06'],
  ])('%s reads %s', (format, text, day) => {
    expect(dayFormat(format)(text)).toBe(day)
  })

  it.each([
    ['M/D/YYYY', '13/6/2013'],
    ['M/D/YYYY', '2/29/2013'],
    ['M/D/YYYY', '4-6-2013'],
    ['M/D/YYYY', '4/6/13'],
    ['MM/DD/YYYY', '4/6/2013'],
    ['YYYY-MM-DD', ''],
    ['YYYY-MM-DD', '2013-04-06T00:00:00Z'],
  ])('%s refuses %j', async (format, text) => {
    expect((await refusal(() => dayFormat(format)(text))).code).toBe('invalid_date')
  })

  it.each(['', 'M/D', 'M/D/YY', 'M/M/YYYY', 'MDYYYY', 'iso', 'YYYY-MM-DD-DD', '(((', 'M/D/YYYY'.repeat(9)])(
    'a format %j is refused',
    async (format) => {
      expect((await refusal(() => dayFormat(format))).code).toBe('invalid_input')
    },
  )
})

describe('amounts', () => {
  it.each([
    ['.', '55.94', 'USD', '55.94'],
    [',', '55,9', 'EUR', '55.90'],
    ['.', '1200', 'JPY', '1200'],
    ['.', '92233720368547758.07', 'USD', '92233720368547758.07'],
  ] as const)('with %s, %s %s is %s', (decimal, text, currency, amount) => {
    expect(toDecimal(amountFormat(decimal)(text, currency))).toBe(amount)
  })

  it.each([
    ['', 'invalid_amount', 'empty'],
    ['0.00', 'invalid_amount', 'zero'],
    ['-5.00', 'invalid_amount', 'negative'],
    ['(5.00)', 'invalid_amount', 'negative'],
    ['5.00-', 'invalid_amount', 'negative'],
    ['+5.00', 'invalid_amount', 'plus sign'],
    ['$5.00', 'invalid_amount', 'currency sign'],
    ['5.00 USD', 'invalid_amount', 'currency sign'],
    ['1,234.56', 'invalid_amount', 'thousand separators'],
    ['1 234.56', 'invalid_amount', 'thousand separators'],
    ['1\u00a0234.56', 'invalid_amount', 'thousand separators'],
    ['5,00', 'invalid_amount', '--decimal ,'],
    ['1e3', 'invalid_amount', 'not a number'],
    ['NaN', 'invalid_amount', 'not a number'],
    ['USD 5.00', 'invalid_amount', 'currency sign'],
    ['.5', 'invalid_amount', 'not a number'],
    ['٣', 'invalid_amount', 'not a number'],
    ['5.001', 'too_many_decimals', '3 decimals'],
    ['92233720368547758.08', 'amount_out_of_range', 'does not fit'],
    ['9'.repeat(60_000), 'invalid_amount', '60000 characters'],
  ])('%j is refused', async (text, code, says) => {
    const found = await refusal(() => amountFormat('.')(text, 'USD'))
    expect(found).toMatchObject({ code, message: expect.stringContaining(says) as string })
    expect(found.message.length).toBeLessThan(300)
  })
})

describe('columns', () => {
  const header = ['countryCode', 'customerID', 'InvoiceAmount', 'InvoiceAmount']

  test('a name must match exactly, and the closest is offered', async () => {
    expect(columnAt(header, 'customerID', '--customer')).toBe(1)
    const found = await refusal(() => columnAt(header, 'CustomerId', '--customer'))
    expect(found.message).toContain('Its columns: "countryCode", "customerID"')
    expect(found.hint).toBe('Did you mean --customer "customerID"? Names must match exactly.')
    expect(closestName('something else', header)).toBeUndefined()
  })

  test('a name that stands twice is refused', async () => {
    expect((await refusal(() => columnAt(header, 'InvoiceAmount', '--amount'))).message).toContain('twice')
  })

  test('a header in one piece points at the delimiter', async () => {
    expect((await refusal(() => columnAt(['a;b;c'], 'a', '--customer'))).hint).toContain("--delimiter ';'")
  })
})
