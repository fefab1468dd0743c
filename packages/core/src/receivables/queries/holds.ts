import * as z from 'zod/mini'
import { formatDay } from '../../calendar/index.js'
import { scan } from '../../ports/scan.js'
import type { Settings } from '../settings.js'
import { planData } from '../../plan/apply.js'
import { minor, type Money } from '../../money/index.js'
import { planOf } from './documents.js'
import { id } from '../input/primitives.js'
import { parseInput } from '../parse.js'
import { readings } from '../readings.js'

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

/** A payment plan as shown. */
export interface PlanView {
  readonly id: string
  readonly customer: string
  readonly invoice: string
  readonly agreedOn: string
  readonly cancelledOn: string | null
  readonly instalments: readonly {
    readonly no: number
    readonly dueOn: string
    readonly amount: Money
    readonly open: Money
  }[]
}

/** Shows a plan with what each part has open. */
export async function planView(settings: Settings, plan: string): Promise<PlanView> {
  const row = await planOf(settings, plan)
  const list = readings(settings.store, settings.tenant)
  const parts = list.all('instalments', { where: [row.document] })
  await list.fetch()
  const open = new Map(parts().map((part) => [part.no, part]))
  return {
    id: row.id,
    customer: row.customer,
    invoice: row.document,
    agreedOn: formatDay(row.agreedOn),
    cancelledOn: row.cancelledOn === null ? null : formatDay(row.cancelledOn),
    instalments: planData(row).instalments.map(({ no, dueOn, amount }) => {
      const currency = open.get(no)?.currency ?? settings.home.currency
      return { no, dueOn, amount: minor(amount, currency), open: minor(open.get(no)?.open ?? 0n, currency) }
    }),
  }
}
