import { addDays, type Day, daysBetween } from '../calendar/index.js'
import type { ChargeTerms } from '../journal/booking-terms.js'
import { chargeOf } from './charge.js'

/** What a booking asks before the day, as data. Amounts are minor units. */
export interface DepositRule {
  readonly ask: ChargeTerms
  /** A deposit is never less, unless none is asked. */
  readonly minimum?: bigint | null
  /** The whole is asked when the booking is this many days away, or fewer. */
  readonly fullWithinDays?: number | null
  /** The whole is asked of a total below this. */
  readonly fullBelow?: bigint | null
  /** Whether the payer may pay all at once instead. @default true */
  readonly mayPayFull?: boolean
  /** The balance is due this many days before the booking. @default 0: on the day itself */
  readonly balanceDays?: number
}

/** A booking as the rules see it. Amounts are minor units. */
export interface BookingTerms {
  readonly total: bigint
  readonly persons: number
  readonly nights: number
  readonly date: Day
  /** The local time it begins: minutes after midnight. */
  readonly minute: number
  readonly timeZone: string
}

/** What a deposit rule comes to. deposit + balance is the total. */
export interface DepositOffer {
  readonly deposit: bigint
  readonly balance: bigint
  /** What the payer may choose from. */
  readonly choices: readonly ('deposit' | 'full')[]
  readonly balanceDueOn: Day
  /** Which rule decided. */
  readonly why: string
}

/**
 * What a booking asks at first, when it is requested on a day.
 *
 * The deposit is rounded once, half up; the balance is the rest, so both always add up to the total.
 *
 * @example
 * // 30 % of 400.00, at least 150.00, the whole within 14 days; asked 40 days before: 150.00 now, 250.00 later
 * depositFor({ ask: { percent: '30' }, minimum: 15000n, fullWithinDays: 14 }, booking, on).deposit // 15000n
 */
export function depositFor(rule: DepositRule, booking: BookingTerms, on: Day): DepositOffer {
  const { total, date } = booking
  const { deposit, why } = asked(rule, booking, daysBetween(on, date))
  const wholeOnly = deposit === total
  const due = addDays(date, -(rule.balanceDays ?? 0))
  return {
    deposit,
    balance: total - deposit,
    choices: wholeOnly ? ['full'] : (rule.mayPayFull ?? true) ? ['deposit', 'full'] : ['deposit'],
    balanceDueOn: due < on ? on : due,
    why,
  }
}

function asked(rule: DepositRule, booking: BookingTerms, daysAway: number): { deposit: bigint; why: string } {
  const { total } = booking
  if (rule.ask === 'none') return { deposit: 0n, why: 'no deposit is asked' }
  if (typeof rule.fullWithinDays === 'number' && daysAway <= rule.fullWithinDays)
    return { deposit: total, why: `all of it within ${rule.fullWithinDays} days` }
  if (typeof rule.fullBelow === 'bigint' && total < rule.fullBelow)
    return { deposit: total, why: 'all of so small a total' }
  const amount = chargeOf(rule.ask, { ...booking, deposit: 0n })
  const least = rule.minimum ?? 0n
  if (amount >= least) return { deposit: amount, why: 'the deposit that is asked' }
  return { deposit: least < total ? least : total, why: 'the least that is asked' }
}

/** Deposit rules that many use; a rule of your own is data of the same shape. */
export const depositRules = {
  /** Pay on the day. */
  none: { ask: 'none' },
  /** 30 % now, the rest 30 days before; all of it when that is over. */
  third: { ask: { percent: '30' }, fullWithinDays: 30, balanceDays: 30 },
  /** Half now, the rest a week before; all of it when that is over. */
  half: { ask: { percent: '50' }, fullWithinDays: 7, balanceDays: 7 },
  /** Everything at once. */
  full: { ask: 'all' },
} as const satisfies Record<string, DepositRule>
