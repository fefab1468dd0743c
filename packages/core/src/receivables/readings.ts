import type { CollectionName, Collections, Key, Row } from '../records/collections.js'
import type { Read, Store } from '../ports/store.js'

/** A list of reads that go to the store together and are answered from one snapshot. */
export interface Readings {
  /** Rows by key; the result is there after {@link Readings.fetch}. */
  keys<C extends CollectionName>(collection: C, keys: readonly Key[]): () => readonly Row<C>[]
  /** A page of an ordering. */
  page<C extends CollectionName>(
    collection: C,
    page: {
      readonly index?: keyof Collections[C]['indexes'] & string
      readonly where: readonly (string | number)[]
      readonly after?: readonly (string | number)[]
      readonly limit: number
      readonly reverse?: boolean
    },
  ): () => readonly Row<C>[]
  fetch(): Promise<void>
}

/** Starts a list of reads. */
export function readings(store: Store, tenant: string): Readings {
  const reads: Read[] = []
  let rows: readonly (readonly unknown[])[] = []
  const add = <C extends CollectionName>(read: unknown) => {
    const at = reads.push(read as Read) - 1
    return () => (rows[at] ?? []) as readonly Row<C>[]
  }
  return {
    keys: (collection, keys) => add({ collection, keys }),
    page: (collection, page) => add({ collection, ...page }),
    async fetch() {
      rows = (await store.read(tenant, reads)) as readonly (readonly unknown[])[]
    },
  }
}
