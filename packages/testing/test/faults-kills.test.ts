import { expect, test } from 'vitest'
import { killWriters } from '../campaigns/faults/kills.js'

test('40 killed writers of a SQLite file lose nothing, double nothing and leave no halves', async () => {
  const tally = await killWriters({ seed: 1, kills: 40 })
  expect(tally).toMatchObject({ faults: 40, lost: 0, doubled: 0, breaks: [] })
  expect(tally.acknowledged).toBeGreaterThan(40)
}, 120_000)
