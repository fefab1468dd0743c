import { spreadSources } from '../../allocation/apply-plan.js'
import { openItems, sourceItem } from '../../allocation/items.js'
import type { Day } from '../../calendar/index.js'
import { applyDeposit, endDeposit } from '../../deposit/hold-money.js'
import { type Decision, firstOpenDay } from '../../journal/decision.js'
import { sourceOf } from '../../journal/lookup.js'
import { holdSettled, openDispute } from '../../dispute/open.js'
import { noteDispute, releaseDisputed, resolveDispute } from '../../dispute/resolve.js'
import { minor } from '../../money/index.js'
import { chargebacksOf } from '../../payment/apply-chargeback.js'
import { chargeBack, chargeBackReversed, coverLoss, partId } from '../../payment/charge-back.js'
import { receive } from '../../payment/receive.js'
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
  if (isTaken && !isBack && type !== 'dispute.won') {
    const isNew = !wasTaken(decision, source, event)
    if (isNew) holdSettled(decision, { dispute: id, ...holding })
    if (isNew || !isNoted(decision, source, event)) takeBack(arrival, decision, source, { id, on, dispute, isNew })
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

/** What the bank took by this dispute is in the books. */
function isNoted({ books }: Decision, source: Row<'sources'>, { dispute }: DisputeEvent): boolean {
  if (chargebacksOf(sourceOf(books, source.id))[dispute.externalId] !== undefined) return true
  return [...books.refunds.values()].some((refund) => refund.externalId === partId(dispute.externalId))
}

/** The money of the dispute went out of the books before: only then can it come back. */
function wasTaken(decision: Decision, source: Row<'sources'>, event: DisputeEvent): boolean {
  const row = sourceOf(decision.books, source.id)
  if (isNoted(decision, source, event)) return true
  // Reversed by hand, or returned: this tells of it once more. What another dispute took is not what this one takes.
  const byDispute = Object.values(chargebacksOf(row)).some(({ amount }) => amount >= row.amount)
  return row.reversedOn !== null && !byDispute
}

/** The provider took the money: the payment is undone, whole or in part; the invoices are open again, on hold. */
function takeBack(
  { provider }: Arrival,
  decision: Decision,
  source: Row<'sources'>,
  {
    id,
    on,
    dispute,
    isNew,
  }: { readonly id: string; readonly on: Day; readonly dispute: DisputeEvent['dispute']; readonly isNew: boolean },
): void {
  const amount = dispute.amount.minor
  const taken = { payment: source.id, provider: provider.id, dispute: dispute.externalId, amount }
  const lost = isNew ? chargeBack(decision, taken) : chargeBackReversed(decision, taken)
  if (lost === 0n) return
  const text = `${String(minor(lost, source.currency))} more was taken than the payment had left: a loss.`
  noteDispute(decision, { dispute: id, text, url: '', on })
}

const backId = (source: string, dispute: string) => `${source}_back_${dispute}`

/**
 * The provider gave the money back. It covers what was lost; the rest is a payment of its own, set against what it had
 * settled, and what was a deposit is one again, forfeited as far as it had been.
 */
function giveAgain({ provider }: Arrival, decision: Decision, source: Row<'sources'>, { dispute }: DisputeEvent): void {
  const { books } = decision
  const id = backId(source.id, dispute.externalId)
  const known = chargebacksOf(sourceOf(books, source.id))[dispute.externalId]
  if (books.sources.get(id) !== undefined || known?.isBack === true) return
  const wasSettling = new Set(
    [...books.allocations.values()].filter((row) => row.source === source.id).map((row) => row.document),
  )
  const receivedOn = decision.context.today
  const on = firstOpenDay(decision.context, receivedOn)
  const { externalId } = dispute
  const covered = coverLoss(decision, { payment: source.id, amount: dispute.amount.minor, from: externalId, on })
  const amount = dispute.amount.minor - covered
  if (amount === 0n) return
  const isDeposit = source.kind === 'deposit'
  const { request } = source.data as { readonly request: string }
  receive(decision, {
    id,
    amount: minor(amount, source.currency),
    receivedOn,
    effectiveOn: on,
    rate: source.rate,
    method: 'reinstated',
    provider: provider.id,
    externalId: `${externalId}:reinstated`,
    ...(isDeposit ? { reference: source.reference, deposit: { request } } : {}),
  })
  if (isDeposit) divideAgain(decision, id, { held: known?.held ?? amount, forfeited: known?.forfeited ?? 0n })
  const items = openItems(books, source.currency).filter((item) => wasSettling.has(item.document))
  applyHeld(decision, id, [...new Set(items.map(({ document }) => document))])
  const paid = sourceOf(books, id)
  if (items.length === 0 || paid.unapplied === 0n) return
  spreadSources(decision, {
    sources: [sourceItem(paid, paid.unapplied)],
    strategy: { specific: items.map(({ document, instalment }) => ({ document, instalment })), then: 'onAccount' },
    currency: source.currency,
    on: receivedOn,
  })
}

/** Puts a deposit that came back where it had been: forfeited, free, and the rest held. Amounts are minor units. */
function divideAgain(
  decision: Decision,
  deposit: string,
  { held, forfeited }: { readonly held: bigint; readonly forfeited: bigint },
): void {
  const { amount } = sourceOf(decision.books, deposit)
  const free = amount - (held < amount ? held : amount)
  const lapsed = forfeited < amount - free ? forfeited : amount - free
  const reason = 'came back'
  if (free > 0n) endDeposit(decision, 'deposit.released', { deposit, amount: free, reason })
  if (lapsed > 0n) endDeposit(decision, 'deposit.forfeited', { deposit, amount: lapsed, reason })
}

/** What is held settles the invoices of its own reference that it had settled. */
function applyHeld(decision: Decision, deposit: string, invoices: readonly string[]): void {
  const { books } = decision
  for (const invoice of invoices)
    if (
      sourceOf(books, deposit).held > 0n &&
      books.documents.get(invoice)?.reference === sourceOf(books, deposit).reference
    )
      applyDeposit(decision, { deposit, invoice })
}
