import * as z from 'zod/mini'
import { formatDay } from '../../calendar/index.js'
import { ReceivablesError } from '../../errors/index.js'
import { type Money, minor } from '../../money/index.js'
import { scan } from '../../ports/scan.js'
import { promiseData } from '../../promise/apply.js'
import { agreedPromise, keptRatios, type KeptRatio } from '../../promise/kept.js'
import { receivedOf } from '../../promise/received.js'
import type { Row } from '../../records/collections.js'
import { id } from '../input/primitives.js'
import { keptOf } from '../input/promises.js'
import { loadBooks, type Wanted } from '../load.js'
import { parseInput } from '../parse.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import { assertCustomer } from './balances.js'
import { type List, list, pageOptions } from './lists.js'

/** A promise to pay as shown. */
export interface PromiseView {
  readonly id: string
  readonly customer: string
  /** The invoice, or `''` for whatever is open. */
  readonly invoice: string
  readonly amount: Money
  /** What has been received of it, or had been when it ended. */
  readonly received: Money
  readonly madeOn: string
  /** The last day on which it is kept. */
  readonly until: string
  readonly state: 'open' | 'kept' | 'broken' | 'withdrawn'
  readonly endedOn: string | null
  readonly note: string
}

/** What of the promises is wanted. */
export interface PromiseListOptions {
  readonly customer?: string
  readonly invoice?: string
  /** Only what still stands. */
  readonly openOnly?: boolean
  /** Rows a page. @default 100 */
  readonly limit?: number
  /** `next` of the page before. */
  readonly cursor?: string
}

/** How a customer kept what was agreed, a line a currency. */
export interface KeptView {
  readonly customer: string
  readonly perCurrency: readonly KeptRatio[]
}

const listOptions = z.strictObject({
  ...pageOptions,
  customer: z.optional(id),
  invoice: z.optional(id),
  openOnly: z.optional(z.boolean()),
})

/** What of an account is needed to say what was received of a promise. */
export function wantedForPromise({ id: promise, document, madeOn }: Row<'promises'>): Wanted {
  return { promises: [promise], ...(document === '' ? { receivedSince: madeOn } : { around: [document] }) }
}

/** One promise. */
export async function promiseFor(settings: Settings, promise: string): Promise<PromiseView> {
  const key = parseInput(z.strictObject({ promise: id }), { promise }, 'promises.get').promise
  const reads = readings(settings.store, settings.tenant)
  const rows = reads.keys('promises', [[key]])
  await reads.fetch()
  const [row] = rows()
  if (row === undefined)
    throw new ReceivablesError('promise_not_found', `There is no promise to pay ${key}.`, { promise: key })
  return shown(settings, row)
}

async function shown(settings: Settings, row: Row<'promises'>): Promise<PromiseView> {
  const received = row.endedOn === null ? await receivedNow(settings, row) : row.received
  return {
    id: row.id,
    customer: row.customer,
    invoice: row.document,
    amount: minor(row.amount, row.currency),
    received: minor(received, row.currency),
    madeOn: formatDay(row.madeOn),
    until: formatDay(row.until),
    state: row.state as PromiseView['state'],
    endedOn: row.endedOn === null ? null : formatDay(row.endedOn),
    note: promiseData(row).note,
  }
}

async function receivedNow({ store, tenant }: Settings, row: Row<'promises'>): Promise<bigint> {
  const { books } = await loadBooks(store, tenant, row.customer, wantedForPromise(row))
  return receivedOf(books, row)
}

/** Promises of an invoice by id, of a customer by the day they were made, or all by id. */
export function listPromises(settings: Settings, asked: unknown): List<PromiseView> {
  return list<PromiseView, PromiseListOptions>(
    'promises.list',
    asked,
    (query) => async (limit, after) => {
      const reads = readings(settings.store, settings.tenant)
      const from = after === undefined ? {} : { after }
      const rows =
        query.invoice !== undefined
          ? reads.page('promises', { index: 'byDocument', where: [query.invoice], limit, ...from })
          : query.customer !== undefined
            ? reads.page('promises', { index: 'byCustomer', where: [query.customer], limit, ...from })
            : reads.page('promises', { where: [], limit, ...from })
      await reads.fetch()
      const items: PromiseView[] = []
      for (const row of rows())
        if (query.customer === undefined || row.customer === query.customer)
          if (query.openOnly !== true || row.endedOn === null) items.push(await shown(settings, row))
      const last = rows().length < limit ? undefined : rows().at(-1)
      const isByDay = query.invoice === undefined && query.customer !== undefined
      return { items, last: last === undefined ? undefined : isByDay ? [last.madeOn, last.id] : [last.id] }
    },
    listOptions,
  )
}

/** How a customer kept their promises. */
export async function promisesKept(settings: Settings, asked: unknown): Promise<KeptView> {
  const query = parseInput(keptOf, typeof asked === 'string' ? { customer: asked } : asked, 'promises.kept')
  const { customer } = query
  await assertCustomer(settings, customer)
  const rows: Row<'promises'>[] = []
  const part = { collection: 'promises', index: 'byCustomer', where: [customer] } as const
  for await (const row of scan(settings.store, settings.tenant, part))
    if (query.currency === undefined || row.currency === query.currency) rows.push(row)
  return { customer, perCurrency: keptRatios(rows.map(agreedPromise)) }
}
