import type { Instant } from '../calendar/index.js'
import type { CallContext, RawWebhook } from './payment-provider.js'

/** What a notifier can do, as data: the dispatch plans around it and never tries what is not there. */
export interface NotifierCapabilities {
  /**
   * What becomes of a message that is sent again with the same key.
   *
   * `keyed`: it is sent once, for as long as `keyLifetimeSeconds`; so what is in doubt is sent again. `lookup`: it can be
   * asked what became of a key. `none`: neither, so a message in doubt stays in doubt, and a person is told.
   */
  readonly repeats: 'keyed' | 'lookup' | 'none'
  /** How long a key is remembered; more than the longest a message is tried. @default for ever */
  readonly keyLifetimeSeconds?: number
  readonly attachments: boolean
  /** Shows `html` besides `text`. */
  readonly html: boolean
  /** Tells later what became of a message: bounces, complaints, deliveries. */
  readonly feedback: boolean
}

/** Who a message goes to or comes from. */
export interface Address {
  /** An e-mail address, or a telephone number as `+` and digits. */
  readonly address: string
  readonly name?: string
}

/** A file that goes with a message. */
export interface Attachment {
  readonly name: string
  readonly contentType: string
  readonly content: Uint8Array
}

/** What a message is about. */
export type Purpose =
  'invoice' | 'reminder' | 'receipt' | 'thanks' | 'statement' | 'deposit' | 'plan' | 'task' | 'other'

/** One message, as it is sent: its words are final. */
export interface OutboundMessage {
  /** Ours: goes out with it where the channel allows, and comes back with what became of it; no control characters. */
  readonly message: string
  readonly tenant: string
  readonly purpose: Purpose
  readonly to: Address
  readonly from?: Address
  readonly replyTo?: Address
  /** `''` on channels that have none. */
  readonly subject: string
  readonly text: string
  /** `''` for none. */
  readonly html: string
  /** BCP 47. */
  readonly locale: string
  readonly attachments: readonly Attachment[]
  /** Where its reader ends messages of this purpose: a page, and, for a mail program, the same by one POST. */
  readonly unsubscribe?: { readonly url: string; readonly oneClick: boolean; readonly mailto?: string }
  /** What a program reads, on channels that carry data: plain JSON. */
  readonly data?: { readonly [name: string]: unknown }
}

/** What a notifier says of a message that it took. */
export interface SendReceipt {
  /** The notifier's own id of it; `''` where it gives none. */
  readonly externalId: string
  /** How many parts a text message was cut into. */
  readonly segments?: number
}

/** What became of a message later, in our words. */
export interface DeliveryEvent {
  /** The notifier's id of the event: the same one comes again when it is told again. */
  readonly event: string
  readonly occurredAt: Instant
  /** Our message, where the event names it; `''` otherwise. */
  readonly message: string
  /** The notifier's own id of the message; `''` where it has none. */
  readonly externalId: string
  /** Who it was for; `''` where the event does not say. */
  readonly address: string
  /**
   * `bounced`: it did not arrive and never will (`isPermanent`: nor will any other to this address). `complained`: its reader
   * called it spam. `unsubscribed`: its reader wants no more of its purpose.
   */
  readonly type: 'delivered' | 'deferred' | 'opened' | 'bounced' | 'complained' | 'unsubscribed'
  readonly isPermanent: boolean
  /** What the other side said, for staff; `''` for nothing. */
  readonly reason: string
}

/**
 * Somebody who carries messages for us. `notifierSuite` in `@owekit/testing` states its promises.
 *
 * What `send` throws says whether the message may have gone out at this attempt; one before it that is in doubt stays in
 * doubt:
 *
 * - `notifier_unavailable`: it certainly did not, and may go later (refused for now, too many, no connection). With
 *   `retryAfterSeconds` in the details where the other side said so.
 * - `notifier_refused`: it certainly did not, and never will like this. `details.fault` says what is wrong: `address`,
 *   `content` or `settings`.
 * - `notifier_indeterminate`: nobody knows (no answer in time, connection lost after it was handed over).
 *
 * A call that is given up through `signal` throws the one of the first and the last that is true at that moment.
 */
export interface Notifier {
  /** Names it in rows and URLs: `smtp`, `twilio`. */
  readonly id: string
  readonly channel: 'email' | 'sms' | 'webhook'
  readonly capabilities: NotifierCapabilities
  /**
   * Hands a message over. The key is the same at every attempt.
   *
   * What cannot arrive as it is (a line break in a subject or a name, an address that is none, a file where none can go)
   * is refused before anybody is asked: {@link checkMessage}.
   *
   * @throws ReceivablesError `notifier_unavailable`, `notifier_refused`, `notifier_indeterminate`; no other
   */
  send(message: OutboundMessage, context: CallContext): Promise<SendReceipt>
  /** What became of a key: its receipt, or null when it was certainly not sent. Where `repeats` is `lookup`. */
  find?(key: string, context: { readonly signal?: AbortSignal }): Promise<SendReceipt | null>
  /**
   * Verifies that the request is the notifier's own and says what it means; `[]`: understood, and not about us. Where
   * `feedback` is true.
   *
   * @throws ReceivablesError `webhook_rejected` forged, replayed, stale or not readable
   */
  receive?(request: RawWebhook, context: { readonly now: Instant }): Promise<readonly DeliveryEvent[]>
}
