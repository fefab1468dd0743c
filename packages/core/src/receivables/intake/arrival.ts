import { dayAt, type Day } from '../../calendar/index.js'
import { checkoutData, checkoutId, checkoutKey, paymentId } from '../../link/checkout.js'
import type { Money } from '../../money/index.js'
import { incomingData } from '../../payment/apply-incoming.js'
import type { PaymentLinkProvider, ProviderEvent } from '../../ports/payment-provider.js'
import type { Row } from '../../records/collections.js'
import type { Trip } from '../engine.js'
import type { CheckedEvent } from '../input/provider-events.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import type { LeftMethod } from '../../method/save.js'
import type { PaymentTarget } from './book-payment.js'

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
export function ownId({ provider, event, incoming }: Pick<Arrival, 'provider' | 'event' | 'incoming'>): string {
  return incoming?.id ?? paymentId(provider.id, paymentOf(event))
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
  // A charge of a saved method goes by our own name of the payment, which its events bring back.
  const coming = list.keys('incoming', [
    ...(payment === '' ? [] : [[paymentId(provider, payment)]]),
    ...(event.checkout === '' ? [] : [[event.checkout]]),
  ])
  const known =
    payment === ''
      ? list.keys('inbox', [[provider, event.event]])
      : list.all('inbox', { index: 'byPayment', where: [provider, payment] })
  const keys = list.keys('keys', key === undefined ? [] : [[key]])
  await list.fetch()
  return {
    checkout: checkouts()[0]?.provider === provider ? checkouts()[0] : undefined,
    source: own()[0] ?? (payment === '' ? undefined : named()[0]),
    incoming: coming().find((row) => row.provider === provider),
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
  { provider, checkout, incoming, accepted }: Arrival,
  payment: { readonly amount: Money; readonly account: string },
): string | undefined {
  if (accepted !== undefined) return undefined
  if (provider.account !== undefined && payment.account !== provider.account) return 'account_mismatch'
  const asked = chargeOf(incoming) ?? checkout
  if (asked === undefined) return 'checkout_unknown'
  if (payment.amount.currency !== asked.currency) return 'currency_mismatch'
  // Of what is held, only what we asked for is taken.
  const captured = incoming?.state === 'capturing' ? incomingData(incoming).held?.capture : undefined
  return payment.amount.minor === (captured ?? asked.amount) ? undefined : 'amount_mismatch'
}

/** The payment as a charge of a saved method, if it is one. */
function chargeOf(incoming: Row<'incoming'> | undefined): Row<'incoming'> | undefined {
  return incoming === undefined || incomingData(incoming).charge === undefined ? undefined : incoming
}

/** What a payment was asked for: by its checkout, or by the charge that it is. */
export function targetOf({ checkout, incoming }: Pick<Arrival, 'checkout' | 'incoming'>): PaymentTarget | undefined {
  const charge = incoming === undefined ? undefined : incomingData(incoming).charge
  if (charge !== undefined) return { ...charge, instalment: 0 }
  return checkout === undefined ? undefined : checkoutData(checkout)
}

/** The method that the payer left, when the checkout asked for it and the payer had agreed. */
export function leftMethod(
  checkout: Row<'checkouts'> | undefined,
  { savedMethod: token }: { readonly savedMethod?: string | undefined },
): LeftMethod | undefined {
  const consent = checkout === undefined ? undefined : checkoutData(checkout).consent
  if (checkout === undefined || consent === undefined || token === undefined) return undefined
  return { token, payer: checkoutData(checkout).payer ?? checkout.customer, checkout: checkoutId(checkout), consent }
}

/** Moves the checkout on, guarded. */
export function noteCheckout(trip: Trip, checkout: Row<'checkouts'> | undefined, state: string): void {
  if (checkout === undefined || checkout.state === state) return
  trip.guard({ collection: 'checkouts', key: [checkout.link, checkout.attempt], rev: checkout.rev })
  trip.update({ collection: 'checkouts', row: { ...checkout, rev: checkout.rev + 1, state } })
}
