import * as z from 'zod/mini'
import type { Day } from '../../calendar/index.js'
import { ReceivablesError } from '../../errors/index.js'
import type { Row } from '../../records/collections.js'
import { scan } from '../../ports/scan.js'
import { type InvoiceRows, type InvoiceView, invoiceView } from '../../views/invoice-view.js'
import { type AllocationView, allocationView, type PaymentView, paymentView } from '../../views/payment-view.js'
import { clocks, id } from '../input/primitives.js'
import { parseInput } from '../parse.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import { type Moment, momentOf } from './clocks.js'
import { invoiceRowsAt } from './invoice-rows-at.js'

const listAllocations = z.union([
  z.strictObject({ invoice: id }),
  z.strictObject({ payment: id }),
  z.strictObject({ customer: id }),
])
const getInvoice = z.strictObject({ invoice: id, ...clocks })

/** One invoice, now or as of a day and a knowledge. */
export async function invoiceOf(settings: Settings, asked: unknown): Promise<InvoiceView> {
  const query = parseInput(getInvoice, typeof asked === 'string' ? { invoice: asked } : asked, 'invoices.get')
  const rows = await invoiceRows(settings, query.invoice)
  if (rows?.document.kind !== 'invoice')
    throw new ReceivablesError('invoice_not_found', `There is no invoice ${query.invoice}.`, { invoice: query.invoice })
  return invoiceAt(settings, rows, await momentOf(settings, query))
}

/** An invoice as a moment shows it: from its rows, or from its postings where something of it is dated ahead. */
export async function invoiceAt(settings: Settings, rows: InvoiceRows, moment: Moment): Promise<InvoiceView> {
  const asStored = moment.isNow && !isDatedAhead(rows, moment.asOf)
  return invoiceView(asStored ? rows : await invoiceRowsAt(settings, rows, moment), moment.asOf)
}

/** The rows of an invoice as they stand. */
export async function invoiceRows(settings: Settings, document: string): Promise<InvoiceRows | undefined> {
  const list = readings(settings.store, settings.tenant)
  const documents = list.keys('documents', [[document]])
  const instalments = list.all('instalments', { where: [document] })
  const allocations = list.all('allocations', { index: 'byDocument', where: [document] })
  const holds = list.all('holds', { index: 'byDocument', where: [document] })
  const disputes = list.all('disputes', { index: 'byDocument', where: [document] })
  await list.fetch()
  const [found] = documents()
  if (found === undefined) return undefined
  return {
    document: found,
    instalments: instalments(),
    allocations: allocations(),
    holds: holds(),
    disputes: disputes(),
  }
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
