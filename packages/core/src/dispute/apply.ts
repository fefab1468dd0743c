import type { Books } from '../journal/books.js'
import { formatDay } from '../calendar/index.js'
import type { Fact } from '../journal/fact.js'
import type { Row } from '../records/collections.js'

type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>

/** One entry of a dispute's log. */
export interface DisputeNote {
  readonly kind: 'note' | 'evidence'
  readonly text: string
  /** Where the evidence is kept, or `''`. */
  readonly url: string
  readonly on: string
  readonly by: string
}

/** What a dispute row's `data` column holds. */
export interface DisputeData {
  /** The invoice's lines it is about, from 1; none: all of it. */
  readonly lines: readonly number[]
  readonly log: readonly DisputeNote[]
  readonly resolution: string
}

/** A dispute row's data, typed. */
export function disputeData(row: Row<'disputes'>): DisputeData {
  return row.data as unknown as DisputeData
}

const stored = (data: DisputeData) => data as unknown as Row<'disputes'>['data']

/** Writes the dispute; the hold that goes with it is a fact of its own. */
export function applyDisputeOpened(books: Books, fact: FactOf<'dispute.opened'>): void {
  const { lines, ...row } = fact.data
  books.disputes.create(row.id, {
    ...row,
    customer: books.customer,
    openedOn: fact.effectiveOn,
    resolvedOn: null,
    outcome: '',
    data: stored({ lines, log: [], resolution: '' }),
  })
}

/** Adds to the dispute's log. */
export function applyDisputeNoted(books: Books, fact: FactOf<'dispute.noted'>): void {
  const { id, ...note } = fact.data
  const row = books.disputes.get(id)
  if (row === undefined) return
  const data = disputeData(row)
  const entry: DisputeNote = { ...note, on: formatDay(fact.effectiveOn), by: fact.actor }
  books.disputes.put(id, { ...row, data: stored({ ...data, log: [...data.log, entry] }) })
}

/** Ends the dispute. */
export function applyDisputeResolved(books: Books, fact: FactOf<'dispute.resolved'>): void {
  const { id, outcome, note } = fact.data
  const row = books.disputes.get(id)
  if (row === undefined) return
  const data = stored({ ...disputeData(row), resolution: note })
  books.disputes.put(id, { ...row, resolvedOn: fact.effectiveOn, outcome, data })
}
