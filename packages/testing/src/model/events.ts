import type { WireCharge, WirePolicy } from './inputs.js'

/** What every event of the model has: whose it is, the day it counts from, and when it was recorded. */
interface Stamp {
  readonly customer: string
  readonly on: number
  /** Set when the event is kept; 0 in a draft. */
  readonly at: number
}

/** How an item was settled. */
export type Settling = 'payment' | 'credit' | 'deposit' | 'discount' | 'tolerance' | 'writeoff'

/** What an early payer may keep. */
export interface Offer {
  readonly until: number
  readonly payable: bigint
  readonly mode: 'fullSettlementOnly' | 'proportional'
  readonly base: 'gross' | 'net'
}

/** A part of an amount that is tax. */
export interface Tax {
  readonly code: string
  readonly amount: bigint
}

/** A part as it was when a plan took its place. */
export interface Replaced {
  readonly dueOn: number
  readonly amount: bigint
  /** The plan it was of, or `''`. */
  readonly plan: string
}

/** Everything that can happen in the model, in the plainest words. Amounts are minor units. */
export type Happening =
  | { readonly type: 'customer' }
  | {
      readonly type: 'invoice'
      readonly id: string
      readonly number: string
      readonly currency: string
      readonly total: bigint
      readonly reference: string
      readonly offer: Offer | undefined
      readonly component: string
      readonly group: string
      readonly taxes: readonly Tax[]
    }
  | {
      readonly type: 'part'
      readonly document: string
      readonly no: number
      readonly dueOn: number
      readonly amount: bigint
      readonly plan: string
      /** Money in time may still earn the invoice's discount here. */
      readonly hasOffer: boolean
    }
  | { readonly type: 'partEnded'; readonly document: string; readonly no: number; readonly amount: bigint }
  | {
      readonly type: 'voided'
      readonly document: string
      readonly amounts: readonly { readonly no: number; readonly amount: bigint }[]
    }
  | {
      readonly type: 'source'
      readonly id: string
      readonly kind: 'payment' | 'deposit' | 'credit_note' | 'promotional'
      readonly currency: string
      readonly amount: bigint
      readonly reference: string
      readonly expiresOn: number | undefined
      /** The invoice a credit note corrects, or `''`. */
      readonly corrects: string
    }
  | {
      readonly type: 'allocated'
      readonly id: string
      readonly kind: Settling
      readonly source: string
      readonly document: string
      readonly no: number
      readonly amount: bigint
      /** The allocation that brought this discount or tolerance, or `''`. */
      readonly cause: string
    }
  | { readonly type: 'released'; readonly allocation: string }
  | {
      readonly type: 'refunded'
      readonly source: string
      readonly amount: bigint
      readonly from: 'unapplied' | 'held'
      /** What of it had been promised. */
      readonly promised: bigint
    }
  | { readonly type: 'promised' | 'withdrawn'; readonly source: string; readonly amount: bigint }
  | { readonly type: 'reversed'; readonly source: string; readonly unapplied: bigint; readonly held: bigint }
  | { readonly type: 'forfeited'; readonly source: string; readonly amount: bigint }
  | { readonly type: 'depositReleased'; readonly source: string; readonly amount: bigint }
  | { readonly type: 'held'; readonly id: string; readonly document: string; readonly reason: string }
  | { readonly type: 'holdReleased'; readonly id: string }
  | {
      readonly type: 'planned'
      readonly id: string
      readonly document: string
      readonly replaced: readonly Replaced[]
    }
  | { readonly type: 'planCancelled'; readonly id: string }
  | { readonly type: 'planAccepted'; readonly id: string }
  | {
      readonly type: 'disputed'
      readonly id: string
      readonly document: string
      readonly currency: string
      readonly amount: bigint
      readonly holds: readonly string[]
    }
  | { readonly type: 'disputeResolved'; readonly id: string }
  | {
      /** A promise to pay. */
      readonly type: 'agreed'
      readonly id: string
      readonly document: string
      readonly currency: string
      readonly amount: bigint
      readonly until: number
    }
  | { readonly type: 'agreementWithdrawn'; readonly id: string }
  | {
      readonly type: 'booked'
      readonly id: string
      readonly currency: string
      readonly amount: bigint
      readonly date: number
      readonly timeZone: string
      readonly policy: WirePolicy
      readonly noShow: WireCharge
    }
  | { readonly type: 'bookingApproved'; readonly id: string }
  | { readonly type: 'bookingMoved'; readonly id: string; readonly date: number }
  | {
      readonly type: 'bookingCancelled' | 'bookingMissed'
      readonly id: string
      readonly fee: bigint
      readonly kept: bigint
      readonly refund: bigint
      readonly credit: bigint
    }
  | { readonly type: 'closed'; readonly through: number }

/** An event as kept: what happened, to whom, for which day, and when we knew. */
export type Event = Happening & Stamp

/** An event a command decided on, not yet kept. */
export type Draft = Happening & Omit<Stamp, 'at'>
