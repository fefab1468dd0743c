import { encodeJson } from '../records/canonical.js'
import type { Json } from '../records/collections.js'
import { compareText } from '../records/compare-text.js'
import type { TenantRows } from './tenant-rows.js'

/** Every row as one line of canonical text, in order: two stores with the same rows give the same bytes. */
export function snapshotOf(tenants: ReadonlyMap<string, TenantRows>): string {
  const lines: string[] = []
  for (const [tenant, rows] of tenants) {
    for (const [collection, table] of rows.tables) {
      for (const { row } of table.slots.values()) lines.push(encodeJson([tenant, collection, row as Json & object]))
    }
  }
  return lines
    .sort(compareText)
    .map((line) => `${line}\n`)
    .join('')
}
