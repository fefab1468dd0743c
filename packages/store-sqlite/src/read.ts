import { collections, orderingOf, type Collection, type CollectionName, type Read } from '@owekit/core/ports'
import { decodeRow, encodeValue, kindOf, shapeOf } from './codec.js'
import type { Connection } from './connection.js'
import { quoted, snake } from './names.js'
import { predicate } from './schema/derive.js'

type AnyRow = Readonly<Record<string, unknown>>
type Page = Exclude<Read, { readonly keys: readonly unknown[] }>

/** Answers checked reads, all from one snapshot. */
export function answerReads(connection: Connection, tenant: string, reads: readonly Read[]): AnyRow[][] {
  const all = () => reads.map((read) => answer(connection, tenant, read))
  // One statement is its own snapshot; several need a transaction to share one.
  const isOne = reads.length === 1 && (!('keys' in reads[0]!) || reads[0].keys.length <= 1)
  return isOne || reads.length === 0 ? all() : connection.snapshot(all)
}

function answer(connection: Connection, tenant: string, read: Read): AnyRow[] {
  const { collection } = read
  const shape = shapeOf(collection)
  if (!('keys' in read)) {
    const { sql, values } = pageQuery(connection, read)
    return connection
      .prepare(sql)
      .all([tenant, ...values])
      .map((row) => decodeRow(shape, row))
  }
  const { key } = collections[collection]
  const where = key.map((column) => ` AND ${quoted(column)} = ?`).join('')
  const find = connection.prepare(`${selectFrom(connection, collection)} WHERE tenant = ?${where}`)
  const rows: AnyRow[] = []
  for (const values of read.keys) {
    const row = find.get([tenant, ...encodeAll(collection, key, values)])
    if (row !== undefined) rows.push(decodeRow(shape, row))
  }
  return rows
}

function pageQuery(connection: Connection, page: Page) {
  const { collection, index, where, after = [], limit, reverse = false } = page
  const columns = orderingOf(collection, index)
  const equal = columns.slice(0, where.length)
  const position = columns.slice(where.length, where.length + after.length)
  const described: Collection = collections[collection]
  const partial = index === undefined ? undefined : described.indexes[index]!.where
  const using = index === undefined ? '' : ` INDEXED BY ${connection.table(collection)}_${snake(index)}`
  const conditions = ['tenant = ?', ...equal.map((column) => `${quoted(column)} = ?`)]
  if (partial !== undefined) conditions.push(predicate(partial))
  if (position.length > 0) {
    const marks = position.map(() => '?').join(', ')
    conditions.push(`(${position.map(quoted).join(', ')}) ${reverse ? '<' : '>'} (${marks})`)
  }
  const rest = columns.slice(where.length).map((column) => `${quoted(column)}${reverse ? ' DESC' : ''}`)
  const order = rest.length === 0 ? '' : ` ORDER BY ${rest.join(', ')}`
  return {
    sql: `${selectFrom(connection, collection)}${using} WHERE ${conditions.join(' AND ')}${order} LIMIT ?`,
    values: [...encodeAll(collection, equal, where), ...encodeAll(collection, position, after), limit],
  }
}

function selectFrom(connection: Connection, collection: CollectionName): string {
  return `SELECT ${shapeOf(collection).names.map(quoted).join(', ')} FROM ${connection.table(collection)}`
}

function encodeAll(collection: CollectionName, columns: readonly string[], values: readonly unknown[]) {
  return columns.map((column, i) => encodeValue(kindOf(collection, column), values[i]))
}
