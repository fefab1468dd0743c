import { type Money, minor } from '../money/money.js'
import type {
  CheckoutSnapshot,
  DisputeSnapshot,
  PaymentSnapshot,
  PayoutSnapshot,
  RefundSnapshot,
} from '../ports/payment-provider.js'
import type { CheckoutRow, DisputeRow, PaymentRow, PayoutRow, RefundRow } from './books.js'

/** What every snapshot needs to know of the provider. */
export interface SnapshotSettings {
  readonly account: string
  readonly pageUrl: string
  /** What it keeps of a payment. */
  readonly fee: ((amount: Money) => Money) | undefined
}

/** A checkout as the port shows it; its payment only once somebody tried to pay. */
export function checkoutSnapshot(row: CheckoutRow, payment: PaymentRow, settings: SnapshotSettings): CheckoutSnapshot {
  const { id, state, clientSecret, expiresAt } = row
  return {
    externalId: id,
    state,
    url: clientSecret === '' ? `${settings.pageUrl}/${id}` : '',
    clientSecret,
    expiresAt,
    payment: payment.state === 'begun' || payment.state === 'failed' ? null : paymentSnapshot(payment, settings),
  }
}

/** A payment as the port shows it: what came in, or what was asked for while nothing has. */
export function paymentSnapshot(row: PaymentRow, settings: SnapshotSettings): PaymentSnapshot {
  const { id, currency, method, savedMethod } = row
  const amount = minor(row.received === 0n ? row.amount : row.received, currency)
  return {
    externalId: id,
    amount,
    account: settings.account,
    method,
    ...(savedMethod === '' ? {} : { savedMethod }),
    ...(row.received === 0n || settings.fee === undefined ? {} : { fee: settings.fee(amount) }),
  }
}

/** A refund as the port shows it. */
export function refundSnapshot({ id, ...row }: RefundRow, currency: string): RefundSnapshot {
  return { externalId: id, ...row, amount: minor(row.amount, currency) }
}

/** A dispute as the port shows it. */
export function disputeSnapshot(row: DisputeRow, currency: string): DisputeSnapshot {
  const { id, payment, amount, reason, withdrawn, evidenceDueBy } = row
  return { externalId: id, payment, amount: minor(amount, currency), reason, withdrawn, evidenceDueBy }
}

/** A payout as the port shows it. */
export function payoutSnapshot({ id, currency, amount, fees, arrivesOn }: PayoutRow): PayoutSnapshot {
  return { externalId: id, amount: minor(amount, currency), fees: minor(fees, currency), arrivesOn }
}
