import {
  type Batch,
  type Collection,
  type CollectionName,
  collections,
  encodeJson,
  type Json,
} from '@owekit/core/ports'
import type pg from 'pg'

/** A statement and the texts that go into it. */
export interface BoundStatement {
  readonly name: string
  readonly text: string
  readonly values: readonly (string | null)[]
}

type Row = Readonly<Record<string, unknown>>

/** The SQL type of a kind of column. */
export const types = {
  text: 'text',
  int: 'bigint',
  money: 'bigint',
  day: 'date',
  instant: 'timestamptz',
  json: 'text',
} as const
/** A collection or column as SQL spells it. */
export const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const quoted = (name: string) => `"${snake(name)}"`

/**
 * Makes of a batch the one statement that lands the same rows: heads are written if they are at their revision and
 * the lock of the books is still open, everything else follows, and a division by zero takes it all back if not.
 *
 * None of this is timed. What is left for the clock is one round trip with its texts ready.
 */
export function statementBinder(schema: string, stamp: number): (batch: Batch) => BoundStatement {
  const names = new Map<string, string>()
  return (batch) => {
    const values: (string | null)[] = ['default']
    const ctes: string[] = []
    const counts: string[] = []
    const heads = batch.update.heads ?? []
    const revs = new Map(batch.expect.filter(({ collection }) => collection === 'heads').map((g) => [g.key[0], g.rev]))
    const guarded = heads.map((head) => ({ ...head, expected: revs.get(head.customer) }))
    const rows = source('heads', guarded, values, stamp, [['expected', 'int']])
    ctes.push(
      `head AS (UPDATE ${schema}.owe_heads t SET rev = r.rev, recorded_at = r.recorded_at, merged_into = r.merged_into
        FROM ${rows} WHERE t.tenant = $1 AND t.customer = r.customer AND t.rev = r.expected RETURNING 1)`,
      `lock AS (SELECT 1 FROM ${schema}.owe_periods WHERE tenant = $1 AND id = 'books' AND rev = 0 FOR SHARE)`,
    )
    counts.push(`(SELECT count(*) FROM head) = ${heads.length}`, '(SELECT count(*) FROM lock) = 1')
    const insert = (name: CollectionName, list: readonly Row[]) => {
      const columns = Object.keys(collections[name].columns).map(quoted)
      const picked = columns.map((column) => `r.${column}`).join(', ')
      ctes.push(
        `new_${snake(name)} AS (INSERT INTO ${schema}.owe_${snake(name)} (tenant, ${columns.join(', ')})
          SELECT $1, ${picked} FROM ${source(name, list, values, stamp)})`,
      )
    }
    for (const [name, list] of Object.entries(batch.update) as [CollectionName, readonly Row[]][]) {
      if (name === 'heads') continue
      const { key, columns }: Collection = collections[name]
      const set = Object.keys(columns).filter((column) => !key.includes(column))
      const on = key.map((column) => ` AND t.${quoted(column)} = r.${quoted(column)}`).join('')
      ctes.push(
        `now_${snake(name)} AS (UPDATE ${schema}.owe_${snake(name)} t
          SET ${set.map((column) => `${quoted(column)} = r.${quoted(column)}`).join(', ')}
          FROM ${source(name, list, values, stamp)} WHERE t.tenant = $1${on} RETURNING 1)`,
      )
      counts.push(`(SELECT count(*) FROM now_${snake(name)}) = ${list.length}`)
    }
    for (const [name, list] of Object.entries(batch.insert) as [CollectionName, readonly Row[]][]) insert(name, list)
    if (batch.key !== undefined) insert('keys', [{ ...batch.key, recordedAt: 0 }])
    const text = `WITH ${ctes.join(', ')} SELECT 1 / (${counts.join(' AND ')})::int`
    let name = names.get(text)
    if (name === undefined) names.set(text, (name = `${schema}_${names.size}`))
    return { name, text, values }
  }
}

/** Rows as a table `r`: plain values for one, unnested lists for more. */
function source(
  name: CollectionName,
  rows: readonly Row[],
  values: (string | null)[],
  stamp: number,
  more: readonly (readonly [string, keyof typeof types])[] = [],
): string {
  const { columns }: Collection = collections[name]
  const all = [...Object.entries(columns).map(([column, { kind }]) => [column, kind] as const), ...more]
  const cell = (row: Row, column: string, kind: keyof typeof types) =>
    bound(kind, column === 'recordedAt' ? stamp : row[column])
  const add = (value: string | null) => {
    values.push(value)
    return `$${values.length}`
  }
  if (rows.length === 1) {
    const picked = all.map(
      ([column, kind]) => `${add(cell(rows[0]!, column, kind))}::${types[kind]} AS ${quoted(column)}`,
    )
    return `(SELECT ${picked.join(', ')}) r`
  }
  const lists = all.map(([column, kind]) => {
    return `${add(listOf(rows.map((row) => cell(row, column, kind))))}::${types[kind]}[]`
  })
  return `unnest(${lists.join(', ')}) AS r(${all.map(([column]) => quoted(column)).join(', ')})`
}

/** A value as the text that PostgreSQL reads. */
export function bound(kind: keyof typeof types, value: unknown): string | null {
  if (kind === 'json') return encodeJson(value as Json)
  if (value === null) return null
  if (kind === 'day') return new Date((value as number) * 86_400_000).toISOString().slice(0, 10)
  if (kind === 'instant') return new Date(value as number).toISOString()
  return `${value as string | number | bigint}`
}

const listOf = (cells: readonly (string | null)[]) =>
  `{${cells.map((cell) => (cell === null ? 'NULL' : `"${cell.replace(/["\\]/g, '\\$&')}"`)).join(',')}}`

/** Runs a statement that is ready. */
export async function post(pool: pg.Pool, { name, text, values }: BoundStatement): Promise<void> {
  await pool.query({ name, text, values: values as (string | null)[] })
}

/** Reads what a payment is decided on, in one round trip: account, lock, balance, holds, the oldest open items. */
export function loaderByHand(pool: pg.Pool, schema: string): (customer: string) => Promise<unknown> {
  const own = 'tenant = $1 AND customer = $2'
  const open = `SELECT document, no, number, issued_on, starts_on, due_on, amount, open, home, rate, free_from, ended_on, plan,
      reference, component, discount_until FROM ${schema}.owe_instalments
    WHERE ${own} AND currency = 'EUR' AND open <> 0 ORDER BY due_on, issued_on, number, document, no LIMIT 100`
  const text = `SELECT
    (SELECT json_build_array(rev, recorded_at, merged_into) FROM ${schema}.owe_heads WHERE ${own}) AS head,
    (SELECT json_build_array(rev, closed_through) FROM ${schema}.owe_periods WHERE tenant = $1 AND id = 'books') AS lock,
    (SELECT name FROM ${schema}.owe_customers WHERE tenant = $1 AND id = $2) AS name,
    (SELECT json_agg(json_build_array(currency, exponent, receivable, unapplied, deposits, pending, refund_due,
      latest_on)) FROM ${schema}.owe_balances WHERE ${own}) AS balances,
    (SELECT json_agg(json_build_array(id, document, reason)) FROM ${schema}.owe_holds
      WHERE ${own} AND released_on IS NULL) AS holds,
    (SELECT json_agg(json_build_array(document, no, number, issued_on, starts_on, due_on, amount, open, home, rate,
      free_from, ended_on, plan, reference, component, discount_until)) FROM (${open}) i) AS items`
  return async (customer) => {
    const { rows } = await pool.query<object>({ name: 'load', text, values: ['default', customer] })
    return rows[0]
  }
}

/** Looks up what a request was answered, and sees that it was the same request. */
export function replayByHand(pool: pg.Pool, schema: string): (id: string, fingerprint: string) => Promise<unknown> {
  const text = `SELECT fingerprint, result FROM ${schema}.owe_keys WHERE tenant = $1 AND id = $2`
  return async (id, fingerprint) => {
    const { rows } = await pool.query<Record<string, string>>({ name: 'replay', text, values: ['default', id] })
    if (rows[0]?.['fingerprint'] !== fingerprint) throw new Error(`${id} was another request`)
    return JSON.parse(rows[0]['result']!) as unknown
  }
}
