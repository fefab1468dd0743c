import { memoryStore } from '@owekit/core/memory'
import { campaign, newTally } from '@owekit/testing'
import { expect, test } from 'vitest'

const ledgers = 1_000
const operations = 200

test('engine and naive model agree on 200,000 random operations', async () => {
  const counted = newTally()
  for (let seed = 1; seed <= ledgers; seed++) {
    const tally = await campaign({ seed, operations, store: (clock) => memoryStore({ clock }) })
    counted.commands += tally.commands
    counted.refused += tally.refused
  }
  expect(counted.commands).toBeGreaterThanOrEqual(ledgers * operations * 0.95)
  expect(counted.refused).toBeGreaterThan(ledgers)
}, 600_000)

test('the same seed does the same operations', async () => {
  const run = async () => campaign({ seed: 7, operations: 100, store: (clock) => memoryStore({ clock }) })
  expect(await run()).toEqual(await run())
})
