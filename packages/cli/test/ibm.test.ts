import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { desk, type Desk } from './cli.js'

/** The outside data beside the repository; absent in most clones. */
function dataFolder(): string | undefined {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    const data = join(folder, 'shared', 'data', 'ibm-late-payment')
    if (existsSync(join(data, 'invoices.csv'))) return data
  }
  return undefined
}

const data = dataFolder()
const why = data === undefined ? ' (skipped: shared/data/ibm-late-payment is not beside the repository)' : ''

const flags = (
  '--customer customerID --number invoiceNumber --issued InvoiceDate --due DueDate --amount InvoiceAmount ' +
  '--settled SettledDate --tag country=countryCode --dates M/D/YYYY --currency USD'
).split(' ')

/** Figures as the reference gives them. */
interface Figures {
  readonly current: string
  readonly '1-30': string
  readonly '31-60': string
  readonly '61-90': string
  readonly '90+': string
  readonly total: string
}

interface Expected {
  readonly aging: readonly {
    readonly asOf: string
    readonly total: Figures
    readonly perCountry: Readonly<Record<string, Figures>>
    readonly perCustomer: Readonly<Record<string, Figures>>
  }[]
}

interface Line {
  readonly amounts: readonly string[]
  readonly unapplied: string
  readonly deposits: string
  readonly total: string
}

interface Report {
  readonly asOf: string
  readonly basis: string
  readonly currencies: readonly {
    readonly currency: string
    readonly buckets: readonly { readonly label: string; readonly amount: string }[]
    readonly unapplied: string
    readonly deposits: string
    readonly total: string
    readonly customers: readonly (Line & { readonly customer: string })[]
    readonly groups: readonly (Line & { readonly group: string })[]
  }[]
}

const amounts = (figures: Figures) => [
  figures.current,
  figures['1-30'],
  figures['31-60'],
  figures['61-90'],
  figures['90+'],
]
const keyed = <T extends Line>(lines: readonly T[], name: (line: T) => string) =>
  Object.fromEntries(lines.map((line) => [name(line), [...line.amounts, line.total]]))
const expectedLines = (lines: Readonly<Record<string, Figures>>) =>
  Object.fromEntries(Object.entries(lines).map(([name, figures]) => [name, [...amounts(figures), figures.total]]))

describe.skipIf(data === undefined)(
  `2,466 invoices with their settlements, through the command line into SQLite${why}`,
  () => {
    let books: Desk
    const csv = join(data ?? '', 'invoices.csv')
    const expected =
      data === undefined ? { aging: [] } : (JSON.parse(readFileSync(join(data, 'expected.json'), 'utf8')) as Expected)

    beforeAll(async () => {
      books = desk()
      const done = await books.json('import', 'invoices', csv, ...flags)
      expect(done).toEqual({
        file: csv,
        dryRun: false,
        rows: 2466,
        new: 2466,
        alreadyThere: 0,
        customers: { new: 100 },
        settlements: { new: 2466, alreadyThere: 0 },
      })
    }, 120_000)
    afterAll(() => books.clear())

    it.each(expected.aging)(
      'aging as of $asOf is the reference to the cent',
      async ({ asOf, total, perCountry, perCustomer }) => {
        const report = await books.json<Report>('aging', '--as-of', asOf, '--group-by', 'country')
        expect(report).toMatchObject({
          asOf,
          basis: 'due',
          currencies: [{ currency: 'USD', unapplied: '0.00', deposits: '0.00' }],
        })
        const [usd] = report.currencies
        expect(usd?.buckets.map(({ amount }) => amount)).toEqual(amounts(total))
        expect(usd?.total).toBe(total.total)
        expect(keyed(usd?.customers ?? [], ({ customer }) => customer)).toEqual(expectedLines(perCustomer))
        expect(keyed(usd?.groups ?? [], ({ group }) => group)).toEqual(expectedLines(perCountry))
      },
    )

    test('the same file again changes nothing', async () => {
      const before = await books.content()
      const { stdout } = await books.owekit('import', 'invoices', csv, ...flags)
      expect(stdout).toContain('0 new, 2466 already there')
      expect(await books.content()).toBe(before)
    }, 120_000)

    test('the books prove themselves', async () => {
      expect(await books.json('verify')).toMatchObject({ ok: true })
    }, 120_000)
  },
)
