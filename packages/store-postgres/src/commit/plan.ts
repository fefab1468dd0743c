import {
  bindNumber,
  collections,
  compareKeys,
  compareText,
  encodeJson,
  type Batch,
  type Collection,
  type CollectionName,
  type Guard,
  type Key,
} from '@owekit/core/ports'
import { arrayText, encodeValue, kindOf, shapeOf } from '../codec.js'
import type { Bound } from '../driver/driver.js'

type AnyRow = Readonly<Record<string, unknown>>

/** The rows that one statement takes out, changes or adds. */
export interface Write {
  readonly kind: 'remove' | 'update' | 'insert'
  readonly collection: CollectionName
  /** The columns that travel, in order; `recordedAt` is bound by the store. */
  readonly columns: readonly string[]
  readonly count: number
  /** A value per column for one row, a list per column for more. */
  readonly values: readonly Bound[]
  /** Places of the columns that hold the number's token. */
  readonly late: readonly number[]
  readonly keys: readonly Key[]
}

/** A batch made ready to be written: guards in key order, rows in key order, every value encoded. */
export interface Plan {
  readonly batch: Batch
  readonly guards: readonly Guard[]
  /** The write of the one head that a batch usually guards: guard and write are one statement. */
  readonly lead: Lead | undefined
  /** Removals first, then updates, then inserts. */
  readonly writes: readonly Write[]
}

/** The head that is guarded and written by one statement. */
interface Lead {
  readonly isNew: boolean
  /** Customer, new revision, mergedInto; then the expected revision of a head that is there. */
  readonly values: readonly Bound[]
}

/** Makes a batch ready; `bind` puts a number that is already known into its rows. */
export function planOf(batch: Batch, number?: string): Plan {
  const token = batch.number?.token
  const bind = <T>(value: T): T => (number === undefined ? value : bindNumber(value, token!, number))
  const late = number === undefined ? token : undefined
  const guards = inKeyOrder(batch.expect)
  const lead = leadOf(batch, guards, token)
  const writes: Write[] = []
  for (const name in batch.remove) {
    const collection = name as CollectionName
    const keys = batch.remove[collection] ?? []
    if (keys.length > 0) writes.push(removal(collection, keys))
  }
  for (const kind of ['update', 'insert'] as const) {
    for (const name in batch[kind]) {
      const collection = name as CollectionName
      if (lead !== undefined && collection === 'heads') continue
      const rows = ((batch[kind][collection] ?? []) as readonly AnyRow[]).map(bind)
      if (rows.length > 0) writes.push(writeOf(kind, collection, rows, late))
    }
  }
  if (batch.key !== undefined) {
    const { id, fingerprint, result } = batch.key
    const values = [id, fingerprint, encodeJson(bind(result))]
    const isLate = late !== undefined && values[2]!.includes(late)
    const columns = ['id', 'fingerprint', 'result']
    const write = { kind: 'insert', collection: 'keys', columns, count: 1, values, keys: [[id]] } as const
    writes.push({ ...write, late: isLate ? [2] : [] })
  }
  return { batch, guards, lead, writes }
}

/** The one head that a batch guards and writes, if that is what it does. */
function leadOf(batch: Batch, guards: readonly Guard[], token: string | undefined): Lead | undefined {
  const [guard, next] = guards
  if (guard?.collection !== 'heads' || next?.collection === 'heads') return undefined
  const isNew = guard.rev === 0
  const [row, more] = (isNew ? batch.insert.heads : batch.update.heads) ?? []
  const others = (isNew ? batch.update.heads : batch.insert.heads) ?? []
  if (row === undefined || more !== undefined || row.customer !== guard.key[0]) return undefined
  if (others.length > 0 || (batch.remove?.heads ?? []).length > 0) return undefined
  if (token !== undefined && (row.customer.includes(token) || row.mergedInto.includes(token))) return undefined
  const values = [row.customer, String(row.rev), row.mergedInto]
  return { isNew, values: isNew ? values : [...values, String(guard.rev)] }
}

function removal(collection: CollectionName, keys: readonly Key[]): Write {
  const columns = collections[collection].key
  const sorted = [...keys].sort(compareKeys)
  const encoded = sorted.map((key) => columns.map((column, i) => encodeValue(kindOf(collection, column), key[i])))
  const count = keys.length
  return { kind: 'remove', collection, columns, count, values: packed(encoded), late: [], keys: sorted }
}

function writeOf(
  kind: 'update' | 'insert',
  collection: CollectionName,
  given: readonly AnyRow[],
  token: string | undefined,
): Write {
  const { names, kinds, stamped } = shapeOf(collection)
  const key = (collections[collection] as Collection).key
  const keyOf = (row: AnyRow) => key.map((column) => row[column]) as Key
  const rows = given.length > 1 ? [...given].sort((a, b) => compareKeys(keyOf(a), keyOf(b))) : given
  // Of two updates of one row the later one counts; the sort keeps their order.
  const kept = kind === 'insert' ? rows : rows.filter((row, i) => !isSame(keyOf(row), rows[i + 1], keyOf))
  const places = names.map((_, i) => i).filter((i) => i !== stamped)
  const encoded = kept.map((row) => places.map((i) => encodeValue(kinds[i]!, row[names[i]!])))
  const late: number[] = []
  if (token !== undefined) {
    places.forEach((i, at) => {
      const isText = kinds[i] === 'text' || kinds[i] === 'json'
      if (isText && encoded.some((values) => values[at]?.includes(token) === true)) late.push(at)
    })
  }
  const columns = places.map((i) => names[i]!)
  return { kind, collection, columns, count: kept.length, values: packed(encoded), late, keys: given.map(keyOf) }
}

function isSame(key: Key, next: AnyRow | undefined, keyOf: (row: AnyRow) => Key): boolean {
  return next !== undefined && compareKeys(key, keyOf(next)) === 0
}

/** One row travels as plain values, several as a list for each column. */
function packed(rows: readonly (readonly Bound[])[]): readonly Bound[] {
  if (rows.length === 1) return rows[0]!
  return rows[0]!.map((_, i) => arrayText(rows.map((values) => values[i]!)))
}

function inKeyOrder(guards: readonly Guard[]): readonly Guard[] {
  if (guards.length < 2) return guards
  return [...guards].sort((a, b) => compareText(a.collection, b.collection) || compareKeys(a.key, b.key))
}
