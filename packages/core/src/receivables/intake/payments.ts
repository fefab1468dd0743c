import { formatInstant } from '../../calendar/index.js'
import { type Decision, firstOpenDay } from '../../journal/decision.js'
import type { PaymentAnnounced } from '../../journal/fact.js'
import { checkoutData, checkoutId } from '../../link/checkout.js'
import { saveMethod } from '../../method/save.js'
import { incomingData } from '../../payment/apply-incoming.js'
import { addVoided } from '../../payment/authorisation.js'
import { reversePayment } from '../../payment/reverse.js'
import type { Row } from '../../records/collections.js'
import type { CheckedEvent } from '../input/provider-events.js'
import {
  applied,
  type Arrival,
  dayOf,
  held,
  ignored,
  leftMethod,
  mismatchOf,
  noteCheckout,
  ownId,
  paymentOf,
  targetOf,
  type Verdict,
  waiting,
} from './arrival.js'
import { bookPayment } from './book-payment.js'

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
      return authorise(arrival, event)
    case 'payment.voided':
      return giveFree(arrival, event.reason ?? 'released')
  }
}

/** An announcement counts until the payment arrives or fails; one that comes after that is late. */
async function announce(arrival: Arrival, { payment, occurredAt }: PaymentEvent): Promise<Verdict> {
  const { customer, incoming } = arrival
  if (arrival.source !== undefined) return ignored('already_recorded', customer)
  // Of a charge it is the first that we hear.
  const isUnheard = incoming?.state === 'asked' || incoming?.state === 'sent'
  if (incoming !== undefined && incoming.endedOn === null && !isUnheard) return ignored('already_pending', customer)
  if (isLate(arrival, occurredAt)) return ignored('late', customer)
  const mismatch = mismatchOf(arrival, payment)
  if (mismatch !== undefined) return held(mismatch, customer)
  const { decision, data } = await announced(arrival, payment)
  decision.add({ type: 'payment.pending', effectiveOn: onDay(decision, arrival), data, postings: [] })
  noteCheckout(arrival.trip, arrival.checkout, 'pending')
  return applied(customer)
}

/** Money is held on a card: it counts as on its way until it is captured or given free. No cash is posted. */
async function authorise(arrival: Arrival, { payment, occurredAt }: PaymentEvent): Promise<Verdict> {
  const { customer, incoming, checkout } = arrival
  if (checkout === undefined) return ignored('checkout_unknown')
  if (arrival.source !== undefined) return ignored('already_recorded', customer)
  if (incoming !== undefined) return ignored('already_authorised', customer)
  const mismatch = mismatchOf(arrival, payment)
  if (isLate(arrival, occurredAt))
    return mismatch === undefined ? keepMethod(arrival, payment) : ignored('late', customer)
  if (mismatch !== undefined) return held(mismatch, customer)
  const { decision, data } = await announced(arrival, payment)
  const until = payment.captureBefore
  const captureBefore = until === undefined ? null : formatInstant(until)
  decision.add({
    type: 'payment.authorised',
    effectiveOn: onDay(decision, arrival),
    data: { ...data, captureBefore },
    postings: [],
  })
  saveMethod(decision, { ...payment, id: data.id, provider: data.provider, left: leftMethod(checkout, payment) })
  noteCheckout(arrival.trip, checkout, 'authorised')
  return applied(customer)
}

/** The money is free again already; the method that the payer left is still there. */
async function keepMethod(arrival: Arrival, payment: PaymentEvent['payment']): Promise<Verdict> {
  const { checkout, customer } = arrival
  const left = leftMethod(checkout, payment)
  if (left === undefined) return ignored('late', customer)
  const { decision, data } = await announced(arrival, payment)
  saveMethod(decision, { ...payment, id: data.id, provider: data.provider, left })
  return applied(customer)
}

/** What was held on a card is free again: asked for, released at the provider, or its time is over. */
async function giveFree(arrival: Arrival, reason: string): Promise<Verdict> {
  const { trip, provider, checkout, customer, incoming, event } = arrival
  if (arrival.source !== undefined) return ignored('already_recorded', customer)
  if (incoming === undefined) {
    if (checkout === undefined) return ignored('checkout_unknown')
    noteCheckout(trip, checkout, 'closed')
    return applied(customer)
  }
  if (incoming.endedOn !== null) return ignored('nothing_pending', customer)
  const { decision } = await trip.account(customer, { incoming: [incoming.id] })
  addVoided(decision, { id: incoming.id, provider: provider.id, externalId: paymentOf(event), reason })
  noteCheckout(trip, checkout, 'closed')
  return applied(customer)
}

/** The payment is over already, by what came before. One that is held for a person is not, nor is one after a declined try. */
function isLate({ known }: Arrival, occurredAt: number): boolean {
  const isTry = ({ body }: Row<'inbox'>) => (body as { readonly retryable?: boolean }).retryable === true
  const hasEnded = (row: Row<'inbox'>) =>
    (row.type === 'payment.failed' && !isTry(row)) ||
    row.type === 'payment.voided' ||
    (row.type === 'payment.succeeded' && row.state !== 'held')
  return known.some((row) => hasEnded(row) && row.occurredAt >= occurredAt)
}

async function announced(
  arrival: Arrival,
  { amount, externalId }: PaymentEvent['payment'],
): Promise<{ decision: Decision; data: PaymentAnnounced }> {
  const { trip, provider, checkout, customer, incoming } = arrival
  const id = ownId(arrival)
  const { decision } = await trip.account(customer, { incoming: [id], sources: [id] })
  return {
    decision,
    data: {
      id,
      provider: provider.id,
      externalId,
      checkout: checkout === undefined ? '' : checkoutId(checkout),
      currency: amount.currency,
      exponent: amount.exponent,
      amount: amount.minor,
      reference: '',
      covers:
        checkout === undefined
          ? incoming === undefined
            ? []
            : incomingData(incoming).covers
          : checkoutData(checkout).covers,
    },
  }
}

const onDay = ({ context }: Decision, arrival: Arrival) => firstOpenDay(context, dayOf(arrival))

/** Money arrived: booked once, and spread over what it was meant for as that stands now. */
async function settle(arrival: Arrival, { payment }: PaymentEvent): Promise<Verdict> {
  const { trip, provider, checkout, customer, accepted } = arrival
  if (arrival.source !== undefined) return ignored('already_recorded', customer)
  if (arrival.event.checkout === '' && customer === '' && accepted === undefined) return ignored('not_ours')
  const mismatch = mismatchOf(arrival, payment)
  if (mismatch !== undefined) return held(mismatch, customer)
  if (customer === '') return held('customer_unknown')
  const { externalId, amount, method } = payment
  const isNew = await bookPayment(trip, {
    id: ownId(arrival),
    customer,
    provider: provider.id,
    externalId,
    amount,
    method,
    receivedOn: dayOf(arrival),
    target: targetOf(arrival),
    left: leftMethod(checkout, payment),
  })
  if (!isNew) return ignored('already_recorded', customer)
  noteCheckout(trip, checkout, 'paid')
  return applied(customer)
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
  // A try that was declined before says nothing of the one that went through; a charge has one try.
  if (event.retryable && incomingData(incoming).charge === undefined) return ignored('late', customer)
  await endPending(arrival, event)
  noteCheckout(arrival.trip, arrival.checkout, 'failed')
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
  noteCheckout(arrival.trip, arrival.checkout, 'failed')
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
