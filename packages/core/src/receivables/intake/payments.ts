import { spreadSources } from '../../allocation/apply-plan.js'
import { freeSources, openItems, sourceItem } from '../../allocation/items.js'
import type { Decision } from '../../journal/decision.js'
import { firstOpenDay } from '../../journal/decision.js'
import type { LinkScope } from '../../journal/fact.js'
import { sourceOf } from '../../journal/lookup.js'
import { checkoutData, checkoutId } from '../../link/checkout.js'
import { strategyFor } from '../../link/payable.js'
import type { Money } from '../../money/index.js'
import { receive } from '../../payment/receive.js'
import { reversePayment } from '../../payment/reverse.js'
import { claimExternalId } from '../commands/payments.js'
import type { Row } from '../../records/collections.js'
import type { CheckedEvent } from '../input/provider-events.js'
import type { Wanted } from '../load.js'
import { readings } from '../readings.js'
import {
  applied,
  type Arrival,
  dayOf,
  held,
  ignored,
  mismatchOf,
  noteCheckout,
  ownId,
  paymentOf,
  type Verdict,
  waiting,
} from './arrival.js'

type PaymentEvent = Extract<CheckedEvent, { payment: unknown }>

/** Decides what a payment's event does: in any order, late or contradictory, money is booked once. */
export async function decidePayment(arrival: Arrival, event: PaymentEvent): Promise<Verdict> {
  switch (event.type) {
    case 'payment.pending':
      return announce(arrival, event)
    case 'payment.succeeded':
      return settle(arrival, event)
    case 'payment.failed':
      return fail(arrival, event)
    case 'payment.reversed':
      return reverse(arrival, event.reason)
    case 'payment.authorised':
    case 'payment.voided':
      if (arrival.checkout === undefined) return ignored('checkout_unknown')
      if (arrival.source !== undefined) return ignored('already_recorded', arrival.customer)
      noteCheckout(arrival, event.type === 'payment.authorised' ? 'authorised' : 'closed')
      return applied(arrival.customer)
  }
}

/** An announcement counts until the payment arrives or fails; one that comes after that is late. */
async function announce(arrival: Arrival, { payment, occurredAt }: PaymentEvent): Promise<Verdict> {
  const { trip, provider, checkout, customer, incoming } = arrival
  if (arrival.source !== undefined) return ignored('already_recorded', customer)
  if (incoming !== undefined && incoming.endedOn === null) return ignored('already_pending', customer)
  // One that is held for a person has not arrived yet.
  const hasEnded = (row: Row<'inbox'>) =>
    row.type === 'payment.failed' || (row.type === 'payment.succeeded' && row.state !== 'held')
  const isLate = arrival.known.some((row) => hasEnded(row) && row.occurredAt >= occurredAt)
  if (isLate) return ignored('late', customer)
  const mismatch = mismatchOf(arrival, payment)
  if (mismatch !== undefined) return held(mismatch, customer)
  const id = ownId(arrival)
  const { decision } = await trip.account(customer, { incoming: [id], sources: [id] })
  const { amount, externalId } = payment
  decision.add({
    type: 'payment.pending',
    effectiveOn: firstOpenDay(decision.context, dayOf(arrival)),
    data: {
      id,
      provider: provider.id,
      externalId,
      checkout: checkout === undefined ? '' : checkoutId(checkout),
      currency: amount.currency,
      exponent: amount.exponent,
      amount: amount.minor,
      reference: '',
      covers: checkout === undefined ? [] : checkoutData(checkout).covers,
    },
    postings: [],
  })
  noteCheckout(arrival, 'pending')
  return applied(customer)
}

/** Money arrived: booked once, and spread over what it was meant for as that stands now. */
async function settle(arrival: Arrival, { payment }: PaymentEvent): Promise<Verdict> {
  const { trip, checkout, customer, accepted } = arrival
  if (arrival.source !== undefined) return ignored('already_recorded', customer)
  if (arrival.event.checkout === '' && customer === '' && accepted === undefined) return ignored('not_ours')
  const mismatch = mismatchOf(arrival, payment)
  if (mismatch !== undefined) return held(mismatch, customer)
  if (customer === '') return held('customer_unknown')
  const id = ownId(arrival)
  const target = checkout === undefined ? undefined : checkoutData(checkout)
  const documents = target === undefined ? [] : await documentsOf(arrival, target.scope, target.target)
  const { currency } = payment.amount
  const { decision } = await trip.account(customer, {
    ...wantedFor(target?.scope, documents, currency, trip.today),
    incoming: [id],
  })
  claimExternalId(trip, arrival.provider.id, payment.externalId)
  book(arrival, decision, payment, target)
  noteCheckout(arrival, 'paid')
  return applied(customer)
}

function book(
  arrival: Arrival,
  decision: Decision,
  payment: { readonly externalId: string; readonly amount: Money; readonly method: string },
  target: { readonly scope: LinkScope; readonly target: string; readonly instalment: number } | undefined,
): void {
  const { provider } = arrival
  const id = ownId(arrival)
  const receivedOn = dayOf(arrival)
  const request = target?.scope === 'deposit' ? decision.books.documents.get(target.target) : undefined
  receive(decision, {
    id,
    amount: payment.amount,
    receivedOn,
    effectiveOn: firstOpenDay(decision.context, receivedOn),
    method: payment.method,
    provider: provider.id,
    externalId: payment.externalId,
    reference: request?.reference,
    ...(request === undefined ? {} : { deposit: { request: request.id } }),
  })
  if (request !== undefined) return
  spreadLinked(decision, id, target)
}

/** Spreads a payment as its link said; the balance takes money on account along, as the link's amount did. */
function spreadLinked(
  decision: Decision,
  id: string,
  target: { readonly scope: LinkScope; readonly target: string; readonly instalment: number } | undefined,
): void {
  const { books } = decision
  const source = sourceOf(books, id)
  const { currency } = source
  const isBalance = target?.scope === 'balance'
  const own = sourceItem(source, source.unapplied)
  const link = {
    scope: target?.scope ?? 'balance',
    target: target?.target ?? '',
    instalment: target?.instalment ?? 0,
    currency,
  }
  const items = openItems(books, currency).filter(
    (item) => link.scope !== 'instalment' || item.instalment === link.instalment,
  )
  if (items.length === 0) return
  spreadSources(decision, {
    sources: isBalance ? freeSources(books, currency) : [own],
    strategy: strategyFor(link, items),
    currency,
    on: source.receivedOn,
  })
}

/** What of the account the money may settle. */
function wantedFor(
  scope: LinkScope | undefined,
  documents: readonly string[],
  currency: string,
  today: number,
): Wanted {
  if (scope === 'deposit') return { documents }
  if (scope === undefined || scope === 'balance') return { open: { currency }, free: currency, offersOn: today }
  return { around: documents }
}

async function documentsOf({ trip, customer }: Arrival, scope: LinkScope, target: string): Promise<string[]> {
  if (scope === 'balance') return []
  if (scope !== 'reference') return [target]
  const list = readings(trip.settings.store, trip.settings.tenant)
  const rows = list.all('documents', { index: 'byReference', where: [target] })
  await list.fetch()
  return rows()
    .filter((row) => row.kind === 'invoice' && row.customer === customer)
    .map(({ id }) => id)
}

/** A payment that was announced did not come. After money has arrived this is late, or a person must look. */
async function fail(arrival: Arrival, event: Extract<PaymentEvent, { type: 'payment.failed' }>): Promise<Verdict> {
  const { customer, incoming } = arrival
  if (arrival.source !== undefined) {
    const settled = arrival.known.filter((row) => row.type === 'payment.succeeded' && row.state === 'applied')
    const isLate = settled.some((row) => row.occurredAt >= event.occurredAt)
    return isLate ? ignored('late', customer) : held('contradicts', customer)
  }
  if (incoming === undefined || incoming.endedOn !== null) return ignored('nothing_pending', customer)
  await endPending(arrival, event)
  noteCheckout(arrival, 'failed')
  return applied(customer)
}

/** A payment that was announced is waited for no longer. */
async function endPending(
  arrival: Arrival,
  { reason, retryable }: { readonly reason: string; readonly retryable: boolean },
): Promise<void> {
  const { trip, provider, customer, event } = arrival
  const id = ownId(arrival)
  const { decision } = await trip.account(customer, { incoming: [id] })
  decision.add({
    type: 'payment.failed',
    effectiveOn: firstOpenDay(decision.context, trip.today),
    data: { id, provider: provider.id, externalId: paymentOf(event), reason, retryable },
    postings: [],
  })
}

/** A person does not take a payment for ours: what was announced of it is waited for no longer. */
export async function dismissPayment(arrival: Arrival): Promise<void> {
  const { incoming, event } = arrival
  if (event.type !== 'payment.succeeded' || incoming === undefined || incoming.endedOn !== null) return
  await endPending(arrival, { reason: 'dismissed', retryable: false })
  noteCheckout(arrival, 'failed')
}

/** Money that had arrived was taken back, without a dispute: a direct debit returned. */
async function reverse(arrival: Arrival, reason: string): Promise<Verdict> {
  const { trip, source, customer } = arrival
  if (source === undefined) return waiting(customer)
  if (source.reversedOn !== null) return ignored('already_reversed', customer)
  const { decision } = await trip.account(customer, { sources: [source.id], aroundSources: [source.id] })
  reversePayment(decision, {
    payment: source.id,
    reason: reason === 'chargeback' ? 'chargeback' : 'bounce',
    hold: true,
  })
  return applied(customer)
}
