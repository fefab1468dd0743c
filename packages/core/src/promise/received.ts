import type { Day } from '../calendar/index.js'
import type { Books } from '../journal/books.js'
import { liveAllocations, openOf } from '../journal/lookup.js'
import type { Row } from '../records/collections.js'
import { promiseData } from './apply.js'

/**
 * What was received of a promise: minor units.
 *
 * Of an invoice, the customer's money set against it since the promise was made, effective no later than `until`. What
 * was there before counts neither then nor later; credit notes, discounts and write-offs are no money. Without an
 * invoice, all payments in its currency received from the day it was made to `until`, less what was paid back.
 *
 * The books need the invoice with its allocations, or the customer's sources received since `madeOn`.
 *
 * @example
 * // 300.00 promised on the 10th until the 20th; 100.00 came on the 12th, 200.00 on the 21st
 * receivedOf(books, promise) // 10000n
 */
export function receivedOf(books: Books, promise: Row<'promises'>): bigint {
  return promise.document === '' ? fromCustomer(books, promise) : onInvoice(books, promise)
}

function onInvoice(books: Books, promise: Row<'promises'>): bigint {
  const { stream, version } = promiseData(promise)
  return liveAllocations(books, promise.document)
    .filter((row) => row.kind === 'payment' || row.kind === 'deposit')
    .filter((row) => row.effectiveOn <= promise.until)
    .filter((row) => (row.stream === stream ? row.version > version : row.effectiveOn >= promise.madeOn))
    .reduce((sum, row) => sum + row.amount, 0n)
}

function fromCustomer(books: Books, { currency, madeOn, until }: Row<'promises'>): bigint {
  let sum = 0n
  for (const row of books.sources.values())
    if (row.kind === 'payment' && row.currency === currency && row.reversedOn === null)
      if (row.receivedOn >= madeOn && row.receivedOn <= until) sum += row.amount - row.refunded
  return sum
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
