import { ReceivablesError } from '@owekit/core'
import type { CallContext, CheckoutSnapshot, CreateCheckout } from '@owekit/core/ports'
import type Stripe from 'stripe'
import { toStripe } from './amounts.js'
import { asked } from './errors.js'
import { localeOf } from './locale.js'
import type { StripeSettings } from './settings.js'
import { intentSnapshot, keys, sessionSnapshot } from './snapshots.js'

/** A page of Stripe's, or an intent to be paid in place. */
export async function openCheckout(
  { client, account, options }: StripeSettings,
  request: CreateCheckout,
  context: CallContext,
): Promise<CheckoutSnapshot> {
  const { idempotencyKey: key, signal } = context
  if (request.show !== 'inPlace') {
    const params = sessionParams(request)
    const session = await asked('opening a checkout', true, signal, () =>
      client.checkout.sessions.create(params, options(key)),
    )
    return sessionSnapshot(session, account)
  }
  const money = toStripe(request.amount)
  const customer =
    request.saveMethod === true
      ? await asked('opening a customer', true, signal, () =>
          client.customers.create({ metadata: { [keys.tenant]: request.tenant } }, options(`${key}:customer`)),
        )
      : undefined
  const intent = await asked('opening a payment', true, signal, () =>
    client.paymentIntents.create(
      {
        ...money,
        ...intentParams(request),
        ...(customer === undefined ? {} : { customer: customer.id }),
        automatic_payment_methods: { enabled: true },
      },
      options(key),
    ),
  )
  return intentSnapshot(intent, account)
}

function sessionParams(request: CreateCheckout): Stripe.Checkout.SessionCreateParams {
  const { amount, currency } = toStripe(request.amount)
  const { email, locale } = request.payer
  const name = request.description === '' ? request.checkout : request.description
  return {
    mode: 'payment',
    client_reference_id: request.checkout,
    line_items: [{ quantity: 1, price_data: { currency, unit_amount: amount, product_data: { name } } }],
    success_url: request.returnUrl,
    cancel_url: request.cancelUrl,
    // What is owed is owed in its own currency.
    adaptive_pricing: { enabled: false },
    metadata: metadataOf(request),
    payment_intent_data: intentParams(request),
    ...(request.expiresAt === undefined ? {} : { expires_at: Math.floor(request.expiresAt / 1000) }),
    ...(request.saveMethod === true ? { customer_creation: 'always' as const } : {}),
    ...(email === undefined ? {} : { customer_email: email }),
    ...(locale === undefined ? {} : { locale: localeOf(locale) }),
  }
}

/** What a payment is told, whichever way it is made. */
function intentParams(request: CreateCheckout) {
  return {
    metadata: metadataOf(request),
    ...(request.description === '' ? {} : { description: request.description.slice(0, 1000) }),
    ...(request.capture === 'hold' ? { capture_method: 'manual' as const } : {}),
    ...(request.saveMethod === true ? { setup_future_usage: 'off_session' as const } : {}),
  }
}

function metadataOf({ checkout, tenant }: CreateCheckout) {
  return { [keys.checkout]: checkout, [keys.tenant]: tenant }
}

/** How a checkout stands, its payment included. */
export async function findCheckout(
  { client, account, options }: StripeSettings,
  id: string,
  { signal }: Pick<CallContext, 'signal'>,
): Promise<CheckoutSnapshot> {
  if (isIntent(id)) {
    const expand = { expand: ['latest_charge'] }
    const intent = await asked('reading a payment', false, signal, () =>
      client.paymentIntents.retrieve(id, expand, options()),
    )
    return intentSnapshot(intent, account)
  }
  const expand = { expand: ['payment_intent.latest_charge'] }
  const session = await asked('reading a checkout', false, signal, () =>
    client.checkout.sessions.retrieve(id, expand, options()),
  )
  return sessionSnapshot(session, account)
}

/**
 * Closes a checkout. Stripe refuses when it is not open any more; then it is answered as it is. An intent that holds money
 * would be cancelled all the same, so it is looked at before.
 */
export async function closeCheckout(
  settings: StripeSettings,
  id: string,
  context: CallContext,
): Promise<CheckoutSnapshot> {
  const { client, account, options } = settings
  const { idempotencyKey: key, signal } = context
  if (isIntent(id)) {
    const found = await findCheckout(settings, id, context)
    if (found.state !== 'open') return found
  }
  try {
    return await asked('closing a checkout', true, signal, async () =>
      isIntent(id)
        ? intentSnapshot(
            await client.paymentIntents.cancel(id, { cancellation_reason: 'abandoned' }, options(key)),
            account,
          )
        : sessionSnapshot(await client.checkout.sessions.expire(id, {}, options(key)), account),
    )
  } catch (error) {
    if (!(error instanceof ReceivablesError) || error.code !== 'provider_refused') throw error
    const found = await findCheckout(settings, id, context)
    if (found.state === 'open') throw error
    return found
  }
}

const isIntent = (id: string): boolean => id.startsWith('pi_')
