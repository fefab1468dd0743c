import { applyRate, exponentOf, rate, splitByWeights } from '../money/index.js'
import type { Posting } from './posting.js'

/**
 * What an amount is worth in the home currency, or `null` when no rate is known.
 *
 * One rounding, half-up. An amount in the home currency is worth itself.
 *
 * @example
 * homeValue(100000n, { currency: 'USD', home: 'EUR', rate: '0.90' }) // 90000n
 */
export function homeValue(
  amount: bigint,
  at: { readonly currency: string; readonly home: string; readonly rate: string | null },
): bigint | null {
  if (at.currency === at.home) return amount
  if (at.rate === null) return null
  const from = exponentOf(at.currency)
  const to = exponentOf(at.home)
  const { num, den, text } = rate(at.rate)
  return applyRate(amount, { num: num * 10n ** BigInt(to), den: den * 10n ** BigInt(from), text })
}

/**
 * The part of a carried home value that goes with part of the amount it is carried for.
 *
 * The last part takes what is left, so that nothing stays behind. Half-up, once.
 *
 * @example
 * homeShare(90000n, 100000n, 40000n) // 36000n
 */
export function homeShare(carried: bigint | null, of: bigint, part: bigint): bigint | null {
  if (carried === null) return null
  if (part === of || of === 0n) return carried
  if (carried === of) return part
  return applyRate(part, { num: carried, den: of, text: '' })
}

/** Gives the lines their shares of a home total that balances `against`: largest remainder, in line order. */
export function withHome(lines: readonly Posting[], home: bigint | null, rateText: string | null): Posting[] {
  if (home === null) return [...lines]
  if (lines.length === 1) return lines.map((line) => ({ ...line, home, rate: rateText }))
  const weights = lines.map((line) => (line.amount < 0n ? -line.amount : line.amount))
  if (weights.every((weight) => weight === 0n)) return lines.map((line) => ({ ...line, home: 0n, rate: rateText }))
  const shares = splitByWeights(home < 0n ? -home : home, weights)
  return lines.map((line, index) => {
    const share = shares[index] ?? 0n
    return { ...line, home: home < 0n ? -share : share, rate: rateText }
  })
}
