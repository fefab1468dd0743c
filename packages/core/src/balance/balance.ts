import type { Day } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import { type Money, minor } from '../money/index.js'
import type { BalanceRow } from './balance-row.js'
import type { Posting } from '../journal/posting.js'

/** What a customer (or a reference) owes and has with us in one currency. */
export interface CurrencyBalance {
  readonly currency: string
  /** Open items. */
  readonly open: Money
  /** The part of it that is past due. */
  readonly overdue: Money
  /** Money on account, free to allocate; never below zero. */
  readonly unapplied: Money
  /** Held for references of their own. */
  readonly deposits: Money
  /** On its way, not yet settled. */
  readonly pending: Money
  /** The part of `unapplied` that is to be paid back. */
  readonly refundDue: Money
  /** The part of `unapplied` that can no longer be used: credit past its last day. */
  readonly expired: Money
  /** What is left to pay: open less the money on account that can settle it, not below zero. */
  readonly toPay: Money
}

/** A balance. With several currencies the scalars throw `currency_required`; `perCurrency` has each. */
export interface Balance {
  readonly asOf: string
  readonly knownAt: string
  readonly open: Money
  readonly overdue: Money
  readonly unapplied: Money
  readonly deposits: Money
  readonly pending: Money
  readonly refundDue: Money
  readonly expired: Money
  readonly toPay: Money
  readonly perCurrency: readonly CurrencyBalance[]
}

type Figure = Exclude<keyof CurrencyBalance, 'currency'>
const figures = [
  'open',
  'overdue',
  'unapplied',
  'deposits',
  'pending',
  'refundDue',
  'expired',
  'toPay',
] as const satisfies Figure[]

/** Sums of one currency in minor units. */
export interface BalanceSums {
  open: bigint
  overdue: bigint
  unapplied: bigint
  deposits: bigint
  pending: bigint
  refundDue: bigint
  expired: bigint
}

/** A currency's balance from sums. */
export function currencyBalance(currency: string, sums: BalanceSums): CurrencyBalance {
  const free = sums.unapplied - sums.refundDue - sums.expired
  const left = sums.open - free
  return {
    currency,
    open: minor(sums.open, currency),
    overdue: minor(sums.overdue, currency),
    unapplied: minor(sums.unapplied, currency),
    deposits: minor(sums.deposits, currency),
    pending: minor(sums.pending, currency),
    refundDue: minor(sums.refundDue, currency),
    expired: minor(sums.expired, currency),
    toPay: minor(left > 0n ? left : 0n, currency),
  }
}

/** A currency's balance from its projection row. */
export function balanceFromRow(row: BalanceRow): CurrencyBalance {
  return currencyBalance(row.currency, { ...row, open: row.receivable })
}

const nothing: Readonly<BalanceSums> = {
  open: 0n,
  overdue: 0n,
  unapplied: 0n,
  deposits: 0n,
  pending: 0n,
  refundDue: 0n,
  expired: 0n,
}

/**
 * Puts balances together. The scalars are there when there is one currency (or none: then `home`, all zero).
 *
 * @example
 * balance({ customer: 'cus_ada' }, [eur], 'EUR').toPay // €70.00
 */
export function balance<Who extends object>(
  who: Who,
  perCurrency: readonly CurrencyBalance[],
  home: string,
): Who & Balance {
  const only =
    perCurrency.length === 0 ? currencyBalance(home, nothing) : perCurrency.length === 1 ? perCurrency[0] : undefined
  const answer = { ...who } as Record<string, unknown>
  for (const figure of figures)
    if (only !== undefined) answer[figure] = only[figure]
    else
      Object.defineProperty(answer, figure, {
        enumerable: false,
        get(): never {
          const currencies = perCurrency.map((one) => one.currency)
          throw new ReceivablesError(
            'currency_required',
            `There are balances in ${currencies.join(', ')}; read ${figure} from perCurrency.`,
            { currencies },
          )
        },
      })
  answer['perCurrency'] = perCurrency
  return answer as unknown as Who & Balance
}

const counted: ReadonlySet<string> = new Set(['receivable', 'unapplied', 'customer_deposits', 'refund_due'])

/** Adds postings up to a balance a currency, as of a day. `pending` is no posting and stays zero. */
export function sumPostings(
  lines: Iterable<Pick<Posting, 'account' | 'currency' | 'amount' | 'dueOn' | 'expiresOn'>>,
  today: Day,
): Map<string, BalanceSums> {
  const sums = new Map<string, BalanceSums>()
  for (const { account, currency, amount, dueOn, expiresOn } of lines) {
    if (!counted.has(account)) continue
    let own = sums.get(currency)
    if (own === undefined)
      sums.set(
        currency,
        (own = { open: 0n, overdue: 0n, unapplied: 0n, deposits: 0n, pending: 0n, refundDue: 0n, expired: 0n }),
      )
    if (account === 'receivable') {
      own.open += amount
      if (dueOn !== null && dueOn < today) own.overdue += amount
    } else if (account === 'customer_deposits') own.deposits -= amount
    else {
      const hasExpired = expiresOn !== null && expiresOn < today
      if (account === 'unapplied') own.unapplied -= amount
      else own.refundDue -= amount
      if (hasExpired) own.expired -= account === 'unapplied' ? amount : -amount
    }
  }
  return sums
}
