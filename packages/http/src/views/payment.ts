import type { PaymentView } from '@owekit/core'
import type { WirePayment } from './shapes.js'

/** A payment, credit or deposit; without what only staff may know of it. */
export function wirePaymentOf(payment: PaymentView): WirePayment {
  return {
    id: payment.id,
    kind: payment.kind,
    received: payment.receivedOn,
    amount: payment.amount.toJSON(),
    unapplied: payment.unapplied.toJSON(),
    held: payment.held.toJSON(),
    refunded: payment.refunded.toJSON(),
    state: payment.state,
    method: payment.method,
    reference: payment.reference,
    expires: payment.expiresOn,
    allocations: payment.allocations
      .filter((one) => one.undoneOn === null)
      .map(({ document, number, kind, amount, effectiveOn }) => ({
        invoice: document,
        number,
        kind,
        amount: amount.toJSON(),
        on: effectiveOn,
      })),
  }
}
