import { incomingData } from '../../payment/apply-incoming.js'
import type { Row } from '../../records/collections.js'
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

async function erasedAmong({ store, tenant }: Settings, rows: readonly Row<'incoming'>[]): Promise<Set<string>> {
  const payers = new Set(rows.flatMap((row) => incomingData(row).saved?.payer ?? []))
  const reads = readings(store, tenant)
  const people = reads.keys(
    'customers',
    [...payers].map((payer) => [payer]),
  )
  await reads.fetch()
  return new Set(people().flatMap(({ id, erasedOn }) => (erasedOn === null ? [] : [id])))
}

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
        // Who left one may have been merged into this customer, and erased.
        const erased = await erasedAmong(settings, rows())
        const kept = rows().filter((row) => !erased.has(incomingData(row).saved?.payer ?? ''))
        return {
          items: isErased ? [] : kept.flatMap((row) => methodView(row) ?? []),
          last: last === undefined ? undefined : [last.id],
        }
      },
    listOptions,
  )
}
