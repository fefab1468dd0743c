import { expect, test } from 'vitest'
import { at, postgresPlace, sqlitePlace } from '../campaigns/faults/place.js'
import { killWorkers } from '../campaigns/faults/workers.js'

test('8 workers of a SQLite file, killed 25 times, tell everything once', async () => {
  const tally = await at(sqlitePlace(), (place) => killWorkers({ seed: 1, kills: 25, place }))
  expect(tally).toMatchObject({ faults: 25, lost: 0, doubled: 0, breaks: [] })
  expect(tally.acknowledged).toBeGreaterThan(500)
}, 240_000)

test('8 workers of a PostgreSQL database, killed 25 times, tell everything once', async ({ skip }) => {
  const server = await postgresPlace()
  if (server === undefined) return skip('There is no PostgreSQL server for this machine.')
  const tally = await at(server, (place) => killWorkers({ seed: 2, kills: 25, place }))
  expect(tally).toMatchObject({ faults: 25, lost: 0, doubled: 0, breaks: [] })
  expect(tally.acknowledged).toBeGreaterThan(500)
}, 240_000)
