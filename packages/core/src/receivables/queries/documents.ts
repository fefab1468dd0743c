import * as z from 'zod/mini'
import type { Day } from '../../calendar/index.js'
import { ReceivablesError } from '../../errors/index.js'
import type { Row } from '../../records/collections.js'
import { scan } from '../../ports/scan.js'
import { type CreditView, creditView } from '../../views/credit-view.js'
import { type InvoiceRows, type InvoiceView, invoiceView } from '../../views/invoice-view.js'
import { type AllocationView, allocationView, type PaymentView, paymentView } from '../../views/payment-view.js'
import { clocks, id } from '../input/primitives.js'
import { parseInput } from '../parse.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import { type Moment, momentOf, nowOf } from './clocks.js'
import { invoiceRowsAt } from './invoice-rows-at.js'

const listAllocations = z.union([
  z.strictObject({ invoice: id }),
  z.strictObject({ payment: id }),
  z.strictObject({ customer: id }),
])
const getInvoice = z.strictObject({ invoice: id, ...clocks })
const getInvoices = z.strictObject({ invoices: z.array(id).check(z.maxLength(100)) })

/** One invoice, now or as of a day and a knowledge. */
export async function invoiceOf(settings: Settings, asked: unknown): Promise<InvoiceView> {
  const query = parseInput(getInvoice, typeof asked === 'string' ? { invoice: asked } : asked, 'invoices.get')
  const [rows] = await invoiceRows(settings, [query.invoice])
  return invoiceAt(settings, known(rows, query.invoice), await momentOf(settings, query))
}

/** Several invoices as they are now, in the order asked for. */
export async function invoicesOf(settings: Settings, asked: unknown): Promise<InvoiceView[]> {
  const { invoices } = parseInput(getInvoices, { invoices: asked }, 'invoices.several')
  const found = await invoiceRows(settings, invoices)
  const now = nowOf(settings)
  const views: InvoiceView[] = []
  for (const [at, rows] of found.entries()) views.push(await invoiceAt(settings, known(rows, invoices[at]!), now))
  return views
}

function known(rows: InvoiceRows | undefined, invoice: string): InvoiceRows {
  if (rows?.document.kind === 'invoice') return rows
  throw new ReceivablesError('invoice_not_found', `There is no invoice ${invoice}.`, { invoice })
}

/** An invoice as a moment shows it: from its rows, or from its postings where something of it is dated ahead. */
export async function invoiceAt(settings: Settings, rows: InvoiceRows, moment: Moment): Promise<InvoiceView> {
  const asStored = moment.isNow && !isDatedAhead(rows, moment.asOf)
  return invoiceView(asStored ? rows : await invoiceRowsAt(settings, rows, moment), moment.asOf)
}

/** As many invoices as one reading asks for: a store may have to put all of it into one statement. */
const atOnce = 25

/** The rows of invoices as they stand, {@link atOnce} from one snapshot; nothing where there is no such document. */
export async function invoiceRows(
  settings: Settings,
  documents: readonly string[],
): Promise<readonly (InvoiceRows | undefined)[]> {
  const found: (InvoiceRows | undefined)[] = []
  for (let at = 0; at < documents.length; at += atOnce)
    found.push(...(await rowsTogether(settings, documents.slice(at, at + atOnce))))
  return found
}

async function rowsTogether(
  settings: Settings,
  documents: readonly string[],
): Promise<readonly (InvoiceRows | undefined)[]> {
  const list = readings(settings.store, settings.tenant)
  const rows = list.keys(
    'documents',
    documents.map((document) => [document]),
  )
  const around = documents.map((document) => {
    const where = [document]
    return {
      instalments: list.all('instalments', { where }),
      allocations: list.all('allocations', { index: 'byDocument', where }),
      holds: list.all('holds', { index: 'byDocument', where }),
      disputes: list.all('disputes', { index: 'byDocument', where }),
    }
  })
  await list.fetch()
  const found = new Map(rows().map((row) => [row.id, row]))
  return documents.map((document, at) => {
    const row = found.get(document)
    const { instalments, allocations, holds, disputes } = around[at]!
    return row === undefined
      ? undefined
      : {
          document: row,
          instalments: instalments(),
          allocations: allocations(),
          holds: holds(),
          disputes: disputes(),
        }
  })
}

/** True when something about the invoice takes effect only after a day: then its rows are not what that day shows. */
function isDatedAhead({ document, instalments, allocations }: InvoiceRows, today: Day): boolean {
  return (
    (document.voidedOn ?? today) > today ||
    instalments.some((row) => row.startsOn > today || row.freeFrom > today || (row.endedOn ?? today) > today) ||
    allocations.some((row) => row.effectiveOn > today || (row.undoneOn ?? today) > today)
  )
}

/** One payment, credit or deposit. */
export async function paymentOf(settings: Settings, payment: string): Promise<PaymentView> {
  const key = parseInput(z.strictObject({ payment: id }), { payment }, 'payments.get').payment
  const list = readings(settings.store, settings.tenant)
  const sources = list.keys('sources', [[key]])
  const allocations = list.all('allocations', { index: 'bySource', where: [key] })
  await list.fetch()
  const [source] = sources()
  if (source === undefined)
    throw new ReceivablesError('payment_not_found', `There is no payment, credit or deposit ${payment}.`, { payment })
  return paymentView(source, allocations())
}

/** One credit note or promotional credit, with what is printed on it. */
export async function creditOf(settings: Settings, credit: string): Promise<CreditView> {
  const key = parseInput(z.strictObject({ credit: id }), { credit }, 'credits.get').credit
  const list = readings(settings.store, settings.tenant)
  const documents = list.keys('documents', [[key]])
  const sources = list.keys('sources', [[key]])
  const allocations = list.all('allocations', { index: 'bySource', where: [key] })
  await list.fetch()
  const [document] = documents()
  const [source] = sources()
  if (source === undefined || (document?.kind !== 'credit_note' && document?.kind !== 'promotional'))
    throw new ReceivablesError('payment_not_found', `There is no credit ${credit}.`, { credit })
  const corrected = document.corrects === '' ? undefined : await documentRow(settings, document.corrects)
  return creditView({ document, source, allocations: allocations(), corrected })
}

async function documentRow(settings: Settings, document: string): Promise<Row<'documents'> | undefined> {
  const list = readings(settings.store, settings.tenant)
  const rows = list.keys('documents', [[document]])
  await list.fetch()
  return rows()[0]
}

/** One payment plan. */
export async function planOf(settings: Settings, plan: string): Promise<Row<'plans'>> {
  const key = parseInput(z.strictObject({ plan: id }), { plan }, 'plans.get').plan
  const list = readings(settings.store, settings.tenant)
  const rows = list.keys('plans', [[key]])
  await list.fetch()
  const [row] = rows()
  if (row === undefined) throw new ReceivablesError('plan_not_found', `There is no payment plan ${plan}.`, { plan })
  return row
}

/** Allocations of an invoice, a payment, or a whole customer. */
export async function* allocationsOf(
  settings: Settings,
  asked: { readonly invoice: string } | { readonly payment: string } | { readonly customer: string },
): AsyncIterable<AllocationView> {
  const by = parseInput(listAllocations, asked, 'allocations.list')
  const rows =
    'invoice' in by
      ? scan(settings.store, settings.tenant, { collection: 'allocations', index: 'byDocument', where: [by.invoice] })
      : 'payment' in by
        ? scan(settings.store, settings.tenant, { collection: 'allocations', index: 'bySource', where: [by.payment] })
        : scan(settings.store, settings.tenant, {
            collection: 'allocations',
            index: 'byCustomer',
            where: [by.customer],
          })
  for await (const row of rows) yield allocationView(row)
}
