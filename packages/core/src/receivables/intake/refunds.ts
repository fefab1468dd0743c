import { firstOpenDay } from '../../journal/decision.js'
import { homeValue } from '../../journal/home.js'
import { posting } from '../../journal/posting.js'
import { sourceLine } from '../../journal/source-line.js'
import type { Decision } from '../../journal/decision.js'
import { sourceOf } from '../../journal/lookup.js'
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
 * Decides that a refund did not go through: the money is the customer's, on account, again. When the payment itself was
 * taken back meanwhile, it is not: what comes back to such a payment goes the way of the rest of it.
 */
export function failRefund(decision: Decision, refund: Row<'refunds'>, reason: string): void {
  const source = sourceOf(decision.books, refund.source)
  const { currency, amount } = refund
  const home = homeValue(amount, { currency, home: decision.context.home.currency, rate: source.rate })
  const shared = { currency, rate: source.rate, reference: source.reference }
  decision.add({
    type: 'refund.failed',
    effectiveOn: firstOpenDay(decision.context, decision.context.today),
    data: { refund: refund.id, source: source.id, amount, reason },
    postings: [
      posting({ ...shared, account: 'cash_clearing', amount, home }),
      sourceLine(source, 'unapplied', -amount, home === null ? null : -home),
    ],
  })
  const { today } = decision.context
  if (source.reversedOn !== null) takeRest(decision, source.id, 'refund failed', firstOpenDay(decision.context, today))
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
