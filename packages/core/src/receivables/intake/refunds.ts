import { parseInstant } from '../../calendar/index.js'
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
import { refundData } from '../../payment/apply.js'
import { refundPayment, secondPart } from '../../payment/refund.js'
import { takeRest } from '../../payment/reverse.js'
import type { Row } from '../../records/collections.js'
import { correctedInvoice } from '../commands/owner.js'
import type { CheckedEvent } from '../input/provider-events.js'
import { readings } from '../readings.js'
import { applied, type Arrival, held, ignored, type Verdict, waiting } from './arrival.js'

/**
 * How long after it was first asked a provider may be asked again: every provider keeps our key for longer (the shortest,
 * a day). After that the same request could be a second refund, so nobody asks any more.
 */
export const askAgainFor = 20 * 3_600_000

type RefundEvent = Extract<CheckedEvent, { refund: unknown }>

/**
 * Decides what a refund's event does: ours is confirmed or taken back; one made at the provider is booked. So is money that
 * left for one of ours a second time, or after we had taken it back.
 */
export async function decideRefund(arrival: Arrival, event: RefundEvent): Promise<Verdict> {
  const { customer } = arrival
  if (event.type === 'refund.pending') return ignored('pending', customer)
  const rows = await refundRows(arrival, event)
  return event.type === 'refund.failed' ? takeBack(arrival, event, rows) : confirm(arrival, event, rows)
}

/** The provider sent it. */
async function confirm(arrival: Arrival, event: RefundEvent, rows: readonly Row<'refunds'>[]): Promise<Verdict> {
  const { trip, customer, accepted } = arrival
  if (rows.some(({ state }) => state === 'sent')) return ignored('already_sent', customer)
  if (hasFailed(arrival, event)) return ignored('already_failed', customer)
  const known = rows[0] ?? (await madeInstead(arrival, event))
  // It was refused, as far as we heard, and went out all the same.
  if (known === undefined || (known.state === 'failed' && known.externalId === '')) return madeElsewhere(arrival, event)
  if (known.state === 'failed') return held('contradicts', customer)
  const { amount, externalId } = event.refund
  if (amount.currency !== known.currency) return held('currency_mismatch', customer)
  if (amount.minor !== known.amount)
    return accepted === undefined ? held('amount_mismatch', customer) : madeElsewhere(arrival, event, known)
  const { decision } = await trip.account(known.customer, { refunds: [known.id], sources: [known.source] })
  decision.add({
    type: 'refund.sent',
    effectiveOn: firstOpenDay(decision.context, trip.today),
    data: { refund: known.id, externalId },
    postings: [],
  })
  return applied(customer)
}

/** It did not go through, or came back: all that was booked of it is undone. */
async function takeBack(arrival: Arrival, event: RefundEvent, rows: readonly Row<'refunds'>[]): Promise<Verdict> {
  const { trip, customer } = arrival
  const live = rows.filter(({ state }) => state !== 'failed')
  const [known] = live
  forgetSent(arrival, event)
  if (known === undefined) return ignored(rows.length > 0 ? 'already_failed' : 'not_booked', customer)
  const { decision } = await trip.account(known.customer, {
    refunds: live.map(({ id }) => id),
    sources: [known.source],
  })
  for (const row of live) failRefund(decision, row, event.refund.reason)
  return applied(customer)
}

/** The provider's word that this refund failed came before, though it happened later. */
function hasFailed({ known }: Arrival, event: RefundEvent): boolean {
  return known.some(
    (row) =>
      row.type === 'refund.failed' &&
      isSameRefund(row, event) &&
      row.occurredAt >= event.occurredAt &&
      !row.reason.startsWith('dismissed'),
  )
}

/** What waits to be booked as sent has come back: nobody has to decide about it any more. */
function forgetSent({ trip, known }: Arrival, event: RefundEvent): void {
  for (const row of known) {
    if (row.type !== 'refund.sent' || !isSameRefund(row, event) || row.occurredAt > event.occurredAt) continue
    if (row.state !== 'held' && row.state !== 'waiting') continue
    trip.guard({ collection: 'inbox', key: [row.provider, row.event], rev: row.rev })
    trip.update({
      collection: 'inbox',
      row: { ...row, rev: row.rev + 1, state: 'ignored', reason: 'already_failed' },
    })
  }
}

function isSameRefund({ body }: Row<'inbox'>, { refund }: RefundEvent): boolean {
  return (body as { readonly refund?: { readonly externalId?: string } }).refund?.externalId === refund.externalId
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

/**
 * The rows of the provider's refund: both, when free money and money that was held went back with it. One of ours that has
 * another name at the provider is another refund.
 */
async function refundRows({ trip, provider }: Arrival, { refund }: RefundEvent): Promise<Row<'refunds'>[]> {
  const list = readings(trip.settings.store, trip.settings.tenant)
  const own = list.keys('refunds', refund.refund === '' ? [] : [[refund.refund]])
  const named = [refund.externalId, secondPart(refund.externalId)].map((name) =>
    list.page('refunds', { index: 'byExternalId', where: [provider.id, name], limit: 1 }),
  )
  await list.fetch()
  const found = named.flatMap((rows) => rows())
  return found.length > 0 ? found : own().filter((row) => row.provider === provider.id && row.externalId === '')
}

/**
 * One of ours that nobody knows of, when somebody made a refund of the same amount at the provider after we had stopped
 * asking: it was made in its place. Should ours have gone out as well, its own event says so, and is booked as another.
 */
async function madeInstead(
  { trip, provider, source }: Arrival,
  event: RefundEvent,
): Promise<Row<'refunds'> | undefined> {
  const { refund, amount } = event.refund
  if (refund !== '' || source === undefined) return undefined
  const list = readings(trip.settings.store, trip.settings.tenant)
  const rows = list.all('refunds', { index: 'bySource', where: [source.id] })
  await list.fetch()
  return rows().find((row) => {
    const askedAt = refundData(row).askedAt ?? null
    const isSame = row.provider === provider.id && row.amount === amount.minor && row.currency === amount.currency
    if (row.state !== 'requested' || askedAt === null || !isSame) return false
    return event.occurredAt - parseInstant(askedAt) > askAgainFor
  })
}

/**
 * A refund that somebody made at the provider: free money goes as it is, otherwise a person says what it means. With
 * `instead` it went out in place of one of ours.
 */
async function madeElsewhere(arrival: Arrival, { refund }: RefundEvent, instead?: Row<'refunds'>): Promise<Verdict> {
  const { trip, provider, source, customer, accepted } = arrival
  if (source === undefined) return waiting(customer)
  if (refund.amount.currency !== source.currency) return held('currency_mismatch', customer)
  const corrected = await correctedInvoice(trip.settings, source.id)
  const { decision } = await trip.account(customer, {
    sources: [source.id],
    aroundSources: [source.id],
    around: corrected === '' ? [] : [corrected],
    refunds: instead === undefined ? [] : [instead.id],
  })
  if (instead !== undefined) failRefund(decision, instead, 'amount_mismatch')
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
