import type { BalanceRow, BalancesQuery, Instant } from '@owekit/core/ports'
import { dayText, decodeRow, shapeOf } from './codec.js'
import type { Connection } from './connection.js'
import type { Bound } from './driver/driver.js'
import { quoted } from './names.js'

/** A page of balance rows, each with what is overdue and what has expired, read from the indexes of what is open. */
export function pageBalances(connection: Connection, query: BalancesQuery, readAt: Instant): BalanceRow[] {
  const shape = shapeOf('balances')
  const instalments = connection.table('instalments')
  const sources = connection.table('sources')
  const today = dayText(query.today)
  const values: Bound[] = [today, today, query.tenant]
  let where = 'b.tenant = ?'
  if (query.customer !== undefined) {
    where += ' AND b.customer = ?'
    values.push(query.customer)
  }
  if (query.after !== undefined) {
    where += ' AND (b.customer, b.currency) > (?, ?)'
    values.push(...query.after)
  }
  const sql =
    `SELECT ${shape.names.map((name) => `b.${quoted(name)}`).join(', ')}, ` +
    `(SELECT sum(i."open") FROM ${instalments} i INDEXED BY ${instalments}_open WHERE i.tenant = b.tenant ` +
    'AND i.customer = b.customer AND i.currency = b.currency AND i."open" <> 0 AND i.due_on < ?), ' +
    `(SELECT sum(s.unapplied - s.refund_due) FROM ${sources} s INDEXED BY ${sources}_unapplied WHERE s.tenant = b.tenant ` +
    'AND s.customer = b.customer AND s.currency = b.currency AND s.unapplied <> 0 AND s.expires_on < ?) ' +
    `FROM ${connection.table('balances')} b WHERE ${where} ORDER BY b.customer, b.currency LIMIT ?`
  return connection
    .prepare(sql)
    .all([...values, query.limit])
    .map((found) => {
      const overdue = (found[shape.names.length] as bigint | null) ?? 0n
      const expired = (found[shape.names.length + 1] as bigint | null) ?? 0n
      return { ...decodeRow(shape, found), overdue, expired, readAt } as BalanceRow
    })
}
