/** Chance that always falls the same way for the same seed. */
export interface Random {
  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number
  /** True this many times in a hundred. */
  chance(percent: number): boolean
  pick<T>(list: readonly T[]): T
}

/** Starts a generator (mulberry32). */
export function random(seed: number): Random {
  let state = seed | 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const int = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    int,
    chance: (percent) => next() * 100 < percent,
    pick: <T>(list: readonly T[]) => list[int(0, list.length - 1)] as T,
  }
}
