import { Decimal } from 'decimal.js'
import { attempted, ReceivablesError, shown } from '../errors/index.js'
import { divideRounded, type RoundingMode } from './round.js'

/**
 * A factor that meets an amount: an exact ratio of two integers, in lowest terms, the denominator positive.
 *
 * Made once by {@link rate}, {@link percent} or {@link ratio} and used many times by {@link applyRate}.
 */
export interface Rate {
  readonly num: bigint
  readonly den: bigint
  /** The factor as it was written: `0.02` for 2 %, `5/12` for a ratio. */
  readonly text: string
}

/** A private constructor: a host that calls `Decimal.set` cannot change our arithmetic, and we never change theirs. */
const Exact = /* @__PURE__ */ Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP, defaults: true })

/** Digits a rate may have before it would be rounded on the way in. */
const mostDigits = 30

/**
 * Reads a factor from decimal text: `rate('0.02')` is two hundredths of an amount.
 *
 * @throws ReceivablesError `invalid_rate` for anything but plain decimal text of at most 30 digits
 * @example
 * applyRate(100000n, rate('2.5')) // 250000n
 */
export function rate(text: string): Rate {
  return compile(text, text, 0)
}

/**
 * Reads a percentage from decimal text: `percent('2')` is two hundredths of an amount.
 *
 * @throws ReceivablesError `invalid_rate` for anything but plain decimal text of at most 30 digits
 * @example
 * applyRate(1234n, percent('5')) // 62n: 61.7, rounded once
 */
export function percent(text: string): Rate {
  return compile(text, undefined, 2)
}

/**
 * Makes a factor of two integers, for what no decimal can say exactly, such as 30 days of 365.
 *
 * @throws ReceivablesError `invalid_rate` when the denominator is zero
 * @example
 * applyRate(36500n, ratio(30n, 365n)) // 3000n
 */
export function ratio(num: bigint, den: bigint): Rate {
  if (den === 0n) throw new ReceivablesError('invalid_rate', `Rate ${num}/0 divides by zero.`, { rate: `${num}/0` })
  return den < 0n ? lowestTerms(-num, -den, `${num}/${den}`) : lowestTerms(num, den, `${num}/${den}`)
}

/**
 * Multiplies minor units by a rate and rounds once, to the minor unit. Exact whatever the size.
 *
 * @example
 * applyRate(172505n, percent('10')) // 17251n: 17250.5, half up
 * applyRate(172505n, percent('10'), 'half-even') // 17250n
 */
export function applyRate(minor: bigint, factor: Rate, mode: RoundingMode = 'half-up'): bigint {
  const { num, den } = factor
  if (mode !== 'half-up' || den <= 0n) return divideRounded(minor * num, den, mode)
  // Half up in one division: twice the product, moved away from zero by one half, then cut off.
  const twice = 2n * minor * num
  return (twice < 0n ? twice - den : twice + den) / (2n * den)
}

function compile(text: string, written: string | undefined, shift: number): Rate {
  if (typeof text !== 'string' || text.length > mostDigits + 2 || !/^-?\d+(\.\d+)?$/.test(text)) {
    throw new ReceivablesError(
      'invalid_rate',
      `Rates are decimal text such as "2.5", of at most ${mostDigits} digits; ${shown(text)} is not.`,
      { rate: attempted(text), limit: mostDigits },
    )
  }
  const value = new Exact(text).div(10 ** shift)
  const decimals = value.decimalPlaces()
  const num = BigInt(value.times(Exact.pow(10, decimals)).toFixed(0))
  return lowestTerms(num, 10n ** BigInt(decimals), written ?? value.toFixed())
}

function lowestTerms(num: bigint, den: bigint, text: string): Rate {
  let [divisor, rest] = [num < 0n ? -num : num, den]
  while (rest > 0n) [divisor, rest] = [rest, divisor % rest]
  return { num: num / divisor, den: den / divisor, text }
}
