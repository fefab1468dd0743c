import { expect, test } from 'vitest'
import { killWriters } from '../campaigns/faults/kills.js'
import { at, postgresPlace, sqlitePlace } from '../campaigns/faults/place.js'

const hasServer = process.platform === 'linux' && process.arch === 'x64'

test('40 killed writers of a SQLite file lose nothing, double nothing and leave no halves', async () => {
  const tally = await at(sqlitePlace(), (place) => killWriters({ seed: 1, kills: 40, place }))
  expect(tally).toMatchObject({ faults: 40, lost: 0, doubled: 0, partial: 0, breaks: [] })
  expect(tally.acknowledged).toBeGreaterThan(40)
}, 120_000)

test.runIf(hasServer)(
  '10 killed writers of PostgreSQL do so neither',
  async () => {
    const tally = await at((await postgresPlace())!, (place) => killWriters({ seed: 1, kills: 10, perBooks: 5, place }))
    expect(tally).toMatchObject({ faults: 10, lost: 0, doubled: 0, partial: 0, breaks: [] })
    expect(tally.acknowledged).toBeGreaterThan(10)
  },
  120_000,
)
