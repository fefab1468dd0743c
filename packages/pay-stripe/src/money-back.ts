import { ReceivablesError } from '@owekit/core'
import type { Money } from '@owekit/core/money'
import type {
  CallContext,
  ChargeRequest,
  ChargeSnapshot,
  PaymentSnapshot,
  RefundRequest,
  RefundSnapshot,
} from '@owekit/core/ports'
import type Stripe from 'stripe'
import { toStripe } from './amounts.js'
import { asked, declineOf } from './errors.js'
import type { StripeSettings } from './settings.js'
import { keys, paymentSnapshot, refundSnapshot } from './snapshots.js'

/** Sends money of a payment back. */
export async function refund(
  settings: StripeSettings,
  request: RefundRequest,
  context: CallContext,
): Promise<RefundSnapshot> {
  const { client, options } = settings
  const amount = await amountOf(settings, request.payment, request.amount, context)
  const made = await asked('a refund', true, context.signal, () =>
    client.refunds.create(
      { payment_intent: request.payment, amount, metadata: { [keys.refund]: request.refund } },
      options(context.idempotencyKey),
    ),
  )
  return { ...refundSnapshot(made), reason: request.reason }
}

/** Takes held money, all or part of it; the rest goes free. */
export async function capture(
  settings: StripeSettings,
  payment: string,
  money: Money,
  context: CallContext,
): Promise<PaymentSnapshot> {
  const { client, account, options } = settings
  const amount = await amountOf(settings, payment, money, context)
  const taken = await asked('taking held money', true, context.signal, () =>
    client.paymentIntents.capture(payment, { amount_to_capture: amount }, options(context.idempotencyKey)),
  )
  return paymentSnapshot(taken, account)
}

/** Gives held money free. */
export async function giveFree(
  { client, account, options }: StripeSettings,
  payment: string,
  { idempotencyKey, signal }: CallContext,
): Promise<PaymentSnapshot> {
  const freed = await asked('giving held money free', true, signal, () =>
    client.paymentIntents.cancel(payment, { cancellation_reason: 'requested_by_customer' }, options(idempotencyKey)),
  )
  return paymentSnapshot(freed, account)
}

/** Charges a method that the payer left. What the card's bank says to it is an answer; nobody is there to try again. */
export async function charge(
  { client, account, options }: StripeSettings,
  request: ChargeRequest,
  { idempotencyKey, signal }: CallContext,
): Promise<ChargeSnapshot> {
  const [customer, method] = request.method.split('/')
  if (!customer || !method) throw refused(`There is no kept method ${request.method}.`, { method: request.method })
  const params: Stripe.PaymentIntentCreateParams = {
    ...toStripe(request.amount),
    customer,
    payment_method: method,
    off_session: true,
    confirm: true,
    metadata: {
      [keys.checkout]: request.payment,
      ...(request.tenant === undefined ? {} : { [keys.tenant]: request.tenant }),
    },
    ...(request.description === '' ? {} : { description: request.description.slice(0, 1000) }),
  }
  try {
    const intent = await asked('a charge', true, signal, () =>
      client.paymentIntents.create(params, options(idempotencyKey)),
    )
    return { ...paymentSnapshot(intent, account), ...outcomeOf(intent) }
  } catch (error) {
    const declined = declineOf(error)
    if (declined === undefined) throw error
    const { intent, reason } = declined
    const state = reason === 'authentication_required' ? reason : 'declined'
    return { ...paymentSnapshot(intent, account), state, reason }
  }
}

function outcomeOf({
  status,
  last_payment_error: error,
}: Stripe.PaymentIntent): Pick<ChargeSnapshot, 'state' | 'reason'> {
  if (status === 'succeeded') return { state: 'paid', reason: '' }
  if (status === 'processing') return { state: 'pending', reason: '' }
  if (status === 'requires_action') return { state: 'authentication_required', reason: 'authentication_required' }
  return { state: 'declined', reason: error?.decline_code ?? error?.code ?? status }
}

/** The amount as Stripe counts it, once it is sure that it is of the payment's currency, which Stripe does not ask. */
async function amountOf({ client, options }: StripeSettings, payment: string, money: Money, { signal }: CallContext) {
  const { amount, currency } = toStripe(money)
  const intent = await asked('reading a payment', false, signal, () =>
    client.paymentIntents.retrieve(payment, {}, options()),
  )
  if (intent.currency === currency) return amount
  const own = intent.currency.toUpperCase()
  throw refused(`Payment ${payment} is in ${own}; ${String(money)} is not.`, { payment, currency: own })
}

function refused(message: string, details: Readonly<Record<string, string>>): ReceivablesError {
  return new ReceivablesError('provider_refused', message, details)
}
