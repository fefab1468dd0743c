import { startPostgres } from '@owekit/test-postgres'
import pg from 'pg'
import { expect, test } from 'vitest'
import { killWorkers } from '../campaigns/faults/workers.js'

test('8 workers of a SQLite file, killed 25 times, tell everything once', async () => {
  const tally = await killWorkers({ seed: 1, kills: 25 })
  expect(tally).toMatchObject({ faults: 25, lost: 0, doubled: 0, breaks: [] })
  expect(tally.acknowledged).toBeGreaterThan(500)
}, 240_000)

test('8 workers of a PostgreSQL database, killed 25 times, tell everything once', async ({ skip }) => {
  const server = await startPostgres()
  if (server === undefined) return skip('There is no PostgreSQL server for this machine.')
  try {
    const admin = new pg.Client({ connectionString: server.url() })
    await admin.connect()
    await admin.query('CREATE DATABASE workers')
    await admin.end()
    const tally = await killWorkers({
      seed: 2,
      kills: 25,
      target: () => ({ kind: 'postgres', at: server.url('workers') }),
    })
    expect(tally).toMatchObject({ faults: 25, lost: 0, doubled: 0, breaks: [] })
    expect(tally.acknowledged).toBeGreaterThan(500)
  } finally {
    await server.stop()
  }
}, 240_000)
