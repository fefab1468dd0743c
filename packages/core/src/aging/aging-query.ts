import type { Day, Instant } from '../calendar/index.js'

/** What aging asks of a store. Postings count when effective on or before `asOf` and recorded by `knownAt`. */
export interface AgingQuery {
  readonly tenant: string
  readonly asOf: Day
  readonly knownAt?: Instant
  readonly basis: 'due' | 'issued'
  /** Upper bounds in days, ascending, positive: [30, 60, 90] gives 5 buckets (current, 1–30, 31–60, 61–90, 91+). */
  readonly bounds: readonly number[]
  readonly customer?: string
  readonly reference?: string
  readonly currency?: string
  /** Also group by the value of this invoice metadata entry. Money with no document has group `''`. */
  readonly groupBy?: string
}

/** Sums per customer, currency and group. `items` and `credits` have one sum per bucket. */
export interface AgingRow {
  readonly customer: string
  readonly currency: string
  readonly group: string
  /** Open items by days past the basis day, signed minor units. */
  readonly items: readonly bigint[]
  /** Unapplied money by days since it was received; never positive in sound books. */
  readonly credits: readonly bigint[]
  /** Deposits held; never positive in sound books. */
  readonly deposits: bigint
}
