import { parseDay } from '../calendar/index.js'
import { applyPostings } from '../journal/apply-postings.js'
import type { Books } from '../journal/books.js'
import type { Fact } from '../journal/fact.js'
import { documentRow } from '../invoice/apply.js'

/** Writes the credit note and the source its value becomes; the postings fill it. */
export function applyCreditIssued(books: Books, fact: Extract<Fact, { type: 'credit.issued' }>): void {
  const { data } = fact
  const home = fact.postings[0]?.home ?? null
  books.documents.create(data.id, documentRow(books.customer, data.kind, data, null))
  books.sources.create(data.id, {
    id: data.id,
    customer: books.customer,
    kind: data.kind,
    currency: data.currency,
    exponent: data.exponent,
    amount: data.total,
    unapplied: 0n,
    held: 0n,
    refunded: 0n,
    refundDue: 0n,
    home: home === null ? null : 0n,
    rate: data.rate,
    receivedOn: parseDay(data.issuedOn),
    freeFrom: fact.effectiveOn,
    expiresOn: data.expiresOn === null ? null : parseDay(data.expiresOn),
    reversedOn: null,
    reference: data.reference,
    externalId: '',
    data: { method: '', provider: '', splitOf: '', suspense: '', request: '', metadata: data.metadata },
  })
  applyPostings(books, fact)
}
