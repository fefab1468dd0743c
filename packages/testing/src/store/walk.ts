import { scan, type CollectionName, type Row, type Scan, type Store } from '@owekit/core/ports'
import { BrokenPromise } from './assert.js'

/** More rows than any case writes: a store that gives more goes round in circles. */
const most = 10_000

/** Scans, but gives up on a store whose pages never end. */
export async function* walk<C extends CollectionName>(
  store: Store,
  tenant: string,
  query: Scan<C>,
): AsyncIterable<Row<C>> {
  let count = 0
  for await (const row of scan(store, tenant, query)) {
    if (++count > most) throw new BrokenPromise(`A scan of ${query.collection} goes on for ever.`)
    yield row
  }
}
