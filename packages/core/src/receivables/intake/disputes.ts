import { spreadSources } from '../../allocation/apply-plan.js'
import { openItems, sourceItem } from '../../allocation/items.js'
import { type Decision, firstOpenDay } from '../../journal/decision.js'
import { sourceOf } from '../../journal/lookup.js'
import { placeHold, releaseHold } from '../../hold/place.js'
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
  const before = decision.facts.length
  if (row === undefined) open(arrival, decision, event, id)
  const isTaken = event.dispute.withdrawn || event.type === 'dispute.withdrawn' || event.type === 'dispute.lost'
  const isBack = event.type === 'dispute.reinstated'
  if (isBack && !wasTaken(decision, source, event)) return waiting(customer)
  if (isTaken && !isBack && event.type !== 'dispute.won') takeBack(decision, source, event, id)
  if (isBack) giveAgain(arrival, decision, source, event)
  if (event.type === 'dispute.won' || isBack || event.type === 'dispute.lost')
    resolve(decision, id, event.type === 'dispute.lost' ? 'lost' : 'won')
  return decision.facts.length === before ? ignored('already_known', customer) : applied(customer)
}

const idOf = ({ provider }: Arrival, { dispute }: DisputeEvent) => `dsp_${provider.id}_${dispute.externalId}`
const noteOf = (id: string) => `dispute ${id}`

async function disputeRow(
  { trip, provider }: Arrival,
  { dispute }: DisputeEvent,
): Promise<Row<'disputes'> | undefined> {
  const list = readings(trip.settings.store, trip.settings.tenant)
  const rows = list.page('disputes', { index: 'byExternalId', where: [provider.id, dispute.externalId], limit: 1 })
  await list.fetch()
  return rows()[0]
}

function open({ provider, source }: Arrival, decision: Decision, { dispute }: DisputeEvent, id: string): void {
  const { context } = decision
  const on = firstOpenDay(context, context.today)
  decision.add({
    type: 'dispute.opened',
    effectiveOn: on,
    data: {
      id,
      document: '',
      source: source?.id ?? '',
      lines: [],
      reason: dispute.reason,
      currency: dispute.amount.currency,
      amount: dispute.amount.minor,
      hold: '',
      provider: provider.id,
      externalId: dispute.externalId,
    },
    postings: [],
  })
  holdSettled(decision, source?.id ?? '', id)
}

/** Holds the invoices that a payment settles, until somebody clears them or the dispute is won. */
function holdSettled(decision: Decision, source: string, dispute: string): void {
  const { books, context } = decision
  const on = firstOpenDay(context, context.today)
  const note = noteOf(dispute)
  const settled = [...books.allocations.values()].filter((row) => row.source === source && row.undoneOn === null)
  const isHeld = (document: string) =>
    [...books.holds.values()].some(
      (hold) => hold.releasedOn === null && hold.note === note && hold.document === document,
    )
  for (const document of new Set(settled.map((row) => row.document)))
    if (document !== '' && !isHeld(document)) placeHold(decision, { document, reason: 'chargeback', note, on })
}

/** The money of the dispute went out of the books before: only then can it come back. */
function wasTaken({ books }: Decision, source: Row<'sources'>, { dispute }: DisputeEvent): boolean {
  if (sourceOf(books, source.id).reversedOn !== null) return true
  return [...books.refunds.values()].some((row) => row.externalId === partId(dispute.externalId))
}

/** The provider took the money: the payment is undone, whole or in part; the invoices are open again, on hold. */
function takeBack(decision: Decision, source: Row<'sources'>, event: DisputeEvent, id: string): void {
  const { dispute } = event
  if (wasTaken(decision, source, event)) return
  holdSettled(decision, source.id, id)
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

/** Closes the dispute; when it was won, nothing is held back any more. */
function resolve(decision: Decision, id: string, outcome: 'won' | 'lost'): void {
  const { books, context } = decision
  const on = firstOpenDay(context, context.today)
  if (books.disputes.get(id)?.resolvedOn === null)
    decision.add({ type: 'dispute.resolved', effectiveOn: on, data: { id, outcome, note: '' }, postings: [] })
  if (outcome === 'lost') return
  for (const hold of books.holds.snapshot())
    if (hold.releasedOn === null && hold.note === noteOf(id))
      releaseHold(decision, { hold: hold.id, on, note: 'dispute won' })
}
