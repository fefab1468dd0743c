import type { Day, Instant } from '../calendar/index.js'
import type { Row } from '../records/collections.js'

/** Which balances: one customer's, or a page of all. */
export interface BalancesQuery {
  readonly tenant: string
  /** Instalments due before this day are overdue, credit whose last day is before it has expired. */
  readonly today: Day
  readonly customer?: string
  readonly after?: readonly [customer: string, currency: string]
  readonly limit: number
}

/** A balance projection row, its overdue part, what of `unapplied` has expired and is not promised back, and when. */
export interface BalanceRow extends Row<'balances'> {
  readonly overdue: bigint
  readonly expired: bigint
  /** The store's clock when the page was read, the same in every row: who asks for a balance is told it. */
  readonly readAt: Instant
}
