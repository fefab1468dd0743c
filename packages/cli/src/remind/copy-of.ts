import { memoryStore } from '@owekit/core/memory'
import { collections, type CollectionName, scan, type Store } from '@owekit/core/ports'

const perCommit = 500

/** A copy of a tenant's rows in memory: what is done to it is done to nothing else. Rows that are written meanwhile may be missing. */
export async function copyOf(
  store: Store,
  tenant: string,
  { clock, onRows }: { readonly clock: (() => number) | undefined; readonly onRows: (rows: number) => void },
): Promise<Store> {
  const copy = memoryStore(clock === undefined ? {} : { clock })
  let copied = 0
  const put = async (collection: CollectionName, rows: readonly object[]) => {
    if (rows.length === 0) return
    await copy.commit({ tenant, expect: [], insert: { [collection]: rows }, update: {} })
    copied += rows.length
    onRows(copied)
  }
  for (const collection of Object.keys(collections) as CollectionName[]) {
    let page: object[] = []
    for await (const row of scan(store, tenant, { collection })) {
      page.push(row)
      if (page.length < perCommit) continue
      await put(collection, page)
      page = []
    }
    await put(collection, page)
  }
  return copy
}
