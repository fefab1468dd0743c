import { collections, type CollectionName, type Store } from '@owekit/core/ports'
import { canonical } from './assert.js'
import { walk } from './walk.js'

/** Every row a store has, read by full scans: two equal snapshots mean the same rows. */
export async function snapshot(store: Store): Promise<string> {
  const lines: string[] = []
  for (const tenant of await store.tenants()) {
    for (const collection of Object.keys(collections) as CollectionName[]) {
      for await (const row of walk(store, tenant, { collection, pageSize: 100 })) {
        lines.push(`${canonical([tenant, collection])} ${canonical(row)}`)
      }
    }
  }
  return lines.join('\n')
}
