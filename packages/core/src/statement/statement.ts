import { type Day, formatDay } from '../calendar/index.js'
import type { FactType } from '../journal/fact.js'
import { type Money, minor } from '../money/index.js'
import type { Row } from '../records/collections.js'

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

/** A fact as far as a statement shows it. */
export interface StatementEntry {
  readonly type: FactType
  readonly effectiveOn: Day
  readonly data: object
  readonly postings: readonly Pick<
    Row<'postings'>,
    'account' | 'currency' | 'amount' | 'document' | 'source' | 'reference'
  >[]
}

/**
 * Lays facts out as a statement: one line for each, in effective order.
 *
 * An allocation of money on account moves nothing and has no line; an applied deposit does, since held money is not
 * on account. Running balances are computed here and stored nowhere.
 *
 * @param entries those of the period that move the balance, in effective order
 */
export function statement(
  entries: Iterable<StatementEntry>,
  query: {
    readonly customer: string
    readonly currency: string
    readonly from: Day
    readonly to: Day
    /** The balance before the period. */
    readonly opening: bigint
    readonly reference?: string | undefined
  },
  numberOf: (document: string) => string,
): Statement {
  const { currency, opening } = query
  let balance = opening
  const lines: StatementLine[] = []
  for (const fact of entries) {
    const by = movement(fact.postings, query)
    balance += by
    const about = fact.postings.find((line) => line.document !== '') ?? fact.postings.find((line) => line.source !== '')
    const { document = '', source = '', reference = '' } = about ?? {}
    const { number = document === '' ? source : numberOf(document) } = fact.data as { readonly number?: string }
    lines.push({
      on: formatDay(fact.effectiveOn),
      type: fact.type,
      number,
      document,
      source,
      reference,
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

/** What lines do to the balance of a statement. */
export function movement(
  lines: StatementEntry['postings'],
  { currency, reference }: { readonly currency: string; readonly reference?: string | undefined },
): bigint {
  let by = 0n
  for (const line of lines)
    if (
      line.currency === currency &&
      (line.account === 'receivable' || line.account === 'unapplied') &&
      (reference === undefined || line.reference === reference)
    )
      by += line.amount
  return by
}
