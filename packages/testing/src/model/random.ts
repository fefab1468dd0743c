/** A stream of random choices that a seed fixes: the same seed always makes the same choices. */
export interface Random {
  /** A whole number from `min` to `max`, both inclusive. */
  int(min: number, max: number): number
  /** True with this probability. */
  chance(probability: number): boolean
  /** One of the list; the list is not empty. */
  pick<T>(list: readonly T[]): T
  /** One of the list, or undefined when it is empty. */
  maybe<T>(list: readonly T[]): T | undefined
  /** One of the names, each as likely as its weight. */
  weighted<T extends string>(weights: { readonly [name in T]: number }): T
}

/**
 * Makes the random choices of one run from its seed.
 *
 * @example
 * randomFrom(7).int(1, 6) === randomFrom(7).int(1, 6) // true, always
 */
export function randomFrom(seed: number): Random {
  let state = (seed ^ 0x9e3779b9) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1))
  return {
    int,
    chance: (probability) => next() < probability,
    pick: (list) => list[int(0, list.length - 1)]!,
    maybe: (list) => (list.length === 0 ? undefined : list[int(0, list.length - 1)]),
    weighted(weights) {
      const entries = Object.entries(weights) as [keyof typeof weights, number][]
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [name, weight] of entries) if ((left -= weight) < 0) return name
      return entries[entries.length - 1]![0]
    },
  }
}
