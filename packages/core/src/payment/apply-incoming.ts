import { moveBalance } from '../journal/apply-postings.js'
import type { Books } from '../journal/books.js'
import { formatDay } from '../calendar/index.js'
import type { Cover, Fact, MethodCharge, SavedMethod } from '../journal/fact.js'
import type { Row } from '../records/collections.js'

type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>

/**
 * How far a payment got that a provider has to do with.
 *
 * `asked` a charge that was not sent yet · `sent` the provider was asked, and has not answered yet · `pending` on its way ·
 * `authorised` held on a card · `capturing`, `voiding` asked of the provider, which has not answered yet · `settled`,
 * `failed`, `voided` over.
 */
export type IncomingState =
  'asked' | 'sent' | 'pending' | 'authorised' | 'capturing' | 'voiding' | 'settled' | 'failed' | 'voided'

/** What an `incoming` row's `data` column holds. */
export interface IncomingData {
  readonly covers: readonly Cover[]
  /** Why it failed or was voided, or why the provider refused what was asked last; or `''`. */
  readonly failure: string
  /** Of a payment that was held on a card. */
  readonly held?: HeldData
  /** Of a charge of a saved method. */
  readonly charge?: ChargeData
  /** The method that the payer left with it. */
  readonly saved?: SavedData
}

/** What is known of a charge of a saved method. */
interface ChargeData extends MethodCharge {
  /** When the provider was asked: an instant; null before. */
  readonly sentAt: string | null
}

/** What is known of a method that a payer left. */
export interface SavedData extends SavedMethod {
  readonly savedOn: string
  /** When it was forgotten, a day; null while it can be charged. */
  readonly forgottenOn: string | null
}

/** What is known of money held on a card. */
export interface HeldData {
  /** Until when it can be captured, when the provider says so. */
  readonly captureBefore: string | null
  /** How often the provider was asked to capture or void it. */
  readonly attempts: number
  /** What it was asked to capture the last time, in minor units; null when it was to void it, or never asked. */
  readonly capture: bigint | null
  /** What was said when it was asked to void it. */
  readonly reason: string
}

/** An incoming row's data, typed. */
export function incomingData(row: Row<'incoming'>): IncomingData {
  return row.data as unknown as IncomingData
}

const stored = (data: IncomingData) => data as unknown as Row<'incoming'>['data']

/** Writes the payment that a provider announced; it counts as pending until it arrives or fails. */
export function applyPaymentPending(books: Books, fact: FactOf<'payment.pending'>): void {
  begin(books, fact, 'pending', { covers: fact.data.covers, failure: '' })
}

/** Writes the charge of a saved method; what it asks for counts as pending until the provider has answered. */
export function applyChargeRequested(books: Books, fact: FactOf<'charge.requested'>): void {
  const { covers, using, token, payer, description, scope, target, fee } = fact.data
  const charge: ChargeData = { using, token, payer, description, scope, target, fee, sentAt: null }
  begin(books, fact, 'asked', { covers, failure: '', charge })
}

/** The provider is asked now: from here on nobody knows, until it answers. */
export function applyChargeSent(books: Books, fact: FactOf<'charge.sent'>): void {
  const row = books.incoming.get(fact.data.id)
  if (row === undefined) return
  const data = incomingData(row)
  const charge = data.charge === undefined ? undefined : { ...data.charge, sentAt: fact.data.at }
  books.incoming.put(row.id, { ...row, state: 'sent', data: stored({ ...data, ...(charge && { charge }) }) })
}

/** The payer left a method: it is kept with the payment, which need not have been announced. */
export function applyMethodSaved(books: Books, fact: FactOf<'method.saved'>): void {
  const { id, token, method, payer, consent, ...announced } = fact.data
  const saved: SavedData = { token, method, payer, consent, savedOn: formatDay(fact.effectiveOn), forgottenOn: null }
  const row = books.incoming.get(id)
  if (row !== undefined) {
    books.incoming.put(id, { ...row, data: stored({ ...incomingData(row), saved }) })
    return
  }
  const on = fact.effectiveOn
  // Its announcement came after its end.
  const state: IncomingState = books.sources.get(id) === undefined ? 'voided' : 'settled'
  const over = { ...announced, reference: '', state, since: on, endedOn: on }
  books.incoming.put(id, { id, customer: books.customer, ...over, data: stored({ covers: [], failure: '', saved }) })
}

/** The method is not charged any more. */
export function applyMethodForgotten(books: Books, fact: FactOf<'method.forgotten'>): void {
  const row = books.incoming.get(fact.data.id)
  const saved = row === undefined ? undefined : incomingData(row).saved
  if (row === undefined || saved === undefined) return
  const forgotten: SavedData = { ...saved, forgottenOn: formatDay(fact.effectiveOn) }
  books.incoming.put(row.id, { ...row, data: stored({ ...incomingData(row), saved: forgotten }) })
}

/** Writes the money that is held on a card; it counts as pending until it is captured or given free. */
export function applyPaymentAuthorised(books: Books, fact: FactOf<'payment.authorised'>): void {
  const { covers, captureBefore } = fact.data
  const held: HeldData = { captureBefore, attempts: 0, capture: null, reason: '' }
  begin(books, fact, 'authorised', { covers, failure: '', held })
}

function begin(
  books: Books,
  { data: fact, effectiveOn }: FactOf<'payment.pending' | 'payment.authorised' | 'charge.requested'>,
  state: IncomingState,
  data: IncomingData,
): void {
  const { id, provider, externalId, checkout, currency, exponent, amount, reference } = fact
  const before = books.incoming.get(id)
  // A charge that counts already: now the provider has it.
  if (before?.endedOn === null) {
    books.incoming.put(id, { ...before, state, externalId })
    return
  }
  const row = { id, customer: books.customer, provider, externalId, checkout, currency, exponent, amount, reference }
  // One that was over and is announced again is still that charge, and the method that was left with it is still kept.
  const { charge, saved } = before === undefined ? data : { ...incomingData(before), ...data }
  const whole = { ...data, ...(charge && { charge }), ...(saved && { saved }) }
  books.incoming.put(id, { ...row, state, since: effectiveOn, endedOn: null, data: stored(whole) })
  moveBalance(books, currency, 'pending', amount, effectiveOn)
}

/** Ends a pending payment that did not arrive. */
export function applyPaymentFailed(books: Books, fact: FactOf<'payment.failed'>): void {
  endIncoming(books, fact, 'failed', fact.data.reason)
}

/** Money held on a card is free again. */
export function applyPaymentVoided(books: Books, fact: FactOf<'payment.voided'>): void {
  endIncoming(books, fact, 'voided', fact.data.reason)
}

/** The provider is to capture what it holds, or to give it free. */
export function applyAuthorisationAsked(books: Books, fact: FactOf<'capture.requested' | 'void.requested'>): void {
  const row = books.incoming.get(fact.data.id)
  if (row === undefined) return
  const data = incomingData(row)
  const attempts = fact.data.attempt
  const captureBefore = data.held?.captureBefore ?? null
  const held: HeldData =
    fact.type === 'capture.requested'
      ? { captureBefore, attempts, capture: fact.data.amount, reason: '' }
      : { captureBefore, attempts, capture: null, reason: fact.data.reason }
  const state: IncomingState = fact.type === 'capture.requested' ? 'capturing' : 'voiding'
  books.incoming.put(row.id, { ...row, state, data: stored({ ...data, failure: '', held }) })
}

/** The provider refused what it was asked: the money is held as before. */
export function applyAuthorisationKept(books: Books, fact: FactOf<'capture.failed' | 'void.failed'>): void {
  const { id, reason } = fact.data
  const row = books.incoming.get(id)
  if (row === undefined || row.endedOn !== null) return
  const data = stored({ ...incomingData(row), failure: reason })
  books.incoming.put(id, { ...row, state: 'authorised', data })
}

/** Ends the wait for a payment, if one was announced: it arrived, failed, or was given free. */
export function endIncoming(
  books: Books,
  { data: { id }, effectiveOn: on }: FactOf<'payment.failed' | 'payment.settled' | 'payment.voided'>,
  state: 'settled' | 'failed' | 'voided',
  failure = '',
): void {
  const row = books.incoming.get(id)
  if (row === undefined || row.endedOn !== null) return
  const data = stored({ ...incomingData(row), failure })
  books.incoming.put(id, { ...row, state, endedOn: on, data })
  moveBalance(books, row.currency, 'pending', -row.amount, on)
}
