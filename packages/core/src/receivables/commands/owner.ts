import { type ErrorCode, ReceivablesError } from '../../errors/index.js'
import type { Row } from '../../records/collections.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'

const missing = {
  documents: ['invoice_not_found', 'invoice', 'invoice'],
  sources: ['payment_not_found', 'payment, credit or deposit', 'payment'],
  allocations: ['allocation_not_found', 'allocation', 'allocation'],
  plans: ['plan_not_found', 'payment plan', 'plan'],
  holds: ['hold_not_found', 'hold', 'hold'],
  links: ['link_not_found', 'pay link', 'link'],
  refunds: ['payment_not_found', 'refund', 'refund'],
  disputes: ['dispute_not_found', 'dispute', 'dispute'],
  bookings: ['booking_not_found', 'booking', 'booking'],
  incoming: ['payment_not_found', 'announced payment', 'payment'],
  promises: ['promise_not_found', 'promise to pay', 'promise'],
  messages: ['message_not_found', 'message', 'message'],
  tasks: ['task_not_found', 'task', 'task'],
  reminders: ['step_not_found', 'step of a reminder', 'step'],
} as const satisfies Record<string, readonly [ErrorCode, string, string]>

/** The account an object belongs to, or the error that it does not exist. */
export async function ownerOf(
  settings: Settings,
  collection: keyof typeof missing,
  id: string,
  code: ErrorCode = missing[collection][0],
): Promise<string> {
  const list = readings(settings.store, settings.tenant)
  const rows = list.keys(collection, [[id]])
  await list.fetch()
  const row = rows()[0]
  if (row === undefined)
    throw new ReceivablesError(code, `There is no ${missing[collection][1]} ${id}.`, { [missing[collection][2]]: id })
  return row.customer
}

/** A dispute's row, or `dispute_not_found`. */
export async function disputeRow(settings: Settings, id: string): Promise<Row<'disputes'>> {
  const list = readings(settings.store, settings.tenant)
  const rows = list.keys('disputes', [[id]])
  await list.fetch()
  const [row] = rows()
  if (row === undefined) throw new ReceivablesError('dispute_not_found', `There is no dispute ${id}.`, { dispute: id })
  return row
}

/** The document a plan is for, and every plan there was for it. */
export async function plansBeside(settings: Settings, plan: string): Promise<{ document: string; plans: string[] }> {
  const one = readings(settings.store, settings.tenant)
  const found = one.keys('plans', [[plan]])
  await one.fetch()
  const document = found()[0]?.document ?? ''
  const list = readings(settings.store, settings.tenant)
  const rows = list.all('plans', { index: 'byDocument', where: [document] })
  await list.fetch()
  return { document, plans: rows().map(({ id }) => id) }
}

/** The invoice a credit note corrects, or `''`. */
export async function correctedInvoice(settings: Settings, credit: string): Promise<string> {
  const list = readings(settings.store, settings.tenant)
  const rows = list.keys('documents', [[credit]])
  await list.fetch()
  return rows()[0]?.corrects ?? ''
}
