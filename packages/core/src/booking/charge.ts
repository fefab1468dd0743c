import type { ChargeTerms } from '../journal/booking-terms.js'
import { applyRate, percent, splitEvenly } from '../money/index.js'

/** What a charge is taken of. Amounts are minor units. */
export interface Chargeable {
  readonly total: bigint
  readonly persons: number
  readonly nights: number
  /** What was asked as deposit. */
  readonly deposit: bigint
}

/**
 * What a charge comes to, from nothing to the whole total.
 *
 * A percentage is rounded half up, once; the odd cent of nights goes to the first.
 *
 * @example
 * chargeOf({ percent: '30' }, { total: 9995n, persons: 2, nights: 1, deposit: 0n }) // 2999n: 29.985, half up
 * chargeOf({ perPerson: 2500n }, { total: 40000n, persons: 3, nights: 1, deposit: 0n }) // 7500n
 */
export function chargeOf(charge: ChargeTerms, of: Chargeable): bigint {
  const amount = uncapped(charge, of)
  return amount < 0n ? 0n : amount > of.total ? of.total : amount
}

function uncapped(charge: ChargeTerms, { total, persons, nights, deposit }: Chargeable): bigint {
  if (charge === 'none') return 0n
  if (charge === 'all') return total
  if (charge === 'deposit') return deposit
  if (charge === 'firstNight') return splitEvenly(total, nights)[0] ?? 0n
  if ('percent' in charge) return applyRate(total, percent(charge.percent))
  if ('amount' in charge) return charge.amount
  return charge.perPerson * BigInt(persons)
}
