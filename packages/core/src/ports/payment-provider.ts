import type { Instant } from '../calendar/index.js'
import type { Money } from '../money/index.js'

/** What a provider can do, as data: the core plans around it and never tries what is not there. */
export interface ProviderCapabilities {
  /** How long a link of theirs may live, in seconds; `null`: as long as we like. */
  readonly lifetime: { readonly minSeconds: number; readonly maxSeconds: number | null }
  /** `delayed`: money is announced days before it arrives (direct debit); `mixed`: depends on what the payer picks. */
  readonly settlement: 'instant' | 'delayed' | 'mixed'
  /** Authorises now and captures later. */
  readonly holds: boolean
  /** Can charge a method the payer left with it. */
  readonly savedMethods: boolean
  /** Pays in place, with a client secret, and not only on a page of its own. */
  readonly inPlace: boolean
  readonly refunds: 'none' | 'full' | 'partial'
  readonly disputes: boolean
  readonly payouts: boolean
  readonly currencies: 'any' | readonly string[]
  /** The least it charges in a currency, in minor units. @default 1 */
  readonly minimumCharge?: (currency: string) => bigint
}

/** What goes with every call. */
export interface CallContext {
  /**
   * The same key gives the same answer and no second effect, for as long as the provider keeps it. With another request
   * it is refused (`provider_refused`).
   */
  readonly idempotencyKey: string
  readonly signal?: AbortSignal
}

/** One debt to be paid now. */
export interface CreateCheckout {
  /** Ours: goes out as the provider's reference and comes back with its events. */
  readonly checkout: string
  readonly tenant: string
  readonly purpose: 'invoice' | 'balance' | 'deposit' | 'instalment' | 'reference' | 'fee'
  readonly amount: Money
  readonly description: string
  readonly payer: {
    readonly customer: string
    readonly name?: string
    readonly email?: string
    readonly locale?: string
  }
  /** `hold` authorises only; `save` also keeps the method for later charges. @default 'now' */
  readonly capture?: 'now' | 'hold'
  readonly saveMethod?: boolean
  /** `redirect` for the provider's page, `inPlace` for a client secret. @default 'redirect' */
  readonly show?: 'redirect' | 'inPlace'
  readonly returnUrl: string
  readonly cancelUrl: string
  readonly expiresAt?: Instant
}

/** How a checkout stands at the provider. */
export interface CheckoutSnapshot {
  /** The provider's own id. */
  readonly externalId: string
  readonly state: 'open' | 'pending' | 'paid' | 'expired' | 'closed'
  /** Where the payer goes; `''` when it is paid in place. */
  readonly url: string
  /** For paying in place; `''` otherwise. Never stored. */
  readonly clientSecret: string
  readonly expiresAt: Instant | null
  /** The payment that came of it, when there is one. */
  readonly payment: PaymentSnapshot | null
}

/** A payment as the provider knows it. */
export interface PaymentSnapshot {
  /** The provider's own id of the payment: the one that refunds, disputes and payouts name. */
  readonly externalId: string
  readonly amount: Money
  /** The provider's account it went to, when the provider has several; otherwise `''`. */
  readonly account: string
  /** `card`, `sepa_debit` … as the provider names it. */
  readonly method: string
  /** What the provider kept of it, when it says so already. */
  readonly fee?: Money
  /** The provider's id of the method the payer left with it: what a later {@link ChargeRequest} names. */
  readonly savedMethod?: string
  /** Until when held money can be captured, when the provider says so. */
  readonly captureBefore?: Instant
}

/** Money to send back. */
export interface RefundRequest {
  /** Ours. */
  readonly refund: string
  /** The provider's id of the payment. */
  readonly payment: string
  readonly amount: Money
  readonly reason: string
}

/** A refund as the provider knows it. */
export interface RefundSnapshot {
  readonly externalId: string
  /** Ours, when we asked for it; `''` when it was made at the provider. */
  readonly refund: string
  readonly payment: string
  readonly amount: Money
  readonly state: 'pending' | 'sent' | 'failed'
  readonly reason: string
}

/** A dispute as the provider knows it. */
export interface DisputeSnapshot {
  readonly externalId: string
  readonly payment: string
  readonly amount: Money
  readonly reason: string
  /** The money was taken from us. */
  readonly withdrawn: boolean
  readonly evidenceDueBy: Instant | null
}

/** Money the provider sent to our bank. */
export interface PayoutSnapshot {
  readonly externalId: string
  /** What arrives at the bank. */
  readonly amount: Money
  /** What the provider kept of the payments in it. */
  readonly fees: Money
  readonly arrivesOn: string
}

/** A charge of a saved method: a no-show fee, a plan's part. */
export interface ChargeRequest {
  /** Ours: comes back with its events as `checkout`. */
  readonly payment: string
  /** Whose it is: comes back with its events. @default '' */
  readonly tenant?: string
  /** The customer as the checkout named it that the method was left with. */
  readonly customer: string
  /** The provider's id of the method. */
  readonly method: string
  readonly amount: Money
  readonly description: string
}

/** How a charge of a saved method came out. */
export type ChargeSnapshot = PaymentSnapshot & {
  /**
   * `declined`: nothing was taken. `authentication_required`: nothing was taken, and only the payer can let it be. Either
   * way the payer is to pay some other way.
   */
  readonly state: 'pending' | 'paid' | 'declined' | 'authentication_required'
  /** Why nothing was taken, as the provider says it; otherwise `''`. */
  readonly reason: string
}

/** What every event has. */
interface EventBase {
  /** The provider's id of the event: the same one comes again when it is delivered again. */
  readonly event: string
  readonly occurredAt: Instant
  /** Our checkout, or our payment when a saved method was charged, when the event names it; `''` otherwise. */
  readonly checkout: string
  /**
   * Whose it is: the `tenant` of the checkout or charge, as the provider kept it with the payment. An event of another
   * tenant's is not ours, however its ids look: two tenants that share an account have checkouts of the same name.
   *
   * @default '', the provider does not say; payouts never do
   */
  readonly tenant?: string
}

/** What a provider tells us, in our words. */
export type ProviderEvent = EventBase &
  (
    | {
        readonly type: 'payment.pending' | 'payment.succeeded' | 'payment.authorised'
        readonly payment: PaymentSnapshot
      }
    | {
        readonly type: 'payment.voided'
        readonly payment: PaymentSnapshot
        /** `expired`: nobody captured it in time. @default 'released' */
        readonly reason?: 'released' | 'expired'
      }
    | {
        readonly type: 'payment.failed'
        readonly payment: PaymentSnapshot
        readonly reason: string
        readonly retryable: boolean
      }
    | { readonly type: 'payment.reversed'; readonly payment: PaymentSnapshot; readonly reason: string }
    | { readonly type: 'refund.pending' | 'refund.sent' | 'refund.failed'; readonly refund: RefundSnapshot }
    | {
        readonly type: 'dispute.opened' | 'dispute.withdrawn' | 'dispute.reinstated' | 'dispute.won' | 'dispute.lost'
        readonly dispute: DisputeSnapshot
      }
    | { readonly type: 'payout.paid' | 'payout.failed'; readonly payout: PayoutSnapshot }
    | { readonly type: 'checkout.expired' | 'checkout.closed' }
  )

/** A request as it came in: the signature is over the raw bytes. */
export interface RawWebhook {
  readonly method: string
  readonly url: string
  readonly headers: { get(name: string): string | null }
  readonly body: Uint8Array
}

/**
 * Somebody who takes money for us. `paymentProviderSuite` in `@owekit/testing` states its promises.
 *
 * Every call is safe to repeat with its key. What a provider says is a claim: amount, currency and account are matched
 * with what was asked before anything is booked.
 *
 * A refusal (`provider_refused`) is about what was asked, and nothing of it was carried out. A wrong key or missing rights are
 * `provider_unavailable`, as is every failure after which nothing can have happened; whatever may have been carried out is
 * `provider_indeterminate`.
 */
export interface PaymentLinkProvider {
  /** Names it in rows and URLs: `stripe`, `fake`. */
  readonly id: string
  readonly capabilities: ProviderCapabilities
  /** The provider's account that is ours, when it has several: a payment to another is not booked. */
  readonly account?: string
  createCheckout(request: CreateCheckout, context: CallContext): Promise<CheckoutSnapshot>
  getCheckout(externalId: string, context: CallContext): Promise<CheckoutSnapshot>
  /** Closes it, so that nobody pays it any more; one that was paid meanwhile is answered as it is. */
  closeCheckout?(externalId: string, context: CallContext): Promise<CheckoutSnapshot>
  /**
   * Sends money back. It is asked again with the same key for 20 hours after an answer was lost; a refusal is believed only
   * the first time.
   */
  refund?(request: RefundRequest, context: CallContext): Promise<RefundSnapshot>
  /**
   * Charges a method that the payer left, without the payer. That it was not paid is an answer, not an error: a refusal
   * (`provider_refused`) is for what cannot be charged at all, such as a method that nobody left.
   */
  charge?(request: ChargeRequest, context: CallContext): Promise<ChargeSnapshot>
  /** Takes authorised money, all or part of it. */
  capture?(payment: string, amount: Money, context: CallContext): Promise<PaymentSnapshot>
  /** Gives authorised money free. */
  void?(payment: string, context: CallContext): Promise<PaymentSnapshot>
  /**
   * Verifies that the request is the provider's own and says what it means; `[]`: understood, and not about us.
   *
   * @throws ReceivablesError `webhook_rejected` forged, replayed, stale or not readable
   */
  receive(request: RawWebhook, context: { readonly now: Instant }): Promise<readonly ProviderEvent[]>
}
