import type { CollectionName, Collections, Key, Row } from '../records/collections.js'
import { orderingOf } from '../ports/scan.js'
import type { Read, Store } from '../ports/store.js'

type IndexOf<C extends CollectionName> = keyof Collections[C]['indexes'] & string

/** A list of reads that go to the store together and are answered from one snapshot. */
export interface Readings {
  /** Rows by key; the result is there after {@link Readings.fetch}. */
  keys: <C extends CollectionName>(collection: C, keys: readonly Key[]) => () => readonly Row<C>[]
  /** A page of an ordering. */
  page: <C extends CollectionName>(
    collection: C,
    page: {
      readonly index?: IndexOf<C>
      readonly where: readonly (string | number)[]
      readonly after?: readonly (string | number)[]
      readonly limit: number
      readonly reverse?: boolean
    },
  ) => () => readonly Row<C>[]
  /** Every row of an ordering that equals `where`, however many; the first thousand come with the snapshot. */
  all: <C extends CollectionName>(
    collection: C,
    part: { readonly index?: IndexOf<C>; readonly where: readonly (string | number)[] },
  ) => () => readonly Row<C>[]
  fetch: () => Promise<void>
}

const pageSize = 1000

/** Starts a list of reads. */
export function readings(store: Store, tenant: string): Readings {
  const reads: Read[] = []
  const whole = new Set<number>()
  let rows: (readonly unknown[])[] = []
  const add = <C extends CollectionName>(read: unknown) => {
    const at = reads.push(read as Read) - 1
    return () => (rows[at] ?? []) as readonly Row<C>[]
  }
  return {
    keys: (collection, keys) => add({ collection, keys }),
    page: (collection, page) => add({ collection, ...page }),
    all(collection, part) {
      whole.add(reads.length)
      return add({ collection, ...part, limit: pageSize })
    },
    async fetch() {
      rows = [...((await store.read(tenant, reads)) as readonly (readonly unknown[])[])]
      for (const at of whole)
        if (rows[at]?.length === pageSize) rows[at] = await theRest(store, tenant, reads[at] as PageRead, rows[at])
    },
  }
}

type PageRead = Extract<Read, { readonly where: unknown }>

async function theRest(store: Store, tenant: string, read: PageRead, first: readonly unknown[]): Promise<unknown[]> {
  const columns = orderingOf(read.collection, read.index).slice(read.where.length)
  const all = [...first]
  for (let page = first; page.length === pageSize;) {
    const last = page[page.length - 1] as Readonly<Record<string, string | number>>
    const after = columns.map((column) => last[column] ?? '')
    ;[page] = (await store.read(tenant, [{ ...read, after }])) as unknown as readonly [readonly unknown[]]
    all.push(...page)
  }
  return all
}
