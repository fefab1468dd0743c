import { randomInt } from 'node:crypto'
import { basename, dirname, extname, join } from 'node:path'
import type { PaymentLinkProvider } from '@owekit/core/ports'
import { Refusal } from '../refusal.js'
import { isOwnMachine } from './address.js'
import { type FakeTill, fakeTill } from './fake-page.js'
import { keptMap } from './kept-map.js'
import type { Secrets } from './secrets.js'
import { openStripe } from './stripe.js'

/** Names of who can take the money. */
export const tills = ['fake', 'stripe'] as const
export type TillName = (typeof tills)[number]

/** Who takes the money. */
export interface Till {
  readonly provider: PaymentLinkProvider
  /** Origins that a payer is sent to. */
  readonly origins: readonly string[]
  readonly fake?: FakeTill
}

type Env = Readonly<Record<string, string | undefined>>

/**
 * Decides who takes the money: who was asked for, else Stripe when its keys are there, else nobody real.
 *
 * @throws Refusal `not_configured` for half of Stripe's keys, and for a pretended payment that strangers could make
 */
export function tillName(asked: TillName | undefined, env: Env, url: URL): TillName {
  const keys = ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET']
  const missing = keys.filter((name) => !env[name])
  if (asked === 'fake') return 'fake'
  if (missing.length === 0) return 'stripe'
  if (asked === 'stripe' || missing.length === 1) {
    const hint = 'Set both, or say --provider fake for payments that move no money.'
    throw new Refusal('not_configured', `Stripe needs ${missing.join(' and ')}.`, hint, { missing: [...missing] })
  }
  if (isOwnMachine(url)) return 'fake'
  throw new Refusal(
    'not_configured',
    `${url.host} is not this machine alone, and whoever opens a link there could settle invoices without paying.`,
    'Set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET, or say --provider fake if that is what you want.',
    { url: url.href },
  )
}

/** Opens who takes the money. */
export async function openTill(
  name: TillName,
  options: {
    readonly db: string
    readonly base: string
    readonly env: Env
    readonly secrets: Secrets
    readonly clock: (() => number) | undefined
  },
): Promise<Till> {
  const { db, base, env, secrets, clock } = options
  if (name === 'stripe') return { provider: await stripe(env), origins: ['https://checkout.stripe.com'] }
  const fake = fakeTill({
    pageUrl: `${base}/fake-payments`,
    secret: secrets.fakeWebhookSecret,
    // Another one at every start: ids of payments never come twice, even if the file of them was lost.
    seed: randomInt(2 ** 47),
    memory: keptMap(join(dirname(db), `${basename(db, extname(db))}.fake-payments.jsonl`)),
    clock,
  })
  return { provider: fake.provider, origins: [new URL(base).origin], fake }
}

async function stripe(env: Env): Promise<PaymentLinkProvider> {
  const { client, pay, webhookSecret } = await openStripe(env)
  return pay.stripeProvider({ client, webhookSecrets: [webhookSecret] })
}
