import { spreadSources } from '../../allocation/apply-plan.js'
import { openItems, sourceItem } from '../../allocation/items.js'
import { type Decision, firstOpenDay } from '../../journal/decision.js'
import { sourceOf } from '../../journal/lookup.js'
import { holdSettled, openDispute } from '../../dispute/open.js'
import { releaseDisputed, resolveDispute } from '../../dispute/resolve.js'
import { receive } from '../../payment/receive.js'
import { refundPayment } from '../../payment/refund.js'
import { reversePayment } from '../../payment/reverse.js'
import type { Row } from '../../records/collections.js'
import type { CheckedEvent } from '../input/provider-events.js'
import { readings } from '../readings.js'
import { applied, type Arrival, ignored, type Verdict, waiting } from './arrival.js'

type DisputeEvent = Extract<CheckedEvent, { dispute: unknown }>

/**
 * Decides what a provider's dispute does. Opening one holds the invoices that the payment settled; money moves only when
 * the provider says that it took it (`withdrawn`) or gave it back (`reinstated`).
 */
export async function decideDispute(arrival: Arrival, event: DisputeEvent): Promise<Verdict> {
  const { trip, source, customer } = arrival
  if (source === undefined) return waiting(customer)
  const row = await disputeRow(arrival, event)
  const { decision } = await trip.account(customer, {
    sources: [source.id, backId(source.id, event.dispute.externalId)],
    aroundSources: [source.id],
    refundsOf: [source.id],
    ...(row === undefined ? {} : { disputes: [row.id] }),
  })
  const id = row?.id ?? idOf(arrival, event)
  const { dispute, type } = event
  const before = decision.facts.length
  const on = firstOpenDay(decision.context, decision.context.today)
  const holding = { reason: 'chargeback', note: dispute.reason, on }
  if (row === undefined)
    openDispute(decision, {
      id,
      payment: source.id,
      amount: dispute.amount.minor,
      currency: dispute.amount.currency,
      reason: dispute.reason,
      note: holding.note,
      holdReason: holding.reason,
      on,
      provider: arrival.provider.id,
      externalId: dispute.externalId,
    })
  const isTaken = dispute.withdrawn || type === 'dispute.withdrawn' || type === 'dispute.lost'
  const isBack = type === 'dispute.reinstated'
  if (isBack && !wasTaken(decision, source, event)) return waiting(customer)
  if (isTaken && !isBack && type !== 'dispute.won' && !wasTaken(decision, source, event)) {
    holdSettled(decision, { dispute: id, ...holding })
    takeBack(decision, source, event)
  }
  if (isBack) giveAgain(arrival, decision, source, event)
  if (type === 'dispute.lost') end(decision, id, 'lost')
  else if (type === 'dispute.won' || isBack) end(decision, id, 'won')
  return decision.facts.length === before ? ignored('already_known', customer) : applied(customer)
}

/** Closes the dispute, once. What was lost stays held for a person; what was won is held no longer, whoever closed it. */
function end(decision: Decision, dispute: string, outcome: 'won' | 'lost'): void {
  const on = firstOpenDay(decision.context, decision.context.today)
  if (decision.books.disputes.get(dispute)?.resolvedOn === null)
    resolveDispute(decision, { dispute, outcome, releaseHold: outcome === 'won', on })
  else if (outcome === 'won') releaseDisputed(decision, { dispute, on })
}

const idOf = ({ provider }: Arrival, { dispute }: DisputeEvent) => `dsp_${provider.id}_${dispute.externalId}`

async function disputeRow(
  { trip, provider }: Arrival,
  { dispute }: DisputeEvent,
): Promise<Row<'disputes'> | undefined> {
  const list = readings(trip.settings.store, trip.settings.tenant)
  const rows = list.page('disputes', { index: 'byExternalId', where: [provider.id, dispute.externalId], limit: 1 })
  await list.fetch()
  return rows()[0]
}

/** The money of the dispute went out of the books before: only then can it come back. */
function wasTaken({ books }: Decision, source: Row<'sources'>, { dispute }: DisputeEvent): boolean {
  if (sourceOf(books, source.id).reversedOn !== null) return true
  return [...books.refunds.values()].some((row) => row.externalId === partId(dispute.externalId))
}

/** The provider took the money: the payment is undone, whole or in part; the invoices are open again, on hold. */
function takeBack(decision: Decision, source: Row<'sources'>, { dispute }: DisputeEvent): void {
  if (dispute.amount.minor >= source.amount - source.refunded)
    return reversePayment(decision, { payment: source.id, reason: 'chargeback', hold: false })
  refundPayment(decision, {
    payment: source.id,
    amount: dispute.amount.minor,
    as: 'reopen',
    reason: 'chargeback',
    sent: { provider: source.externalId.split(':')[0] ?? '', externalId: partId(dispute.externalId) },
  })
}

const backId = (source: string, dispute: string) => `${source}_back_${dispute}`
const partId = (dispute: string) => `dispute:${dispute}`

/** The provider gave the money back: it is a payment of its own, set against what it had settled. */
function giveAgain({ provider }: Arrival, decision: Decision, source: Row<'sources'>, { dispute }: DisputeEvent): void {
  const { books } = decision
  const id = backId(source.id, dispute.externalId)
  if (books.sources.get(id) !== undefined) return
  const wasSettling = new Set(
    [...books.allocations.values()].filter((row) => row.source === source.id).map((row) => row.document),
  )
  const receivedOn = decision.context.today
  receive(decision, {
    id,
    amount: dispute.amount,
    receivedOn,
    effectiveOn: firstOpenDay(decision.context, receivedOn),
    method: 'reinstated',
    provider: provider.id,
    externalId: `${dispute.externalId}:reinstated`,
  })
  const items = openItems(books, source.currency).filter((item) => wasSettling.has(item.document))
  const paid = sourceOf(books, id)
  if (items.length === 0) return
  spreadSources(decision, {
    sources: [sourceItem(paid, paid.unapplied)],
    strategy: { specific: items.map(({ document, instalment }) => ({ document, instalment })), then: 'onAccount' },
    currency: source.currency,
    on: receivedOn,
  })
}
