import type { Instant } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import { type Money, minor, toDecimal } from '../money/money.js'
import type {
  ChargeRequest,
  ChargeSnapshot,
  CheckoutSnapshot,
  CreateCheckout,
  PaymentSnapshot,
} from '../ports/payment-provider.js'
import type { CheckoutRow, PaymentRow } from './books.js'
import { chance } from './chance.js'
import { checkoutAt, type Desk, paymentAt, receiveMoney, refusal, requireState } from './desk.js'
import { arrive, endCheckout } from './payer.js'
import { checkoutSnapshot, paymentSnapshot } from './snapshots.js'

// What we ask of the fake provider, once keys have been looked at.

/** Opens a checkout. */
export function open(desk: Desk, request: CreateCheckout): CheckoutSnapshot {
  const { amount, capture: mode = 'now', saveMethod = false, show = 'redirect' } = request
  checkRequest(desk, request)
  const id = desk.newId('cs')
  const payment = begunPayment(desk, request, request.payer.customer, amount)
  const row = desk.books.checkouts.put({
    id,
    checkout: request.checkout,
    tenant: request.tenant,
    customer: request.payer.customer,
    currency: amount.currency,
    amount: amount.minor,
    description: request.description,
    hold: mode === 'hold',
    saves: saveMethod,
    clientSecret: show === 'redirect' ? '' : `${id}_secret_${chance(desk.settings.seed, desk.books.count())}`,
    expiresAt: expiryOf(desk, request),
    state: 'open',
    payment: desk.books.payments.put(payment).id,
    returnUrl: request.returnUrl,
    cancelUrl: request.cancelUrl,
  })
  return shown(desk, row)
}

function checkRequest(desk: Desk, { amount, capture: mode, saveMethod, show }: CreateCheckout): void {
  const { capabilities } = desk.settings
  checkAmount(desk, amount)
  if (mode === 'hold' && !capabilities.holds) throw unsupported('holds')
  if (saveMethod === true && !capabilities.savedMethods) throw unsupported('saved methods')
  if (show === 'inPlace' && !capabilities.inPlace) throw unsupported('paying in place')
}

function checkAmount(desk: Desk, amount: Money): void {
  const { currencies, minimumCharge } = desk.settings.capabilities
  if (currencies !== 'any' && !currencies.includes(amount.currency)) throw unsupported(amount.currency)
  const least = minor(minimumCharge?.(amount.currency) ?? 1n, amount.currency)
  if (amount.minor < least.minor)
    throw refusal(`${String(amount)} is less than the least that can be charged, ${String(least)}.`)
}

function expiryOf(desk: Desk, { expiresAt }: CreateCheckout): Instant {
  const { minSeconds, maxSeconds } = desk.settings.capabilities.lifetime
  const longest = maxSeconds ?? Infinity
  const ends = expiresAt ?? desk.now() + Math.min(longest, 86_400) * 1000
  const seconds = (ends - desk.now()) / 1000
  if (seconds >= minSeconds && seconds <= longest) return ends
  throw unsupported(`a page that lives ${seconds} seconds; it takes ${minSeconds} to ${longest}`)
}

/** Closes a checkout that nobody paid yet. */
export function close(desk: Desk, id: string): CheckoutSnapshot {
  const row = checkoutAt(desk, id)
  if (row.state !== 'open') return shown(desk, row)
  desk.tell(row, { type: 'checkout.closed' })
  return shown(desk, desk.books.checkouts.put({ ...row, state: 'closed' }))
}

/** Charges a kept method. */
export function charge(desk: Desk, request: ChargeRequest): ChargeSnapshot {
  checkAmount(desk, request.amount)
  const kept = desk.books.methods.get(request.method)
  if (kept === undefined || kept.customer !== request.customer) {
    throw refusal(`Customer ${request.customer} left no method ${request.method}.`, { method: request.method })
  }
  const { payment: checkout, tenant } = request
  const about = { checkout, ...(tenant === undefined ? {} : { tenant }) }
  const begun = begunPayment(desk, about, request.customer, request.amount)
  const row = { ...begun, method: kept.method, savedMethod: kept.id }
  if (kept.does === 'pay') return { ...arrive(desk, row), state: 'paid', reason: '' }
  const isLater = kept.does === 'pay later'
  const payment = paymentSnapshot(
    desk.books.payments.put({ ...row, state: isLater ? 'pending' : 'failed' }),
    desk.settings,
  )
  if (isLater) {
    desk.tell(begun, { type: 'payment.pending', payment })
    return { ...payment, state: 'pending', reason: '' }
  }
  const state = kept.does === 'decline' ? 'declined' : 'authentication_required'
  const reason = kept.does === 'decline' ? 'insufficient_funds' : state
  desk.tell(begun, { type: 'payment.failed', payment, reason, retryable: false })
  return { ...payment, state, reason }
}

function begunPayment(
  desk: Desk,
  { checkout, tenant }: Pick<PaymentRow, 'checkout' | 'tenant'>,
  customer: string,
  amount: Money,
): PaymentRow {
  return {
    id: desk.newId('py'),
    checkout,
    ...(tenant === undefined ? {} : { tenant }),
    customer,
    currency: amount.currency,
    amount: amount.minor,
    received: 0n,
    refunded: 0n,
    method: '',
    savedMethod: '',
    state: 'begun',
  }
}

/** Takes held money, all or part of it; the rest goes free. */
export function capture(desk: Desk, id: string, amount: Money): PaymentSnapshot {
  const row = paymentAt(desk, id)
  requireState(`Payment ${id}`, row.state, ['authorised'])
  const held = minor(row.amount, row.currency)
  if (amount.currency !== row.currency || amount.minor <= 0n || amount.minor > row.amount) {
    throw refusal(`Payment ${id} holds ${String(held)}; ${String(amount)} cannot be taken.`, { held: toDecimal(held) })
  }
  const payment = receiveMoney(desk, row, amount.minor)
  endCheckout(desk, row, 'paid')
  desk.tell(row, { type: 'payment.succeeded', payment })
  return payment
}

/** Gives held money free. */
export function giveFree(desk: Desk, id: string, reason: 'released' | 'expired' = 'released'): PaymentSnapshot {
  const row = paymentAt(desk, id)
  requireState(`Payment ${id}`, row.state, ['authorised'])
  const payment = paymentSnapshot(desk.books.payments.put({ ...row, state: 'voided' }), desk.settings)
  endCheckout(desk, row, 'closed')
  desk.tell(row, { type: 'payment.voided', payment, reason })
  return payment
}

/** A checkout as the port shows it. */
export function shown(desk: Desk, row: CheckoutRow): CheckoutSnapshot {
  return checkoutSnapshot(row, paymentAt(desk, row.payment), desk.settings)
}

/** What it was told not to offer. */
export function unsupported(what: string): ReceivablesError {
  return new ReceivablesError('provider_unsupported', `The fake provider was told not to offer ${what}.`, { what })
}
