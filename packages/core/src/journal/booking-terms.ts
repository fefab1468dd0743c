/**
 * A part of a booking, as data: what a deposit asks, what a cancellation or a no-show costs. Amounts are minor units.
 *
 * `deposit` is what was asked as deposit; `firstNight` is the first of the nights the total is split over.
 */
export type ChargeTerms =
  | 'none'
  | 'all'
  | 'deposit'
  | 'firstNight'
  | { readonly percent: string }
  | { readonly amount: bigint }
  | { readonly perPerson: bigint }

/** How long before a booking something holds: hours that pass, or days by the local clock. */
export type BeforeBooking =
  | { readonly hours: number }
  /** `at` is the local time of that day, in minutes after midnight. @default the time the booking begins */
  | { readonly days: number; readonly at?: number | null }

/** What a cancellation costs, by how early it comes, as data. Amounts are minor units. */
export interface CancellationTerms {
  /** Who cancels no later than `until` pays `charge`; of several, the earliest deadline that is still met counts. */
  readonly windows: readonly { readonly until: BeforeBooking; readonly charge: ChargeTerms }[]
  /** What it costs once every deadline has passed. */
  readonly after: ChargeTerms
  /** What becomes of money beyond the fee. @default refund */
  readonly rest?: 'refund' | 'credit'
}
