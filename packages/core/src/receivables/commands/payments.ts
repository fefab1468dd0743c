import type * as z from 'zod/mini'
import { spreadSources } from '../../allocation/apply-plan.js'
import { sourceItem } from '../../allocation/items.js'
import { ReceivablesError } from '../../errors/index.js'
import { sourceOf } from '../../journal/lookup.js'
import { sum, toDecimal } from '../../money/index.js'
import { receive } from '../../payment/receive.js'
import type { Command, Trip } from '../engine.js'
import { recordPayment } from '../input/payments.js'
import { type PaymentAnswer, paymentAnswer } from './payment-answer.js'
import { assertTargets, strategyFrom, wantedFor } from './strategy.js'
import { recordUnknown } from './suspense.js'

type RecordInput = z.output<typeof recordPayment>

export const record: Command<typeof recordPayment, PaymentAnswer> = {
  name: 'payments.record',
  schema: recordPayment,
  identity: (input) =>
    input.id ?? (input.externalId === undefined ? undefined : `${input.provider ?? ''}:${input.externalId}`),
  async run(trip, input) {
    const id = input.id ?? `pay_${trip.settings.ids()}`
    if (input.externalId !== undefined) claimExternalId(trip, input.provider ?? '', input.externalId)
    if (input.splits !== undefined) return recordSplits(trip, input, id)
    if (input.customer === undefined) return recordUnknown(trip, input, id)
    const share = { customer: input.customer, amount: input.amount, allocate: input.allocate }
    return { id, plan: await recordShare(trip, input, share, id, '') }
  },
  extra: paymentAnswer,
}

async function recordShare(
  trip: Trip,
  input: RecordInput,
  share: NonNullable<RecordInput['splits']>[number],
  id: string,
  splitOf: string,
) {
  const { settings, today } = trip
  const receivedOn = input.receivedOn ?? today
  const { currency } = share.amount
  const strategy = strategyFrom(share.allocate ?? settings.allocation, currency)
  const { decision } = await trip.account(
    share.customer,
    wantedFor(settings, strategy, currency, share.amount.minor, receivedOn),
  )
  assertTargets(decision, strategy, currency)
  receive(decision, {
    ...input,
    id,
    amount: share.amount,
    receivedOn,
    splitOf,
    externalId: splitOf === '' ? input.externalId : undefined,
  })
  const source = sourceOf(decision.books, id)
  return spreadSources(decision, {
    sources: [sourceItem(source, source.unapplied)],
    strategy,
    currency,
    on: receivedOn,
    planHash: input.planHash,
  })
}

async function recordSplits(trip: Trip, input: RecordInput, id: string) {
  const splits = input.splits ?? []
  if (input.customer !== undefined || input.allocate !== undefined)
    throw new ReceivablesError('invalid_input', 'payments.record: splits name their own customers and allocations.')
  const total = sum(
    splits.map((share) => share.amount),
    input.amount.currency,
  )
  if (total.minor !== input.amount.minor)
    throw new ReceivablesError(
      'splits_do_not_add_up',
      `The shares come to ${toDecimal(total)} ${total.currency}, the payment to ${toDecimal(input.amount)}.`,
      { sum: toDecimal(total), amount: toDecimal(input.amount) },
    )
  if (new Set(splits.map((share) => share.customer)).size !== splits.length)
    throw new ReceivablesError('invalid_input', 'payments.record: a customer has more than one share.')
  for (const [index, share] of splits.entries()) await recordShare(trip, input, share, `${id}/${index + 1}`, id)
  return { id }
}

/** One row a provider payment, whatever it becomes: a payment, shares of one, or money in suspense. */
export function claimExternalId(trip: Trip, provider: string, externalId: string): void {
  const row = { id: `external:${provider}:${externalId}`, fingerprint: '', result: null, recordedAt: 0 }
  trip.insert({ collection: 'keys', row })
}
