import { expect, test } from 'vitest'
import { webhookSequences } from '../campaigns/webhooks.js'

test('threat row 5: webhooks delivered 1 to 10 times, in any order, with the store failing in between, have one effect each', async () => {
  const tally = await webhookSequences(1, 1_000)
  expect(tally.breaks).toEqual([])
  expect(tally.sequences).toBe(1_000)
  expect(tally.repeated).toBeGreaterThan(tally.sequences)
  expect(tally.failures).toBeGreaterThan(100)
}, 240_000)
