import { collections, orderingOf, type Collection, type CollectionName, type Read } from '@owekit/core/ports'
import {
  arrayText,
  decodeList,
  decodeRow,
  encodeValue,
  kindOf,
  plainList,
  selectList,
  shapeOf,
  sqlTypes,
} from './codec.js'
import { counter, isGuarded } from './commit/write-sql.js'
import type { Bound, Driver } from './driver/driver.js'
import { quoted, type Naming } from './names.js'
import { predicate } from './schema/derive.js'

type AnyRow = Readonly<Record<string, unknown>>
type Page = Exclude<Read, { readonly keys: readonly unknown[] }>
type ByKey = Extract<Read, { readonly keys: readonly unknown[] }>

/** Up to here, rows by several keys are looked up one by one, in one statement. */
const fewKeys = 8

const texts = new WeakMap<Naming, Map<string, string>>()

/** Answers checked reads, all from one snapshot: that of the one statement they are put in. */
export async function answerReads(
  driver: Driver,
  naming: Naming,
  tenant: string,
  reads: readonly Read[],
): Promise<AnyRow[][]> {
  if (reads.length === 0) return []
  const rows = await driver.query(textOf(naming, reads), [tenant, ...reads.flatMap(valuesOf)])
  if (reads.length === 1) {
    const shape = shapeOf(reads[0]!.collection)
    return [rows.map((row) => decodeRow(shape, row))]
  }
  return reads.map(({ collection }, i) => {
    const found = rows[0]![`r${i}`] as string | null
    if (found === null) return []
    const shape = shapeOf(collection)
    return (JSON.parse(found) as unknown[][]).map((row) => decodeList(shape, row))
  })
}

/** The statement for reads of a shape, worded once: a command asks the same of every account. */
function textOf(naming: Naming, reads: readonly Read[]): string {
  let known = texts.get(naming)
  if (known === undefined) texts.set(naming, (known = new Map()))
  const shape = reads.map(shapeOfRead).join(' ')
  let text = known.get(shape)
  if (text === undefined) {
    // A host that makes up endless shapes must not fill the memory.
    if (known.size >= 1000) known.clear()
    known.set(shape, (text = statement(naming, reads)))
  }
  return text
}

/** Equal for reads that one text serves. */
function shapeOfRead(read: Read): string {
  if ('keys' in read) return `${read.collection}:${placesFor(read.keys.length)}`
  const { collection, index = '', where, after = [], reverse = false } = read
  return `${collection}:${index}:${where.length}:${after.length}:${reverse}`
}

/** For how many keys a statement has places: one, a few, of which some may stay empty, or lists. */
function placesFor(keys: number): number | 'lists' {
  if (keys === 0 || keys > fewKeys) return 'lists'
  let places = 1
  while (places < keys) places *= 2
  return places
}

function statement(naming: Naming, reads: readonly Read[]): string {
  const next = counter(1)
  const asked = reads.map((read) => ('keys' in read ? byKey(naming, read, next) : page(naming, read, next)))
  if (reads.length === 1) return `SELECT ${selectList(reads[0]!.collection, 't.')} ${asked[0]!}`
  const lists = asked.map((from, i) => {
    const columns = plainList(reads[i]!.collection)
    return `(SELECT json_agg(q.r) FROM (SELECT json_build_array(${columns}) AS r ${from}) q)::text AS r${i}`
  })
  return `SELECT ${lists.join(', ')}`
}

/** What the statement of a read takes, in the order in which it is worded. */
function valuesOf(read: Read): Bound[] {
  const encoded = (columns: readonly string[], key: readonly unknown[]) =>
    columns.map((column, i) => encodeValue(kindOf(read.collection, column), key[i]))
  if (!('keys' in read)) {
    const { collection, index, where, after = [], limit } = read
    const columns = orderingOf(collection, index).slice(0, where.length + after.length)
    return [...encoded(columns, [...where, ...after]), String(limit)]
  }
  const { key } = collections[read.collection]
  const keys = read.keys.map((one) => encoded(key, one))
  const places = placesFor(keys.length)
  if (places === 'lists') return key.map((_, i) => arrayText(keys.map((one) => one[i]!)))
  // No row has an empty key.
  return [...keys.flat(), ...new Array<null>((places - keys.length) * key.length).fill(null)]
}

function byKey(naming: Naming, { collection, keys }: ByKey, next: () => string): string {
  const { key } = collections[collection]
  const table = naming.table(collection)
  const hidden = isGuarded(collection) ? ' AND t."rev" <> 0' : ''
  const places = placesFor(keys.length)
  const one = () => {
    const where = key.map((column) => `t.${quoted(column)} = ${next()}${cast(collection, column)}`)
    return `FROM ${table} t WHERE t.tenant = $1 AND ${where.join(' AND ')}${hidden}`
  }
  if (places === 1) return one()
  // Rows come in the order asked, as often as asked.
  if (places !== 'lists') {
    // Not as lists: how long those are is not known beforehand, and the server would plan anew every time.
    const each = Array.from({ length: places }, (_, i) => `SELECT ${i} AS nth, t.* ${one()}`)
    return `FROM (${each.join(' UNION ALL ')}) t ORDER BY t.nth`
  }
  const lists = key.map((column) => `${next()}::${sqlTypes[kindOf(collection, column)]}[]`)
  const names = key.map((_, i) => `k${i}`)
  const on = key.map((column, i) => `t.${quoted(column)} = k.k${i}`).join(' AND ')
  return (
    `FROM unnest(${lists.join(', ')}) WITH ORDINALITY AS k(${names.join(', ')}, no) ` +
    `JOIN ${table} t ON t.tenant = $1 AND ${on}${hidden} ORDER BY k.no`
  )
}

function page(naming: Naming, read: Page, next: () => string): string {
  const { collection, index, where, after = [], reverse = false } = read
  const columns = orderingOf(collection, index)
  const equal = columns.slice(0, where.length)
  const position = columns.slice(where.length, where.length + after.length)
  const described: Collection = collections[collection]
  const partial = index === undefined ? undefined : described.indexes[index]!.where
  const bound = (column: string) => `${next()}${cast(collection, column)}`
  const conditions = ['t.tenant = $1', ...equal.map((column) => `t.${quoted(column)} = ${bound(column)}`)]
  if (partial !== undefined) conditions.push(predicate(partial, 't.'))
  if (isGuarded(collection)) conditions.push('t."rev" <> 0')
  if (position.length > 0) {
    const marks = position.map(bound).join(', ')
    const held = position.map((column) => `t.${quoted(column)}`).join(', ')
    conditions.push(`(${held}) ${reverse ? '<' : '>'} (${marks})`)
  }
  const rest = columns.slice(where.length).map((column) => `t.${quoted(column)}${reverse ? ' DESC' : ''}`)
  const order = rest.length === 0 ? '' : ` ORDER BY ${rest.join(', ')}`
  return `FROM ${naming.table(collection)} t WHERE ${conditions.join(' AND ')}${order} LIMIT ${next()}::bigint`
}

/** Texts need no cast, and without one they take the collation of the column. */
function cast(collection: CollectionName, column: string): string {
  const kind = kindOf(collection, column)
  return kind === 'text' ? '' : `::${sqlTypes[kind]}`
}
