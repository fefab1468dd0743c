import type { Money } from '@owekit/core/money'
import { type AmountReader } from '../csv/amount-format.js'
import { columnAt } from '../csv/columns.js'
import type { DayReader } from '../csv/day-format.js'
import type { CsvRow } from '../csv/rows.js'
import { type CurrencyChoice, currencyReader } from './currency-choice.js'
import type { Problems } from './problems.js'
import { RowReader } from './row-reader.js'
import { ReceivablesError } from '@owekit/core'

/** An invoice as its row says. */
export interface InvoiceRow {
  readonly line: number
  readonly customer: string
  readonly number: string
  readonly issuedOn: string
  readonly dueOn: string
  readonly total: Money
  /** The day it was paid in full. */
  readonly settledOn: string | undefined
  readonly metadata: Readonly<Record<string, string>>
}

/** Which column holds what, by header name. */
export interface InvoiceColumns {
  readonly customer: string
  readonly number: string
  readonly issued: string
  readonly due: string
  readonly amount: string
  readonly settled?: string | undefined
  readonly tags: readonly { readonly name: string; readonly column: string }[]
}

/** How cells are written. */
export interface CellFormats {
  readonly day: DayReader
  readonly amount: AmountReader
  readonly currency: CurrencyChoice
}

/** Makes the reader of invoice rows for a header. */
export function invoiceReader(
  header: readonly string[],
  columns: InvoiceColumns,
  formats: CellFormats,
): (row: CsvRow, problems: Problems) => InvoiceRow | undefined {
  const customerAt = columnAt(header, columns.customer, '--customer')
  const numberAt = columnAt(header, columns.number, '--number')
  const issuedAt = columnAt(header, columns.issued, '--issued')
  const dueAt = columnAt(header, columns.due, '--due')
  const amountAt = columnAt(header, columns.amount, '--amount')
  const settledAt = columns.settled === undefined ? undefined : columnAt(header, columns.settled, '--settled')
  const tags = columns.tags.map(({ name, column }) => ({ name, at: columnAt(header, column, `--tag ${name}=`) }))
  const currencyOf = currencyReader(header, formats.currency)
  const seen = { lines: new Map<string, number>(), what: 'number' }
  return (csv, problems) => {
    const row = new RowReader(csv, header, problems)
    const customer = row.name(customerAt)
    const number = row.name(numberAt, seen)
    const issuedOn = row.read(issuedAt, formats.day)
    const dueOn = row.read(dueAt, (text) => {
      const day = formats.day(text)
      if (issuedOn !== undefined && day < issuedOn)
        throw new ReceivablesError('due_before_issue', `${day} is before the issue day ${issuedOn}`)
      return day
    })
    const currency = currencyOf(row)
    const total = currency === undefined ? undefined : row.read(amountAt, (text) => formats.amount(text, currency))
    const settledOn =
      settledAt === undefined ? undefined : row.read(settledAt, (text) => (text === '' ? undefined : formats.day(text)))
    const metadata = Object.fromEntries(
      tags.map(({ name, at }) => [name, row.text(at)] as const).filter(([, text]) => text !== ''),
    )
    if (
      !row.sound ||
      customer === undefined ||
      number === undefined ||
      issuedOn === undefined ||
      dueOn === undefined ||
      total === undefined
    )
      return undefined
    return { line: csv.line, customer, number, issuedOn, dueOn, total, settledOn, metadata }
  }
}
