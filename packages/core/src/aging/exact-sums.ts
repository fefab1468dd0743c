/**
 * Many exact sums of minor units, kept in 64-bit integers while they fit and in bigints beyond.
 *
 * Adding bigints allocates; adding to a typed array of them does not. A sum that would leave 64 bits moves over to a
 * bigint of its own, so every sum is exact at any size.
 */
export class ExactSums {
  #sums = new BigInt64Array(64)
  readonly #large = new Map<number, bigint>()

  /** Adds an amount to the sum at an index. */
  add(index: number, amount: bigint): void {
    if (index >= this.#sums.length) this.#grow(index)
    const before = this.#sums[index]!
    const after = BigInt.asIntN(64, before + amount)
    // Wrapped around: both sides of the addition have one sign and the sum has the other.
    const isWrapped = BigInt.asIntN(64, (before ^ after) & (amount ^ after)) < 0n
    if (isWrapped || BigInt.asIntN(64, amount) !== amount) {
      this.#large.set(index, (this.#large.get(index) ?? 0n) + before + amount)
      this.#sums[index] = 0n
    } else this.#sums[index] = after
  }

  /** The sum at an index. */
  at(index: number): bigint {
    const sum = index < this.#sums.length ? this.#sums[index]! : 0n
    return this.#large.size === 0 ? sum : sum + (this.#large.get(index) ?? 0n)
  }

  /** `count` sums from an index on. */
  from(index: number, count: number): readonly bigint[] {
    const sums = new Array<bigint>(count)
    for (let i = 0; i < count; i++) sums[i] = this.at(index + i)
    return sums
  }

  /** Tells whether `count` sums from an index on are all zero. */
  areZero(index: number, count: number): boolean {
    if (this.#large.size === 0 && index >= this.#sums.length) return true
    for (let i = index; i < index + count; i++) if (this.at(i) !== 0n) return false
    return true
  }

  #grow(index: number): void {
    const grown = new BigInt64Array(Math.max(index + 1, this.#sums.length * 2))
    grown.set(this.#sums)
    this.#sums = grown
  }
}
