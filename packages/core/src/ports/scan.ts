import {
  collections,
  type Collection,
  type CollectionName,
  type Collections,
  type Row,
} from '../records/collections.js'
import type { Read, Store } from './store.js'

/** What a scan walks over: a collection, or the part of one of its orderings that equals `where`. */
export interface Scan<C extends CollectionName> {
  readonly collection: C
  /** The ordering to walk. @default the key */
  readonly index?: keyof Collections[C]['indexes'] & string
  /** What the leading columns must equal. @default everything */
  readonly where?: readonly (string | number)[]
  /** Go on after this position: the ordering's remaining columns of the last row seen. */
  readonly after?: readonly (string | number)[]
  /** Walk backwards. @default false */
  readonly reverse?: boolean
  /** Rows fetched at a time. @default 500 */
  readonly pageSize?: number
}

/**
 * Walks an ordering of a collection page by page, holding one page at a time.
 *
 * Rows that appear behind the walk are not seen, rows that appear ahead of it are; none is seen twice unless it
 * moved. Stop whenever you like: nothing is held open in the store.
 *
 * @example
 * for await (const fact of scan(store, 'acme', { collection: 'facts', where: ['cus_ada'] })) console.log(fact.type)
 */
export async function* scan<C extends CollectionName>(
  store: Store,
  tenant: string,
  query: Scan<C>,
): AsyncIterable<Row<C>> {
  const { collection, where = [], pageSize = 500 } = query
  const rest = orderingOf(collection, query.index).slice(where.length)
  let after = query.after
  for (;;) {
    const page = {
      collection,
      where,
      limit: pageSize,
      ...(query.index === undefined ? {} : { index: query.index }),
      ...(query.reverse === undefined ? {} : { reverse: query.reverse }),
      ...(after === undefined ? {} : { after }),
    }
    // The page is built from one collection's own parts; TypeScript cannot follow that through the union.
    const [rows] = (await store.read(tenant, [page as unknown as Read])) as readonly [readonly Row<C>[]]
    yield* rows
    const last = rows[rows.length - 1] as Readonly<Record<string, unknown>> | undefined
    if (last === undefined || rows.length < pageSize) return
    after = rest.map((column) => last[column] as string | number)
  }
}

/**
 * The columns a collection is ordered by: those of an index, or of the key.
 *
 * @example
 * orderingOf('facts') // ['customer', 'version']
 */
export function orderingOf(collection: CollectionName, index?: string): readonly string[] {
  const described: Collection = collections[collection]
  return index === undefined ? described.key : described.indexes[index]!.columns
}
