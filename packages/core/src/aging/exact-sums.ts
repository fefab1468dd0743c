/** The largest amount that a float holds exactly with room for one more of its size. */
const half = 2 ** 52

/**
 * Many exact sums of bigint minor units, kept in floats while they fit and in bigints beyond.
 *
 * Adding bigints allocates; adding floats does not. A sum that would pass 2^52 moves its float part over to a
 * bigint, so every sum is exact at any size.
 */
export class ExactSums {
  #small = new Float64Array(64)
  readonly #large = new Map<number, bigint>()

  /** Adds an amount to the sum at an index. */
  add(index: number, amount: bigint): void {
    if (index >= this.#small.length) this.#grow(index)
    const narrow = Number(amount)
    if (narrow > half || narrow < -half) {
      this.#large.set(index, (this.#large.get(index) ?? 0n) + amount)
      return
    }
    const sum = this.#small[index]! + narrow
    if (sum <= half && sum >= -half) {
      this.#small[index] = sum
    } else {
      this.#large.set(index, (this.#large.get(index) ?? 0n) + BigInt(sum))
      this.#small[index] = 0
    }
  }

  /** The sum at an index. */
  at(index: number): bigint {
    const small = this.#small[index] ?? 0
    const large = this.#large.size === 0 ? undefined : this.#large.get(index)
    if (large === undefined) return small === 0 ? 0n : BigInt(small)
    return large + BigInt(small)
  }

  /** `count` sums from an index on. */
  from(index: number, count: number): readonly bigint[] {
    const sums = new Array<bigint>(count)
    for (let i = 0; i < count; i++) sums[i] = this.at(index + i)
    return sums
  }

  /** Tells whether `count` sums from an index on are all zero. */
  areZero(index: number, count: number): boolean {
    for (let i = index; i < index + count; i++)
      if (this.#large.size === 0 ? (this.#small[i] ?? 0) !== 0 : this.at(i) !== 0n) return false
    return true
  }

  #grow(index: number): void {
    const grown = new Float64Array(Math.max(index + 1, this.#small.length * 2))
    grown.set(this.#small)
    this.#small = grown
  }
}
