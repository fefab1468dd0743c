/** Contenders by name: each does the same work in its own way. */
export type Contenders = Readonly<Record<string, () => unknown>>

/** Milliseconds per round, by contender. */
export type Times = Readonly<Record<string, readonly number[]>>

/** How often contenders take turns. */
export interface Turns {
  readonly rounds: number
  /** Rounds before the clock counts, for the compiler and the caches. */
  readonly warmUp: number
  /**
   * What is counted: `cpu`, the processor time of this process with its helper threads, for work that never waits,
   * since other programs cannot stretch it by taking the processor away; `wall`, the time that passes, for the rest.
   */
  readonly clock: 'cpu' | 'wall'
  /** What is collected before each turn: the young generation, or everything where the heap is large. */
  readonly collect: 'young' | 'all'
  /** Called after every counted round. */
  readonly onRound?: (done: number) => void
}

/**
 * Times contenders in turns, one after the other in every round, each round beginning with another one.
 *
 * Before each turn garbage is collected, so that nobody pays for a neighbour's.
 */
export async function interleave(contenders: Contenders, turns: Turns): Promise<Times> {
  const runs = Object.entries(contenders)
  const times: Record<string, number[]> = Object.fromEntries(runs.map(([name]) => [name, []]))
  for (let round = -turns.warmUp; round < turns.rounds; round++) {
    for (let turn = 0; turn < runs.length; turn++) {
      const next = runs[(turn + Math.max(round, 0)) % runs.length]
      if (next === undefined) continue
      const [name, run] = next
      collect(turns.collect)
      const start = now(turns.clock)
      const result = run()
      if (result instanceof Promise) await result
      const spent = now(turns.clock) - start
      if (round >= 0) times[name]?.push(spent)
    }
    if (round >= 0) turns.onRound?.(round + 1)
  }
  return times
}

/** Milliseconds by a clock. */
function now(clock: Turns['clock']): number {
  if (clock === 'wall') return performance.now()
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function collect(what: Turns['collect']): void {
  const { gc } = globalThis as { gc?: (options?: { type: 'minor' }) => void }
  if (what === 'young') gc?.({ type: 'minor' })
  else gc?.()
}
