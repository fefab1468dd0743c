import { type Day, formatDay } from '../calendar/index.js'
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

/** The source, refused when its money was taken back. */
export function liveSourceOf(books: Books, id: string): Row<'sources'> {
  const row = sourceOf(books, id)
  if (row.reversedOn !== null)
    throw new ReceivablesError('payment_reversed', `Payment ${id} was reversed on ${formatDay(row.reversedOn)}.`, {
      payment: id,
      reversedOn: formatDay(row.reversedOn),
    })
  return row
}

/** Refuses credit past its last day. */
export function assertUnexpired({ id, expiresOn }: Row<'sources'>, on: Day): void {
  if (expiresOn === null || expiresOn >= on) return
  throw new ReceivablesError(
    'credit_expired',
    `Credit ${id} could be used until ${formatDay(expiresOn)}; not on ${formatDay(on)}.`,
    { credit: id, expiresOn: formatDay(expiresOn), asked: formatDay(on) },
  )
}

/** Refuses to set value in one currency against an invoice in another. */
export function assertOneCurrency(source: Row<'sources'>, invoice: Row<'documents'>): void {
  if (source.currency === invoice.currency) return
  throw new ReceivablesError(
    'currency_mismatch',
    `Invoice ${invoice.number} is in ${invoice.currency}, the money of ${source.id} in ${source.currency}.`,
    { invoice: invoice.currency, payment: source.currency },
  )
}

/** The instalments of a document that have something open, by due day and number. */
export function openInstalments(books: Books, document: string): Row<'instalments'>[] {
  return books.instalments
    .group(document)
    .filter((row) => row.open !== 0n)
    .sort((a, b) => a.dueOn - b.dueOn || a.no - b.no)
}

/** What a document has open, in minor units. */
export function openOf(books: Books, document: string): bigint {
  return books.instalments.group(document).reduce((sum, row) => sum + row.open, 0n)
}

/** The allocations of a document that stand. */
export function liveAllocations(books: Books, document: string): Row<'allocations'>[] {
  return books.allocations.group(document).filter((row) => row.undoneOn === null)
}
