import type { Instant } from '../calendar/index.js'
import type { Row } from '../records/collections.js'
import type { BalanceRow, BalancesQuery } from '../balance/balance-row.js'
import type { TenantRows } from './tenant-rows.js'

/** A page of balance rows, each with what its open instalments have overdue and what of its credit has expired. */
export function pageBalances(rows: TenantRows, query: BalancesQuery, readAt: Instant): BalanceRow[] {
  const where = query.customer === undefined ? [] : [query.customer]
  const after = query.after?.slice(where.length)
  const page = rows.table('balances').ordering(undefined).page({ where, after, limit: query.limit, reverse: false })
  return (page as Row<'balances'>[]).map((row) => ({
    ...row,
    overdue: overdueOf(rows, row, query.today),
    expired: expiredOf(rows, row, query.today),
    readAt,
  }))
}

function expiredOf(rows: TenantRows, { customer, currency }: Row<'balances'>, today: number): bigint {
  const free = rows.table('sources').ordering('unapplied')
  let expired = 0n
  let after: readonly unknown[] | undefined
  for (;;) {
    const page = free.page({ where: [customer, currency], after, limit: 100, reverse: false }) as Row<'sources'>[]
    for (const { expiresOn, unapplied, refundDue } of page)
      if (expiresOn !== null && expiresOn < today) expired += unapplied - refundDue
    const last = page[99]
    if (last === undefined) return expired
    after = [last.receivedOn, last.id]
  }
}

function overdueOf(rows: TenantRows, { customer, currency }: Row<'balances'>, today: number): bigint {
  const open = rows.table('instalments').ordering('open')
  let overdue = 0n
  let after: readonly unknown[] | undefined
  for (;;) {
    const where = [customer, currency]
    const page = open.page({ where, after, limit: 100, reverse: false }) as Row<'instalments'>[]
    for (const row of page) {
      if (row.dueOn >= today) return overdue
      overdue += row.open
    }
    const last = page[99]
    if (last === undefined) return overdue
    after = [last.dueOn, last.issuedOn, last.number, last.document, last.no]
  }
}
