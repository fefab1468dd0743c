import type { CheckoutSnapshot, DisputeSnapshot, PaymentSnapshot, RefundSnapshot } from '@owekit/core/ports'
import type Stripe from 'stripe'
import { fromStripe } from './amounts.js'

/** What goes into metadata: our ids, and nothing about a person. */
export const keys = { checkout: 'owekit_checkout', tenant: 'owekit_tenant', refund: 'owekit_refund' } as const

/** The id of something that may or may not have been sent along whole. */
export function idOf(it: string | { readonly id: string } | null | undefined): string {
  return typeof it === 'string' ? it : (it?.id ?? '')
}

/** An instant of theirs: seconds. */
export const instantOf = (seconds: number): number => seconds * 1000

/** A payment: what came in, or what is held or on its way. */
export function paymentSnapshot(intent: Stripe.PaymentIntent, account: string): PaymentSnapshot {
  const units = intent.status === 'succeeded' ? intent.amount_received : intent.amount
  const savedMethod = savedMethodOf(intent)
  const until = intent.status === 'requires_capture' ? captureBeforeOf(intent) : undefined
  return {
    externalId: intent.id,
    amount: fromStripe(units, intent.currency),
    account,
    method: methodOf(intent),
    ...(savedMethod === undefined ? {} : { savedMethod }),
    ...(until === undefined ? {} : { captureBefore: until }),
  }
}

/** How it was paid, as Stripe names it; `''` while only the choice is known. */
function methodOf({
  latest_charge: charge,
  last_payment_error: error,
  payment_method_types: types,
}: Stripe.PaymentIntent) {
  const charged = typeof charge === 'object' ? charge?.payment_method_details?.type : undefined
  return charged ?? error?.payment_method?.type ?? (types.length === 1 ? types[0]! : '')
}

/** Until when a card's bank keeps money aside, when the charge was sent along. */
function captureBeforeOf({ latest_charge: charge }: Stripe.PaymentIntent): number | undefined {
  const seconds = typeof charge === 'object' ? charge?.payment_method_details?.card?.capture_before : undefined
  return seconds === undefined ? undefined : instantOf(seconds)
}

/** Charging a kept method takes its customer as well, so both are its id. */
function savedMethodOf(intent: Stripe.PaymentIntent): string | undefined {
  const [customer, method] = [idOf(intent.customer), idOf(intent.payment_method)]
  return intent.setup_future_usage === null || customer === '' || method === '' ? undefined : `${customer}/${method}`
}

/** A page of theirs, with its payment when it was sent along. */
export function sessionSnapshot(session: Stripe.Checkout.Session, account: string): CheckoutSnapshot {
  const intent = typeof session.payment_intent === 'object' ? session.payment_intent : null
  const state = sessionState(session, intent)
  return {
    externalId: session.id,
    state,
    url: session.url ?? '',
    clientSecret: '',
    expiresAt: instantOf(session.expires_at),
    payment: intent !== null && isUnderWay(intent) ? paymentSnapshot(intent, account) : null,
  }
}

function sessionState(
  { status, payment_status: paid }: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent | null,
): CheckoutSnapshot['state'] {
  if (status === 'open') return 'open'
  if (status === 'expired') return 'expired'
  if (paid === 'paid' || intent?.status === 'succeeded') return 'paid'
  return intent !== null && isUnderWay(intent) ? 'pending' : 'closed'
}

/** A payment in place. It does not end by itself. */
export function intentSnapshot(intent: Stripe.PaymentIntent, account: string): CheckoutSnapshot {
  return {
    externalId: intent.id,
    state: intentState(intent),
    url: '',
    clientSecret: intent.client_secret ?? '',
    expiresAt: null,
    payment: isUnderWay(intent) ? paymentSnapshot(intent, account) : null,
  }
}

function intentState(intent: Stripe.PaymentIntent): CheckoutSnapshot['state'] {
  if (intent.status === 'succeeded') return 'paid'
  if (intent.status === 'canceled') return 'closed'
  return isUnderWay(intent) ? 'pending' : 'open'
}

function isUnderWay({ status }: Stripe.PaymentIntent): boolean {
  return status === 'succeeded' || status === 'processing' || status === 'requires_capture'
}

/** A refund; `requires_action` waits for the payer, who has to say where the money goes. */
export function refundSnapshot(refund: Stripe.Refund): RefundSnapshot {
  return {
    externalId: refund.id,
    refund: refund.metadata?.[keys.refund] ?? '',
    payment: idOf(refund.payment_intent),
    amount: fromStripe(refund.amount, refund.currency),
    state: refundState(refund.status),
    reason: refund.failure_reason ?? refund.reason ?? '',
  }
}

function refundState(status: string | null): RefundSnapshot['state'] {
  if (status === 'succeeded') return 'sent'
  return status === 'failed' || status === 'canceled' ? 'failed' : 'pending'
}

/** A dispute. Its balance transactions say whether the money is gone. */
export function disputeSnapshot(dispute: Stripe.Dispute): DisputeSnapshot {
  const moved = dispute.balance_transactions.reduce((total, { amount }) => total + amount, 0)
  const dueBy = dispute.evidence_details.due_by
  return {
    externalId: dispute.id,
    payment: idOf(dispute.payment_intent),
    amount: fromStripe(dispute.amount, dispute.currency),
    reason: dispute.reason,
    withdrawn: moved < 0,
    evidenceDueBy: dueBy === null ? null : instantOf(dueBy),
  }
}
