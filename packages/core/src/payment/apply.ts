import { parseDay } from '../calendar/index.js'
import { applyPostings } from '../journal/apply-postings.js'
import type { Books } from '../journal/books.js'
import type { Fact } from '../journal/fact.js'
import type { Row } from '../records/collections.js'
import { endIncoming } from './apply-incoming.js'

type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>

/** Writes the source that money received becomes; the postings fill it. */
export function applyPaymentSettled(books: Books, fact: FactOf<'payment.settled'>): void {
  const { data } = fact
  const home = fact.postings[0]?.home ?? null
  books.sources.create(data.id, {
    id: data.id,
    customer: books.customer,
    kind: data.kind,
    currency: data.currency,
    exponent: data.exponent,
    amount: data.amount,
    unapplied: 0n,
    held: 0n,
    refunded: 0n,
    refundDue: 0n,
    home: home === null ? null : 0n,
    rate: data.rate,
    receivedOn: parseDay(data.receivedOn),
    freeFrom: fact.effectiveOn,
    expiresOn: null,
    reversedOn: null,
    reference: data.reference,
    externalId: data.externalId === '' ? '' : `${data.provider}:${data.externalId}`,
    data: {
      method: data.method,
      provider: data.provider,
      splitOf: data.splitOf,
      suspense: data.suspense,
      request: data.request,
      metadata: data.metadata,
    },
  })
  applyPostings(books, fact)
  endIncoming(books, fact, 'settled')
}

/** Notes what was paid back; the postings take it from the source. */
export function applyPaymentRefunded(books: Books, fact: FactOf<'payment.refunded'>): void {
  const row = mustSource(books, fact.data.source)
  const { id, source, currency, amount, as, reason } = fact.data
  const { provider = '', externalId = '', pocket } = fact.data
  books.sources.put(row.id, { ...row, refunded: row.refunded + amount })
  books.refunds.create(id, {
    id,
    customer: books.customer,
    source,
    currency,
    amount,
    state: provider === '' ? 'recorded' : externalId === '' ? 'requested' : 'sent',
    provider,
    externalId,
    refundedOn: fact.effectiveOn,
    data: { as, reason, failure: '', ...(pocket === undefined ? {} : { pocket }) },
  })
  applyPostings(books, fact)
}

/** What a refund row's `data` column holds. */
export interface RefundData {
  readonly as: '' | 'credit' | 'reopen'
  readonly reason: string
  /** Why it failed, or `''`. */
  readonly failure: string
  /** Since when the provider may have sent it: an instant; null or absent when it was not asked, or surely did not. */
  readonly askedAt?: string | null
}

/** A refund row's data, typed. */
export function refundData(row: Row<'refunds'>): RefundData {
  return row.data as unknown as RefundData
}

/** The provider is asked now: from here on nobody knows, until it answers. */
export function applyRefundAsked(books: Books, fact: FactOf<'refund.asked'>): void {
  noteAsked(books, fact.data.refund, fact.data.at)
}

/** The provider said that nothing was carried out. */
export function applyRefundUnsent(books: Books, fact: FactOf<'refund.unsent'>): void {
  noteAsked(books, fact.data.refund, null)
}

function noteAsked(books: Books, refund: string, askedAt: string | null): void {
  const row = books.refunds.get(refund)
  if (row !== undefined) books.refunds.put(refund, { ...row, data: { ...refundData(row), askedAt } })
}

/** Notes that the provider sent the money back. */
export function applyRefundSent(books: Books, fact: FactOf<'refund.sent'>): void {
  const { refund, externalId } = fact.data
  const row = books.refunds.get(refund)
  if (row !== undefined) books.refunds.put(refund, { ...row, state: 'sent', externalId })
}

/** The provider could not send it: the postings give the money back to its source. */
export function applyRefundFailed(books: Books, fact: FactOf<'refund.failed'>): void {
  const { refund, source, amount, reason } = fact.data
  const row = books.refunds.get(refund)
  if (row !== undefined) {
    const data = { ...(row.data as { readonly [name: string]: string }), failure: reason }
    books.refunds.put(refund, { ...row, state: 'failed', data })
  }
  const paid = mustSource(books, source)
  books.sources.put(source, { ...paid, refunded: paid.refunded - amount })
  applyPostings(books, fact)
}

/** Marks the payment reversed, from the first time on; the postings take it back whole. */
export function applyPaymentReversed(books: Books, fact: FactOf<'payment.reversed'>): void {
  const row = mustSource(books, fact.data.payment)
  books.sources.put(row.id, { ...row, reversedOn: row.reversedOn ?? fact.effectiveOn })
  applyPostings(books, fact)
}

function mustSource(books: Books, id: string): Row<'sources'> {
  const row = books.sources.get(id)
  if (row === undefined) throw new Error(`source ${id} was not loaded`)
  return row
}
