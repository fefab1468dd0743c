import { refundPayment as decideRefund } from '../../payment/refund.js'
import { reversePayment as decideReverse } from '../../payment/reverse.js'
import type { Command } from '../engine.js'
import { refundPayment, reversePayment } from '../input/payments.js'
import { correctedInvoice, ownerOf } from './owner.js'
import { type AllocationAnswer, allocationAnswer } from './strategy.js'

export const refund: Command<typeof refundPayment, AllocationAnswer> = {
  name: 'payments.refund',
  schema: refundPayment,
  async run(trip, input) {
    const customer = await ownerOf(trip.settings, 'sources', input.payment)
    const corrected = await correctedInvoice(trip.settings, input.payment)
    const { decision } = await trip.account(customer, {
      sources: [input.payment],
      aroundSources: [input.payment],
      around: corrected === '' ? [] : [corrected],
    })
    decideRefund(decision, {
      ...input,
      amount: input.amount?.minor,
      currency: input.amount?.currency,
      on: input.on,
      reason: input.reason ?? '',
    })
    return { id: input.payment }
  },
  extra: (facts) => allocationAnswer(facts, undefined),
}

export const reverse: Command<typeof reversePayment, object> = {
  name: 'payments.reverse',
  schema: reversePayment,
  async run(trip, input) {
    const customer = await ownerOf(trip.settings, 'sources', input.payment)
    const { decision } = await trip.account(customer, { sources: [input.payment], aroundSources: [input.payment] })
    const reason = input.reason ?? 'error'
    decideReverse(decision, {
      payment: input.payment,
      on: input.on,
      reason,
      hold: input.hold ?? reason === 'chargeback',
    })
    return { id: input.payment }
  },
  extra: () => ({}),
}
