import { type Batch, type Collection, type CollectionName, collections } from '@owekit/core/ports'
import type pg from 'pg'
import { bound, snake, types } from './post-postgres.js'

/** What stands in the recorded payment for the account's and the payment's own ids. */
export const standIn = { customer: 'cus_stand_in', payment: 'pay_stand_in' } as const

const quoted = (name: string) => `"${snake(name)}"`

/**
 * Posts payments on account as one writes a hot row by hand: nothing is read beforehand and no revision is expected.
 * The statement counts the account's version up and adds to its balance, so that writers only wait for each other.
 */
export function hotPoster(
  pool: pg.Pool,
  schema: string,
  recorded: Batch,
  stamp: number,
): (customer: string, payment: string) => Promise<unknown> {
  const values: (string | null)[] = ['default', standIn.customer, new Date(stamp).toISOString()]
  const ctes = [
    `head AS (UPDATE ${schema}.owe_heads SET rev = rev + 1, recorded_at = $3::timestamptz
      WHERE tenant = $1 AND customer = $2 RETURNING rev)`,
    `lock AS (SELECT 1 FROM ${schema}.owe_periods WHERE tenant = $1 AND id = 'books' AND rev = 0 FOR SHARE)`,
  ]
  const key = { ...recorded.key!, recordedAt: 0 }
  const lists = Object.entries({ ...recorded.insert, keys: [key] }) as [
    CollectionName,
    readonly Readonly<Record<string, unknown>>[],
  ][]
  for (const [name, rows] of lists) {
    const { columns }: Collection = collections[name]
    const selects = rows.map((row) => {
      const cells = Object.entries(columns).map(([column, { kind }]) => {
        if (column === 'version') return 'head.rev'
        values.push(bound(kind, column === 'recordedAt' ? stamp : row[column]))
        return `$${values.length}::${types[kind]}`
      })
      return `SELECT $1, ${cells.join(', ')} FROM head, lock`
    })
    const also =
      name === 'balances'
        ? ' ON CONFLICT (tenant, customer, currency) DO UPDATE SET unapplied = t.unapplied + excluded.unapplied'
        : ''
    const into = ['tenant', ...Object.keys(columns)].map(quoted).join(', ')
    ctes.push(
      `new_${snake(name)} AS (INSERT INTO ${schema}.owe_${snake(name)} AS t (${into}) ${selects.join(' UNION ALL ')}${also})`,
    )
  }
  const text = `WITH ${ctes.join(', ')} SELECT rev FROM head`
  return (customer, payment) => {
    const own = values.map(
      (value) => value?.replaceAll(standIn.customer, customer).replaceAll(standIn.payment, payment) ?? null,
    )
    return pool.query({ name: `hot_${schema}`, text, values: own })
  }
}
