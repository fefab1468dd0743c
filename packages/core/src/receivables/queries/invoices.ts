import type { Row } from '../../records/collections.js'
import type { InvoiceRows, InvoiceView } from '../../views/invoice-view.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import { nowOf } from './clocks.js'
import { invoiceAt, invoiceRows } from './documents.js'
import { type List, list, type ListOptions, type Step } from './lists.js'

/** Invoices of a customer or a reference by issue day, or all by id; with `openOnly` alone by the day they are due. */
export function listInvoices(settings: Settings, asked: unknown): List<InvoiceView> {
  return list('invoices.list', asked, (query) =>
    query.openOnly === true && query.customer === undefined && query.reference === undefined
      ? openByDueDay(settings)
      : byDocument(settings, query),
  )
}

function byDocument(settings: Settings, query: ListOptions): Step<InvoiceView> {
  return async (limit, after) => {
    const reads = readings(settings.store, settings.tenant)
    const from = after === undefined ? {} : { after }
    const rows =
      query.customer !== undefined
        ? reads.page('documents', { index: 'byCustomer', where: [query.customer], limit, ...from })
        : query.reference !== undefined
          ? reads.page('documents', { index: 'byReference', where: [query.reference], limit, ...from })
          : reads.page('documents', { where: [], limit, ...from })
    await reads.fetch()
    const items: InvoiceView[] = []
    const wanted = rows().filter(
      (row) => row.kind === 'invoice' && (query.reference === undefined || row.reference === query.reference),
    )
    for (const found of await rowsOf(settings, wanted)) {
      const view = await invoiceAt(settings, found, nowOf(settings))
      if (query.openOnly !== true || view.open.minor !== 0n) items.push(view)
    }
    const last = rows().length < limit ? undefined : rows().at(-1)
    const byKey = query.customer === undefined && query.reference === undefined
    return { items, last: last === undefined ? undefined : byKey ? [last.id] : [last.issuedOn, last.id] }
  }
}

/**
 * Walks the open instalments by due day; an invoice comes with the first of its open ones. What entries dated ahead
 * have settled already is not among them.
 */
function openByDueDay(settings: Settings): Step<InvoiceView> {
  return async (limit, after) => {
    const reads = readings(settings.store, settings.tenant)
    const page = { index: 'due', where: [], limit, ...(after === undefined ? {} : { after }) } as const
    const rows = reads.page('instalments', page)
    await reads.fetch()
    const items: InvoiceView[] = []
    const owners = await rowsOf(
      settings,
      rows().map((row) => ({ id: row.document })),
    )
    const byId = new Map(owners.map((found) => [found.document.id, found]))
    for (const row of rows()) {
      const found = byId.get(row.document)
      if (found !== undefined && isFirstOpen(row, found.instalments))
        items.push(await invoiceAt(settings, found, nowOf(settings)))
    }
    const last = rows().length < limit ? undefined : rows().at(-1)
    return { items, last: last === undefined ? undefined : [last.dueOn, last.document, last.no] }
  }
}

function isFirstOpen(row: Row<'instalments'>, all: readonly Row<'instalments'>[]): boolean {
  return !all.some(
    (other) => other.open !== 0n && (other.dueOn < row.dueOn || (other.dueOn === row.dueOn && other.no < row.no)),
  )
}

/** The rows of invoices, each once. */
async function rowsOf(settings: Settings, documents: readonly { readonly id: string }[]): Promise<InvoiceRows[]> {
  const found = await invoiceRows(settings, [...new Set(documents.map((document) => document.id))])
  return found.filter((rows) => rows !== undefined)
}
