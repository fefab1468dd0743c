import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { desk, type Desk } from './cli.js'

const invoices = `who,no,issued,due,total,paid,country,cur
ada,A-1,2026-01-05,2026-02-04,100.00,2026-02-01,GB,EUR
ada,A-2,2026-01-10,2026-02-09,50.00,,GB,EUR
bob & sons,B-1,2026-01-10,2026-02-09,70.00,,FR,EUR
bob & sons,B-2,2026-01-11,2026-02-10,7000,,FR,JPY
cy: east,C-1,2026-03-20,2026-04-19,30.25,,,EUR
`
const flags = (
  '--customer who --number no --issued issued --due due --amount total --settled paid --tag country=country ' +
  '--currency-column cur --dates YYYY-MM-DD'
).split(' ')

/** Runs a program that may be installed: what it printed, or undefined where there is none. */
function printed(program: string, ...args: string[]): string | undefined {
  const { error, status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (error !== undefined) return undefined
  if (status !== 0) throw new Error(stderr)
  return stdout
}

const hledger = (...args: string[]): string | undefined => printed('hledger', ...args)

let books: Desk
beforeAll(async () => {
  books = desk()
  books.file('invoices.csv', invoices)
  books.file('payments.csv', 'id,who,day,sum,for\nP-1,bob & sons,2026-03-01,40.00,\nP-2,ada,2026-03-02,60.00,A-2\n')
  await books.json('init', '--currency', 'EUR')
  await books.json('import', 'invoices', 'invoices.csv', ...flags)
  const columns = '--customer who --id id --received day --amount sum --invoice for --dates YYYY-MM-DD'.split(' ')
  await books.json('import', 'payments', 'payments.csv', ...columns)
})
afterAll(() => books.clear())

describe('a journal is taken out and brought back', () => {
  test('the restored books answer and export the same', async () => {
    const out = join(books.folder, 'books.json')
    expect(await books.json('journal', 'export', '--out', 'books.json')).toEqual({ format: 'json', file: out })
    expect((await books.owekit('journal', 'export')).stdout).toBe(readFileSync(out, 'utf8'))
    const facts = readFileSync(out, 'utf8').match(/"fact":/g)?.length
    expect(await books.json('--db', 'copy.db', 'import', 'journal', 'books.json')).toEqual({
      file: out,
      accounts: 3,
      facts,
    })
    for (const question of [
      ['aging', '--group-by', 'country'],
      ['balance'],
      ['open'],
      ['statement', 'ada'],
      ['verify'],
    ]) {
      expect(await books.json('--db', 'copy.db', ...question)).toEqual(await books.json(...question))
    }
    expect((await books.owekit('--db', 'copy.db', 'journal', 'export')).stdout).toBe(readFileSync(out, 'utf8'))
  })

  test('books that hold something are left as they are', async () => {
    await books.json('journal', 'export', '--out', 'again.json')
    const before = await books.content()
    const { code, stderr } = await books.owekit('import', 'journal', 'again.json')
    expect(code).toBe(1)
    expect(stderr).toContain('already_exists')
    expect(await books.content()).toBe(before)
  })

  test.each([
    ['cut short', (text: string) => text.slice(0, -40)],
    ['with a fact left out', (text: string) => text.split('\n').toSpliced(6, 1).join('\n')],
    ['with an amount changed', (text: string) => text.replace('"n:7000"', '"n:7001"')],
    ['that is none', () => 'hello\n'],
    ['that is empty', () => ''],
  ])('a journal %s makes no books', async (_, spoil) => {
    await books.json('journal', 'export', '--out', 'good.json')
    books.file('spoilt.json', spoil(readFileSync(join(books.folder, 'good.json'), 'utf8')))
    expect((await books.owekit('--db', 'spoilt.db', 'import', 'journal', 'spoilt.json')).code).toBe(2)
    expect(existsSync(join(books.folder, 'spoilt.db'))).toBe(false)
  })

  test('a place that cannot be written is told, and nothing is left there', async () => {
    const { code, stderr } = await books.owekit('journal', 'export', '--out', 'no/such/folder/books.json')
    expect(code).toBe(2)
    expect(stderr).toContain('cannot be written')
  })
})

const withHledger = hledger('--version') !== undefined
const why = withHledger ? '' : ' (skipped: hledger is not installed)'

describe.skipIf(!withHledger)(`hledger reads our journal${why}`, () => {
  test('and gives the balances of the books', async () => {
    await books.json('journal', 'export', '--format', 'hledger', '--out', 'books.journal')
    const file = join(books.folder, 'books.journal')
    hledger('-f', file, 'check')
    const csv = hledger('-f', file, ...'balance --flat --no-total --output-format csv --layout tidy'.split(' ')) ?? ''
    const theirs = new Map<string, string>()
    for (const line of csv.trim().split('\n').slice(1)) {
      const [account = '', , , , commodity = '', value = ''] = line.slice(1, -1).split('","')
      if (commodity !== '') theirs.set(`${account} ${commodity}`, value)
    }
    const { customers } = await books.json<{
      customers: { customer: string; perCurrency: Record<string, string>[] }[]
    }>('balance')
    let compared = 0
    for (const { customer, perCurrency } of customers) {
      for (const { currency, open, unapplied } of perCurrency) {
        // What hledger's grammar uses is written %XX in account names.
        const name = customer.replaceAll(' ', '%20').replace(':', '%3A')
        const zero = currency === 'JPY' ? '0' : '0.00'
        expect([name, theirs.get(`assets:receivable:${name} ${currency}`) ?? zero]).toEqual([name, open])
        const owed = theirs.get(`liabilities:unapplied:${name} ${currency}`) ?? zero
        expect([name, owed]).toEqual([name, unapplied === zero ? zero : `-${unapplied}`])
        compared += 1
      }
    }
    expect(compared).toBe(4)
    expect(theirs.get('assets:cash clearing EUR')).toBe('200.00')
  })
})
