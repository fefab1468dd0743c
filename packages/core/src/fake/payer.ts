import { type Money, minor } from '../money/money.js'
import type { PaymentSnapshot } from '../ports/payment-provider.js'
import type { CheckoutRow, MethodRow, PaymentRow } from './books.js'
import { checkoutAt, type Desk, paymentAt, receiveMoney, refusal, requireState } from './desk.js'
import { paymentSnapshot } from './snapshots.js'

/** What a lying event claims instead of the truth; `getCheckout` still tells it. */
export interface Claim {
  readonly amount?: Money
  readonly account?: string
}

/** How a payer pays. */
export interface PayOptions {
  /** As it is shown on statements. @default 'card' */
  readonly method?: string
  /** What the event says instead of the truth. */
  readonly says?: Claim
}

/** What payers do at the fake provider. A checkout is named by its id, its page's URL, or our own id of it. */
export interface FakePayer {
  /** Pays it: at once, or as an authorisation when it is a hold. */
  pay(checkout: string, options?: PayOptions): PaymentSnapshot
  /** Orders a payment that takes days, as a direct debit does. */
  announce(checkout: string, options?: PayOptions): PaymentSnapshot
  /** An announced payment arrives. */
  settle(payment: string, options?: Pick<PayOptions, 'says'>): PaymentSnapshot
  /** A try to pay is declined, and another may follow; or, of an announced payment: it will not arrive. */
  fail(checkoutOrPayment: string, options?: { readonly reason?: string }): PaymentSnapshot
  /** Lets the page's time be over. */
  expire(checkout: string): void
  /** From now on, charges of a kept method go like this. @default 'pay' */
  method(savedMethod: string, does: MethodRow['does']): void
}

/** The payer's side of the fake provider. */
export function fakePayer(desk: Desk): FakePayer {
  const { books, settings } = desk

  const openCheckout = (name: string): CheckoutRow => {
    desk.expireOverdue()
    const row = checkoutAt(desk, name)
    requireState(`Checkout ${row.id}`, row.state, ['open'])
    return row
  }

  /** Moves the checkout's payment on. */
  const begin = (row: CheckoutRow, state: PaymentRow['state'], options: PayOptions): PaymentRow => {
    const method = options.method ?? 'card'
    const savedMethod = row.saves ? saved(desk, row.customer, method) : ''
    books.checkouts.put({ ...row, state: 'pending' })
    return books.payments.put({ ...paymentAt(desk, row.payment), state, method, savedMethod })
  }

  return {
    pay(name, options = {}) {
      const row = openCheckout(name)
      const begun = begin(row, row.hold ? 'authorised' : 'pending', options)
      if (row.hold) {
        const payment = paymentSnapshot(begun, settings)
        desk.tell(row, { type: 'payment.authorised', payment: claimed(payment, options.says) })
        return payment
      }
      return arrive(desk, begun, options.says)
    },
    announce(name, options = {}) {
      const row = openCheckout(name)
      if (row.hold) throw refusal(`Checkout ${row.id} is a hold; a payment that takes days cannot be held.`)
      const payment = paymentSnapshot(begin(row, 'pending', options), settings)
      desk.tell(row, { type: 'payment.pending', payment: claimed(payment, options.says) })
      return payment
    },
    settle(id, options = {}) {
      const row = paymentAt(desk, id)
      requireState(`Payment ${id}`, row.state, ['pending'])
      return arrive(desk, row, options.says)
    },
    fail(name, { reason = 'declined' } = {}) {
      const announced = books.payments.get(name)
      if (announced === undefined) {
        const open = openCheckout(name)
        const payment = paymentSnapshot(
          books.payments.put({ ...paymentAt(desk, open.payment), state: 'failed' }),
          settings,
        )
        desk.tell(open, { type: 'payment.failed', payment, reason, retryable: true })
        return payment
      }
      requireState(`Payment ${name}`, announced.state, ['pending'])
      const payment = paymentSnapshot(books.payments.put({ ...announced, state: 'failed' }), settings)
      endCheckout(desk, announced, 'closed')
      desk.tell(announced, { type: 'payment.failed', payment, reason, retryable: false })
      return payment
    },
    expire(name) {
      const row = openCheckout(name)
      books.checkouts.put({ ...row, state: 'expired' })
      desk.tell(row, { type: 'checkout.expired' })
    },
    method(id, does) {
      const row = books.methods.get(id)
      if (row === undefined) throw refusal(`There is no kept method ${id}.`, { method: id })
      books.methods.put({ ...row, does })
    },
  }
}

/** The whole payment arrives. */
export function arrive(desk: Desk, row: PaymentRow, says?: Claim): PaymentSnapshot {
  const payment = receiveMoney(desk, row, row.amount)
  endCheckout(desk, row, 'paid')
  desk.tell(row, { type: 'payment.succeeded', payment: claimed(payment, says) })
  return payment
}

/** Ends the checkout that a payment came through, if it came through one. */
export function endCheckout(desk: Desk, { id }: PaymentRow, state: 'paid' | 'closed'): void {
  const row = desk.books.checkouts.all().find(({ payment }) => payment === id)
  if (row !== undefined) desk.books.checkouts.put({ ...row, state })
}

function saved(desk: Desk, customer: string, method: string): string {
  return desk.books.methods.put({ id: desk.newId('pm'), customer, method, does: 'pay' }).id
}

function claimed(payment: PaymentSnapshot, { amount = payment.amount, account = payment.account }: Claim = {}) {
  return { ...payment, amount: minor(amount.minor, amount.currency), account }
}
