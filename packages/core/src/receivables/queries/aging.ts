import { agingReport as layOut, bucketBounds, type CreditMode, type CurrencyAging } from '../../aging/index.js'
import { agePostings } from '../../aging/age-postings.js'
import { formatDay, formatInstant } from '../../calendar/index.js'
import { groupOf } from '../../records/group-of.js'
import { scan } from '../../ports/scan.js'
import type { AgingQuery, AgingRow } from '../../aging/aging-query.js'
import { agingReport } from '../input/payments.js'
import { parseInput } from '../parse.js'
import type { Settings } from '../settings.js'
import { momentOf } from './clocks.js'

/** Open amounts by days past due, a block a currency. */
export interface AgingReport {
  readonly asOf: string
  readonly knownAt: string
  readonly basis: 'due' | 'issued'
  readonly credit: CreditMode
  readonly currencies: readonly CurrencyAging[]
}

/** The aging report, by the store where it can, else from its postings: the same on every ledger. */
export async function aging(settings: Settings, asked: unknown): Promise<AgingReport> {
  const query = parseInput(agingReport, asked ?? {}, 'aging.report')
  const moment = await momentOf(settings, query)
  const bounds = bucketBounds(query.buckets)
  const basis = query.basis ?? 'due'
  const credit = query.credit ?? 'separate'
  const rows = await agingRows(settings, {
    tenant: settings.tenant,
    asOf: moment.asOf,
    basis,
    bounds,
    ...(query.knownAt === undefined ? {} : { knownAt: query.knownAt }),
    ...(query.customer === undefined ? {} : { customer: query.customer }),
    ...(query.reference === undefined ? {} : { reference: query.reference }),
    ...(query.currency === undefined ? {} : { currency: query.currency }),
    ...(query.groupBy === undefined ? {} : { groupBy: query.groupBy }),
  })
  return {
    asOf: formatDay(moment.asOf),
    knownAt: formatInstant(moment.knownAt),
    basis,
    credit,
    currencies: layOut(rows, { bounds, credit, grouped: query.groupBy !== undefined }),
  }
}

async function agingRows(settings: Settings, query: AgingQuery): Promise<readonly AgingRow[]> {
  const { store, tenant } = settings
  if (store.aging !== undefined) return store.aging(query)
  const groups = new Map<string, string>()
  if (query.groupBy !== undefined)
    for await (const row of scan(store, tenant, { collection: 'documents' }))
      groups.set(row.id, groupOf(row.data, query.groupBy))
  const where = query.customer === undefined ? [] : [query.customer]
  return agePostings(
    scan(store, tenant, { collection: 'postings', where, pageSize: 5000 }),
    query,
    (id) => groups.get(id) ?? '',
  )
}
