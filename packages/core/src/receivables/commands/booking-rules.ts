import type * as z from 'zod/mini'
import { cancellationPolicies } from '../../booking/cancellation-for.js'
import { type DepositRule, depositRules } from '../../booking/deposit-for.js'
import { ReceivablesError } from '../../errors/index.js'
import type { CancellationTerms, ChargeTerms } from '../../journal/booking-terms.js'
import { type Money, percent } from '../../money/index.js'
import type { requestBooking } from '../input/bookings.js'

type Input = z.output<typeof requestBooking>
type GivenCharge = NonNullable<Input['noShow']>

/** A charge in minor units, checked against the booking's currency and the whole. */
export function chargeFrom(given: GivenCharge, currency: string): ChargeTerms {
  if (typeof given === 'string') return given
  if ('percent' in given) {
    const { num, den } = percent(given.percent)
    if (num < 0n || num > den)
      throw new ReceivablesError('invalid_input', `A share of a booking is 0 to 100 percent, not ${given.percent}.`, {
        percent: given.percent,
      })
    return given
  }
  return 'amount' in given
    ? { amount: minorIn(given.amount, currency) }
    : { perPerson: minorIn(given.perPerson, currency) }
}

/** A deposit rule in minor units. */
export function ruleFrom(given: Input['rule'], currency: string): DepositRule {
  if (given === undefined) return depositRules.none
  if (typeof given === 'string') return depositRules[given]
  return {
    ask: chargeFrom(given.ask, currency),
    minimum: given.minimum === undefined ? null : minorIn(given.minimum, currency),
    fullWithinDays: given.fullWithinDays ?? null,
    fullBelow: given.fullBelow === undefined ? null : minorIn(given.fullBelow, currency),
    mayPayFull: given.mayPayFull ?? true,
    balanceDays: given.balanceDays ?? 0,
  }
}

/** A cancellation policy in minor units. Without one, cancelling is free. */
export function policyFrom(given: Input['policy'], currency: string): CancellationTerms {
  if (given === undefined) return { windows: [], after: 'none', rest: 'refund' }
  const { windows, after, rest } =
    typeof given === 'string' ? { ...cancellationPolicies[given], rest: undefined } : given
  return {
    windows: windows.map(({ until, charge }) => ({
      until: 'hours' in until ? until : { days: until.days, at: ('at' in until ? until.at : undefined) ?? null },
      charge: chargeFrom(charge, currency),
    })),
    after: chargeFrom(after, currency),
    rest: rest ?? 'refund',
  }
}

function minorIn(amount: Money, currency: string): bigint {
  if (amount.currency === currency) return amount.minor
  throw new ReceivablesError(
    'currency_mismatch',
    `The booking is in ${currency}, an amount of its rules in ${amount.currency}.`,
    { booking: currency, rule: amount.currency },
  )
}
