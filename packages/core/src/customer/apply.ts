import type { Day } from '../calendar/index.js'
import { moveBalance } from '../journal/apply-postings.js'
import { preferencesOf } from '../dunning/apply.js'
import { type Books, projections, rowKey } from '../journal/books.js'
import type { Fact, MovedRows } from '../journal/fact.js'
import type { Posting } from '../journal/posting.js'
import type { Row } from '../records/collections.js'

const moved = [
  'documents',
  'instalments',
  'sources',
  'allocations',
  'holds',
  'plans',
  'incoming',
  'refunds',
  'disputes',
  'promises',
  'bookings',
  'links',
  'reminders',
  'messages',
  'tasks',
  'preferences',
] as const

/**
 * The rows an account hands over when it is merged: all but its balances, which follow from the postings.
 *
 * They carry the account they move to.
 */
export function rowsToMove(books: Books, into: string): MovedRows {
  const rows: Record<string, { [column: string]: string | number | bigint | null }[]> = {}
  for (const name of moved) {
    const list = [...books[name].values()].filter(isMoved).map((row) => ({ ...row, customer: into }))
    if (list.length > 0) rows[name] = list as unknown as { [column: string]: string | number | bigint | null }[]
  }
  return rows
}

/** What was agreed with the customer is not what is agreed with the other. */
const isMoved = (row: object) => (row as Row<'preferences'>).id !== preferencesOf((row as Row<'preferences'>).customer)

/** Empties the account that was merged away: its rows live on in the other, its facts stay. */
export function applyAccountMerged(books: Books, fact: Extract<Fact, { type: 'account.merged' }>): void {
  for (const row of books.incoming.values())
    if (row.endedOn === null) moveBalance(books, row.currency, 'pending', -row.amount, fact.effectiveOn)
  for (const name of moved) for (const row of books[name].snapshot()) books[name].remove(rowKey(name, row as never))
  for (const line of fact.postings) moveTransferred(books, line, fact.effectiveOn)
  books.mergedInto = fact.data.into
}

/** Takes over the rows of a merged account. */
export function applyAccountAbsorbed(books: Books, fact: Extract<Fact, { type: 'account.absorbed' }>): void {
  for (const name of projections)
    for (const row of fact.data.rows[name] ?? []) books[name].put(rowKey(name, row as never), row as never)
  for (const row of (fact.data.rows['incoming'] ?? []) as unknown as readonly Row<'incoming'>[])
    if (row.endedOn === null) moveBalance(books, row.currency, 'pending', row.amount, fact.effectiveOn)
  for (const line of fact.postings) moveTransferred(books, line, fact.effectiveOn)
}

function moveTransferred(books: Books, { account, currency, amount }: Posting, on: Day): void {
  if (account === 'receivable') moveBalance(books, currency, 'receivable', amount, on)
  else if (account === 'unapplied') moveBalance(books, currency, 'unapplied', -amount, on)
  else if (account === 'customer_deposits') moveBalance(books, currency, 'deposits', -amount, on)
  else if (account === 'refund_due') moveBalance(books, currency, 'refundDue', -amount, on)
}
