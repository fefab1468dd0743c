import { startPostgres, type PostgresServer } from '@owekit/test-postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { desk } from './cli.js'

test('every case holds on a PostgreSQL in this process', { timeout: 90_000 }, async () => {
  const at = desk()
  const { code, stdout } = await at.owekit('scenario', 'run', '--store', 'pglite:memory')
  expect([code, stdout]).toEqual([0, expect.stringMatching(/\d+ passed, 0 failed on pglite/)])
  at.clear()
})

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('books on a server', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = (await startPostgres())!
  }, 60_000)
  afterAll(() => server.stop())

  test('are made, filled, read and verified', { timeout: 60_000 }, async () => {
    const at = desk()
    const db = ['--db', server.url()]
    const made = await at.owekit(...db, 'init', '--currency', 'EUR', '--time-zone', 'Europe/Paris')
    expect([made.code, made.stdout]).toEqual([0, expect.not.stringContaining('postgres@')])
    const file = at.file('invoices.csv', 'customer,number,issued,due,amount\nAda,A-1,2026-03-01,2026-03-31,120.00\n')
    const columns = [
      '--customer',
      'customer',
      '--number',
      'number',
      '--issued',
      'issued',
      '--due',
      'due',
      '--amount',
      'amount',
    ]
    const imported = await at.owekit(...db, 'import', 'invoices', file, ...columns, '--dates', 'YYYY-MM-DD')
    expect(imported.code, imported.stderr).toBe(0)
    expect(JSON.stringify(await at.json(...db, 'aging'))).toContain('120.00')
    expect((await at.owekit(...db, 'verify')).code).toBe(0)
    at.clear()
  })

  test('that cannot be reached are reported as trouble of the store', async () => {
    const at = desk()
    const { code, stderr } = await at.owekit('--db', 'postgres://nobody@127.0.0.1:1/none', 'verify')
    expect([code, stderr]).toEqual([3, expect.stringContaining('did not answer')])
    at.clear()
  })
})
