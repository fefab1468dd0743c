import { memoryStore } from '@owekit/core/memory'
import { campaign } from '@owekit/testing'
import { expect } from 'vitest'

const operations = 200
const wanted = 100_000

/** Runs ledgers from this seed on until 100,000 commands were done by engine and model alike. */
export function agreement(firstSeed: number): () => Promise<void> {
  return async () => {
    let commands = 0
    let refused = 0
    for (let seed = firstSeed; commands < wanted; seed++) {
      const tally = await campaign({ seed, operations, store: (clock) => memoryStore({ clock }) })
      commands += tally.commands
      refused += tally.refused
    }
    expect(refused).toBeGreaterThan(wanted / 20)
  }
}
