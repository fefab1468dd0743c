import { memoryStore } from '@owekit/core/memory'
import { fuzz } from '@owekit/testing'
import { expect, test } from 'vitest'

test('each of 20,000 hostile inputs is answered or refused with a code, and a refusal leaves no trace', async () => {
  const { accepted, refused } = await fuzz({ seed: 1, count: 20_000, store: (clock) => memoryStore({ clock }) })
  expect(accepted).toBeGreaterThan(500)
  expect(refused.size).toBeGreaterThan(20)
}, 300_000)
