import { ReceivablesError } from '../errors/index.js'
import type { Posting } from './posting.js'

/**
 * Refuses postings that do not add up to zero in each currency, and in the home currency where all lines carry it.
 *
 * A fact that fails here is our bug: the books would not balance.
 *
 * @example
 * assertBalanced('payment.settled', [cash(5000n), unapplied(-5000n)]) // passes
 */
export function assertBalanced(what: string, postings: readonly Posting[]): void {
  if (postings.length === 0) return
  let sum = 0n
  let home = 0n
  const first = postings[0]?.currency
  for (const line of postings) {
    if (line.currency !== first) return assertBalancedByCurrency(what, postings)
    sum += line.amount
    if (line.home !== null) home += line.home
  }
  if (sum !== 0n || home !== 0n) throw unbalanced(what, first ?? '', sum === 0n ? home : sum)
}

function assertBalancedByCurrency(what: string, postings: readonly Posting[]): void {
  const sums = new Map<string, bigint>()
  for (const line of postings) sums.set(line.currency, (sums.get(line.currency) ?? 0n) + line.amount)
  for (const [currency, sum] of sums) if (sum !== 0n) throw unbalanced(what, currency, sum)
}

function unbalanced(what: string, currency: string, by: bigint): ReceivablesError {
  return new ReceivablesError('internal_error', `The postings of ${what} are off by ${by} ${currency} minor units.`, {
    fact: what,
    currency,
    by: by.toString(),
  })
}
