import type { Books } from '../journal/books.js'
import type { Fact } from '../journal/fact.js'

/** Writes the hold. */
export function applyHoldPlaced(books: Books, fact: Extract<Fact, { type: 'hold.placed' }>): void {
  const { id, document, reason, note } = fact.data
  books.holds.create(id, {
    id,
    customer: books.customer,
    document,
    reason,
    note,
    placedOn: fact.effectiveOn,
    releasedOn: null,
  })
}

/** Ends the hold. */
export function applyHoldReleased(books: Books, fact: Extract<Fact, { type: 'hold.released' }>): void {
  const row = books.holds.get(fact.data.id)
  if (row !== undefined) books.holds.put(row.id, { ...row, releasedOn: fact.effectiveOn })
}
