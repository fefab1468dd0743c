/** Small random numbers that are the same in every run. */
export interface Random {
  /** A whole number from 0 to below `below`. */
  upTo(below: number): number
  pick<T>(list: readonly T[]): T
}

/** A seeded generator (mulberry32). */
export function random(seed: number): Random {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const upTo = (below: number) => Math.floor(next() * below)
  return { upTo, pick: (list) => list[upTo(list.length)]! }
}
