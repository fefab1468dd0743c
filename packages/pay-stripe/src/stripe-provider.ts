import { ReceivablesError } from '@owekit/core'
import type { PaymentLinkProvider, ProviderCapabilities } from '@owekit/core/ports'
import { minimumCharge } from './amounts.js'
import { closeCheckout, findCheckout, openCheckout } from './checkouts.js'
import type { StripeClient } from './client.js'
import { meaningOf } from './events.js'
import { capture, charge, giveFree, refund } from './money-back.js'
import type { StripeSettings } from './settings.js'
import { verifiedEvent } from './verify.js'
import { stripeApiVersion } from './webhook-events.js'

/** What {@link stripeProvider} takes. */
export interface StripeProviderOptions {
  /** A client of the official `stripe` package, made with your secret key. */
  readonly client: StripeClient
  /** The signing secrets of your webhook endpoint (`whsec_…`); several while you change them. */
  readonly webhookSecrets: readonly string[]
  /** A connected account that everything is done for, and whose events are listened to. @default the client's own */
  readonly account?: string
  /** The API version that is asked for, and that webhooks have to be of. @default '2026-10-28.endive' */
  readonly apiVersion?: string
  /** Names it in rows and URLs; needed when there are several accounts. @default 'stripe' */
  readonly id?: string
}

const capabilities: ProviderCapabilities = {
  // Stripe counts 30 minutes to 24 hours from when the request arrives; a minute is for the way.
  lifetime: { minSeconds: 1860, maxSeconds: 86_340 },
  settlement: 'mixed',
  holds: true,
  savedMethods: true,
  inPlace: true,
  refunds: 'partial',
  disputes: true,
  payouts: true,
  currencies: 'any',
  minimumCharge,
}

/**
 * Takes money through Stripe: its pages, or its elements in yours; cards, wallets and debits; refunds, disputes, payouts.
 *
 * The client is yours and is passed in. Every change carries a key derived from ours, and metadata carries our ids and
 * nothing about a person.
 *
 * @example
 * const stripe = stripeProvider({ client: new Stripe(process.env.STRIPE_KEY), webhookSecrets: ['whsec_…'] })
 * const ar = createReceivables({ store, providers: [stripe] })
 */
export function stripeProvider(options: StripeProviderOptions): PaymentLinkProvider {
  const settings = settingsOf(options)
  return {
    id: options.id ?? 'stripe',
    capabilities,
    createCheckout: (request, context) => openCheckout(settings, request, context),
    getCheckout: (id, context) => findCheckout(settings, id, context),
    closeCheckout: (id, context) => closeCheckout(settings, id, context),
    refund: (request, context) => refund(settings, request, context),
    charge: (request, context) => charge(settings, request, context),
    capture: (payment, amount, context) => capture(settings, payment, amount, context),
    void: (payment, context) => giveFree(settings, payment, context),
    receive: async (request, { now }) => meaningOf(settings, await verifiedEvent(settings, request, now)),
  }
}

function settingsOf({
  client,
  webhookSecrets,
  account = '',
  apiVersion = stripeApiVersion,
}: StripeProviderOptions): StripeSettings {
  if (webhookSecrets.length === 0 || webhookSecrets.some((secret) => secret.trim() === '')) {
    throw new ReceivablesError('not_configured', 'stripeProvider needs a webhook secret, such as whsec_….')
  }
  return {
    client,
    webhookSecrets,
    account,
    apiVersion,
    options: (idempotencyKey) => ({
      apiVersion,
      ...(account === '' ? {} : { stripeAccount: account }),
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    }),
  }
}
