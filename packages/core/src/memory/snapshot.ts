import { encodeJson } from '../records/canonical.js'
import { collections, type Collection, type Json } from '../records/collections.js'
import type { TenantRows } from './tenant-rows.js'

/**
 * Every row as one line of canonical text, its columns in the order they are described in, and the lines in order: two
 * stores with the same rows give the same bytes.
 */
export function snapshotOf(tenants: ReadonlyMap<string, TenantRows>): string {
  const lines: string[] = []
  for (const [tenant, rows] of tenants) {
    for (const [collection, table] of rows.tables) {
      const described: Collection = collections[collection]
      const columns = Object.keys(described.columns)
      for (const { row } of table.slots.values())
        lines.push(encodeJson([tenant, collection, ...columns.map((column) => row[column] as Json)]))
    }
  }
  // Any order will do that is always the same, and the engine's own is the quickest.
  return lines
    .sort()
    .map((line) => `${line}\n`)
    .join('')
}
