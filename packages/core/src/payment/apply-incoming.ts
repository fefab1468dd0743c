import { moveBalance } from '../journal/apply-postings.js'
import type { Books } from '../journal/books.js'
import type { Cover, Fact } from '../journal/fact.js'
import type { Row } from '../records/collections.js'

type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>

/** What an `incoming` row's `data` column holds. */
export interface IncomingData {
  readonly covers: readonly Cover[]
  /** Why it failed, or `''`. */
  readonly failure: string
}

/** An incoming row's data, typed. */
export function incomingData(row: Row<'incoming'>): IncomingData {
  return row.data as unknown as IncomingData
}

/** Writes the payment that a provider announced; it counts as pending until it arrives or fails. */
export function applyPaymentPending(books: Books, fact: FactOf<'payment.pending'>): void {
  const { id, provider, externalId, checkout, currency, exponent, amount, reference, covers } = fact.data
  const data: IncomingData = { covers, failure: '' }
  const row = { id, customer: books.customer, provider, externalId, checkout, currency, exponent, amount, reference }
  books.incoming.put(id, {
    ...row,
    state: 'pending',
    since: fact.effectiveOn,
    endedOn: null,
    data: data as unknown as Row<'incoming'>['data'],
  })
  moveBalance(books, currency, 'pending', amount, fact.effectiveOn)
}

/** Ends a pending payment that did not arrive. */
export function applyPaymentFailed(books: Books, fact: FactOf<'payment.failed'>): void {
  endIncoming(books, fact, 'failed', fact.data.reason)
}

/** Ends the wait for a payment, if one was announced: it arrived or failed. */
export function endIncoming(
  books: Books,
  { data: { id }, effectiveOn: on }: FactOf<'payment.failed' | 'payment.settled'>,
  state: 'settled' | 'failed',
  failure = '',
): void {
  const row = books.incoming.get(id)
  if (row === undefined || row.endedOn !== null) return
  const data: IncomingData = { ...incomingData(row), failure }
  books.incoming.put(id, { ...row, state, endedOn: on, data: data as unknown as Row<'incoming'>['data'] })
  moveBalance(books, row.currency, 'pending', -row.amount, on)
}
