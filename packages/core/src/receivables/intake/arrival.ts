import { dayAt, type Day } from '../../calendar/index.js'
import { checkoutKey, paymentId } from '../../link/checkout.js'
import type { Money } from '../../money/index.js'
import type { PaymentLinkProvider, ProviderEvent } from '../../ports/payment-provider.js'
import type { Row } from '../../records/collections.js'
import type { Trip } from '../engine.js'
import type { CheckedEvent } from '../input/provider-events.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'

/** What became of an event. */
export interface Verdict {
  readonly state: 'applied' | 'ignored' | 'waiting' | 'held'
  /** A code of ours; `''` when it was applied. */
  readonly reason: string
  readonly customer: string
}

/** What a person decided about an event that was held. */
export interface Accepted {
  readonly as?: 'credit' | 'reopen' | undefined
  readonly customer?: string | undefined
}

/** An event on its way into the books, with what we know of its payment. */
export interface Arrival {
  readonly trip: Trip
  readonly provider: PaymentLinkProvider
  readonly event: CheckedEvent
  readonly accepted: Accepted | undefined
  readonly checkout: Row<'checkouts'> | undefined
  /** The payment in our books. */
  readonly source: Row<'sources'> | undefined
  readonly incoming: Row<'incoming'> | undefined
  /** Whose it is; `''` when we cannot tell. */
  readonly customer: string
  /** Events about the same payment that came before. */
  readonly known: readonly Row<'inbox'>[]
}

/** Verdicts, by name. */
export const applied = (customer: string): Verdict => ({ state: 'applied', reason: '', customer })
export const ignored = (reason: string, customer = ''): Verdict => ({ state: 'ignored', reason, customer })
export const waiting = (customer = ''): Verdict => ({ state: 'waiting', reason: 'payment_unknown', customer })
export const held = (reason: string, customer = ''): Verdict => ({ state: 'held', reason, customer })

/** The provider's id of the payment that an event is about, or `''`. */
export function paymentOf(event: CheckedEvent | ProviderEvent): string {
  if ('payment' in event) return event.payment.externalId
  if ('refund' in event) return event.refund.payment
  if ('dispute' in event) return event.dispute.payment
  return ''
}

/** The id under which a payment of the event is or would be in our books. */
export function ownId({ provider, event }: Pick<Arrival, 'provider' | 'event'>): string {
  return paymentId(provider.id, paymentOf(event))
}

/** The day an event counts on: when it happened, in the account's zone, and never after today. */
export function dayOf({ trip, event }: Pick<Arrival, 'trip' | 'event'>): Day {
  const day = dayAt(event.occurredAt, trip.settings.timeZone)
  return day < trip.today ? day : trip.today
}

/** What the books know of an event, read in one trip. */
export interface Findings {
  readonly checkout: Row<'checkouts'> | undefined
  readonly source: Row<'sources'> | undefined
  readonly incoming: Row<'incoming'> | undefined
  /** Events about the same payment, this one with them when it came before. */
  readonly known: readonly Row<'inbox'>[]
  /** The answer that the event was given when it came before. */
  readonly answered: Row<'keys'> | undefined
}

/** Reads what the books know of an event; with `key`, also whether it was answered before. */
export async function findingsOf(
  { store, tenant }: Settings,
  provider: string,
  event: CheckedEvent,
  key?: string,
): Promise<Findings> {
  const payment = paymentOf(event)
  const list = readings(store, tenant)
  const checkoutOf = checkoutKey(event.checkout)
  const checkouts = list.keys('checkouts', checkoutOf === undefined ? [] : [checkoutOf])
  const own = list.keys('sources', payment === '' ? [] : [[paymentId(provider, payment)]])
  const named = list.page('sources', { index: 'byExternalId', where: [`${provider}:${payment}`], limit: 1 })
  const coming = list.keys('incoming', payment === '' ? [] : [[paymentId(provider, payment)]])
  const known =
    payment === ''
      ? list.keys('inbox', [[provider, event.event]])
      : list.all('inbox', { index: 'byPayment', where: [provider, payment] })
  const keys = list.keys('keys', key === undefined ? [] : [[key]])
  await list.fetch()
  return {
    checkout: checkouts()[0]?.provider === provider ? checkouts()[0] : undefined,
    source: own()[0] ?? (payment === '' ? undefined : named()[0]),
    incoming: coming()[0],
    known: known(),
    answered: keys()[0],
  }
}

/** An event on its way, with what was found of its payment; the account is loaded later, guarded. */
export async function arrivalOf(
  trip: Trip,
  provider: PaymentLinkProvider,
  event: CheckedEvent,
  accepted: Accepted | undefined,
  findings?: Findings,
): Promise<Arrival> {
  const found = findings ?? (await findingsOf(trip.settings, provider.id, event))
  const { checkout, source, incoming, known } = found
  const owner = source?.customer ?? incoming?.customer ?? checkout?.customer ?? accepted?.customer ?? ''
  return {
    trip,
    provider,
    event,
    accepted,
    checkout,
    source,
    incoming,
    customer: await survivorOf(trip, owner),
    known: paymentOf(event) === '' ? [] : known,
  }
}

/** The account that a customer's entries go to by now: the one it was merged into, if it was. */
async function survivorOf({ settings }: Trip, customer: string): Promise<string> {
  let found = customer
  for (let step = 0; found !== '' && step < 20; step++) {
    const list = readings(settings.store, settings.tenant)
    const heads = list.keys('heads', [[found]])
    await list.fetch()
    const into = heads()[0]?.mergedInto ?? ''
    if (into === '') return found
    found = into
  }
  return found
}

/** What of a payment does not agree with what was asked for, or nothing. A person may have accepted it. */
export function mismatchOf(
  { provider, checkout, accepted }: Arrival,
  payment: { readonly amount: Money; readonly account: string },
): string | undefined {
  if (accepted !== undefined) return undefined
  if (provider.account !== undefined && payment.account !== provider.account) return 'account_mismatch'
  if (checkout === undefined) return 'checkout_unknown'
  if (payment.amount.currency !== checkout.currency) return 'currency_mismatch'
  return payment.amount.minor === checkout.amount ? undefined : 'amount_mismatch'
}

/** Moves the checkout on, guarded. */
export function noteCheckout({ trip, checkout }: Arrival, state: string): void {
  if (checkout === undefined || checkout.state === state) return
  trip.guard({ collection: 'checkouts', key: [checkout.link, checkout.attempt], rev: checkout.rev })
  trip.update({ collection: 'checkouts', row: { ...checkout, rev: checkout.rev + 1, state } })
}
