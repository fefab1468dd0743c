import { spreadSources } from '../../allocation/apply-plan.js'
import { freeSources, openItems, sourceItem } from '../../allocation/items.js'
import type { Day } from '../../calendar/index.js'
import type { OpenItem } from '../../allocation/open-item.js'
import { type Books, instalmentKey } from '../../journal/books.js'
import { type Decision, firstOpenDay } from '../../journal/decision.js'
import type { LinkScope } from '../../journal/fact.js'
import { sourceOf } from '../../journal/lookup.js'
import { type LinkTarget, strategyFor } from '../../link/payable.js'
import { collectFee } from '../../method/collect-fee.js'
import { type LeftMethod, saveMethod } from '../../method/save.js'
import type { Money } from '../../money/index.js'
import { receive } from '../../payment/receive.js'
import { claimExternalId } from '../commands/payments.js'
import type { Trip } from '../engine.js'
import type { Wanted } from '../load.js'
import { readings } from '../readings.js'

/** What a payment was asked for. */
export interface PaymentTarget {
  /** `fee`: of a booking that has ended. */
  readonly scope: LinkScope | 'fee'
  readonly target: string
  readonly instalment: number
  /** What of it is the booking's fee itself, and no invoice's: minor units. */
  readonly fee?: bigint
}

/** Money that a provider has for us. */
export interface ArrivedPayment {
  /** Ours. */
  readonly id: string
  readonly customer: string
  readonly provider: string
  readonly externalId: string
  readonly amount: Money
  readonly method: string
  readonly receivedOn: Day
  /** Without one it goes to whatever is due. */
  readonly target: PaymentTarget | undefined
  /** The method that its payer left. */
  readonly left?: LeftMethod | undefined
}

/**
 * Books money that a provider has for us, and spreads it over what it was meant for as that stands now. Whoever tells of
 * it, an event or an answer, the first one books it.
 *
 * @returns whether it was booked now
 */
export async function bookPayment(trip: Trip, arrived: ArrivedPayment): Promise<boolean> {
  const { id, customer, provider, externalId, amount, target } = arrived
  const documents = target === undefined ? [] : await documentsOf(trip, customer, target)
  const booking = target === undefined ? '' : await bookingOf(trip, target)
  const { decision } = await trip.account(customer, {
    ...wantedFor(target?.scope, documents, amount.currency, trip.today),
    ...(booking === '' ? {} : { bookings: [booking], reference: booking }),
    incoming: [id],
    sources: [id],
  })
  if (decision.books.sources.get(id) !== undefined) return false
  claimExternalId(trip, provider, externalId)
  book(decision, arrived)
  saveMethod(decision, { ...arrived, left: arrived.left })
  return true
}

function book(
  decision: Decision,
  { id, amount, method, provider, externalId, receivedOn, target }: ArrivedPayment,
): void {
  const request = target?.scope === 'deposit' ? decision.books.documents.get(target.target) : undefined
  const fee = target?.scope === 'fee' ? target.target : undefined
  receive(decision, {
    id,
    amount,
    receivedOn,
    effectiveOn: firstOpenDay(decision.context, receivedOn),
    method,
    provider,
    externalId,
    reference: request?.reference ?? fee,
    ...(request === undefined && fee === undefined ? {} : { deposit: { request: request?.id ?? '' } }),
  })
  if (fee !== undefined) collectFee(decision, { payment: id, booking: fee, most: target?.fee ?? 0n })
  else if (request === undefined) spreadLinked(decision, id, target)
  // Nothing is held any more for a booking that has ended: its fee is paid, and the rest is the customer's.
  else if (decision.books.bookings.get(request.reference)?.endedOn != null)
    collectFee(decision, { payment: id, booking: request.reference, most: amount.minor })
}

/** Spreads a payment as its link said; the balance takes money on account along, as the link's amount did. */
function spreadLinked(decision: Decision, id: string, target: PaymentTarget | undefined): void {
  const { books } = decision
  const source = sourceOf(books, id)
  const { currency } = source
  const isBalance = target?.scope === 'balance'
  const own = sourceItem(source, source.unapplied)
  const link = {
    scope: target === undefined || target.scope === 'fee' ? ('balance' as const) : target.scope,
    target: target?.target ?? '',
    instalment: target?.instalment ?? 0,
    currency,
  }
  const items = openItems(books, currency).filter((item) => isMeant(books, link, item))
  if (items.length === 0) return
  spreadSources(decision, {
    sources: isBalance ? freeSources(books, currency) : [own],
    strategy: strategyFor(link, items),
    currency,
    on: source.receivedOn,
  })
}

/** What an instalment link asked for is that part; when a plan took its place since, what its invoice has open. */
function isMeant(books: Books, { scope, target, instalment }: LinkTarget, item: OpenItem): boolean {
  if (scope !== 'instalment' || item.instalment === instalment) return true
  const part = books.instalments.get(instalmentKey(target, instalment))
  return part?.endedOn != null && item.document === target
}

/** What of the account the money may settle. */
function wantedFor(
  scope: PaymentTarget['scope'] | undefined,
  documents: readonly string[],
  currency: string,
  today: number,
): Wanted {
  if (scope === 'fee') return {}
  if (scope === 'deposit') return { documents }
  if (scope === undefined || scope === 'balance') return { open: { currency }, free: currency, offersOn: today }
  return { around: documents }
}

/** The booking that the money is for, or `''`: that of its fee, or the one that a deposit was asked for. */
async function bookingOf({ settings }: Trip, { scope, target }: PaymentTarget): Promise<string> {
  if (scope === 'fee') return target
  if (scope !== 'deposit') return ''
  const first = readings(settings.store, settings.tenant)
  const requests = first.keys('documents', [[target]])
  await first.fetch()
  const reference = requests()[0]?.reference ?? ''
  const second = readings(settings.store, settings.tenant)
  const bookings = second.keys('bookings', [[reference]])
  await second.fetch()
  return bookings().length === 0 ? '' : reference
}

async function documentsOf({ settings }: Trip, customer: string, { scope, target }: PaymentTarget): Promise<string[]> {
  if (scope === 'balance') return []
  if (scope !== 'reference') return [target]
  const list = readings(settings.store, settings.tenant)
  const rows = list.all('documents', { index: 'byReference', where: [target] })
  await list.fetch()
  return rows()
    .filter((row) => row.kind === 'invoice' && row.customer === customer)
    .map(({ id }) => id)
}
