import { firstOpenDay } from '../../journal/decision.js'
import { homeValue } from '../../journal/home.js'
import { posting } from '../../journal/posting.js'
import { sourceLine } from '../../journal/source-line.js'
import type { Decision } from '../../journal/decision.js'
import { sourceOf } from '../../journal/lookup.js'
import { minor } from '../../money/index.js'
import { chargebacksOf } from '../../payment/apply-chargeback.js'
import { coverLoss, partId } from '../../payment/charge-back.js'
import { payBack } from '../../payment/pay-back.js'
import { receive } from '../../payment/receive.js'
import { refundPayment } from '../../payment/refund.js'
import { takeRest } from '../../payment/reverse.js'
import type { Row } from '../../records/collections.js'
import { correctedInvoice } from '../commands/owner.js'
import type { CheckedEvent } from '../input/provider-events.js'
import { readings } from '../readings.js'
import { applied, type Arrival, held, ignored, type Verdict, waiting } from './arrival.js'

type RefundEvent = Extract<CheckedEvent, { refund: unknown }>

/** Decides what a refund's event does: ours is confirmed or taken back; one made at the provider is booked. */
export async function decideRefund(arrival: Arrival, event: RefundEvent): Promise<Verdict> {
  if (event.type === 'refund.pending') return ignored('pending', arrival.customer)
  const known = await refundRow(arrival, event)
  if (known === undefined)
    return event.type === 'refund.failed' ? ignored('not_ours', arrival.customer) : madeElsewhere(arrival, event)
  const { trip, customer } = arrival
  if (known.state === 'failed') return ignored('already_failed', customer)
  const { decision } = await trip.account(known.customer, { refunds: [known.id], sources: [known.source] })
  if (event.type === 'refund.failed') {
    failRefund(decision, known, event.refund.reason)
    return applied(customer)
  }
  if (known.state === 'sent') return ignored('already_sent', customer)
  decision.add({
    type: 'refund.sent',
    effectiveOn: firstOpenDay(decision.context, trip.today),
    data: { refund: known.id, externalId: event.refund.externalId },
    postings: [],
  })
  return applied(customer)
}

/**
 * Decides that a refund did not go through: the money is where it was before, on account or held for its reference.
 *
 * When a bank took more of the payment than it had left, because of this refund, the money covers that first. When the
 * payment itself was taken back meanwhile, what comes back to it goes the way of the rest of it; but what a bank gave back
 * of it is the customer's, as a payment of its own.
 */
export function failRefund(decision: Decision, refund: Row<'refunds'>, reason: string): void {
  const source = sourceOf(decision.books, refund.source)
  const { currency, amount } = refund
  const home = homeValue(amount, { currency, home: decision.context.home.currency, rate: source.rate })
  const shared = { currency, rate: source.rate, reference: source.reference }
  const { pocket = 'unapplied' } = refund.data as { readonly pocket?: 'customer_deposits' }
  const on = firstOpenDay(decision.context, decision.context.today)
  decision.add({
    type: 'refund.failed',
    effectiveOn: on,
    data: { refund: refund.id, source: source.id, amount, reason },
    postings: [
      posting({ ...shared, account: 'cash_clearing', amount, home }),
      sourceLine(source, pocket, -amount, home === null ? null : -home),
    ],
  })
  const isHeld = pocket === 'customer_deposits'
  const hadChargebacks = Object.keys(chargebacksOf(source)).length > 0
  const covered = coverLoss(decision, { payment: source.id, amount, isHeld, on })
  if (source.reversedOn !== null) {
    takeRest(decision, source.id, 'refund failed', on)
    if (hadChargebacks && covered < amount) keepApart(decision, source, refund.id, { amount: amount - covered, isHeld })
  } else if (covered > 0n)
    payBack(decision, {
      source: source.id,
      amount: covered,
      pocket,
      on,
      as: 'reopen',
      reason: 'chargeback',
      provider: refund.provider,
      externalId: partId(refund.id),
    })
}

/** A payment that was taken back holds nothing: what is the customer's all the same is a payment of its own. */
function keepApart(
  decision: Decision,
  source: Row<'sources'>,
  refund: string,
  { amount, isHeld }: { readonly amount: bigint; readonly isHeld: boolean },
): void {
  const { request } = source.data as { readonly request: string }
  receive(decision, {
    id: `${source.id}_back_${refund}`,
    amount: minor(amount, source.currency),
    receivedOn: decision.context.today,
    effectiveOn: firstOpenDay(decision.context, decision.context.today),
    rate: source.rate,
    method: 'reinstated',
    ...(isHeld ? { reference: source.reference, deposit: { request } } : {}),
  })
}

async function refundRow({ trip, provider }: Arrival, { refund }: RefundEvent): Promise<Row<'refunds'> | undefined> {
  const list = readings(trip.settings.store, trip.settings.tenant)
  const own = list.keys('refunds', refund.refund === '' ? [] : [[refund.refund]])
  const named = list.page('refunds', { index: 'byExternalId', where: [provider.id, refund.externalId], limit: 1 })
  await list.fetch()
  return own()[0] ?? named()[0]
}

/** A refund that somebody made at the provider: free money goes as it is, otherwise a person says what it means. */
async function madeElsewhere(arrival: Arrival, { refund }: RefundEvent): Promise<Verdict> {
  const { trip, provider, source, customer, accepted } = arrival
  if (source === undefined) return waiting(customer)
  if (refund.amount.currency !== source.currency) return held('currency_mismatch', customer)
  const corrected = await correctedInvoice(trip.settings, source.id)
  const { decision } = await trip.account(customer, {
    sources: [source.id],
    aroundSources: [source.id],
    around: corrected === '' ? [] : [corrected],
  })
  refundPayment(decision, {
    payment: source.id,
    amount: refund.amount.minor,
    currency: refund.amount.currency,
    as: accepted?.as,
    reason: refund.reason === '' ? 'refunded at the provider' : refund.reason,
    sent: { provider: provider.id, externalId: refund.externalId },
  })
  return applied(customer)
}
