import { type Receivables, ReceivablesError } from '@owekit/core'
import { parseDay } from '@owekit/core/calendar'
import type { Books } from '../books/open-books.js'
import { shown } from '../shown.js'
import type { Import, Verdict } from './import-rows.js'
import { type CellFormats, type InvoiceColumns, invoiceReader, type InvoiceRow } from './invoice-row.js'
import { accountTotals } from './account-totals.js'
import { knownOf, type Known } from './known.js'
import { differing, isRefusal, sayDiffering } from './verdicts.js'

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
      const verdicts: (Verdict | ReceivablesError)[] = []
      for (const row of rows) {
        const verdict = await lookAt(books.ar, row, known).catch(refusalOf)
        verdicts.push(
          typeof verdict === 'string' && verdict !== 'there' ? (totals.over(row, known) ?? verdict) : verdict,
        )
        if (counts !== undefined && typeof verdict === 'string') count(counts, row, known)
      }
      return verdicts
    },
    async write(rows, onWritten) {
      const known = await knownOf(books, { customers: rows.map(({ customer }) => customer) })
      const opened = new Set<string>()
      for (const row of rows.toSorted((a, b) =>
        a.customer < b.customer ? -1 : a.customer > b.customer ? 1 : a.line - b.line,
      )) {
        if (!known.customers.has(row.customer) && !opened.has(row.customer)) {
          await books.ar.customers.open({ id: row.customer })
          opened.add(row.customer)
        }
        await books.ar.invoices.issue(invoiceInput(row))
        if (row.settledOn !== undefined) await books.ar.payments.record(settlementInput(row, row.settledOn))
        onWritten()
      }
    },
  }
}

function refusalOf(error: unknown): ReceivablesError {
  if (isRefusal(error)) return error
  throw error
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
async function lookAt(ar: Receivables, row: InvoiceRow, known: Known): Promise<Verdict> {
  const { customer, number, settledOn } = row
  if (known.closedThrough !== null) {
    for (const day of [row.issuedOn, settledOn]) {
      if (day === undefined || parseDay(day) > known.closedThrough) continue
      if (known.invoice(invoiceId(number), number) !== undefined && day === row.issuedOn) continue
      if (known.sources.has(settlementId(number))) continue
      throw new ReceivablesError('period_closed', `${day} lies in a closed period`)
    }
  }
  const document = known.invoice(invoiceId(number), number)
  if (document === undefined) {
    await ar.dryRun.invoices.issue(invoiceInput(row)).catch((error: unknown) => {
      // The account will be opened first; everything else about the row was checked.
      const opensFirst = isRefusal(error) && error.code === 'customer_not_found' && !known.customers.has(customer)
      if (!opensFirst) throw error
    })
    return 'new'
  }
  const fields = differing(document, {
    customer,
    amount: row.total.minor,
    currency: row.total.currency,
    issuedOn: parseDay(row.issuedOn),
    dueOn: parseDay(row.dueOn),
    metadata: row.metadata,
  })
  if (fields.length > 0) await replays(ar.dryRun.invoices.issue(invoiceInput(row)), `invoice ${shown(number)}`, fields)
  if (settledOn === undefined) return 'there'
  const settlement = known.sources.get(settlementId(number))
  if (settlement === undefined) {
    await ar.dryRun.payments.record(settlementInput(row, settledOn))
    return 'unfinished'
  }
  const same = settlement.receivedOn === parseDay(settledOn) && settlement.amount === row.total.minor
  if (!same) throw sayDiffering(`the settlement of ${shown(number)}`, ['receivedOn'])
  return 'there'
}

/** Rows that later events changed (a merge, a moved due day) are still known by what was asked of the books. */
async function replays(
  asked: Promise<{ readonly replayed: boolean }>,
  what: string,
  fields: readonly string[],
): Promise<void> {
  const known = await asked.then(
    ({ replayed }) => replayed,
    () => false,
  )
  if (!known) throw sayDiffering(what, fields)
}
