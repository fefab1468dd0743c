import type Stripe from 'stripe'
import type { StripeClient } from './client.js'

/** The options with every default in place. */
export interface StripeSettings {
  readonly client: StripeClient
  readonly webhookSecrets: readonly string[]
  /** `''` for the account that the client's key belongs to. */
  readonly account: string
  readonly apiVersion: string
  /** What goes with a request; a key with every one that changes something. */
  readonly options: (idempotencyKey?: string) => Stripe.RequestOptions
}
