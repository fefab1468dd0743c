import { applyPostings } from '../journal/apply-postings.js'
import type { Books } from '../journal/books.js'
import type { Fact } from '../journal/fact.js'

type SettlementFact = Extract<
  Fact,
  { type: 'payment.allocated' | 'discount.granted' | 'rounding.recorded' | 'writeoff.recorded' }
>

/** Writes the allocation row; the postings move the money. */
export function applySettlement(books: Books, fact: SettlementFact): void {
  const { data } = fact
  books.allocations.create(data.id, {
    id: data.id,
    customer: books.customer,
    kind: data.kind,
    source: data.source,
    document: data.document,
    number: data.number,
    instalment: data.instalment,
    currency: data.currency,
    amount: data.amount,
    effectiveOn: fact.effectiveOn,
    why: data.why,
    stream: fact.customer,
    version: fact.version,
    cause: data.cause,
    undoneOn: null,
  })
  applyPostings(books, fact)
}

/** Marks an allocation undone; the postings are the exact negation of what it wrote. */
export function applyAllocationUndone(books: Books, fact: Extract<Fact, { type: 'allocation.undone' }>): void {
  const row = books.allocations.get(fact.data.allocation)
  if (row === undefined) throw new Error(`allocation ${fact.data.allocation} was not loaded`)
  books.allocations.put(row.id, { ...row, undoneOn: fact.effectiveOn })
  applyPostings(books, fact)
}
