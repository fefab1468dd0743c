import type { DeliveryEvent, Instant, Notifier, OutboundMessage, RawWebhook, SendReceipt } from '@owekit/core/ports'

/** The one POST that hands a message over. */
export interface CarrierRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What a service answered to it. */
export interface CarrierAnswer {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  /** The JSON of its body; `undefined` where it is none (a page, nothing, too much). */
  readonly json: unknown
}

/**
 * Why a service did not take a message. `later`: it may at another time. `inProgress`: it is at it already, under the same key,
 * and is asked again until it is done. The others will never do.
 */
export type Refusal = 'address' | 'content' | 'settings' | 'later' | 'inProgress'

/**
 * A service that takes messages by one POST, as data and pure functions: what is common to all of them (time, size, lost
 * connections, answers that make no sense) is done by {@link httpNotifier}.
 */
export interface Carrier extends Pick<Notifier, 'id' | 'channel' | 'capabilities'> {
  /** The request for a message. The same message and key give the same request. */
  request(message: OutboundMessage, key: string): CarrierRequest
  /** The receipt in an answer of 2xx; `undefined` where there is none to be found, which leaves the message in doubt. */
  receipt(answer: CarrierAnswer): SendReceipt | undefined
  /** What an answer that is no yes means; `undefined` leaves it to its status. @default by status */
  refusal?(answer: CarrierAnswer): Refusal | undefined
  /** The service's own word for what is wrong, for the details of the error; never what could quote an address. */
  codeOf?(answer: CarrierAnswer): string | number | undefined
  /**
   * Verifies a request of the service and says what it means. Where `feedback` is true.
   *
   * @throws ReceivablesError `webhook_rejected`
   */
  receive?(request: RawWebhook, now: Instant): readonly DeliveryEvent[]
}
