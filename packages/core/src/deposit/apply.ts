import { applyPostings } from '../journal/apply-postings.js'
import type { Books } from '../journal/books.js'
import type { Fact } from '../journal/fact.js'
import { documentRow } from '../invoice/apply.js'

type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>

/** Writes the request as a document; nothing is owed by it. */
export function applyDepositRequested(books: Books, fact: FactOf<'deposit.requested'>): void {
  const { data } = fact
  books.documents.create(
    data.id,
    documentRow(
      books.customer,
      'deposit_request',
      {
        id: data.id,
        number: data.number,
        currency: data.currency,
        exponent: data.exponent,
        total: data.amount,
        net: data.amount,
        issuedOn: data.requestedOn,
        reference: data.reference,
        rate: null,
        lines: [],
        taxes: [],
        terms: '',
        discount: null,
        metadata: data.metadata,
        invoice: '',
      },
      data.dueOn,
    ),
  )
}

/** Forfeit and release end part of a deposit, or a forfeit is undone; the postings say where the money went. */
export function applyDepositEnded(
  books: Books,
  fact: FactOf<'deposit.forfeited' | 'deposit.released' | 'forfeit.undone'>,
): void {
  applyPostings(books, fact)
}
