import type { Receivables } from '@owekit/core'
import { formatMinor, parseMinor } from '@owekit/core/money'

/** What one ledger account moved in one currency: debits positive, credits negative, as decimal text. */
export interface AccountTotal {
  readonly account: string
  readonly currency: string
  readonly amount: string
  /** In the home currency; null when a line came without a rate. */
  readonly home: string | null
}

/** Which lines are added up. */
export interface JournalTotalsQuery {
  /** @default every customer */
  readonly customer?: string
  /** Lines count when effective on or before this day. @default all */
  readonly asOf?: string
}

/**
 * The trial balance of the journal: one row for each ledger account and currency, in the order they first appear.
 *
 * Added up here from the lines themselves, so that a case can check the books without trusting a projection.
 */
export async function journalTotals(ar: Receivables, query: JournalTotalsQuery): Promise<AccountTotal[]> {
  const totals = new Map<string, AccountTotal>()
  const { customer, asOf } = query
  for await (const fact of ar.journal.read(customer === undefined ? {} : { customer })) {
    if (asOf !== undefined && fact.effectiveOn > asOf) continue
    for (const { account, currency, amount, home } of fact.postings) {
      const key = `${account} ${currency}`
      const before = totals.get(key)
      totals.set(key, {
        account,
        currency,
        amount: before === undefined ? amount : sum(before.amount, amount),
        home: before === undefined || home === null ? home : before.home === null ? null : sum(before.home, home),
      })
    }
  }
  return [...totals.values()]
}

/** Adds two amounts of one currency, which have the same number of decimals. */
function sum(a: string, b: string): string {
  const decimals = a.includes('.') ? a.length - a.indexOf('.') - 1 : 0
  return formatMinor(parseMinor(a, decimals) + parseMinor(b, decimals), decimals)
}
