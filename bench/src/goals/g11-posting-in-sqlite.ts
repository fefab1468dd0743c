import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Batch, collections } from '@owekit/core/ports'
import { sqliteStore, type SqliteStore } from '@owekit/store-sqlite'
import { recordedAt, recordPayments } from '../data/recorded-payments.js'
import { rowBinder, rowPoster } from '../floors/post-sql.js'
import { snake } from '../floors/post-postgres.js'
import { openRaw, type RawDriver, rawDrivers } from '../floors/sqlite.js'
import { assertSame, type Bench, type Goal } from '../harness/goal.js'

export const postingInSqlite: Goal = { id: 'G11', title: 'Posting one payment into SQLite', measure }

const perTurn = 100
const warmUp = 3

async function measure(bench: Bench): Promise<void> {
  bench.say('recording payments')
  const rounds = Math.max(7, bench.rounds * 2)
  const { setUp, payments } = await recordPayments(500, (rounds + warmUp + 1) * perTurn)
  const folder = mkdtempSync(join(tmpdir(), 'owekit-bench-'))
  try {
    for (const driver of rawDrivers())
      await measureDriver(bench, driver, join(folder, driver.slice(0, 4)), setUp, payments)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measureDriver(
  bench: Bench,
  driver: RawDriver,
  path: string,
  setUp: readonly Batch[],
  payments: readonly Batch[],
): Promise<void> {
  const store = await storeWith(`${path}-ours.db`, driver, setUp)
  await (await storeWith(`${path}-floor.db`, driver, setUp)).close()
  const database = openRaw(driver, `${path}-floor.db`)
  const boundRows = payments.map(rowBinder(database, recordedAt))
  const post = rowPoster(database)
  let ours = 0
  let theirs = 0
  const commitOurs = async () => {
    for (const end = ours + perTurn; ours < end; ours++) {
      const { status } = await store.commit(payments[ours]!)
      if (status !== 'committed') throw new Error(`payment ${ours}: ${status}`)
    }
  }
  const commitTheirs = () => {
    for (const end = theirs + perTurn; theirs < end; theirs++) post(boundRows[theirs]!)
  }
  await commitOurs()
  commitTheirs()
  const ourFile = openRaw(driver, `${path}-ours.db`)
  for (const name of Object.keys(collections)) {
    const rows = `SELECT * FROM owe_${snake(name)} ORDER BY 1, 2, 3, 4`
    assertSame(`the rows of ${name}`, ourFile.prepare(rows).all(), database.prepare(rows).all())
  }
  ourFile.close()
  await bench.compare({
    contenders: { 'raw prepared statements': commitTheirs, 'store.commit': commitOurs },
    operations: perTurn,
    unit: 'payment',
    clock: 'wall',
    roundsFactor: 2,
    warmUp,
    held: [
      {
        name: `G11 ${driver} payment, committed`,
        contender: 'store.commit',
        floor: 'raw prepared statements',
        target: 1.3,
      },
    ],
  })
  database.close()
  await store.close()
}

async function storeWith(path: string, driver: RawDriver, batches: readonly Batch[]): Promise<SqliteStore> {
  const store = sqliteStore({ path }, { driver, clock: () => recordedAt })
  for (const batch of batches) await store.commit(batch)
  return store
}
