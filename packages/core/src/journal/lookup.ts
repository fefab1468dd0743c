import { ReceivablesError } from '../errors/index.js'
import type { Row } from '../records/collections.js'
import type { Books } from './books.js'

/** The invoice, or `invoice_not_found`. */
function invoiceOf(books: Books, id: string): Row<'documents'> {
  const row = books.documents.get(id)
  if (row?.kind !== 'invoice')
    throw new ReceivablesError('invoice_not_found', `There is no invoice ${id}.`, { invoice: id })
  return row
}

/** The invoice, refused when void. */
export function liveInvoiceOf(books: Books, id: string): Row<'documents'> {
  const row = invoiceOf(books, id)
  if (row.voidedOn !== null)
    throw new ReceivablesError('invoice_voided', `Invoice ${row.number} is void and takes no further entries.`, {
      invoice: id,
    })
  return row
}

/** The payment, credit or deposit, or `payment_not_found`. */
export function sourceOf(books: Books, id: string): Row<'sources'> {
  const row = books.sources.get(id)
  if (row === undefined)
    throw new ReceivablesError('payment_not_found', `There is no payment, credit or deposit ${id}.`, { payment: id })
  return row
}

/** The instalments of a document that have something open, by due day and number. */
export function openInstalments(books: Books, document: string): Row<'instalments'>[] {
  return [...books.instalments.values()]
    .filter((row) => row.document === document && row.open !== 0n)
    .sort((a, b) => a.dueOn - b.dueOn || a.no - b.no)
}

/** What a document has open, in minor units. */
export function openOf(books: Books, document: string): bigint {
  let open = 0n
  for (const row of books.instalments.values()) if (row.document === document) open += row.open
  return open
}

/** The allocations of a document that stand. */
export function liveAllocations(books: Books, document: string): Row<'allocations'>[] {
  return [...books.allocations.values()].filter((row) => row.document === document && row.undoneOn === null)
}
