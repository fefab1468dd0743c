import { collections, type Collection, type CollectionName } from '@owekit/core/ports'
import { shapeOf } from './codec.js'
import type { Connection } from './connection.js'
import type { Statement } from './driver/driver.js'
import { quoted } from './names.js'
import { predicate } from './schema/derive.js'

/** The statements that write one collection, prepared once per connection. */
export interface Writers {
  readonly insert: Statement
  /** Binds the columns outside the key first, then tenant and key. Undefined when there are none. */
  readonly update: Statement
  readonly remove: Statement
  /** Where the columns outside the key are in the row's shape, then where the key is. */
  readonly updateOrder: readonly number[]
  /** Tells whether a row with the key exists. */
  readonly find: Statement
  readonly keyPlaces: readonly number[]
  readonly uniques: readonly UniqueProbe[]
}

/** Looks for a row that already has the values of a unique index. */
interface UniqueProbe {
  readonly name: string
  readonly places: readonly number[]
  readonly find: Statement
}

const cache = new WeakMap<Connection, Map<CollectionName, Writers>>()

/** The writing statements of a collection. */
export function writersOf(connection: Connection, collection: CollectionName): Writers {
  let byName = cache.get(connection)
  if (byName === undefined) cache.set(connection, (byName = new Map()))
  let writers = byName.get(collection)
  if (writers === undefined) byName.set(collection, (writers = prepareWriters(connection, collection)))
  return writers
}

function prepareWriters(connection: Connection, collection: CollectionName): Writers {
  const { key, indexes }: Collection = collections[collection]
  const { names } = shapeOf(collection)
  const table = connection.table(collection)
  const keyPlaces = key.map((column) => names.indexOf(column))
  const others = names.map((_, i) => i).filter((i) => !keyPlaces.includes(i))
  const byKey = equals(['tenant', ...key])
  const uniques = Object.entries(indexes).filter(([, index]) => index.unique === true)
  return {
    insert: connection.prepare(
      `INSERT INTO ${table} (${['tenant', ...names].map(quoted).join(', ')}) ` +
        `VALUES (${['tenant', ...names].map(() => '?').join(', ')}) ON CONFLICT DO NOTHING`,
    ),
    update: connection.prepare(
      `UPDATE OR IGNORE ${table} SET ${others.map((i) => `${quoted(names[i]!)} = ?`).join(', ')} WHERE ${byKey}`,
    ),
    remove: connection.prepare(`DELETE FROM ${table} WHERE ${byKey}`),
    find: connection.prepare(`SELECT 1 FROM ${table} WHERE ${byKey}`),
    updateOrder: others,
    keyPlaces,
    uniques: uniques.map(([name, { columns, where }]) => {
      const condition = equals(['tenant', ...columns]) + (where === undefined ? '' : ` AND ${predicate(where)}`)
      const find = connection.prepare(`SELECT ${key.map(quoted).join(', ')} FROM ${table} WHERE ${condition}`)
      return { name, places: columns.map((column) => names.indexOf(column)), find }
    }),
  }
}

function equals(columns: readonly string[]): string {
  return columns.map((column) => `${quoted(column)} = ?`).join(' AND ')
}
