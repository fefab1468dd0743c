import { parseDay } from '../calendar/index.js'
import type { Books } from '../journal/books.js'
import type { Fact } from '../journal/fact.js'

/** Writes the entry of money nobody can place yet. */
export function applySuspenseReceived(books: Books, fact: Extract<Fact, { type: 'suspense.received' }>): void {
  const { data } = fact
  books.suspense.create(data.id, {
    id: data.id,
    rev: 1,
    currency: data.currency,
    exponent: data.exponent,
    amount: data.amount,
    open: data.amount,
    receivedOn: parseDay(data.receivedOn),
    payer: data.payer,
    externalId: data.externalId,
    data: data.details,
  })
}

/** Takes what was assigned off the entry. */
export function applySuspenseAssigned(books: Books, fact: Extract<Fact, { type: 'suspense.assigned' }>): void {
  const row = books.suspense.get(fact.data.id)
  if (row === undefined) throw new Error(`suspense ${fact.data.id} was not loaded`)
  books.suspense.put(row.id, { ...row, rev: row.rev + 1, open: row.open - fact.data.amount })
}
