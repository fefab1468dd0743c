import { ReceivablesError } from '../errors/index.js'

/**
 * What happens to the part of a quotient that does not come to a whole unit.
 *
 * `half-…` modes go to the nearest whole unit and differ only at exactly one half: `half-up` away from zero (the
 * default), `half-down` towards zero, `half-even` and `half-odd` to that neighbour, `half-ceiling` towards +∞,
 * `half-floor` towards −∞. The others ignore the distance: `up` away from zero, `down` towards it, `ceiling` towards
 * +∞, `floor` towards −∞.
 */
export type RoundingMode =
  | 'half-up'
  | 'half-down'
  | 'half-even'
  | 'half-odd'
  | 'half-ceiling'
  | 'half-floor'
  | 'up'
  | 'down'
  | 'ceiling'
  | 'floor'

/**
 * Divides two integers and rounds once, on the exact remainder.
 *
 * Nothing is lost before the rounding, so this is the last step of every interest, discount or share computation.
 *
 * @throws ReceivablesError `invalid_rate` when the denominator is zero
 * @example
 * divideRounded(5n, 2n) // 3n
 * divideRounded(-5n, 2n) // -3n
 * divideRounded(5n, 2n, 'half-even') // 2n
 */
export function divideRounded(num: bigint, den: bigint, mode: RoundingMode = 'half-up'): bigint {
  if (den === 0n) throw new ReceivablesError('invalid_rate', `Cannot divide ${num} by zero.`, { denominator: '0' })
  const quotient = num / den
  const rest = num - quotient * den
  if (rest === 0n) return quotient
  const negative = rest < 0n !== den < 0n
  return awayFromZero(quotient, rest, den, negative, mode) ? quotient + (negative ? -1n : 1n) : quotient
}

/**
 * Rounds an amount to a multiple of a step, such as the five-centime step of Swiss cash.
 *
 * @param step a positive count of minor units
 * @throws ReceivablesError `invalid_rate` when the step is zero
 * @example
 * roundToMultiple(1003n, 5n) // 1005n: CHF 10.03 in cash is 10.05
 */
export function roundToMultiple(minor: bigint, step: bigint, mode: RoundingMode = 'half-up'): bigint {
  return divideRounded(minor, step, mode) * step
}

function awayFromZero(quotient: bigint, rest: bigint, den: bigint, negative: boolean, mode: RoundingMode): boolean {
  const twice = 2n * (rest < 0n ? -rest : rest)
  const whole = den < 0n ? -den : den
  const atHalf = twice === whole
  const beyondHalf = twice > whole
  switch (mode) {
    case 'up':
      return true
    case 'down':
      return false
    case 'ceiling':
      return !negative
    case 'floor':
      return negative
    case 'half-up':
      return beyondHalf || atHalf
    case 'half-down':
      return beyondHalf
    case 'half-even':
      return beyondHalf || (atHalf && (quotient & 1n) === 1n)
    case 'half-odd':
      return beyondHalf || (atHalf && (quotient & 1n) === 0n)
    case 'half-ceiling':
      return beyondHalf || (atHalf && !negative)
    case 'half-floor':
      return beyondHalf || (atHalf && negative)
    default:
      return unknownMode(mode)
  }
}

function unknownMode(mode: never): never {
  throw new ReceivablesError('invalid_input', `Rounding mode ${String(mode)} is not known.`, { mode: String(mode) })
}
