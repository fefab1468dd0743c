import type { MethodView } from '../../views/method-view.js'
import { methodView } from '../../views/method-view.js'
import * as z from 'zod/mini'
import { id } from '../input/primitives.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import { type List, list, pageOptions } from './lists.js'

/** Whose saved methods are wanted. */
export interface MethodListOptions {
  readonly customer: string
  /** Rows looked at a page. @default 100 */
  readonly limit?: number
  /** `next` of the page before. */
  readonly cursor?: string
}

const listOptions = z.strictObject({ ...pageOptions, customer: id })

/** The methods that a customer left and that can be charged. */
export function listMethods(settings: Settings, asked: unknown): List<MethodView> {
  return list<MethodView, MethodListOptions>(
    'payments.methods',
    asked,
    ({ customer }) =>
      async (limit, after) => {
        const reads = readings(settings.store, settings.tenant)
        const from = after === undefined ? {} : { after }
        const rows = reads.page('incoming', { index: 'byCustomer', where: [customer], limit, ...from })
        const people = reads.keys('customers', [[customer]])
        await reads.fetch()
        const isErased = people().some(({ erasedOn }) => erasedOn !== null)
        const last = rows().length < limit ? undefined : rows().at(-1)
        return {
          items: isErased ? [] : rows().flatMap((row) => methodView(row) ?? []),
          last: last === undefined ? undefined : [last.id],
        }
      },
    listOptions,
  )
}
