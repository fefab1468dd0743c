import type { Day } from '../calendar/index.js'
import type { Decision } from '../journal/decision.js'
import { homeShare } from '../journal/home.js'
import { sourceOf } from '../journal/lookup.js'
import { promiseLines, sourceLine } from '../journal/source-line.js'
import { posting } from '../journal/posting.js'

/**
 * Decides that free money of a source goes back to the customer: +unapplied (or +customer_deposits) −cash_clearing.
 * What was promised of it is promised no longer.
 */
export function payBack(
  decision: Decision,
  input: {
    readonly source: string
    readonly amount: bigint
    readonly pocket: 'unapplied' | 'customer_deposits'
    readonly on: Day
    readonly as: '' | 'credit' | 'reopen'
    readonly reason: string
    readonly provider: string
    readonly externalId: string
  },
): void {
  const source = sourceOf(decision.books, input.source)
  const home = homeShare(source.home, source.unapplied + source.held, input.amount)
  const promised = source.refundDue < input.amount ? source.refundDue : input.amount
  const shared = { currency: source.currency, rate: source.rate, reference: source.reference }
  decision.add({
    type: 'payment.refunded',
    effectiveOn: input.on > source.freeFrom ? input.on : source.freeFrom,
    data: {
      id: decision.nextId(),
      source: source.id,
      currency: source.currency,
      amount: input.amount,
      as: input.as,
      reason: input.reason,
      ...(input.provider === '' ? {} : { provider: input.provider, externalId: input.externalId }),
      ...(input.pocket === 'unapplied' ? {} : { pocket: input.pocket }),
    },
    postings: [
      sourceLine(source, input.pocket, input.amount, home),
      posting({ ...shared, account: 'cash_clearing', amount: -input.amount, home: home === null ? null : -home }),
      ...(promised === 0n ? [] : promiseLines(source, -promised)),
    ],
  })
}
