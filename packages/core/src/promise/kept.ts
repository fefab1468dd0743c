import { divideRounded, formatMinor, type Money, minor } from '../money/index.js'
import type { Row } from '../records/collections.js'

/** How many, and what they come to. */
export interface Tally {
  readonly count: number
  readonly amount: Money
}

/** How well something agreed was kept, with its parts, in one currency. */
export interface KeptRatio {
  readonly currency: string
  readonly kept: Tally
  readonly broken: Tally
  /** What still stands. */
  readonly open: Tally
  /** What was taken back and counts for nothing. */
  readonly withdrawn: Tally
  /** Percent with two decimals, kept ÷ (kept + broken); null while nothing has ended. */
  readonly byCount: string | null
  readonly byAmount: string | null
}

/** How one of them ended, or that it stands. */
export interface Agreed {
  readonly currency: string
  /** Minor units. */
  readonly amount: bigint
  readonly state: 'kept' | 'broken' | 'open' | 'withdrawn'
}

/**
 * How much of what was agreed was kept, a line a currency: kept ÷ ended, by count and weighted by amount.
 *
 * What still stands and what was withdrawn is told, and is in neither ratio. Rounded once, half up.
 *
 * @example
 * // kept 300.00 and 100.00, broken 200.00
 * keptRatios(promises)[0] // { byCount: '66.67', byAmount: '66.67', … }
 */
export function keptRatios(agreed: readonly Agreed[]): KeptRatio[] {
  const currencies = [...new Set(agreed.map(({ currency }) => currency))].sort()
  return currencies.map((currency) => {
    const tally = (state: Agreed['state']) => {
      const those = agreed.filter((one) => one.currency === currency && one.state === state)
      const amount = minor(
        those.reduce((sum, one) => sum + one.amount, 0n),
        currency,
      )
      return { count: those.length, amount }
    }
    const kept = tally('kept')
    const broken = tally('broken')
    return {
      currency,
      kept,
      broken,
      open: tally('open'),
      withdrawn: tally('withdrawn'),
      byCount: share(BigInt(kept.count), BigInt(broken.count)),
      byAmount: share(kept.amount.minor, broken.amount.minor),
    }
  })
}

const share = (part: bigint, rest: bigint) =>
  part + rest === 0n ? null : formatMinor(divideRounded(part * 10_000n, part + rest), 2)

/** A promise as the ratio counts it. */
export function agreedPromise({ currency, amount, state }: Row<'promises'>): Agreed {
  return { currency, amount, state: state as Agreed['state'] }
}
