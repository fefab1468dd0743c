import { type Command, InvalidArgumentError, Option } from 'commander'
import { withBooks } from '../books/open-books.js'
import { act, type Context, type Shell } from '../context.js'
import { cell, grouped, percentOf, unitsOf } from '../terminal/amounts.js'
import { bars } from '../terminal/bars.js'
import { table, type TableColumn } from '../terminal/table.js'

interface Options {
  readonly asOf?: string
  readonly knownAt?: string
  readonly buckets?: number[]
  readonly basis?: 'due' | 'issued'
  readonly credit?: 'separate' | 'ownDate' | 'netOldest'
  readonly groupBy?: string
  readonly customer?: string
  readonly currencyOnly?: string
}

/** A line of the report: a customer's, a group's or the total's. */
interface Line {
  readonly amounts: readonly string[]
  readonly unapplied: string
  readonly deposits: string
  readonly total: string
}

interface Currency extends Pick<Line, 'unapplied' | 'deposits' | 'total'> {
  readonly currency: string
  readonly buckets: readonly { readonly label: string; readonly from: number | null; readonly to: number | null; readonly amount: string }[]
  readonly customers: readonly (Line & { readonly customer: string })[]
  readonly groups?: readonly (Line & { readonly group: string })[]
}

/** What `aging --json` prints. */
interface Report {
  readonly asOf: string
  readonly basis: string
  readonly currencies: readonly Currency[]
}

const examples = `
Examples:
  $ owekit aging                                  who owes what since when, today
  $ owekit aging --as-of 2026-06-30 --json        as of the end of June, for a program
  $ owekit aging --group-by country               by an invoice's tag as well
  $ owekit aging --as-of 2026-06-30 --known-at 2026-07-01T00:00:00Z
                                                  what we knew when June ended`

/** `owekit aging`: open amounts by how late they are. */
export function addAging(program: Command, shell: Shell): void {
  program
    .command('aging')
    .description('open amounts by how late they are, per customer and currency')
    .option('--as-of <date>', 'the day to look from (default: today)')
    .option('--known-at <instant>', 'count only what was recorded by then, such as 2026-07-01T00:00:00Z')
    .option('--buckets <days>', 'upper bounds in days late (default: 30,60,90)', bounds)
    .addOption(new Option('--basis <day>', 'count days from the due day or the issue day (default: due)').choices(['due', 'issued']))
    .addOption(
      new Option('--credit <mode>', 'how money on account is shown (default: separate)').choices(['separate', 'ownDate', 'netOldest']),
    )
    .option('--group-by <tag>', 'also sum by this tag of the invoices')
    .option('--customer <id>', 'only this customer')
    .option('--currency-only <code>', 'only this currency')
    .addHelpText('after', examples)
    .action(act<Options>(shell, aging))
}

function bounds(text: string): number[] {
  const list = text.split(',').map((part) => part.trim())
  if (!list.every((part) => /^\d{1,6}$/.test(part))) throw new InvalidArgumentError('Write whole days, such as 30,60,90.')
  return list.map(Number)
}

async function aging(context: Context, { asOf, knownAt, buckets, basis, credit, groupBy, customer, currencyOnly }: Options) {
  const report = await withBooks(context, ({ ar }) =>
    ar.aging.report({
      ...(asOf !== undefined && { asOf }),
      ...(knownAt !== undefined && { knownAt }),
      ...(buckets !== undefined && { buckets }),
      ...(basis !== undefined && { basis }),
      ...(credit !== undefined && { credit }),
      ...(groupBy !== undefined && { groupBy }),
      ...(customer !== undefined && { customer }),
      ...(currencyOnly !== undefined && { currency: currencyOnly }),
    }),
  )
  const plain: Report = {
    asOf: report.asOf,
    basis: report.basis,
    currencies: report.currencies.map((one) => ({
      currency: one.currency,
      buckets: one.buckets.map(({ label, from, to, amount }) => ({ label, from, to, amount })),
      unapplied: one.unapplied,
      deposits: one.deposits,
      total: one.total,
      customers: one.customers.map((line) => ({ customer: line.customer, ...figures(line) })),
      ...(one.groups !== undefined && { groups: one.groups.map((line) => ({ group: line.group, ...figures(line) })) }),
    })),
  }
  await (context.json ? context.printJson(plain) : context.print(drawn(plain, context, groupBy)))
}

const figures = ({ amounts, unapplied, deposits, total }: Line): Line => ({ amounts: [...amounts], unapplied, deposits, total })

function drawn(report: Report, context: Context, groupBy: string | undefined): string {
  const { style } = context
  const title = style.bold(`Aging as of ${report.asOf}`) + style.dim(`, by ${report.basis === 'due' ? 'due day' : 'issue day'}`)
  if (report.currencies.length === 0) return `${title}\n\nNobody owes anything.\n`
  return `${title}\n${report.currencies.map((currency) => `\n${section(currency, context, groupBy)}`).join('')}`
}

function section(currency: Currency, context: Context, groupBy: string | undefined): string {
  const { style, width } = context
  const totals: Line = { ...currency, amounts: currency.buckets.map(({ amount }) => amount) }
  const open = currency.buckets.reduce((sum, { amount }) => sum + unitsOf(amount), 0n)
  const picture = bars(
    currency.buckets.map(({ label, amount }, at) => ({
      label: at === 0 ? label : `${label} days`,
      size: unitsOf(amount),
      text: `${grouped(amount)} ${percentOf(unitsOf(amount), open).padStart(5)}`,
      paint: at === 0 ? style.green : at === 1 ? style.yellow : style.red,
    })),
    { style, width },
  )
  const byCustomer = lines('customer', currency.customers.map((line) => ({ ...line, name: line.customer })), totals, context, currency)
  const byGroup =
    currency.groups === undefined
      ? ''
      : `${lines(groupBy ?? 'group', currency.groups.map((line) => ({ ...line, name: line.group === '' ? '(none)' : line.group })), totals, context, currency)}\n`
  return `${byCustomer}\n${byGroup}${picture}`
}

/** The table of one currency; columns that are zero all the way down are left out. */
function lines(what: string, rows: readonly (Line & { readonly name: string })[], totals: Line, context: Context, currency: Currency): string {
  const all = [...rows, totals]
  const used = (of: (line: Line) => string) => all.some((line) => cell(of(line)) !== '·')
  const columns: (TableColumn & { readonly of: (line: Line) => string })[] = [
    ...currency.buckets.map(({ label }, at) => ({ title: label, align: 'right' as const, of: (line: Line) => line.amounts[at] ?? '' })),
    ...(used((line) => line.unapplied) ? [{ title: 'on account', align: 'right' as const, of: (line: Line) => line.unapplied }] : []),
    { title: 'total', align: 'right', of: (line) => line.total },
    ...(used((line) => line.deposits) ? [{ title: 'deposits', align: 'right' as const, of: (line: Line) => line.deposits }] : []),
  ]
  const cells = (line: Line) => columns.map(({ of }) => cell(of(line)))
  const sorted = rows.toSorted((a, b) => (unitsOf(b.total) > unitsOf(a.total) ? 1 : unitsOf(b.total) < unitsOf(a.total) ? -1 : 0))
  return table(
    [{ title: `${what} (${currency.currency})`, flexible: true }, ...columns],
    sorted.map((row) => [row.name, ...cells(row)]),
    { style: context.style, width: context.width, footer: [['total', ...cells(totals)]] },
  )
}
