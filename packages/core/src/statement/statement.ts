import { type Day, formatDay } from '../calendar/index.js'
import type { Fact, FactType } from '../journal/fact.js'
import { type Money, minor } from '../money/index.js'

/** One entry of a statement. */
export interface StatementLine {
  readonly on: string
  readonly type: FactType
  /** The printed number of the document it is about, or the payment's id. */
  readonly number: string
  readonly document: string
  readonly source: string
  readonly reference: string
  readonly description: string
  /** What it adds to the balance. */
  readonly charge: Money
  /** What it takes off. */
  readonly payment: Money
  /** The balance after it. */
  readonly balance: Money
}

/** An account over a period, with a running balance: what is owed less money on account; deposits are apart. */
export interface Statement {
  readonly customer: string
  readonly currency: string
  readonly from: string
  readonly to: string
  readonly opening: Money
  readonly lines: readonly StatementLine[]
  readonly closing: Money
}

const described: { readonly [T in FactType]?: string } = {
  'invoice.issued': 'Invoice',
  'invoice.voided': 'Invoice voided',
  'credit.issued': 'Credit note',
  'payment.settled': 'Payment received',
  'payment.refunded': 'Refund',
  'payment.reversed': 'Payment reversed',
  'payment.allocated': 'Deposit applied',
  'discount.granted': 'Early-payment discount',
  'rounding.recorded': 'Rounding difference',
  'writeoff.recorded': 'Written off',
  'allocation.undone': 'Undone',
  'deposit.released': 'Deposit released',
  'account.merged': 'Moved to another account',
  'account.absorbed': 'Moved from another account',
}

/**
 * Lays facts out as a statement: one line for each fact that moves the balance, in effective order.
 *
 * An allocation of money on account moves nothing and has no line; an applied deposit does, since held money is not
 * on account. Running balances are computed here and stored nowhere.
 *
 * @param facts in effective order, all up to `to`
 */
export function statement(
  facts: Iterable<Fact>,
  query: {
    readonly customer: string
    readonly currency: string
    readonly from: Day
    readonly to: Day
    readonly reference?: string | undefined
  },
  numberOf: (document: string) => string,
): Statement {
  const { currency } = query
  let balance = 0n
  let opening = 0n
  const lines: StatementLine[] = []
  for (const fact of facts) {
    if (fact.effectiveOn > query.to) continue
    const by = movement(fact, currency, query.reference)
    if (fact.effectiveOn < query.from) {
      balance += by
      opening = balance
      continue
    }
    if (by === 0n) continue
    balance += by
    const about = fact.postings.find((line) => line.document !== '') ?? fact.postings.find((line) => line.source !== '')
    const named = 'number' in fact.data ? fact.data.number : ''
    lines.push({
      on: formatDay(fact.effectiveOn),
      type: fact.type,
      number:
        named !== ''
          ? named
          : about?.document !== undefined && about.document !== ''
            ? numberOf(about.document)
            : (about?.source ?? ''),
      document: about?.document ?? '',
      source: about?.source ?? '',
      reference: about?.reference ?? '',
      description: described[fact.type] ?? fact.type,
      charge: minor(by > 0n ? by : 0n, currency),
      payment: minor(by < 0n ? -by : 0n, currency),
      balance: minor(balance, currency),
    })
  }
  return {
    customer: query.customer,
    currency,
    from: formatDay(query.from),
    to: formatDay(query.to),
    opening: minor(opening, currency),
    lines,
    closing: minor(balance, currency),
  }
}

function movement(fact: Fact, currency: string, reference: string | undefined): bigint {
  let by = 0n
  for (const line of fact.postings)
    if (
      line.currency === currency &&
      (line.account === 'receivable' || line.account === 'unapplied') &&
      (reference === undefined || line.reference === reference)
    )
      by += line.amount
  return by
}
