import type * as z from 'zod/mini'
import { spreadSources } from '../../allocation/apply-plan.js'
import { sourceItem } from '../../allocation/items.js'
import { type Day, formatDay } from '../../calendar/index.js'
import { ReceivablesError } from '../../errors/index.js'
import { type Decision, firstOpenDay } from '../../journal/decision.js'
import { homeValue } from '../../journal/home.js'
import { sourceOf } from '../../journal/lookup.js'
import { posting } from '../../journal/posting.js'
import { minor, toDecimal } from '../../money/index.js'
import { receive } from '../../payment/receive.js'
import type { Row } from '../../records/collections.js'
import type { Command, Trip } from '../engine.js'
import { assignPayment, type recordPayment } from '../input/payments.js'
import { readings } from '../readings.js'
import { type PaymentAnswer, paymentAnswer } from './payment-answer.js'
import { assertTargets, strategyFrom, wantedFor } from './strategy.js'

/** Money from a payer nobody can name yet: +cash_clearing −suspense on the tenant's own stream. */
export async function recordUnknown(trip: Trip, input: z.output<typeof recordPayment>, id: string) {
  if (input.payer === undefined)
    throw new ReceivablesError(
      'invalid_input',
      'payments.record: name the customer, or the payer if the customer is not known.',
    )
  if (input.allocate !== undefined)
    throw new ReceivablesError('invalid_input', 'payments.record: money in suspense is allocated when it is assigned.')
  const { decision } = await trip.account('', {}, 'any')
  const receivedOn = input.receivedOn ?? trip.today
  const { home } = decision.context
  const { amount } = input
  const rate = input.rate ?? (amount.currency === home.currency ? '1' : null)
  const value = homeValue(amount.minor, { currency: amount.currency, home: home.currency, rate })
  const line = { currency: amount.currency, rate, reference: input.reference ?? '' }
  decision.add({
    type: 'suspense.received',
    effectiveOn: receivedOn,
    data: {
      id,
      currency: amount.currency,
      exponent: amount.exponent,
      amount: amount.minor,
      receivedOn: formatDay(receivedOn),
      payer: input.payer,
      externalId: input.externalId === undefined ? '' : `${input.provider ?? ''}:${input.externalId}`,
      details: {
        method: input.method ?? '',
        provider: input.provider ?? '',
        reference: input.reference ?? '',
        rate,
        metadata: input.metadata ?? {},
      },
    },
    postings: [
      posting({ ...line, account: 'cash_clearing', amount: amount.minor, home: value }),
      posting({ ...line, account: 'suspense', amount: -amount.minor, home: value === null ? null : -value }),
    ],
  })
  return { id }
}

export const assign: Command<typeof assignPayment, PaymentAnswer> = {
  name: 'payments.assign',
  schema: assignPayment,
  identity: (input) => input.id,
  async run(trip, input) {
    const { settings } = trip
    const tenant = await trip.account('', {}, 'any')
    const list = readings(settings.store, settings.tenant)
    const rows = list.keys('suspense', [[input.suspense]])
    await list.fetch()
    const entry = rows()[0]
    if (entry === undefined)
      throw new ReceivablesError('suspense_not_found', `There is nothing ${input.suspense} in suspense.`, {
        suspense: input.suspense,
      })
    tenant.decision.books.suspense.loaded(entry.id, entry)
    trip.guard({ collection: 'suspense', key: [entry.id], rev: entry.rev })
    const amount = input.amount ?? minor(entry.open, entry.currency)
    if (amount.currency !== entry.currency || amount.minor > entry.open || amount.minor <= 0n)
      throw new ReceivablesError(
        'allocation_exceeds_source',
        `${entry.id} has ${toDecimal(minor(entry.open, entry.currency))} ${entry.currency} in suspense; cannot assign ${toDecimal(amount)} ${amount.currency}.`,
        { open: toDecimal(minor(entry.open, entry.currency)), asked: toDecimal(amount) },
      )
    const details = entry.data as { method: string; provider: string; reference: string; rate: string | null }
    const id = input.id ?? `${entry.id}/${entry.rev}`
    const strategy = strategyFrom(input.allocate ?? settings.allocation, amount.currency)
    const { decision } = await trip.account(
      input.customer,
      wantedFor(settings, strategy, amount.currency, amount.minor, entry.receivedOn),
    )
    assertTargets(decision, strategy, amount.currency)
    const on = dayToAssign(decision, entry, input.on)
    receive(decision, {
      id,
      amount,
      receivedOn: entry.receivedOn,
      effectiveOn: on,
      method: details.method,
      provider: details.provider,
      reference: details.reference,
      rate: details.rate,
      suspense: entry.id,
    })
    tenant.decision.add({
      type: 'suspense.assigned',
      effectiveOn: on,
      data: { id: entry.id, customer: input.customer, payment: id, amount: amount.minor },
      postings: [],
    })
    const source = sourceOf(decision.books, id)
    const sources = [sourceItem(source, source.unapplied)]
    return { id, plan: spreadSources(decision, { sources, strategy, currency: amount.currency, on: entry.receivedOn }) }
  },
  extra: paymentAnswer,
}

/** Assigned money counts from its receipt unless said otherwise, and never in a closed period. */
function dayToAssign({ context }: Decision, { id, receivedOn }: Row<'suspense'>, asked: Day | undefined): Day {
  if (asked === undefined) return firstOpenDay(context, receivedOn)
  if (asked >= receivedOn) return asked
  throw new ReceivablesError(
    'allocation_too_early',
    `${id} was received on ${formatDay(receivedOn)}; it cannot be assigned on ${formatDay(asked)}.`,
    { asked: formatDay(asked), first: formatDay(receivedOn) },
  )
}
