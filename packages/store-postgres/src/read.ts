import { collections, orderingOf, type Collection, type CollectionName, type Read } from '@owekit/core/ports'
import {
  arrayText,
  decodeList,
  decodeRow,
  encodeValue,
  kindOf,
  selected,
  selectList,
  shapeOf,
  sqlTypes,
} from './codec.js'
import { isGuarded } from './commit/write-sql.js'
import type { Bound, Driver } from './driver/driver.js'
import { quoted, type Naming } from './names.js'
import { predicate } from './schema/derive.js'

type AnyRow = Readonly<Record<string, unknown>>
type Page = Exclude<Read, { readonly keys: readonly unknown[] }>
type ByKey = Extract<Read, { readonly keys: readonly unknown[] }>

/** Answers checked reads, all from one snapshot: that of the one statement they are put in. */
export async function answerReads(
  driver: Driver,
  naming: Naming,
  tenant: string,
  reads: readonly Read[],
): Promise<AnyRow[][]> {
  if (reads.length === 0) return []
  const values: Bound[] = [tenant]
  const asked = reads.map((read) => ('keys' in read ? byKey(naming, read, values) : page(naming, read, values)))
  if (reads.length === 1) {
    const shape = shapeOf(reads[0]!.collection)
    const { from } = asked[0]!
    const rows = await driver.query(`SELECT ${selectList(reads[0]!.collection, 't.')} ${from}`, values)
    return [rows.map((row) => decodeRow(shape, row))]
  }
  const lists = asked.map(({ columns, from }, i) => {
    return `(SELECT json_agg(q.r) FROM (SELECT json_build_array(${columns}) AS r ${from}) q)::text AS r${i}`
  })
  const [answer] = await driver.query(`SELECT ${lists.join(', ')}`, values)
  return reads.map(({ collection }, i) => {
    const found = answer![`r${i}`] as string | null
    if (found === null) return []
    const shape = shapeOf(collection)
    return (JSON.parse(found) as unknown[][]).map((row) => decodeList(shape, row))
  })
}

interface Asked {
  /** The columns, in the order of the shape. */
  readonly columns: string
  readonly from: string
}

function byKey(naming: Naming, { collection, keys }: ByKey, values: Bound[]): Asked {
  const { key } = collections[collection]
  const hidden = isGuarded(collection) ? ' AND t."rev" <> 0' : ''
  if (keys.length === 1) {
    const where = key.map((column, i) => {
      values.push(encodeValue(kindOf(collection, column), keys[0]![i]))
      return `t.${quoted(column)} = $${values.length}${cast(collection, column)}`
    })
    const from = `FROM ${naming.table(collection)} t WHERE t.tenant = $1 AND ${where.join(' AND ')}${hidden}`
    return { columns: columnsOf(collection), from }
  }
  const lists = key.map((column, i) => {
    values.push(arrayText(keys.map((one) => encodeValue(kindOf(collection, column), one[i]))))
    return `$${values.length}::${sqlTypes[kindOf(collection, column)]}[]`
  })
  const names = key.map((_, i) => `k${i}`)
  const on = key.map((column, i) => `t.${quoted(column)} = k.k${i}`).join(' AND ')
  // Rows come in the order asked, as often as asked.
  const from =
    `FROM unnest(${lists.join(', ')}) WITH ORDINALITY AS k(${names.join(', ')}, no) ` +
    `JOIN ${naming.table(collection)} t ON t.tenant = $1 AND ${on}${hidden} ORDER BY k.no`
  return { columns: columnsOf(collection), from }
}

function page(naming: Naming, read: Page, values: Bound[]): Asked {
  const { collection, index, where, after = [], limit, reverse = false } = read
  const columns = orderingOf(collection, index)
  const equal = columns.slice(0, where.length)
  const position = columns.slice(where.length, where.length + after.length)
  const described: Collection = collections[collection]
  const partial = index === undefined ? undefined : described.indexes[index]!.where
  const bind = (column: string, value: unknown) => {
    values.push(encodeValue(kindOf(collection, column), value))
    return `$${values.length}${cast(collection, column)}`
  }
  const conditions = ['t.tenant = $1', ...equal.map((column, i) => `t.${quoted(column)} = ${bind(column, where[i])}`)]
  if (partial !== undefined) conditions.push(predicate(partial, 't.'))
  if (isGuarded(collection)) conditions.push('t."rev" <> 0')
  if (position.length > 0) {
    const marks = position.map((column, i) => bind(column, after[i])).join(', ')
    const held = position.map((column) => `t.${quoted(column)}`).join(', ')
    conditions.push(`(${held}) ${reverse ? '<' : '>'} (${marks})`)
  }
  const rest = columns.slice(where.length).map((column) => `t.${quoted(column)}${reverse ? ' DESC' : ''}`)
  const order = rest.length === 0 ? '' : ` ORDER BY ${rest.join(', ')}`
  values.push(String(limit))
  const from = `FROM ${naming.table(collection)} t WHERE ${conditions.join(' AND ')}${order} LIMIT $${values.length}::bigint`
  return { columns: columnsOf(collection), from }
}

/** Texts need no cast, and without one they take the collation of the column. */
function cast(collection: CollectionName, column: string): string {
  const kind = kindOf(collection, column)
  return kind === 'text' ? '' : `::${sqlTypes[kind]}`
}

function columnsOf(collection: CollectionName): string {
  const { names, kinds } = shapeOf(collection)
  return names.map((name, i) => selected(kinds[i]!, `t.${quoted(name)}`)).join(', ')
}
