import { parseDay } from '../calendar/index.js'
import type { Books } from '../journal/books.js'
import type { Fact } from '../journal/fact.js'
import type { Row } from '../records/collections.js'

type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>

/** What a promise row's `data` column holds. */
export interface PromiseData {
  readonly note: string
  /** What had been paid already of what it is about: it does not count. */
  readonly paidBefore: bigint
}

/** A promise row's data, typed. */
export function promiseData(row: Row<'promises'>): PromiseData {
  return row.data as unknown as PromiseData
}

/** Writes the promise to pay. */
export function applyPromiseMade(books: Books, fact: FactOf<'promise.made'>): void {
  const { id, document, currency, amount, until, note, paidBefore } = fact.data
  books.promises.create(id, {
    id,
    customer: books.customer,
    document,
    currency,
    amount,
    madeOn: fact.effectiveOn,
    until: parseDay(until),
    received: 0n,
    state: 'open',
    endedOn: null,
    data: { note, paidBefore },
  })
}

/** Ends the promise: kept, broken or withdrawn. */
export function applyPromiseEnded(
  books: Books,
  fact: FactOf<'promise.kept' | 'promise.broken' | 'promise.withdrawn'>,
): void {
  const row = books.promises.get(fact.data.id)
  if (row === undefined) return
  const received = fact.type === 'promise.withdrawn' ? row.received : fact.data.received
  const state = fact.type.slice('promise.'.length)
  books.promises.put(row.id, { ...row, state, received, endedOn: fact.effectiveOn })
}
