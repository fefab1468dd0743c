import { type AgedLine, startAging } from '../aging/age-postings.js'
import type { Row } from '../records/collections.js'
import { groupOf } from '../records/group-of.js'
import type { AgingQuery, AgingRow } from '../aging/aging-query.js'
import type { AnyRow } from './slot.js'
import type { TenantRows } from './tenant-rows.js'

/** Aging in one pass over the postings of a tenant, or of one customer. */
export function agePostings(rows: TenantRows, query: AgingQuery): AgingRow[] {
  const aging = startAging(query, grouping(rows, query.groupBy))
  const lines = postings(rows, query.customer) as readonly unknown[] as readonly AgedLine[]
  for (const line of lines) aging.add(line)
  return aging.rows()
}

function postings(rows: TenantRows, customer: string | undefined): readonly AnyRow[] {
  const table = rows.table('postings')
  if (customer === undefined) return table.log
  return table.ordering(undefined).page({ where: [customer], limit: Infinity, reverse: false })
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
