import { memoryStore } from '@owekit/core/memory'
import { campaign } from '@owekit/testing'
import { expect, test } from 'vitest'
import { agreement } from './agreement.js'

// Half of the 200,000 operations; model-more.test.ts has the other half, so that two workers share them.
test('engine and naive model agree on 100,000 random operations', agreement(1), 600_000)

test('the same seed does the same operations', async () => {
  const run = async () => campaign({ seed: 7, operations: 100, store: (clock) => memoryStore({ clock }) })
  expect(await run()).toEqual(await run())
})
