import { isReceivablesError } from '@owekit/core'
import type { ProviderEvent } from '@owekit/core/ports'
import type Stripe from 'stripe'
import { fromStripe } from './amounts.js'
import { asked } from './errors.js'
import { payoutSnapshot } from './payouts.js'
import type { StripeSettings } from './settings.js'
import { disputeSnapshot, idOf, instantOf, keys, paymentSnapshot, refundSnapshot } from './snapshots.js'
import { rejected } from './verify.js'
import { isUsed, type UsedEvent } from './webhook-events.js'

type WithoutBase<E> = E extends unknown ? Omit<E, 'event' | 'occurredAt' | 'checkout' | 'tenant'> : never

/** An event without what all of them have, and whose checkout and which tenant's it is about. */
type Told = WithoutBase<ProviderEvent> & Pick<ProviderEvent, 'checkout' | 'tenant'>

/** Methods whose money takes days, so that a failure is the end of the payment and no declined try. */
const slow = new Set(
  'acss_debit au_becs_debit bacs_debit boleto customer_balance konbini multibanco oxxo sepa_debit sofort us_bank_account'.split(
    ' ',
  ),
)

/** What an event of Stripe's means; nothing when it is not about a payment of ours. */
export async function meaningOf(settings: StripeSettings, event: Stripe.Event): Promise<readonly ProviderEvent[]> {
  if ((event.account ?? '') !== settings.account || !isUsed(event)) return []
  const told = await toldBy(settings, event).catch((cause: unknown) => {
    throw isReceivablesError(cause) ? cause : rejected(`Its ${event.type} cannot be read.`, cause)
  })
  return told === undefined ? [] : [{ event: event.id, occurredAt: instantOf(event.created), ...told }]
}

async function toldBy(settings: StripeSettings, event: UsedEvent): Promise<Told | undefined> {
  switch (event.type) {
    case 'payment_intent.processing':
    case 'payment_intent.succeeded':
    case 'payment_intent.amount_capturable_updated':
    case 'payment_intent.canceled':
    case 'payment_intent.payment_failed':
      return toldByIntent(settings, event)
    case 'checkout.session.expired':
      return ofOurs(event.data.object.metadata, { type: 'checkout.expired' })
    case 'checkout.session.async_payment_succeeded':
    case 'checkout.session.async_payment_failed':
      return toldBySession(event, settings.account)
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed':
      return toldByRefund(settings, event.data.object)
    case 'charge.dispute.created':
    case 'charge.dispute.funds_withdrawn':
    case 'charge.dispute.funds_reinstated':
    case 'charge.dispute.closed':
      return toldByDispute(settings, event)
    case 'payout.paid':
    case 'payout.failed':
      return { type: event.type, payout: await payoutSnapshot(settings, event.data.object), checkout: '' }
    default:
      return event satisfies never
  }
}

/** The same with our checkout and its tenant, when the metadata names it; otherwise the payment is somebody else's. */
function ofOurs(metadata: Stripe.Metadata | null, told: WithoutBase<ProviderEvent>): Told | undefined {
  const checkout = metadata?.[keys.checkout]
  const tenant = metadata?.[keys.tenant] ?? ''
  return checkout === undefined ? undefined : { ...told, checkout, ...(tenant === '' ? {} : { tenant }) }
}

type IntentEvent = Extract<UsedEvent, { type: `payment_intent.${string}` }>

async function toldByIntent(
  settings: StripeSettings,
  { type, data: { object: intent } }: IntentEvent,
): Promise<Told | undefined> {
  if (intent.metadata?.[keys.checkout] === undefined) return undefined
  const payment = paymentSnapshot(intent, settings.account)
  switch (type) {
    case 'payment_intent.processing':
      return ofOurs(intent.metadata, { type: 'payment.pending', payment })
    case 'payment_intent.succeeded':
      return ofOurs(intent.metadata, { type: 'payment.succeeded', payment })
    case 'payment_intent.amount_capturable_updated':
      // Also sent when what is held has been taken.
      if (intent.status !== 'requires_capture') return undefined
      return ofOurs(intent.metadata, { type: 'payment.authorised', payment: await heldPayment(settings, intent) })
    case 'payment_intent.canceled': {
      const why = intent.cancellation_reason
      if (intent.capture_method !== 'manual' || why === 'abandoned')
        return ofOurs(intent.metadata, { type: 'checkout.closed' })
      // Stripe's own doing: nobody captured it in time.
      const reason = why === 'automatic' || why === 'expired' ? 'expired' : 'released'
      return ofOurs(intent.metadata, { type: 'payment.voided', payment, reason })
    }
    default: {
      const error = intent.last_payment_error
      const reason = error?.decline_code ?? error?.code ?? 'declined'
      const retryable = !slow.has(payment.method)
      return ofOurs(intent.metadata, { type: 'payment.failed', payment, reason, retryable })
    }
  }
}

/** Held money with until when it can be taken, which is in the charge and not in the event. */
async function heldPayment({ client, options, account }: StripeSettings, intent: Stripe.PaymentIntent) {
  const found = await asked('reading a payment', false, undefined, () =>
    client.paymentIntents.retrieve(intent.id, { expand: ['latest_charge'] }, options()),
  )
  // It may have been taken since; what the event says of the amount stands.
  const { captureBefore, method } = paymentSnapshot(found, account)
  return { ...paymentSnapshot(intent, account), method, ...(captureBefore === undefined ? {} : { captureBefore }) }
}

type SessionEvent = Extract<UsedEvent, { type: `checkout.session.async_payment_${string}` }>

/** What a page says of money that took days; its payment says the same, in an event of its own. */
function toldBySession({ type, data: { object: session } }: SessionEvent, account: string): Told | undefined {
  const { amount_total: units, currency, metadata, payment_intent: intent, payment_method_types: types } = session
  if (units === null || currency === null) return undefined
  const method = types.length === 1 ? types[0]! : ''
  const payment = { externalId: idOf(intent), amount: fromStripe(units, currency), account, method }
  if (type === 'checkout.session.async_payment_succeeded') {
    return ofOurs(metadata, { type: 'payment.succeeded', payment })
  }
  return ofOurs(metadata, { type: 'payment.failed', payment, reason: 'async_payment_failed', retryable: false })
}

async function toldByRefund(settings: StripeSettings, object: Stripe.Refund): Promise<Told | undefined> {
  return ofPayment(settings, object.payment_intent, () => {
    const refund = refundSnapshot(object)
    return { type: `refund.${refund.state}`, refund }
  })
}

type DisputeEvent = Extract<UsedEvent, { type: `charge.dispute.${string}` }>

async function toldByDispute(settings: StripeSettings, { type, data }: DisputeEvent): Promise<Told | undefined> {
  const types = {
    'charge.dispute.created': 'dispute.opened',
    'charge.dispute.funds_withdrawn': 'dispute.withdrawn',
    'charge.dispute.funds_reinstated': 'dispute.reinstated',
    // Closed without having become a dispute, or won: either way the money is ours.
    'charge.dispute.closed': data.object.status === 'lost' ? 'dispute.lost' : 'dispute.won',
  } as const
  const told = types[type]
  if (told === undefined) return undefined
  return ofPayment(settings, data.object.payment_intent, () => ({ type: told, dispute: disputeSnapshot(data.object) }))
}

/** A refund or a dispute does not say whose payment it is about; the payment does. */
async function ofPayment(
  { client, options }: StripeSettings,
  named: string | Stripe.PaymentIntent | null,
  told: () => WithoutBase<ProviderEvent>,
): Promise<Told | undefined> {
  if (named === null) return undefined
  const { metadata } = await asked('reading a payment', false, undefined, () =>
    client.paymentIntents.retrieve(idOf(named), {}, options()),
  )
  return metadata?.[keys.checkout] === undefined ? undefined : ofOurs(metadata, told())
}
