import type { Day } from '../calendar/index.js'
import { exponentOf } from '../money/index.js'
import type { Row } from '../records/collections.js'
import { type Books, instalmentKey } from './books.js'
import type { Fact } from './fact.js'
import type { Posting } from './posting.js'

/**
 * Moves every open amount that a fact's postings move: instalments, sources and the account's balance.
 *
 * This is the only place where amounts change; the rest of `apply` writes down who and why. Money that comes free
 * again (an item reopened, a source given back) is free from the fact's effective day.
 */
export function applyPostings(books: Books, fact: Fact): void {
  for (const line of fact.postings) {
    if (line.account === 'receivable') moveInstalment(books, line, fact.effectiveOn)
    else if (line.account === 'unapplied') moveSource(books, line, fact.effectiveOn, 'unapplied')
    else if (line.account === 'customer_deposits') moveSource(books, line, fact.effectiveOn, 'held')
    else if (line.account === 'refund_due') movePromise(books, line, fact)
  }
}

function moveInstalment(books: Books, line: Posting, on: Day): void {
  const key = instalmentKey(line.document, line.instalment)
  const row = books.instalments.get(key)
  if (row === undefined) throw new Error(`instalment ${key} was not loaded`)
  books.instalments.put(key, {
    ...row,
    open: row.open + line.amount,
    home: plus(row.home, line.home),
    freeFrom: line.amount > 0n && on > row.freeFrom ? on : row.freeFrom,
  })
  moveBalance(books, line.currency, 'receivable', line.amount, on)
}

function moveSource(books: Books, line: Posting, on: Day, pocket: 'unapplied' | 'held'): void {
  const row = books.sources.get(line.source)
  if (row === undefined) throw new Error(`source ${line.source} was not loaded`)
  books.sources.put(line.source, {
    ...row,
    unapplied: pocket === 'unapplied' ? row.unapplied - line.amount : row.unapplied,
    held: pocket === 'held' ? row.held - line.amount : row.held,
    home: plus(row.home, line.home === null ? null : -line.home),
    freeFrom: line.amount < 0n && on > row.freeFrom ? on : row.freeFrom,
  })
  moveBalance(books, line.currency, pocket === 'held' ? 'deposits' : 'unapplied', -line.amount, on)
}

/** A promise taken back leaves its credit free to settle something from that day. */
function movePromise(books: Books, line: Posting, { type, effectiveOn: on }: Fact): void {
  const row = books.sources.get(line.source)
  if (row === undefined) throw new Error(`source ${line.source} was not loaded`)
  const freeFrom = type === 'refund.withdrawn' && on > row.freeFrom ? on : row.freeFrom
  books.sources.put(line.source, { ...row, refundDue: row.refundDue - line.amount, freeFrom })
  moveBalance(books, line.currency, 'refundDue', -line.amount, on)
}

/** Changes one figure of the account's balance in a currency. */
export function moveBalance(
  books: Books,
  currency: string,
  figure: 'receivable' | 'unapplied' | 'deposits' | 'pending' | 'refundDue',
  by: bigint,
  on: Day,
): void {
  const row: Row<'balances'> = books.balances.get(currency) ?? {
    customer: books.customer,
    currency,
    exponent: exponentOf(currency),
    receivable: 0n,
    unapplied: 0n,
    deposits: 0n,
    pending: 0n,
    refundDue: 0n,
    latestOn: on,
  }
  const moved: { -readonly [C in keyof typeof row]: (typeof row)[C] } = { ...row }
  moved[figure] += by
  if (on > moved.latestOn) moved.latestOn = on
  books.balances.put(currency, moved)
}

function plus(carried: bigint | null, by: bigint | null): bigint | null {
  return by === null || carried === null ? carried : carried + by
}
