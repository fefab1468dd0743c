import { ReceivablesError } from '@owekit/core'
import type { BatchCommand } from '@owekit/core/batch'
import { parseDay } from '@owekit/core/calendar'
import type { Books } from '../books/open-books.js'
import { shown } from '../shown.js'
import type { Import } from './import-rows.js'
import { type CellFormats, type InvoiceColumns, invoiceReader, type InvoiceRow } from './invoice-row.js'
import { accountTotals } from './account-totals.js'
import { answered, type Finding, writeAll } from './asked.js'
import { knownOf, type Known } from './known.js'
import { differing, sayDiffering } from './verdicts.js'

/** What an import of invoices counts besides its rows. */
export interface InvoiceCounts {
  /** Accounts that were opened, or would be. */
  readonly customers: Set<string>
  settlementsNew: number
  settlementsThere: number
}

/** The id the books give an invoice with this number. */
const invoiceId = (number: string): string => `inv_${number}`

/** The id of the payment that settles it: made from the number, so that a second run knows it. */
const settlementId = (number: string): string => `pay_inv_${number}`

/** Importing invoices into open books. */
export function invoicesImport(
  books: Books,
  columns: InvoiceColumns,
  formats: CellFormats,
  counts?: InvoiceCounts,
): Import<InvoiceRow> {
  const totals = accountTotals()
  return {
    prepare: (header) => invoiceReader(header, columns, formats),
    async look(rows) {
      const known = await knownOf(books, {
        customers: rows.map(({ customer }) => customer),
        invoices: rows.map(({ number }) => ({ id: invoiceId(number), number })),
        sources: rows.map(({ number }) => settlementId(number)),
      })
      const found = await answered(
        books.ar,
        rows.map((row) => lookAt(row, known)),
      )
      return found.map((verdict, at) => {
        const row = rows[at]!
        if (typeof verdict !== 'string') return verdict
        if (counts !== undefined) count(counts, row, known)
        return verdict === 'there' ? verdict : (totals.over(row, known) ?? verdict)
      })
    },
    async write(rows, onWritten) {
      const known = await knownOf(books, { customers: rows.map(({ customer }) => customer) })
      const opened = new Set(known.customers)
      const commands: BatchCommand[] = []
      const lasts = new Set<number>()
      for (const row of rows.toSorted((a, b) =>
        a.customer < b.customer ? -1 : a.customer > b.customer ? 1 : a.line - b.line,
      )) {
        if (!opened.has(row.customer)) commands.push({ command: 'customers.open', input: { id: row.customer } })
        opened.add(row.customer)
        commands.push({ command: 'invoices.issue', input: invoiceInput(row) })
        if (row.settledOn !== undefined)
          commands.push({ command: 'payments.record', input: settlementInput(row, row.settledOn) })
        lasts.add(commands.length - 1)
      }
      await writeAll(books.ar, commands, (index) => lasts.has(index) && onWritten())
    },
  }
}

function count(counts: InvoiceCounts, row: InvoiceRow, known: Known): void {
  if (!known.customers.has(row.customer)) counts.customers.add(row.customer)
  if (row.settledOn === undefined) return
  if (known.sources.has(settlementId(row.number))) counts.settlementsThere += 1
  else counts.settlementsNew += 1
}

const invoiceInput = ({ customer, number, total, issuedOn, dueOn, metadata }: InvoiceRow) => ({
  customer,
  number,
  total,
  issuedOn,
  dueOn,
  ...(Object.keys(metadata).length > 0 && { metadata }),
})

const settlementInput = ({ customer, number, total }: InvoiceRow, receivedOn: string) => ({
  customer,
  id: settlementId(number),
  amount: total,
  receivedOn,
  allocate: { specific: [{ invoice: invoiceId(number), amount: total }] },
})

/** What the books know of a row: nothing, all of it, or the invoice without its settlement. */
function lookAt(row: InvoiceRow, known: Known): Finding {
  const { customer, number } = row
  const closed = closedDay(row, known)
  if (closed !== undefined) return new ReceivablesError('period_closed', `${closed} lies in a closed period`)
  const document = known.invoice(invoiceId(number), number)
  const issue: BatchCommand = { command: 'invoices.issue', input: invoiceInput(row) }
  if (document === undefined) {
    return {
      ask: issue,
      means(outcome) {
        if (outcome.status === 'written') return 'new'
        // The account will be opened first; everything else about the row was checked.
        const opensFirst = outcome.error.code === 'customer_not_found' && !known.customers.has(customer)
        return opensFirst ? 'new' : outcome.error
      },
    }
  }
  const fields = differing(document, {
    customer,
    amount: row.total.minor,
    currency: row.total.currency,
    issuedOn: parseDay(row.issuedOn),
    dueOn: parseDay(row.dueOn),
    metadata: row.metadata,
  })
  const settled = settlementOf(row, known)
  if (fields.length === 0) return settled
  // Rows that later events changed (a merge, a moved due day) are still known by what was asked of the books.
  return {
    ask: issue,
    means: (outcome) =>
      outcome.status === 'written' && outcome.written.replayed
        ? settled
        : sayDiffering(`invoice ${shown(number)}`, fields),
  }
}

/** What the books know of a row's settlement, the invoice being there. */
function settlementOf(row: InvoiceRow, known: Known): Finding {
  const { number, settledOn, total } = row
  if (settledOn === undefined) return 'there'
  const settlement = known.sources.get(settlementId(number))
  if (settlement === undefined) {
    return {
      ask: { command: 'payments.record', input: settlementInput(row, settledOn) },
      means: (outcome) => (outcome.status === 'written' ? 'unfinished' : outcome.error),
    }
  }
  const same = settlement.receivedOn === parseDay(settledOn) && settlement.amount === total.minor
  return same ? 'there' : sayDiffering(`the settlement of ${shown(number)}`, ['receivedOn'])
}

/** A day of the row that is in a closed period, unless what it dates is in the books already. */
function closedDay({ number, issuedOn, settledOn }: InvoiceRow, known: Known): string | undefined {
  const { closedThrough } = known
  if (closedThrough === null) return undefined
  const isThere = known.invoice(invoiceId(number), number) !== undefined
  return [issuedOn, settledOn].find((day) => {
    if (day === undefined || parseDay(day) > closedThrough) return false
    return !(isThere && day === issuedOn) && !known.sources.has(settlementId(number))
  })
}
