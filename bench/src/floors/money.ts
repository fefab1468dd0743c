/** An amount as one writes it by hand: a bigint and a currency, and a check that they match. */
export class HandMoney {
  readonly minor: bigint
  readonly currency: string

  constructor(minor: bigint, currency: string) {
    this.minor = minor
    this.currency = currency
  }

  plus(other: HandMoney): HandMoney {
    if (other.currency !== this.currency) throw new TypeError('currencies differ')
    return new HandMoney(this.minor + other.minor, this.currency)
  }
}

/** amount × num ÷ den, half away from zero, on the exact remainder. */
export function rateInBigints(amount: bigint, num: bigint, den: bigint): bigint {
  const product = amount * num
  const quotient = product / den
  const rest = product % den
  const twice = 2n * (rest < 0n ? -rest : rest)
  return twice >= den ? quotient + (product < 0n ? -1n : 1n) : quotient
}

/** The same in numbers, which hold while amount × num stays below 2^53. */
export function rateInNumbers(amount: number, num: number, den: number): number {
  const product = amount * num
  if (product > Number.MAX_SAFE_INTEGER || product < -Number.MAX_SAFE_INTEGER) throw new RangeError('too large')
  const size = product < 0 ? -product : product
  let quotient = Math.floor(size / den)
  if ((size - quotient * den) * 2 >= den) quotient += 1
  return product < 0 ? -quotient : quotient
}
