// Long because it is one table: what every fact says, side by side.
import type { Day, Instant } from '../calendar/index.js'
import type { CancellationTerms, ChargeTerms } from './booking-terms.js'
import type { Posting } from './posting.js'

/** A tax component as given to us: recorded and split, never computed. Amounts are minor units. */
export interface TaxComponent {
  readonly code: string
  readonly amount: bigint
}

/** A line of an invoice or credit note. Amounts are minor units. */
export interface DocumentLine {
  readonly description: string
  readonly quantity: string
  readonly amount: bigint
  readonly reference: string
}

/** The early-payment discount an invoice offers. Amounts are minor units, `until` is the last day, inclusive. */
export interface DiscountOffer {
  readonly percent: string
  readonly until: string
  readonly base: 'gross' | 'net'
  readonly mode: 'fullSettlementOnly' | 'proportional'
  /** What a payment inside the window must reach. */
  readonly payable: bigint
  /** total − payable. */
  readonly amount: bigint
}

/** Notes of the host's own: text by name. */
export type Metadata = { readonly [name: string]: string }

/** What a document's `data` column holds. */
export interface DocumentData {
  readonly lines: readonly DocumentLine[]
  readonly taxes: readonly TaxComponent[]
  readonly terms: string
  readonly discount: DiscountOffer | null
  readonly metadata: Metadata
  /** The invoice a credit note belongs to, or `''`. */
  readonly invoice: string
}

/** The parts every document fact has. */
export interface DocumentIssued extends DocumentData {
  readonly id: string
  readonly number: string
  readonly currency: string
  readonly exponent: number
  readonly total: bigint
  readonly net: bigint
  readonly issuedOn: string
  readonly reference: string
  readonly rate: string | null
}

/** An instalment as issued or moved. */
export interface InstalmentTerms {
  readonly no: number
  readonly dueOn: string
  readonly amount: bigint
}

/** An instalment and the payment plan it belongs to, or `''`. */
export interface PlannedTerms extends InstalmentTerms {
  readonly plan: string
}

/** How an item was settled. */
export type AllocationKind = 'payment' | 'credit' | 'deposit' | 'discount' | 'tolerance' | 'writeoff'

/** What sets an amount against an item: from a source, or as discount, tolerance or write-off. */
export interface Settlement {
  readonly id: string
  readonly kind: AllocationKind
  /** `''` for a discount, a write-off, a tolerance on the item's side. */
  readonly source: string
  /** `''` for a tolerance on the payment's side. */
  readonly document: string
  /** The document's printed number, or `''`. */
  readonly number: string
  readonly instalment: number
  readonly currency: string
  readonly amount: bigint
  /** The allocation that brought it, or `''`. */
  readonly cause: string
  /** Which rule chose it. */
  readonly why: string
}

/** What each fact says, by type. Amounts are minor units of the object's currency; days are `YYYY-MM-DD`. */
export interface FactData {
  'account.opened': { readonly customer: string }
  'invoice.issued': DocumentIssued & {
    readonly component: 'principal' | 'interest' | 'costs'
    readonly instalments: readonly InstalmentTerms[]
  }
  'invoice.voided': { readonly document: string; readonly reason: string }
  'invoice.rescheduled': {
    readonly document: string
    readonly reason: string
    readonly ended: readonly number[]
    readonly started: readonly PlannedTerms[]
  }
  'credit.issued': DocumentIssued & { readonly kind: 'credit_note' | 'promotional'; readonly expiresOn: string | null }
  'payment.settled': {
    readonly id: string
    readonly kind: 'payment' | 'deposit'
    readonly amount: bigint
    readonly currency: string
    readonly exponent: number
    readonly receivedOn: string
    readonly method: string
    readonly provider: string
    readonly externalId: string
    readonly reference: string
    /** The payment this is a share of, when one payer paid for several customers. */
    readonly splitOf: string
    /** The suspense entry it was assigned from. */
    readonly suspense: string
    /** The deposit request it answers. */
    readonly request: string
    readonly rate: string | null
    readonly metadata: Metadata
  }
  'payment.allocated': Settlement
  'discount.granted': Settlement
  'rounding.recorded': Settlement
  'writeoff.recorded': Settlement
  'allocation.undone': { readonly allocation: string; readonly reason: string }
  'payment.refunded': {
    readonly id: string
    readonly source: string
    readonly currency: string
    readonly amount: bigint
    readonly as: '' | 'credit' | 'reopen'
    readonly reason: string
    /** Who is asked to send it; absent when it is recorded by hand. */
    readonly provider?: string
    /** What the provider calls it, when it was sent already; otherwise `''`. */
    readonly externalId?: string
    /** It was held for a reference; absent when it was free. */
    readonly pocket?: 'customer_deposits'
  }
  'payment.reversed': { readonly payment: string; readonly reason: string }
  'chargeback.taken': {
    readonly payment: string
    /** What the provider calls the dispute. */
    readonly dispute: string
    readonly currency: string
    /** All that the bank took. */
    readonly amount: bigint
    /** What of it was held for a reference, `forfeited` with it. */
    readonly held: bigint
    /** What of it had been forfeited before. */
    readonly forfeited: bigint
    /** What of it the payment did not have: it had been paid back before. */
    readonly lost: bigint
  }
  'chargeback.covered': {
    readonly payment: string
    /** The dispute whose loss it covers. */
    readonly dispute: string
    readonly currency: string
    readonly amount: bigint
    /** What of it would have been held for a reference. */
    readonly held: bigint
    /** The dispute whose money came back, or `''`: a refund did. */
    readonly from: string
  }
  'refund.promised': { readonly source: string; readonly amount: bigint }
  'refund.withdrawn': { readonly source: string; readonly amount: bigint }
  'deposit.requested': {
    readonly id: string
    readonly number: string
    readonly currency: string
    readonly exponent: number
    readonly amount: bigint
    readonly requestedOn: string
    readonly dueOn: string | null
    readonly reference: string
    readonly metadata: Metadata
  }
  'deposit.forfeited': { readonly deposit: string; readonly amount: bigint; readonly reason: string }
  'forfeit.undone': { readonly deposit: string; readonly amount: bigint; readonly reason: string }
  'deposit.released': { readonly deposit: string; readonly amount: bigint; readonly reason: string }
  'hold.placed': { readonly id: string; readonly document: string; readonly reason: string; readonly note: string }
  'hold.released': { readonly id: string; readonly note: string }
  'plan.agreed': {
    readonly id: string
    readonly document: string
    readonly replaced: readonly PlannedTerms[]
    readonly instalments: readonly InstalmentTerms[]
    /** What happens when a part is late. @default 'keep' */
    readonly broken?: 'keep' | 'cancel'
  }
  'plan.accepted': { readonly id: string; readonly by: string }
  'plan.broken': {
    readonly id: string
    readonly instalment: number
    readonly dueOn: string
    readonly open: bigint
    readonly currency: string
  }
  'plan.cancelled': { readonly id: string; readonly reason: string }
  'payment.pending': PaymentAnnounced
  'payment.authorised': PaymentAnnounced & {
    /** Until when it can be captured, when the provider says so: an instant. */
    readonly captureBefore: string | null
  }
  'payment.voided': {
    readonly id: string
    readonly provider: string
    readonly externalId: string
    /** `expired`, `released` at the provider, or what was said when it was asked for. */
    readonly reason: string
  }
  'capture.requested': {
    readonly id: string
    readonly attempt: number
    readonly currency: string
    readonly amount: bigint
  }
  'capture.failed': { readonly id: string; readonly reason: string }
  'void.requested': { readonly id: string; readonly attempt: number; readonly reason: string }
  'void.failed': { readonly id: string; readonly reason: string }
  'charge.requested': PaymentAnnounced & MethodCharge
  'charge.sent': { readonly id: string; readonly at: string }
  'method.saved': Omit<PaymentAnnounced, 'covers' | 'reference'> & SavedMethod
  'method.forgotten': { readonly id: string; readonly reason: string }
  'payment.failed': {
    readonly id: string
    readonly provider: string
    readonly externalId: string
    readonly reason: string
    readonly retryable: boolean
  }
  /** The provider is asked to send it, for the first time that may have been carried out. */
  'refund.asked': { readonly refund: string; readonly at: string }
  /** The provider said that nothing of what it was asked was carried out: nothing is unknown. */
  'refund.unsent': { readonly refund: string; readonly reason: string }
  'refund.sent': { readonly refund: string; readonly externalId: string }
  'refund.failed': {
    readonly refund: string
    readonly source: string
    readonly amount: bigint
    readonly reason: string
  }
  'dispute.opened': {
    readonly id: string
    readonly document: string
    readonly source: string
    readonly lines: readonly number[]
    readonly reason: string
    readonly currency: string
    readonly amount: bigint
    readonly hold: string
    readonly provider: string
    readonly externalId: string
  }
  'dispute.noted': {
    readonly id: string
    readonly kind: 'note' | 'evidence'
    readonly text: string
    readonly url: string
  }
  'dispute.resolved': { readonly id: string; readonly outcome: string; readonly note: string }
  'promise.made': {
    readonly id: string
    readonly document: string
    readonly currency: string
    readonly amount: bigint
    readonly until: string
    readonly note: string
    /** What had been paid already of what it is about: it does not count. */
    readonly paidBefore: bigint
  }
  'promise.kept': { readonly id: string; readonly received: bigint; readonly currency: string }
  'promise.broken': { readonly id: string; readonly received: bigint; readonly currency: string }
  'promise.withdrawn': { readonly id: string; readonly reason: string }
  'booking.requested': BookingRules & {
    /** Also the reference of its deposit and its invoices. */
    readonly id: string
    readonly currency: string
    readonly exponent: number
    readonly total: bigint
    /** What is asked at first. */
    readonly deposit: bigint
    readonly date: string
    /** The local time it begins: minutes after midnight. */
    readonly minute: number
    readonly timeZone: string
    readonly persons: number
    readonly nights: number
    /** What the payer was told, in the host's own words. */
    readonly disclosure: string
    /** Which rule decided on the deposit. */
    readonly why: string
  }
  'booking.approved': {
    readonly id: string
    /** The deposit request, or `''` when nothing is asked. */
    readonly request: string
    readonly expiresAt: string | null
  }
  'booking.rescheduled': {
    readonly id: string
    readonly date: string
    readonly minute: number
    readonly from: string
  }
  'booking.cancelled': BookingEnded & { readonly id: string }
  'booking.no_show': BookingEnded & { readonly id: string }
  'booking.fee_collected': {
    readonly id: string
    readonly payment: string
    readonly currency: string
    readonly amount: bigint
  }
  'link.created': {
    readonly id: string
    readonly scope: LinkScope
    readonly target: string
    readonly instalment: number
    readonly currency: string
    readonly tokenHash: string
    readonly minimum: bigint | null
    readonly expiresAt: string | null
    /** What is paid through it is held on the card, to be captured later. @default 'now' */
    readonly capture?: 'hold'
  }
  'link.renewed': {
    readonly id: string
    readonly tokenHash: string
    readonly generation: number
    readonly expiresAt: string | null
    /** The end that the host had given it, when whoever holds it renewed it: an instant. */
    readonly firstEnd?: string
  }
  'link.revoked': { readonly id: string; readonly reason: string }
  'invoice.became_due': InstalmentTime
  'invoice.became_overdue': InstalmentTime
  'discount.expiring': {
    readonly document: string
    readonly number: string
    readonly until: string
    readonly payable: bigint
    readonly currency: string
  }
  'deposit.expired': {
    readonly request: string
    readonly reference: string
    readonly dueOn: string
    /** What was not received of it: minor units. */
    readonly amount: bigint
    readonly currency: string
  }
  'payout.recorded': {
    readonly id: string
    readonly provider: string
    readonly externalId: string
    readonly currency: string
    readonly exponent: number
    /** What arrived at the bank: minor units. */
    readonly amount: bigint
    /** What the provider kept: minor units. */
    readonly fees: bigint
    readonly paidOn: string
  }
  /** What is said now of the steps that were due, or what staff decided about some. */
  'reminder.decided': Decided & {
    readonly exponent: number
    readonly messages: readonly MessageAsked[]
    /** `policy`, `staff`, or `payment` for a confirmation. */
    readonly by: 'policy' | 'staff' | 'payment'
    /** What staff said about it, or `''`. */
    readonly reason: string
  }
  /** A message is handed over now, or tried to be. */
  'message.sending': {
    readonly message: string
    readonly attempt: number
    readonly notifier: string
    readonly at: string
    /** Until when the attempt may take: an instant. */
    readonly until: string
  }
  'message.settled': Decided & {
    readonly message: string
    /** `waiting`: it certainly did not go out, and is tried again. */
    readonly state: 'sent' | 'refused' | 'unknown' | 'withdrawn' | 'waiting'
    readonly why: string
    readonly externalId: string
  }
  /** What became of a message, as its notifier told later. */
  'message.told': Decided & {
    readonly message: string
    readonly event: string
    readonly delivery: 'deferred' | 'delivered' | 'opened' | 'bounced' | 'complained' | 'unsubscribed'
    readonly externalId: string
  }
  'preferences.changed': {
    /** An invoice, or `''` for the customer. */
    readonly document: string
    readonly policy: string
    readonly isPaused: boolean
    readonly snoozedUntil: string | null
    readonly optedOut: readonly string[]
    readonly reason: string
  }
  'task.closed': { readonly task: string; readonly note: string }
  'account.merged': { readonly into: string }
  'account.absorbed': { readonly from: string; readonly rows: MovedRows }
  'period.closed': { readonly through: string }
  'suspense.received': {
    readonly id: string
    readonly currency: string
    readonly exponent: number
    readonly amount: bigint
    readonly receivedOn: string
    readonly payer: string
    readonly externalId: string
    readonly details: {
      readonly method: string
      readonly provider: string
      readonly reference: string
      readonly rate: string | null
      readonly metadata: Metadata
    }
  }
  'suspense.assigned': {
    readonly id: string
    readonly customer: string
    readonly payment: string
    readonly amount: bigint
  }
  'customer.updated': { readonly customer: string; readonly fields: readonly string[] }
  'customer.erased': { readonly customer: string }
}

/** A payment that a provider has announced: on its way, or held on a card. Amounts are minor units. */
export interface PaymentAnnounced {
  readonly id: string
  readonly provider: string
  readonly externalId: string
  readonly checkout: string
  readonly currency: string
  readonly exponent: number
  readonly amount: bigint
  readonly reference: string
  readonly covers: readonly Cover[]
}

/** A method that a payer left with a provider. It is named after the payment it was left with. */
export interface SavedMethod {
  /** What the provider calls it. */
  readonly token: string
  /** `card`, `sepa_debit` … as the provider names it. */
  readonly method: string
  /** The customer as the provider knows it. */
  readonly payer: string
  /** What the payer agreed to, word for word. */
  readonly consent: string
}

/** A charge of a saved method: what it is for, and what it takes to ask for it. Amounts are minor units. */
export interface MethodCharge {
  /** The payment that the method was left with. */
  readonly using: string
  readonly token: string
  readonly payer: string
  readonly description: string
  /** An invoice, or the fee of a booking. */
  readonly scope: 'invoice' | 'fee'
  readonly target: string
  /** What of it is the booking's fee itself, and no invoice's. */
  readonly fee: bigint
}

/** Part of a payment and the item it is meant for. Amounts are minor units. */
export interface Cover {
  readonly document: string
  /** 0 for a deposit request. */
  readonly instalment: number
  readonly amount: bigint
}

/** What a booking was made under. Amounts are minor units. */
export interface BookingRules {
  readonly policy: CancellationTerms
  readonly noShow: ChargeTerms
  readonly balanceDays: number
  /** How long it is kept unpaid, from its approval; null: until someone decides. */
  readonly holdMinutes: number | null
}

/** How a booking ended. keep + refund + credit is what was paid. Amounts are minor units. */
export interface BookingEnded {
  readonly currency: string
  readonly fee: bigint
  readonly keep: bigint
  readonly owed: bigint
  readonly refund: bigint
  readonly credit: bigint
  /** What its invoices ask for after it ended, and what of that is owed; absent in what was written before it was noted. */
  readonly billed?: bigint
  readonly invoiced?: bigint
  /** Which rule decided. */
  readonly why: string
  readonly by: 'customer' | 'organiser'
  readonly at: string
  readonly reason: string
}

/** What time did to an instalment: it is due, or late. */
export interface InstalmentTime {
  readonly document: string
  readonly number: string
  readonly instalment: number
  readonly dueOn: string
  /** What was open of it: minor units. */
  readonly open: bigint
  readonly currency: string
  readonly reference: string
}

/** What a link asks for: all that is open of it when it is opened. */
export type LinkScope = 'invoice' | 'instalment' | 'deposit' | 'reference' | 'balance'

/** What was decided about steps, in one currency. */
export interface Decided {
  readonly currency: string
  readonly steps: readonly StepOutcome[]
  readonly tasks: readonly TaskOpened[]
}

/** How far a step got. */
export interface StepOutcome {
  readonly id: string
  readonly document: string
  readonly instalment: number
  readonly step: string
  readonly baseDay: string
  readonly occurrence: number
  readonly state: 'asked' | 'skipped' | 'moved' | 'task'
  readonly why: string
  readonly day: string
  /** An instant. */
  readonly at: string
  /** The message that asks for it, or the last one that did, or `''`. */
  readonly message: string
  /** Channels that it was refused on: text by comma. */
  readonly tried: string
  /** Staff wants it said at once, whatever it would wait for. */
  readonly hurried: boolean
}

/** A message that is to go out. Its words and who it goes to are kept apart. Amounts are minor units. */
export interface MessageAsked {
  readonly id: string
  readonly channel: string
  readonly purpose: 'reminder' | 'receipt' | 'thanks'
  readonly at: string
  readonly tone: string
  readonly level: number
  readonly steps: readonly string[]
  readonly parts: readonly MessagePart[]
  readonly due: bigint
  readonly onAccount: bigint
  readonly toPay: bigint
  /** It should have gone out on an earlier day. */
  readonly isLate: boolean
  readonly passedOver: readonly { readonly channel: string; readonly why: string }[]
  /** The payment that it confirms, or `''`. */
  readonly payment: string
}

/** What a message lists. Minor units. */
export interface MessagePart {
  readonly document: string
  readonly instalment: number
  readonly number: string
  readonly dueOn: string
  readonly open: bigint
}

/** What staff is asked to do. */
export interface TaskOpened {
  readonly id: string
  readonly kind: 'apply_credit' | 'reach_customer' | 'call' | 'check_message'
  readonly message: string
}

/** The projection rows an account hands over when it is merged into another, as stored. */
export interface MovedRows {
  readonly [collection: string]: readonly { readonly [column: string]: string | number | bigint | null }[]
}

/** A fact's name. */
export type FactType = keyof FactData

/** What a decision writes before the engine gives it a version and the store a time. */
export type FactDraft = {
  [T in FactType]: {
    readonly type: T
    readonly effectiveOn: Day
    readonly data: FactData[T]
    readonly postings: readonly Posting[]
    /** The fact this one follows from: its id. */
    readonly cause?: string
  }
}[FactType]

/** A fact of an account's stream: what happened, when it counts, when we knew, and its balanced postings. */
export type Fact = FactDraft & {
  readonly tenant: string
  readonly customer: string
  readonly version: number
  readonly schema: 1
  readonly recordedAt: Instant
  readonly actor: string
  readonly requestKey: string
}

/**
 * A fact's id: its account and version, unique in its tenant.
 *
 * @example
 * factId('cus_ada', 3) // 'cus_ada/3'
 */
export function factId(customer: string, version: number): string {
  return `${customer}/${version}`
}
