import { refundPayment as decideRefund } from '../../payment/refund.js'
import { reversePayment as decideReverse } from '../../payment/reverse.js'
import type { Decision } from '../../journal/decision.js'
import { ReceivablesError } from '../../errors/index.js'
import { readings } from '../readings.js'
import type { Command, Trip } from '../engine.js'
import { jobRow } from '../worker/jobs.js'
import { refundPayment, reversePayment } from '../input/payments.js'
import { correctedInvoice, ownerOf } from './owner.js'
import { type AllocationAnswer, allocationAnswer } from './strategy.js'

export const refund: Command<typeof refundPayment, AllocationAnswer> = {
  name: 'payments.refund',
  schema: refundPayment,
  async run(trip, input) {
    const customer = await ownerOf(trip.settings, 'sources', input.payment)
    const through = await senderOf(trip, input.payment, input.through)
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
      through,
    })
    if (through !== undefined) askForRefunds(trip, decision)
    return { id: input.payment }
  },
  extra: (facts) => allocationAnswer(facts, undefined),
}

/** The provider that sends a refund, or nothing when it is only recorded. */
async function senderOf(
  { settings }: Trip,
  payment: string,
  through: 'provider' | 'hand' | undefined,
): Promise<string | undefined> {
  if (through === 'hand') return undefined
  const list = readings(settings.store, settings.tenant)
  const rows = list.keys('sources', [[payment]])
  await list.fetch()
  const name = (rows()[0]?.data as { readonly provider?: string } | undefined)?.provider ?? ''
  const provider = settings.providers.get(name)
  if (provider?.refund !== undefined && provider.capabilities.refunds !== 'none') return provider.id
  if (through === undefined) return undefined
  throw new ReceivablesError(
    'provider_unsupported',
    `${payment} came through ${name === '' ? 'no provider' : name}, which cannot send it back.`,
    {
      payment,
      provider: name,
    },
  )
}

/** Leaves a note for the worker to send each refund; it lands with the refund itself. */
function askForRefunds(trip: Trip, { facts }: Decision): void {
  for (const fact of facts)
    if (fact.type === 'payment.refunded') {
      const body = { refund: fact.data.id }
      trip.insert({ collection: 'outbox', row: jobRow('refund', `refund:${body.refund}`, trip.settings.clock(), body) })
    }
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
