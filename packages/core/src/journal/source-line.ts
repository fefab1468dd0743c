import type { Row } from '../records/collections.js'
import { type Posting, posting } from './posting.js'

/**
 * The line that moves what a source holds, free (`unapplied`) or for its reference (`customer_deposits`).
 *
 * @example
 * sourceLine(payment, 'unapplied', 5000n, 5000n) // €50.00 of it are used
 */
export function sourceLine(
  row: Row<'sources'>,
  account: 'unapplied' | 'customer_deposits',
  amount: bigint,
  home: bigint | null,
): Posting {
  const { id, currency, rate, receivedOn, expiresOn, reference } = row
  return posting({ account, currency, amount, home, rate, source: id, sourceOn: receivedOn, expiresOn, reference })
}

/**
 * The two lines by which more (or, below zero, less) of a source's free value is to be paid back. They move no money:
 * it stays `unapplied` until it leaves.
 *
 * @example
 * promiseLines(creditNote, 20000n) // −200.00 refund_due, +200.00 refund_promised
 */
export function promiseLines(row: Row<'sources'>, amount: bigint): Posting[] {
  const { id, currency, receivedOn, expiresOn, reference } = row
  return [
    posting({
      account: 'refund_due',
      currency,
      amount: -amount,
      source: id,
      sourceOn: receivedOn,
      expiresOn,
      reference,
    }),
    posting({ account: 'refund_promised', currency, amount, reference }),
  ]
}
