import * as z from 'zod/mini'
import { type Day, formatDay } from '../../calendar/index.js'
import { minor, type Money } from '../../money/index.js'
import { planData } from '../../plan/apply.js'
import { scan } from '../../ports/scan.js'
import { type Agreed, keptRatios } from '../../promise/kept.js'
import type { Row } from '../../records/collections.js'
import { id } from '../input/primitives.js'
import { keptOf } from '../input/promises.js'
import { parseInput } from '../parse.js'
import { readings } from '../readings.js'
import { type Settings, todayOf } from '../settings.js'
import { assertCustomer } from './balances.js'
import { planOf } from './documents.js'
import { type List, list, pageOptions } from './lists.js'
import type { KeptView } from './promises.js'

/** A payment plan as shown. */
export interface PlanView {
  readonly id: string
  readonly customer: string
  readonly invoice: string
  readonly agreedOn: string
  readonly acceptedOn: string | null
  readonly acceptedBy: string
  /** The day a part was noticed to be late. */
  readonly brokenOn: string | null
  readonly cancelledOn: string | null
  /** `settled` when nothing of it is open; `broken` when a part is or was late; computed. */
  readonly state: 'running' | 'settled' | 'broken' | 'cancelled'
  /** What happens when a part is late. */
  readonly broken: 'keep' | 'cancel'
  readonly total: Money
  readonly open: Money
  readonly instalments: readonly {
    readonly no: number
    readonly dueOn: string
    readonly amount: Money
    readonly open: Money
  }[]
}

/** What of the plans is wanted. */
export interface PlanListOptions {
  readonly customer?: string
  readonly invoice?: string
  /** Rows a page. @default 100 */
  readonly limit?: number
  /** `next` of the page before. */
  readonly cursor?: string
}

const listOptions = z.strictObject({ ...pageOptions, customer: z.optional(id), invoice: z.optional(id) })

/** One plan with what each part has open. */
export async function planView(settings: Settings, plan: string): Promise<PlanView> {
  return shown(settings, await planOf(settings, plan))
}

async function shown(settings: Settings, row: Row<'plans'>): Promise<PlanView> {
  const reads = readings(settings.store, settings.tenant)
  const parts = reads.all('instalments', { where: [row.document] })
  await reads.fetch()
  const data = planData(row)
  const rows = new Map(parts().map((part) => [part.no, part]))
  const currency = parts()[0]?.currency ?? settings.home.currency
  const show = (units: bigint) => minor(units, currency)
  const own = parts().filter((part) => part.plan === row.id)
  return {
    id: row.id,
    customer: row.customer,
    invoice: row.document,
    agreedOn: formatDay(row.agreedOn),
    acceptedOn: text(row.acceptedOn),
    acceptedBy: data.acceptedBy ?? '',
    brokenOn: text(row.brokenOn),
    cancelledOn: text(row.cancelledOn),
    state: stateOf(row, own, todayOf(settings)),
    broken: data.broken ?? 'keep',
    total: show(totalOf(row)),
    open: show(own.reduce((sum, part) => sum + part.open, 0n)),
    instalments: data.instalments.map(({ no, dueOn, amount }) => ({
      no,
      dueOn,
      amount: show(amount),
      open: show(rows.get(no)?.open ?? 0n),
    })),
  }
}

const text = (day: Day | null) => (day === null ? null : formatDay(day))

const totalOf = (row: Row<'plans'>) => planData(row).instalments.reduce((sum, part) => sum + part.amount, 0n)

function stateOf(row: Row<'plans'>, parts: readonly Row<'instalments'>[], today: Day): PlanView['state'] {
  if (row.cancelledOn !== null) return 'cancelled'
  const open = parts.filter((part) => part.open > 0n)
  if (row.brokenOn !== null || open.some((part) => part.dueOn < today)) return 'broken'
  return open.length === 0 ? 'settled' : 'running'
}

/** Plans of an invoice, of a customer, or all, by id. */
export function listPlans(settings: Settings, asked: unknown): List<PlanView> {
  return list<PlanView, PlanListOptions>(
    'plans.list',
    asked,
    (query) => async (limit, after) => {
      const reads = readings(settings.store, settings.tenant)
      const from = after === undefined ? {} : { after }
      const rows =
        query.invoice !== undefined
          ? reads.page('plans', { index: 'byDocument', where: [query.invoice], limit, ...from })
          : query.customer !== undefined
            ? reads.page('plans', { index: 'byCustomer', where: [query.customer], limit, ...from })
            : reads.page('plans', { where: [], limit, ...from })
      await reads.fetch()
      const items: PlanView[] = []
      for (const row of rows())
        if (query.customer === undefined || row.customer === query.customer) items.push(await shown(settings, row))
      const last = rows().length < limit ? undefined : rows().at(-1)
      return { items, last: last === undefined ? undefined : [last.id] }
    },
    listOptions,
  )
}

/** How a customer kept their payment plans. A plan that was cancelled without having been late counts for nothing. */
export async function plansKept(settings: Settings, asked: unknown): Promise<KeptView> {
  const query = parseInput(keptOf, typeof asked === 'string' ? { customer: asked } : asked, 'plans.kept')
  const { customer } = query
  await assertCustomer(settings, customer)
  const agreed: Agreed[] = []
  const part = { collection: 'plans', index: 'byCustomer', where: [customer] } as const
  for await (const row of scan(settings.store, settings.tenant, part)) {
    const { total, state } = await shown(settings, row)
    if (query.currency !== undefined && total.currency !== query.currency) continue
    agreed.push({ currency: total.currency, amount: total.minor, state: keptState(row, state) })
  }
  return { customer, perCurrency: keptRatios(agreed) }
}

function keptState(row: Row<'plans'>, state: PlanView['state']): Agreed['state'] {
  if (row.brokenOn !== null || state === 'broken') return 'broken'
  if (state === 'cancelled') return 'withdrawn'
  return state === 'settled' ? 'kept' : 'open'
}
