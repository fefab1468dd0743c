import {
  bindNumber,
  collections,
  compareKeys,
  compareText,
  decodeJson,
  encodeJson,
  seriesNumber,
  type Batch,
  type CollectionName,
  type CommitResult,
  type Guard,
  type Instant,
  type Key,
  type Rows,
} from '@owekit/core/ports'
import { decodeValue, encodeValue, instantText, shapeOf } from './codec.js'
import type { Connection } from './connection.js'
import type { Bound } from './driver/driver.js'
import { writersOf } from './statements.js'

type AnyRow = Readonly<Record<string, unknown>>

/**
 * Lands a checked batch inside an open transaction; the caller keeps it only if the answer is `committed`.
 *
 * The transaction already holds the write lock, so what is looked at here cannot change before it is written.
 */
export function commitRows(connection: Connection, batch: Batch, now: Instant): CommitResult {
  const { tenant, key } = batch
  if (key !== undefined) {
    const select = `SELECT fingerprint, result FROM ${connection.table('keys')} WHERE tenant = ? AND id = ?`
    const known = connection.prepare(select).get([tenant, key.id])
    if (known !== undefined) {
      return { status: 'replayed', fingerprint: known[0] as string, result: decodeJson(known[1] as string) }
    }
  }
  let recordedAt = now
  for (const guard of inKeyOrder(batch.expect)) {
    const seen = look(connection, tenant, guard)
    if (seen === undefined) return conflict(guard.collection, guard.key)
    recordedAt = Math.max(recordedAt, seen)
  }
  const number = batch.number === undefined ? undefined : takeNumber(connection, tenant, batch.number)
  const bind = batch.number === undefined ? same : numberBinder(batch.number.token, number!)
  const failed = write(connection, batch, instantText(recordedAt), bind)
  return failed ?? { status: 'committed', recordedAt, ...(number === undefined ? {} : { number }) }
}

type Bind = <T>(value: T) => T
const same: Bind = (value) => value

function numberBinder(token: string, number: string): Bind {
  return (value) => bindNumber(value, token, number)
}

/** Checks one guard; gives the instant its head was last written, or undefined when the guard misses. */
function look(connection: Connection, tenant: string, guard: Guard): Instant | undefined {
  const { collection, key, rev } = guard
  const stamp = collection === 'heads' ? 'recorded_at' : 'NULL'
  const columns = collections[collection].key.map((column) => ` AND "${column}" = ?`).join('')
  const select = `SELECT rev, ${stamp} FROM ${connection.table(collection)} WHERE tenant = ?${columns}`
  const row = connection.prepare(select).get([tenant, ...key])
  if (rev !== Number(row?.[0] ?? 0)) return undefined
  return row?.[1] == null ? -Infinity : (decodeValue('instant', row[1]) as Instant)
}

function write(connection: Connection, batch: Batch, recordedAt: string, bind: Bind): CommitResult | undefined {
  const { tenant } = batch
  for (const name in batch.remove) {
    const { remove } = writersOf(connection, name as CollectionName)
    for (const key of batch.remove[name as CollectionName] ?? []) remove.run([tenant, ...key])
  }
  for (const name in batch.update) {
    for (const row of rowsOf(batch.update, name)) {
      const problem = update(connection, tenant, name as CollectionName, bind(row), recordedAt)
      if (problem !== undefined) return problem
    }
  }
  for (const name in batch.insert) {
    for (const row of rowsOf(batch.insert, name)) {
      const problem = insert(connection, tenant, name as CollectionName, bind(row), recordedAt)
      if (problem !== undefined) return problem
    }
  }
  if (batch.key === undefined) return undefined
  const { id, fingerprint, result } = batch.key
  const values = [tenant, id, fingerprint, encodeJson(bind(result)), recordedAt]
  const added = writersOf(connection, 'keys').insert.run(values)
  return added === 1 ? undefined : { status: 'exists', collection: 'keys', index: 'key' }
}

function insert(connection: Connection, tenant: string, name: CollectionName, row: AnyRow, recordedAt: string) {
  const writers = writersOf(connection, name)
  const values = encode(name, row, recordedAt)
  values.unshift(tenant)
  if (writers.insert.run(values) === 1) return undefined
  return exists(name, clashOf(connection, tenant, name, values.slice(1), false))
}

function update(connection: Connection, tenant: string, name: CollectionName, row: AnyRow, recordedAt: string) {
  const writers = writersOf(connection, name)
  const values = encode(name, row, recordedAt)
  const key = writers.keyPlaces.map((place) => values[place]!)
  const bound = writers.updateOrder.map((place) => values[place]!)
  if (writers.update.run([...bound, tenant, ...key]) === 1) return undefined
  if (writers.find.get([tenant, ...key]) === undefined) {
    return conflict(name, collections[name].key.map((column) => row[column]) as Key)
  }
  return exists(name, clashOf(connection, tenant, name, values, true))
}

/** Finds out which index refused a row: the key, or a unique index that another row holds. */
function clashOf(
  connection: Connection,
  tenant: string,
  name: CollectionName,
  values: readonly Bound[],
  isUpdate: boolean,
) {
  const { find, keyPlaces, uniques } = writersOf(connection, name)
  const key = keyPlaces.map((place) => values[place]!)
  if (!isUpdate && find.get([tenant, ...key]) !== undefined) return 'key'
  const clash = uniques.find((unique) => {
    const holder = unique.find.get([tenant, ...unique.places.map((place) => values[place]!)])
    return holder !== undefined && holder.some((value, i) => String(value) !== String(key[i]))
  })
  return clash?.name ?? 'key'
}

function encode(name: CollectionName, row: AnyRow, recordedAt: string): Bound[] {
  const { names, kinds, stamped } = shapeOf(name)
  const values: Bound[] = []
  for (let i = 0; i < names.length; i++) {
    values.push(i === stamped ? recordedAt : encodeValue(kinds[i]!, row[names[i]!]))
  }
  return values
}

function takeNumber(connection: Connection, tenant: string, ask: NonNullable<Batch['number']>): string {
  const take = connection.prepare(
    `INSERT INTO ${connection.table('series')} AS held (tenant, name, rev, next, prefix, width) VALUES (?, ?, 1, 2, ?, ?) ` +
      'ON CONFLICT DO UPDATE SET rev = held.rev + 1, next = held.next + 1, prefix = excluded.prefix, width = excluded.width ' +
      'RETURNING next - 1',
  )
  const [taken] = take.all([tenant, ask.series, ask.prefix, ask.width])[0]!
  return seriesNumber(ask, taken as bigint)
}

function inKeyOrder(guards: readonly Guard[]): readonly Guard[] {
  if (guards.length < 2) return guards
  return [...guards].sort((a, b) => compareText(a.collection, b.collection) || compareKeys(a.key, b.key))
}

function rowsOf(rows: Rows, name: string): readonly AnyRow[] {
  return rows[name as CollectionName] ?? []
}

function conflict(collection: CollectionName, key: Key): CommitResult {
  return { status: 'conflict', collection, key }
}

function exists(collection: CollectionName, index: string): CommitResult {
  return { status: 'exists', collection, index }
}
