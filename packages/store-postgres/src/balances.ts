import type { BalanceRow, BalancesQuery } from '@owekit/core/ports'
import { dayText, decodeRow, selectList, shapeOf } from './codec.js'
import type { Bound, Driver } from './driver/driver.js'
import type { Naming } from './names.js'

/** A page of balance rows, each with what is overdue and what has expired, read from the indexes of what is open. */
export async function pageBalances(driver: Driver, naming: Naming, query: BalancesQuery): Promise<BalanceRow[]> {
  const shape = shapeOf('balances')
  const values: Bound[] = [query.tenant, dayText(query.today), String(query.limit)]
  let where = 'b.tenant = $1'
  if (query.customer !== undefined) {
    values.push(query.customer)
    where += ` AND b.customer = $${values.length}`
  }
  if (query.after !== undefined) {
    where += ` AND (b.customer, b.currency) > ($${values.length + 1}, $${values.length + 2})`
    values.push(...query.after)
  }
  const rows = await driver.query(
    `SELECT ${selectList('balances', 'b.')}, (SELECT sum(i."open")::text FROM ${naming.table('instalments')} i ` +
      'WHERE i.tenant = b.tenant AND i.customer = b.customer AND i.currency = b.currency AND i."open" <> 0 ' +
      `AND i.due_on < $2::date) AS overdue, (SELECT sum(s.unapplied - s.refund_due)::text FROM ${naming.table('sources')} s ` +
      'WHERE s.tenant = b.tenant AND s.customer = b.customer AND s.currency = b.currency AND s.unapplied <> 0 ' +
      `AND s.expires_on < $2::date) AS expired FROM ${naming.table('balances')} b WHERE ${where} ` +
      'ORDER BY b.customer, b.currency LIMIT $3::bigint',
    values,
  )
  return rows.map((found) => {
    const [overdue, expired] = [found['overdue'], found['expired']].map((sum) => BigInt((sum as string | null) ?? '0'))
    return { ...decodeRow(shape, found), overdue, expired } as BalanceRow
  })
}
