import { attempted, ReceivablesError, shown, type ErrorDetails } from '../errors/index.js'
import { parseMinor } from './decimal-text.js'
import { sharesInBigints, sharesInNumbers } from './shares.js'

/**
 * Splits an amount in proportion to weights, to the last cent.
 *
 * Largest remainder: each part gets the whole cents of its exact share, and the cents left over go, one each, to the
 * parts that lost the most, ties to the earlier part. The parts always add up to the total, a part with weight 0 gets
 * nothing, and splitting −x gives the parts of x with the other sign. When the total is no larger than the sum of
 * the weights, no part is larger than its weight.
 *
 * @throws ReceivablesError `invalid_weights` when there are none, one is negative, or all are zero
 * @example
 * splitByWeights(3333n, [1000n, 2000n, 7000n]) // [333n, 667n, 2333n]
 * splitByWeights(2n, [100n, 100n, 100n]) // [1n, 1n, 0n]
 */
export function splitByWeights(total: bigint, weights: readonly bigint[]): bigint[] {
  const size = total < 0n ? -total : total
  const shares = sharesInNumbers(size, weights) ?? sharesInBigints(size, weights, wholeOf(weights))
  return total < 0n ? shares.map((share) => -share) : shares
}

/**
 * Splits an amount into equal parts, to the last cent.
 *
 * Cents that do not divide go to the earliest parts, one each, so the parts always add up.
 *
 * @param parts how many, a whole number from 1 to 100 000
 * @throws ReceivablesError `invalid_weights` for any other number of parts
 * @example
 * splitEvenly(100n, 3) // [34n, 33n, 33n]
 * splitEvenly(-100n, 3) // [-34n, -33n, -33n]
 */
export function splitEvenly(total: bigint, parts: number): bigint[] {
  if (!Number.isInteger(parts) || parts < 1 || parts > 100_000) {
    throw badWeights(`An amount is split into 1 to 100000 parts; ${shown(parts)} was asked.`, {
      parts: attempted(parts),
    })
  }
  const base = total / BigInt(parts)
  const rest = Number(total - base * BigInt(parts))
  const cent = rest < 0 ? -1n : 1n
  return Array.from({ length: parts }, (_, i) => (i < Math.abs(rest) ? base + cent : base))
}

/** The most decimals a percentage may have. */
const percentDecimals = 12

/**
 * Splits an amount by percentages that reach exactly 100, to the last cent, as {@link splitByWeights} does.
 *
 * @throws ReceivablesError `invalid_terms` when the percentages do not add up to 100 or one is negative;
 * `invalid_amount` or `too_many_decimals` (12 at most) when one is not plain decimal text
 * @example
 * splitByPercent(100000n, ['33.33', '33.33', '33.34']) // [33330n, 33330n, 33340n]
 */
export function splitByPercent(total: bigint, percents: readonly string[]): bigint[] {
  const weights = percents.map((text) => parseMinor(text, percentDecimals))
  const whole = weights.reduce((sum, weight) => sum + weight, 0n)
  const text = percents.map((percent) => shown(percent)).slice(0, 12)
  if (whole !== 100n * 10n ** BigInt(percentDecimals) || weights.some((weight) => weight < 0n)) {
    throw new ReceivablesError(
      'invalid_terms',
      `Percentages must add up to exactly 100 and none may be negative; got ${text.join(', ') || 'none'}.`,
      { percents: percents.slice(0, 12), limit: '100' },
    )
  }
  return splitByWeights(total, weights)
}

function wholeOf(weights: readonly bigint[]): bigint {
  let whole = 0n
  for (const weight of weights) {
    if (weight < 0n) throw badWeights(`Weights cannot be negative; one is ${shown(weight)}.`, { weight: shown(weight) })
    whole += weight
  }
  if (whole > 0n) return whole
  const reason = weights.length === 0 ? 'there are none' : 'all are zero'
  throw badWeights(`An amount is split by weights of which at least one is above zero; ${reason}.`, {
    count: weights.length,
  })
}

function badWeights(message: string, details: ErrorDetails): ReceivablesError {
  return new ReceivablesError('invalid_weights', message, details)
}
