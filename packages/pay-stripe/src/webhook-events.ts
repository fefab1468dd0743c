import type Stripe from 'stripe'

/** The API version that is asked for, and that webhooks have to be of. */
export const stripeApiVersion = '2026-10-28.endive'

/**
 * The events a webhook endpoint has to send: all that mean something here.
 *
 * @example
 * await client.webhookEndpoints.create({ url, enabled_events: [...stripeEvents], api_version: stripeApiVersion })
 */
export const stripeEvents = [
  'payment_intent.processing',
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
  'payment_intent.amount_capturable_updated',
  'checkout.session.expired',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
  'charge.dispute.closed',
  'payout.paid',
  'payout.failed',
] as const satisfies readonly Stripe.Event['type'][]

/** An event that means something here. */
export type UsedEvent = Extract<Stripe.Event, { type: (typeof stripeEvents)[number] }>

/** Whether an event means something here. */
export function isUsed(event: Stripe.Event): event is UsedEvent {
  return (stripeEvents as readonly string[]).includes(event.type)
}

/** The name of a release, `endive` of `2026-10-28.endive`; the whole of an older version, which had none. */
export function releaseOf(version: unknown): string {
  return String(version).replace(/^[\d-]+\./, '')
}
