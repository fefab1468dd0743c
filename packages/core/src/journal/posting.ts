import type { Day } from '../calendar/index.js'

/**
 * The ledger accounts a posting may name.
 *
 * Debits are positive, credits negative. `receivable` and the money a customer has with us (`unapplied`,
 * `customer_deposits`) carry the item or source they move, so that open amounts are sums of postings.
 * `refund_due` and `refund_promised` are memorandum accounts, one the mirror of the other: which part of `unapplied`
 * is to be paid back.
 */
export const ledgerAccounts = [
  'receivable',
  'unapplied',
  'customer_deposits',
  'refund_due',
  'refund_promised',
  'billed',
  'credits_issued',
  'discount_given',
  'bad_debt',
  'rounding_difference',
  'forfeit_income',
  'chargeback_loss',
  'fx_gain',
  'cash_clearing',
  'bank',
  'provider_fees',
  'suspense',
  'transfer_clearing',
] as const

/** One of {@link ledgerAccounts}. A host with a general ledger maps these onto its own chart. */
export type LedgerAccount = (typeof ledgerAccounts)[number]

/**
 * One signed line of a fact. The lines of a fact add up to zero in each currency.
 *
 * A line that moves an open item or a source is self-sufficient: with the days it carries, aging as of any
 * day is one pass over postings and needs no join.
 */
export interface Posting {
  readonly account: LedgerAccount
  readonly currency: string
  /** Signed minor units: + is a debit, − a credit. */
  readonly amount: bigint
  /** The same amount in the home currency's minor units; `null` when no rate was given. */
  readonly home: bigint | null
  /** Home currency units for one unit of `currency`, as decimal text; `null` when no rate was given. */
  readonly rate: string | null
  /** `net` or `tax` where a document's amount is split; otherwise `''`. */
  readonly part: '' | 'net' | 'tax'
  /** The tax component's code for a `tax` part; otherwise `''`. */
  readonly taxCode: string
  /** The document whose instalment a `receivable` line moves; otherwise `''`. */
  readonly document: string
  /** The instalment's number in its document, from 1; 0 when the line moves none. */
  readonly instalment: number
  /** The document's issue day, on `receivable` lines. */
  readonly issuedOn: Day | null
  /** The instalment's due day, on `receivable` lines. */
  readonly dueOn: Day | null
  /** The source (payment, credit, deposit) an `unapplied` or `customer_deposits` line moves; otherwise `''`. */
  readonly source: string
  /** The day the source was received or issued. */
  readonly sourceOn: Day | null
  /** The last day on which the source can be used, on `unapplied` and `refund_due` lines of credit that expires. */
  readonly expiresOn: Day | null
  /** The booking, project or job this line belongs to; otherwise `''`. */
  readonly reference: string
}

/**
 * Builds a posting from the parts that matter; the rest is blank.
 *
 * @example
 * posting({ account: 'cash_clearing', currency: 'EUR', amount: 5000n }) // a debit of €50.00
 */
export function posting(parts: Pick<Posting, 'account' | 'currency' | 'amount'> & Partial<Posting>): Posting {
  // Written out: spreading two objects into one takes a hundred times as long on Node 20.
  return {
    account: parts.account,
    currency: parts.currency,
    amount: parts.amount,
    home: parts.home ?? null,
    rate: parts.rate ?? null,
    part: parts.part ?? '',
    taxCode: parts.taxCode ?? '',
    document: parts.document ?? '',
    instalment: parts.instalment ?? 0,
    issuedOn: parts.issuedOn ?? null,
    dueOn: parts.dueOn ?? null,
    source: parts.source ?? '',
    sourceOn: parts.sourceOn ?? null,
    expiresOn: parts.expiresOn ?? null,
    reference: parts.reference ?? '',
  }
}

/**
 * The exact negation of a posting: what undoing it writes.
 *
 * @example
 * negatePosting(posting({ account: 'unapplied', currency: 'EUR', amount: -5000n })).amount // 5000n
 */
export function negatePosting(line: Posting): Posting {
  return { ...line, amount: -line.amount, home: line.home === null ? null : -line.home }
}
