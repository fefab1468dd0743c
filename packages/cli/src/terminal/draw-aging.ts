import type { Context } from '../context.js'
import { cell, grouped, percentOf, unitsOf } from './amounts.js'
import { bars } from './bars.js'
import { table, type TableColumn } from './table.js'

/** A line of the report: a customer's, a group's or the total's. */
export interface AgingLine {
  readonly amounts: readonly string[]
  readonly unapplied: string
  readonly deposits: string
  readonly total: string
}

interface Currency extends Pick<AgingLine, 'unapplied' | 'deposits' | 'total'> {
  readonly currency: string
  readonly buckets: readonly {
    readonly label: string
    readonly from: number | null
    readonly to: number | null
    readonly amount: string
  }[]
  readonly customers: readonly (AgingLine & { readonly customer: string })[]
  readonly groups?: readonly (AgingLine & { readonly group: string })[]
}

/** What `aging --json` prints. */
export interface PrintedAging {
  readonly asOf: string
  readonly basis: string
  readonly currencies: readonly Currency[]
}

/** Draws the report: a table and a bar picture for each currency. */
export function drawAging(report: PrintedAging, context: Context, groupBy: string | undefined): string {
  const { style } = context
  const title =
    style.bold(`Aging as of ${report.asOf}`) + style.dim(`, by ${report.basis === 'due' ? 'due day' : 'issue day'}`)
  if (report.currencies.length === 0) return `${title}\n\nNobody owes anything.\n`
  return `${title}\n${report.currencies.map((currency) => `\n${section(currency, context, groupBy)}`).join('')}`
}

function section(currency: Currency, context: Context, groupBy: string | undefined): string {
  const { style, width } = context
  const totals: AgingLine = { ...currency, amounts: currency.buckets.map(({ amount }) => amount) }
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
  const byCustomer = lines(
    'customer',
    currency.customers.map((line) => ({ ...line, name: line.customer })),
    totals,
    context,
    currency,
  )
  const byGroup =
    currency.groups === undefined
      ? ''
      : `${lines(
          groupBy ?? 'group',
          currency.groups.map((line) => ({ ...line, name: line.group === '' ? '(none)' : line.group })),
          totals,
          context,
          currency,
        )}\n`
  return `${byCustomer}\n${byGroup}${picture}`
}

/** The table of one currency; columns that are zero all the way down are left out. */
function lines(
  what: string,
  rows: readonly (AgingLine & { readonly name: string })[],
  totals: AgingLine,
  context: Context,
  currency: Currency,
): string {
  const all = [...rows, totals]
  const used = (of: (line: AgingLine) => string) => all.some((line) => cell(of(line)) !== '·')
  const columns: (TableColumn & { readonly of: (line: AgingLine) => string })[] = [
    ...currency.buckets.map(({ label }, at) => ({
      title: label,
      align: 'right' as const,
      of: (line: AgingLine) => line.amounts[at] ?? '',
    })),
    ...(used((line) => line.unapplied)
      ? [{ title: 'on account', align: 'right' as const, of: (line: AgingLine) => line.unapplied }]
      : []),
    { title: 'total', align: 'right', of: (line) => line.total },
    ...(used((line) => line.deposits)
      ? [{ title: 'deposits', align: 'right' as const, of: (line: AgingLine) => line.deposits }]
      : []),
  ]
  const cells = (line: AgingLine) => columns.map(({ of }) => cell(of(line)))
  const sorted = rows.toSorted((a, b) =>
    unitsOf(b.total) > unitsOf(a.total) ? 1 : unitsOf(b.total) < unitsOf(a.total) ? -1 : 0,
  )
  return table(
    [{ title: `${what} (${currency.currency})`, flexible: true }, ...columns],
    sorted.map((row) => [row.name, ...cells(row)]),
    { style: context.style, width: context.width, footer: [['total', ...cells(totals)]] },
  )
}
