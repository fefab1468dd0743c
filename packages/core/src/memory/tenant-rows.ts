import type { CollectionName } from '../records/collections.js'
import { Table } from './table.js'

/** The tables of one tenant, made as they are needed. */
export class TenantRows {
  readonly tables = new Map<CollectionName, Table>()

  table(name: CollectionName): Table {
    let table = this.tables.get(name)
    if (table === undefined) this.tables.set(name, (table = new Table(name)))
    return table
  }

  get isEmpty(): boolean {
    for (const table of this.tables.values()) if (table.slots.size > 0) return false
    return true
  }
}
