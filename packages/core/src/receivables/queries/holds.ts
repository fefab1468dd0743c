import * as z from 'zod/mini'
import { formatDay } from '../../calendar/index.js'
import { scan } from '../../ports/scan.js'
import type { Settings } from '../settings.js'
import { id } from '../input/primitives.js'
import { parseInput } from '../parse.js'

/** A hold as shown. */
export interface HoldView {
  readonly id: string
  readonly customer: string
  readonly document: string
  readonly reason: string
  readonly note: string
  readonly placedOn: string
  readonly releasedOn: string | null
}

/** A customer's holds, released ones too. */
export async function* holdsOf(settings: Settings, asked: { readonly customer: string }): AsyncIterable<HoldView> {
  const by = parseInput(z.strictObject({ customer: id }), asked, 'holds.list')
  const where = [by.customer]
  for await (const row of scan(settings.store, settings.tenant, { collection: 'holds', index: 'byCustomer', where }))
    yield {
      ...row,
      placedOn: formatDay(row.placedOn),
      releasedOn: row.releasedOn === null ? null : formatDay(row.releasedOn),
    }
}
