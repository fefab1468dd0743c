import type { Day } from '../calendar/index.js'
import type { Books } from '../journal/books.js'
import type { Decision } from '../journal/decision.js'
import { liveAllocations } from '../journal/lookup.js'
import { promiseLines } from '../journal/source-line.js'
import { compareText } from '../records/compare-text.js'
import type { Row } from '../records/collections.js'

/** What customers' money, and not credit, has settled of an invoice: minor units. */
export function paidOn(books: Books, invoice: string): bigint {
  return liveAllocations(books, invoice)
    .filter((row) => row.kind === 'payment' || row.kind === 'deposit')
    .reduce((sum, row) => sum + row.amount, 0n)
}

/** The credit notes that correct an invoice, as sources, oldest first. */
function creditsOf(books: Books, invoice: string): Row<'sources'>[] {
  return books.documents
    .group(invoice)
    .flatMap(({ id }) => books.sources.get(id) ?? [])
    .sort((a, b) => a.receivedOn - b.receivedOn || compareText(a.id, b.id))
}

/** What was paid back of an invoice's credit notes: minor units. */
export function refundedOn(books: Books, invoice: string): bigint {
  return creditsOf(books, invoice).reduce((sum, source) => sum + source.refunded, 0n)
}

/**
 * What may still be promised or paid back of an invoice's credit notes: at most what was paid.
 *
 * @example
 * // 1000.00, 700.00 paid, credits of 300.00 and 200.00 of which 200.00 is promised: 500.00 left
 */
export function refundableOn(books: Books, invoice: string): bigint {
  const promised = creditsOf(books, invoice).reduce((sum, source) => sum + source.refundDue, 0n)
  const left = paidOn(books, invoice) - refundedOn(books, invoice) - promised
  return left > 0n ? left : 0n
}

/** Takes promised refunds back that are no longer covered by what was paid; the credit can be allocated again. */
export function withdrawPromises(decision: Decision, invoice: string, on: Day): void {
  const { books } = decision
  const credits = invoice === '' ? [] : creditsOf(books, invoice)
  let excess = credits.reduce((sum, source) => sum + source.refundDue, 0n)
  if (excess === 0n) return
  excess -= paidOn(books, invoice) - refundedOn(books, invoice)
  // The oldest credit keeps its promise longest.
  for (const source of credits.reverse()) {
    const amount = source.refundDue < excess ? source.refundDue : excess
    if (amount <= 0n) continue
    decision.add({
      type: 'refund.withdrawn',
      effectiveOn: on > source.receivedOn ? on : source.receivedOn,
      data: { source: source.id, amount },
      postings: promiseLines(source, -amount),
    })
    excess -= amount
  }
}
