import { expect } from 'vitest'
import { webhookSequences } from '../campaigns/webhooks.js'

/** Five thousand sequences from a seed on. */
export const sequences = (seed: number) => async () => {
  const tally = await webhookSequences(seed, 5_000)
  expect(tally.breaks).toEqual([])
  expect(tally.sequences).toBe(5_000)
  expect(tally.repeated).toBeGreaterThan(tally.sequences)
  expect(tally.failures).toBeGreaterThan(500)
}
