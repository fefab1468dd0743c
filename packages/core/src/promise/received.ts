import type { Day } from '../calendar/index.js'
import type { Books } from '../journal/books.js'
import { liveAllocations, openOf } from '../journal/lookup.js'
import type { Row } from '../records/collections.js'
import { promiseData } from './apply.js'

/** What a promise is about, and the days that count for it. */
export interface Promised {
  /** The invoice, or `''` for whatever is open. */
  readonly document: string
  readonly currency: string
  readonly madeOn: Day
  readonly until: Day
}

/**
 * What the customer's money comes to that counts for a promise, before and after it was made alike: minor units.
 *
 * Of an invoice, the money set against it, effective no later than `until`; credit notes, discounts and write-offs are no
 * money. Without an invoice, the payments in its currency received from the day it was made to `until`, less what was
 * paid back; a deposit is for something else.
 *
 * The books need the invoice with its allocations, or the customer's sources received since `madeOn`.
 */
export function paidTowards(books: Books, { document, currency, madeOn, until }: Promised): bigint {
  let sum = 0n
  if (document !== '') {
    for (const row of liveAllocations(books, document))
      if ((row.kind === 'payment' || row.kind === 'deposit') && row.effectiveOn <= until) sum += row.amount
    return sum
  }
  for (const row of books.sources.values())
    if (row.kind === 'payment' && row.currency === currency && row.reversedOn === null)
      if (row.receivedOn >= madeOn && row.receivedOn <= until) sum += row.amount - row.refunded
  return sum
}

/**
 * What was received of a promise: by how much what was paid has grown since it was made, not below zero. Money that came
 * and was taken back counts for nothing. The books need what {@link paidTowards} needs.
 *
 * @example
 * // 300.00 promised on the 10th until the 20th; 100.00 came on the 12th, 200.00 on the 21st
 * receivedOf(books, promise) // 10000n
 */
export function receivedOf(books: Books, promise: Row<'promises'>): bigint {
  const received = paidTowards(books, promise) - promiseData(promise).paidBefore
  return received > 0n ? received : 0n
}

/** How a promise stands: `moot` when its invoice has nothing open any more though the money did not come. */
export type PromiseStanding = 'open' | 'kept' | 'broken' | 'moot'

/**
 * How a promise stands on a day: kept as soon as what was promised is there, broken from the day after `until`.
 *
 * Who promised to pay an invoice that was credited, written off or voided since has nothing to keep: that is moot.
 */
export function promiseStanding(
  books: Books,
  promise: Row<'promises'>,
  on: Day,
): { readonly standing: PromiseStanding; readonly received: bigint } {
  const received = receivedOf(books, promise)
  if (received >= promise.amount) return { standing: 'kept', received }
  if (promise.document !== '' && openOf(books, promise.document) === 0n) return { standing: 'moot', received }
  return { standing: on > promise.until ? 'broken' : 'open', received }
}
