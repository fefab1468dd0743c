import type { BalanceRow, BalancesQuery, Instant } from '@owekit/core/ports'
import { dayText, decodeInstant, decodeRow, instantText, selected, selectList, shapeOf } from './codec.js'
import { clockSql } from './commit/write-sql.js'
import type { Bound, Driver } from './driver/driver.js'
import type { Naming } from './names.js'

/** A page of balance rows, each with what is overdue and what has expired, read from the indexes of what is open. */
export async function pageBalances(
  driver: Driver,
  naming: Naming,
  query: BalancesQuery,
  now: Instant | undefined,
): Promise<BalanceRow[]> {
  const shape = shapeOf('balances')
  const values: Bound[] = [
    query.tenant,
    dayText(query.today),
    String(query.limit),
    now === undefined ? null : instantText(now),
  ]
  let where = 'b.tenant = $1'
  let customer = 'b.customer'
  if (query.customer !== undefined) {
    values.push(query.customer)
    customer = `$${values.length}`
    where += ` AND b.customer = ${customer}`
  }
  if (query.after !== undefined) {
    where += ` AND (b.customer, b.currency) > ($${values.length + 1}, $${values.length + 2})`
    values.push(...query.after)
  }
  const own = (alias: string) =>
    `${alias}.tenant = $1 AND ${alias}.customer = ${customer} AND ${alias}.currency = b.currency`
  const rows = await driver.query(
    `SELECT ${selectList('balances', 'b.')}, (SELECT sum(i."open")::text FROM ${naming.table('instalments')} i ` +
      `WHERE ${own('i')} AND i."open" <> 0 AND i.due_on < $2::date) AS overdue, ` +
      `(SELECT sum(s.unapplied - s.refund_due)::text FROM ${naming.table('sources')} s ` +
      `WHERE ${own('s')} AND s.unapplied <> 0 AND s.expires_on < $2::date) AS expired, ` +
      `(SELECT ${selected('instant', clockSql('$4'))}) AS "readAt" FROM ${naming.table('balances')} b WHERE ${where} ` +
      'ORDER BY b.customer, b.currency LIMIT $3::bigint',
    values,
  )
  return rows.map((found) => {
    const [overdue, expired] = [found['overdue'], found['expired']].map((sum) => BigInt((sum as string | null) ?? '0'))
    return { ...decodeRow(shape, found), overdue, expired, readAt: decodeInstant(found['readAt']) } as BalanceRow
  })
}
