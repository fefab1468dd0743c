import type * as PayStripe from '@owekit/pay-stripe'
import type Stripe from 'stripe'
import { Refusal } from '../refusal.js'

/** Stripe's client and our package for it, with the keys of the environment. */
export interface StripePackages {
  readonly client: Stripe
  readonly pay: typeof PayStripe
  readonly webhookSecret: string
  /** Signs as Stripe does, for trying things out. */
  readonly sign: (given: { payload: string; secret: string; timestamp: number }) => string
}

/**
 * Opens Stripe's packages.
 *
 * @throws Refusal `not_configured` when they are not installed
 */
export async function openStripe(
  env: Readonly<Record<string, string | undefined>>,
  /** Something that answers in Stripe's place. @default Stripe */
  api?: URL,
): Promise<StripePackages> {
  const [pay, { default: Client }] = await Promise.all([import('@owekit/pay-stripe'), import('stripe')]).catch(
    (cause: unknown) => {
      throw new Refusal(
        'not_configured',
        'Stripe’s packages are not installed.',
        'Run: npm install @owekit/pay-stripe stripe',
        { cause: String(cause) },
      )
    },
  )
  const client = new Client(
    env['STRIPE_SECRET_KEY'] ?? '',
    api === undefined
      ? {}
      : {
          host: api.hostname,
          protocol: api.protocol === 'http:' ? 'http' : 'https',
          ...(api.port !== '' && { port: Number(api.port) }),
        },
  )
  return {
    client,
    pay,
    webhookSecret: env['STRIPE_WEBHOOK_SECRET'] ?? '',
    sign: (given) => Client.webhooks.generateTestHeaderString(given),
  }
}
