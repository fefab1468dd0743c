import type { Day } from '../calendar/index.js'

/** What the law lets a payment settle first: see the `feesFirst` and `principalFirst` strategies. */
export type Component = 'principal' | 'interest' | 'costs'

/** An early-payment discount as it stands for one open item. Amounts are minor units. */
export interface StandingOffer {
  /** The last day, inclusive, on which money received earns it. */
  readonly until: Day
  readonly mode: 'fullSettlementOnly' | 'proportional'
  /** The item's total and what of it must be paid to settle it early. */
  readonly total: bigint
  readonly payable: bigint
  /** What money received in time has settled so far. */
  readonly earned: bigint
}

/** Something with an open amount, as the allocation strategies see it. */
export interface OpenItem {
  readonly document: string
  readonly instalment: number
  /** The printed number, third in the tie-break. */
  readonly number: string
  readonly currency: string
  /** Minor units, above zero. */
  readonly open: bigint
  readonly dueOn: Day
  readonly issuedOn: Day
  /** @default principal */
  readonly component?: Component
  /** Why nothing may be set against it automatically: `dispute`, `pending_payment` … */
  readonly blocked?: string
  readonly offer?: StandingOffer
}

/** Value that can be set against open items. */
export interface AllocationSource {
  readonly id: string
  readonly kind: string
  readonly currency: string
  /** Minor units that are free. */
  readonly available: bigint
  readonly receivedOn: Day
  /** The last day it can be used. */
  readonly expiresOn?: Day | null
}
