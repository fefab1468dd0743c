import * as z from 'zod/mini'
import { ReceivablesError } from '../../errors/index.js'
import { type DisputeView, disputeView } from '../../views/dispute-view.js'
import { id } from '../input/primitives.js'
import { parseInput } from '../parse.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import { type List, list, pageOptions } from './lists.js'

/** What of the disputes is wanted. */
export interface DisputeListOptions {
  readonly customer?: string
  readonly invoice?: string
  /** Only what nobody has decided yet. */
  readonly openOnly?: boolean
  /** Rows a page. @default 100 */
  readonly limit?: number
  /** `next` of the page before. */
  readonly cursor?: string
}

const listOptions = z.strictObject({
  ...pageOptions,
  customer: z.optional(id),
  invoice: z.optional(id),
  openOnly: z.optional(z.boolean()),
})

/** One dispute. */
export async function disputeFor(settings: Settings, dispute: string): Promise<DisputeView> {
  const key = parseInput(z.strictObject({ dispute: id }), { dispute }, 'disputes.get').dispute
  const reads = readings(settings.store, settings.tenant)
  const rows = reads.keys('disputes', [[key]])
  await reads.fetch()
  const [row] = rows()
  if (row === undefined)
    throw new ReceivablesError('dispute_not_found', `There is no dispute ${key}.`, { dispute: key })
  return disputeView(row)
}

/** Disputes of an invoice, of a customer, or all, by id. */
export function listDisputes(settings: Settings, asked: unknown): List<DisputeView> {
  return list<DisputeView, DisputeListOptions>(
    'disputes.list',
    asked,
    (query) => async (limit, after) => {
      const reads = readings(settings.store, settings.tenant)
      const from = after === undefined ? {} : { after }
      const rows =
        query.invoice !== undefined
          ? reads.page('disputes', { index: 'byDocument', where: [query.invoice], limit, ...from })
          : query.customer !== undefined
            ? reads.page('disputes', { index: 'byCustomer', where: [query.customer], limit, ...from })
            : reads.page('disputes', { where: [], limit, ...from })
      await reads.fetch()
      const wanted = rows().filter(
        (row) =>
          (query.customer === undefined || row.customer === query.customer) &&
          (query.openOnly !== true || row.resolvedOn === null),
      )
      const last = rows().length < limit ? undefined : rows().at(-1)
      return { items: wanted.map((row) => disputeView(row)), last: last === undefined ? undefined : [last.id] }
    },
    listOptions,
  )
}
