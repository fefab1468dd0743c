import { freeSources, sourceItem } from '../../allocation/items.js'
import { spreadSources } from '../../allocation/apply-plan.js'
import { ReceivablesError } from '../../errors/index.js'
import type { Decision } from '../../journal/decision.js'
import { sourceOf } from '../../journal/lookup.js'
import { posting } from '../../journal/posting.js'
import { homeValue } from '../../journal/home.js'
import { formatDay } from '../../calendar/index.js'
import { type Money, minor, subtract, sum, toDecimal } from '../../money/index.js'
import { receive } from '../../payment/receive.js'
import { refundPayment as decideRefund } from '../../payment/refund.js'
import { reversePayment as decideReverse } from '../../payment/reverse.js'
import type { Command, Trip } from '../engine.js'
import { assignPayment, recordPayment, refundPayment, reversePayment } from '../input/payments.js'
import type * as z from 'zod/mini'
import { ownerOf } from './owner.js'
import { type AllocationAnswer, allocationAnswer, strategyFrom, wantedFor } from './strategy.js'
import { readings } from '../readings.js'

/** What `payments.record` answers besides. */
export interface PaymentAnswer extends AllocationAnswer {
  /** What the payment has left for later. */
  readonly unapplied: Money | null
}

type RecordInput = z.output<typeof recordPayment>

export const record: Command<typeof recordPayment, PaymentAnswer> = {
  name: 'payments.record',
  schema: recordPayment,
  identity: (input) =>
    input.id ?? (input.externalId === undefined ? undefined : `${input.provider ?? ''}:${input.externalId}`),
  async run(trip, input) {
    const id = input.id ?? `pay_${trip.settings.ids()}`
    if (input.splits !== undefined) return recordSplits(trip, input, id)
    if (input.customer === undefined) return recordUnknown(trip, input, id)
    const share = { customer: input.customer, amount: input.amount, allocate: input.allocate }
    return { id, plan: await recordShare(trip, input, share, id, '') }
  },
  extra: (facts, plan) => ({ ...allocationAnswer(facts, plan), unapplied: leftOf(facts) }),
}

function leftOf(facts: Parameters<typeof allocationAnswer>[0]): Money | null {
  let left: Money | null = null
  for (const fact of facts)
    if (fact.type === 'payment.settled') {
      const whole = minor(fact.data.amount, fact.data.currency)
      left = left === null ? whole : minor(left.minor + whole.minor, left.currency)
    } else if (
      (fact.type === 'payment.allocated' || fact.type === 'rounding.recorded') &&
      fact.data.source !== '' &&
      left !== null
    )
      left = subtract(left, minor(fact.data.amount, fact.data.currency))
  return left
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

/** A named invoice must exist and be in the payment's currency. */
export function assertTargets(decision: Decision, strategy: ReturnType<typeof strategyFrom>, currency: string): void {
  if (typeof strategy !== 'object' || !('specific' in strategy)) return
  for (const target of strategy.specific) {
    const invoice = decision.books.documents.get(target.document)
    if (invoice?.kind !== 'invoice')
      throw new ReceivablesError(
        'invoice_not_found',
        `Customer ${decision.books.customer} has no invoice ${target.document}.`,
        {
          invoice: target.document,
        },
      )
    if (invoice.voidedOn !== null)
      throw new ReceivablesError('invoice_voided', `Invoice ${invoice.number} is void and takes no payment.`, {
        invoice: invoice.id,
      })
    if (invoice.currency !== currency)
      throw new ReceivablesError(
        'currency_mismatch',
        `Invoice ${invoice.number} is in ${invoice.currency}, the payment in ${currency}; record it in ${invoice.currency}.`,
        { invoice: invoice.currency, payment: currency },
      )
  }
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

/** Money from a payer nobody can name yet: +cash_clearing −suspense on the tenant's own stream. */
async function recordUnknown(trip: Trip, input: RecordInput, id: string) {
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
    const on = input.on ?? entry.receivedOn
    receive(decision, {
      id,
      amount,
      receivedOn: entry.receivedOn,
      effectiveOn: later(on, entry.receivedOn, decision),
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
  extra: (facts, plan) => ({ ...allocationAnswer(facts, plan), unapplied: leftOf(facts) }),
}

/** Assigned money counts from its receipt, but never in a closed period. */
function later(on: number, receivedOn: number, decision: Decision): number {
  const day = on > receivedOn ? on : receivedOn
  const locked = decision.context.lockedThrough
  return locked !== null && day <= locked ? locked + 1 : day
}

export const refund: Command<typeof refundPayment, AllocationAnswer> = {
  name: 'payments.refund',
  schema: refundPayment,
  async run(trip, input) {
    const customer = await ownerOf(trip.settings, 'sources', input.payment)
    const { decision } = await trip.account(customer, { sources: [input.payment], aroundSources: [input.payment] })
    decideRefund(decision, {
      ...input,
      amount: input.amount?.minor,
      currency: input.amount?.currency,
      on: input.on ?? trip.today,
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
    const on = input.on ?? trip.today
    decideReverse(decision, { payment: input.payment, on, reason, hold: input.hold ?? reason === 'chargeback' })
    return { id: input.payment }
  },
  extra: () => ({}),
}

/** The sources a decision may spread: all that are free, or those named. */
export function chosenSources(decision: Decision, currency: string, ids: readonly string[] | undefined) {
  const free = freeSources(decision.books, currency)
  if (ids === undefined) return free
  for (const id of ids) {
    const source = sourceOf(decision.books, id)
    if (source.currency !== currency)
      throw new ReceivablesError('currency_mismatch', `${id} is in ${source.currency}, not ${currency}.`, {
        source: source.currency,
        asked: currency,
      })
  }
  return free.filter((source) => ids.includes(source.id))
}
