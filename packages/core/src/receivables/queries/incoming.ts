import * as z from 'zod/mini'
import { type IncomingView, incomingView } from '../../views/incoming-view.js'
import { id } from '../input/primitives.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import { type List, list, pageOptions } from './lists.js'

/** What of the announced payments is wanted. */
export interface IncomingListOptions {
  readonly customer?: string
  /** Only what is still on its way or held. */
  readonly openOnly?: boolean
  /** Rows a page. @default 100 */
  readonly limit?: number
  /** `next` of the page before. */
  readonly cursor?: string
}

const listOptions = z.strictObject({ ...pageOptions, customer: z.optional(id), openOnly: z.optional(z.boolean()) })

/** Payments that providers announced, of a customer or all, by id. */
export function listIncoming(settings: Settings, asked: unknown): List<IncomingView> {
  return list<IncomingView, IncomingListOptions>(
    'payments.incoming',
    asked,
    ({ customer, openOnly }) =>
      async (limit, after) => {
        const reads = readings(settings.store, settings.tenant)
        const from = after === undefined ? {} : { after }
        const rows =
          customer === undefined
            ? reads.page('incoming', { where: [], limit, ...from })
            : reads.page('incoming', { index: 'byCustomer', where: [customer], limit, ...from })
        await reads.fetch()
        const wanted = rows().filter((row) => openOnly !== true || row.endedOn === null)
        const last = rows().length < limit ? undefined : rows().at(-1)
        return { items: wanted.map(incomingView), last: last === undefined ? undefined : [last.id] }
      },
    listOptions,
  )
}
