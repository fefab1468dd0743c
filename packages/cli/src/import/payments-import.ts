import { ReceivablesError } from '@owekit/core'
import type { BatchCommand } from '@owekit/core/batch'
import { parseDay } from '@owekit/core/calendar'
import type { Money } from '@owekit/core/money'
import type { Books } from '../books/open-books.js'
import { columnAt } from '../csv/columns.js'
import type { CsvRow } from '../csv/rows.js'
import { shown } from '../shown.js'
import { currencyReader } from './currency-choice.js'
import { answered, type Finding, writeAll } from './asked.js'
import type { Import } from './import-rows.js'
import type { CellFormats } from './invoice-row.js'
import { knownOf, type Known } from './known.js'
import type { Problems } from './problems.js'
import { RowReader } from './row-reader.js'
import { sayDiffering } from './verdicts.js'

/** A payment as its row says. */
interface PaymentRow {
  readonly line: number
  readonly customer: string
  readonly id: string
  readonly receivedOn: string
  readonly amount: Money
  /** The number of the invoice it pays; `''` spreads it by the account's strategy. */
  readonly invoice: string
  readonly method: string
}

/** Which column holds what, by header name. */
export interface PaymentColumns {
  readonly customer: string
  readonly id: string
  readonly received: string
  readonly amount: string
  readonly invoice?: string | undefined
  readonly method?: string | undefined
}

/** Importing payments into open books. */
export function paymentsImport(books: Books, columns: PaymentColumns, formats: CellFormats): Import<PaymentRow> {
  const knownFor = (rows: readonly PaymentRow[]) =>
    knownOf(books, {
      customers: rows.map(({ customer }) => customer),
      invoices: rows.flatMap(({ invoice }) => (invoice === '' ? [] : [{ id: invoice, number: invoice }])),
      sources: rows.map(({ id }) => id),
    })
  return {
    prepare: (header) => paymentReader(header, columns, formats),
    async look(rows) {
      const known = await knownFor(rows)
      return answered(
        books.ar,
        rows.map((row) => lookAt(row, known)),
      )
    },
    async write(rows, onWritten) {
      const known = await knownFor(rows)
      const commands = rows.map((row): BatchCommand => record(row, known))
      await writeAll(books.ar, commands, onWritten)
    },
  }
}

function paymentReader(
  header: readonly string[],
  columns: PaymentColumns,
  formats: CellFormats,
): (row: CsvRow, problems: Problems) => PaymentRow | undefined {
  const customerAt = columnAt(header, columns.customer, '--customer')
  const idAt = columnAt(header, columns.id, '--id')
  const receivedAt = columnAt(header, columns.received, '--received')
  const amountAt = columnAt(header, columns.amount, '--amount')
  const invoiceAt = columns.invoice === undefined ? undefined : columnAt(header, columns.invoice, '--invoice')
  const methodAt = columns.method === undefined ? undefined : columnAt(header, columns.method, '--method')
  const currencyOf = currencyReader(header, formats.currency)
  const seen = { lines: new Map<string, number>(), what: 'id' }
  return (csv, problems) => {
    const row = new RowReader(csv, header, problems)
    const customer = row.name(customerAt)
    const id = row.name(idAt, seen)
    const receivedOn = row.read(receivedAt, formats.day)
    const currency = currencyOf(row)
    const amount = currency === undefined ? undefined : row.read(amountAt, (text) => formats.amount(text, currency))
    const invoice = invoiceAt === undefined || row.text(invoiceAt) === '' ? '' : row.name(invoiceAt)
    const method = methodAt === undefined ? '' : row.text(methodAt)
    if (
      !row.sound ||
      customer === undefined ||
      id === undefined ||
      receivedOn === undefined ||
      amount === undefined ||
      invoice === undefined
    )
      return undefined
    return { line: csv.line, customer, id, receivedOn, amount, invoice, method }
  }
}

const paymentInput = ({ customer, id, receivedOn, amount, invoice, method }: PaymentRow, known: Known) => ({
  customer,
  id,
  amount,
  receivedOn,
  ...(method !== '' && { method }),
  ...(invoice !== '' && { allocate: { specific: [{ invoice: known.invoice(invoice, invoice)?.id ?? invoice }] } }),
})

const record = (row: PaymentRow, known: Known): BatchCommand => ({
  command: 'payments.record',
  input: paymentInput(row, known),
})

function lookAt(row: PaymentRow, known: Known): Finding {
  const { customer, id, invoice } = row
  const stored = known.sources.get(id)
  const ask = record(row, known)
  if (stored !== undefined) {
    const fields = [
      ...(stored.customer === customer ? [] : ['customer']),
      ...(stored.currency === row.amount.currency ? [] : ['currency']),
      ...(stored.amount === row.amount.minor ? [] : ['amount']),
      ...(stored.receivedOn === parseDay(row.receivedOn) ? [] : ['receivedOn']),
    ]
    if (fields.length === 0) return 'there'
    return {
      ask,
      means: (outcome) =>
        outcome.status === 'written' && outcome.written.replayed
          ? 'there'
          : sayDiffering(`payment ${shown(id)}`, fields),
    }
  }
  if (invoice !== '' && known.invoice(invoice, invoice) === undefined)
    return new ReceivablesError('invoice_not_found', `no invoice has the number ${shown(invoice)}`)
  return { ask, means: (outcome) => (outcome.status === 'written' ? 'new' : outcome.error) }
}
