import { type AgedLine, startAging } from '../aging/age-postings.js'
import type { Row } from '../ports/collections.js'
import { groupOf } from '../ports/group-of.js'
import type { AgingQuery, AgingRow } from '../ports/store.js'
import type { TenantRows } from './tenant-rows.js'

/** Aging in one pass over the postings of a tenant, or of one customer. */
export function agePostings(rows: TenantRows, query: AgingQuery): AgingRow[] {
  const aging = startAging(query, grouping(rows, query.groupBy))
  for (const line of postings(rows, query.customer)) aging.add(line as unknown as AgedLine)
  return aging.rows()
}

function* postings(rows: TenantRows, customer: string | undefined): Iterable<Row<'postings'>> {
  const table = rows.table('postings')
  if (customer === undefined) {
    for (const slot of table.slots.values()) yield slot.row as Row<'postings'>
  } else {
    yield* table.ordering(undefined).page({ where: [customer], limit: Infinity, reverse: false }) as Row<'postings'>[]
  }
}

function grouping(rows: TenantRows, key: string | undefined): (document: string) => string {
  if (key === undefined) return () => ''
  const documents = rows.table('documents')
  const known = new Map<string, string>()
  return (document) => {
    if (document === '') return ''
    let group = known.get(document)
    if (group === undefined) {
      const row = documents.get([document]) as Row<'documents'> | undefined
      known.set(document, (group = row === undefined ? '' : groupOf(row.data, key)))
    }
    return group
  }
}
