import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AgingRow } from '@owekit/core/ports'
import { sqliteStore } from '@owekit/store-sqlite'
import { firstDay, lastDay, writeLedger } from '../data/ledger.js'
import {
  agingByEntries,
  agingByJoin,
  agingByOpenAmounts,
  agingByPlainEntries,
  type AgingSql,
} from '../floors/aging-sql.js'
import { openForLoading, openRaw, type RawDriver, rawDrivers } from '../floors/sqlite.js'
import { assertSame, type Bench, type Goal } from '../harness/goal.js'

export const agingInSqlite: Goal = { id: 'G6', title: 'Aging in SQLite', measure }

async function measure(bench: Bench): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'owekit-bench-'))
  try {
    for (const driver of rawDrivers()) await measureDriver(bench, driver, join(folder, `${driver.slice(0, 4)}.db`))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measureDriver(bench: Bench, driver: RawDriver, path: string): Promise<void> {
  const size = bench.large ? { invoices: 1_000_000, customers: 50_000 } : { invoices: 100_000, customers: 5_000 }
  const handle = openForLoading(driver, path)
  const written = (done: number) => bench.say(`${driver}: ${done.toLocaleString('en')} invoices written`)
  await writeLedger(sqliteStore({ database: handle }), size, written)
  handle.close()
  const store = sqliteStore({ path }, { driver })
  const database = openRaw(driver, path)
  database.exec('ANALYZE')
  const entries = agingByEntries(database)
  const plain = agingByPlainEntries(database)
  const join = agingByJoin(database)
  const openAmounts = agingByOpenAmounts(database)
  const days = [
    ['now', lastDay],
    ['as of a past day', firstDay + 500],
  ] as const
  for (const [when, asOf] of days) {
    const query = { tenant: 'default', asOf, basis: 'due', bounds: [30, 60, 90] } as const
    const ours = sumsOf(await store.aging(query))
    assertSame(`${when}, by entries`, ours, totals(entries, asOf, 'running'))
    assertSame(`${when}, by plain entries`, ours, totals(plain, asOf))
    assertSame(`${when}, by join`, ours, totals(join, asOf))
    if (when === 'now') assertSame('now, by open amounts', ours, totals(openAmounts, asOf))
    const name = `G6 ${driver} aging ${when}`
    const floors = ['entries by their index', 'one pass over entries', 'instalments ⋈ allocations']
    await bench.compare({
      contenders: {
        'entries by their index': () => entries(asOf),
        'one pass over entries': () => plain(asOf),
        'instalments ⋈ allocations': () => join(asOf),
        ...(when === 'now' ? { 'open amounts of the projections': () => openAmounts(asOf) } : {}),
        'store.aging': () => store.aging(query),
      },
      operations: 1,
      unit: 'report',
      warmUp: 2,
      held: [
        { name, contender: 'store.aging', floor: floors, target: 1.15 },
        ...floors.map((floor) => ({ name: `${name}, told`, contender: 'store.aging', floor })),
        ...(when === 'now'
          ? [{ name: `${name}, told`, contender: 'store.aging', floor: 'open amounts of the projections' }]
          : []),
      ],
    })
  }
  database.close()
  await store.close()
}

/** Sums by customer that are not zero: five of items, then five of credits. */
type Sums = Record<string, string[]>

function sumsOf(rows: readonly AgingRow[]): Sums {
  return Object.fromEntries(rows.map((row) => [row.customer, [...row.items, ...row.credits].map(String)]))
}

function totals(floor: AgingSql, asOf: number, columns?: 'running'): Sums {
  const found = new Map<string, bigint[]>()
  floor(asOf).forEach((rows, statement) => {
    for (const [customer, , ...sums] of rows) {
      const held = found.get(String(customer)) ?? new Array<bigint>(10).fill(0n)
      sums.forEach((sum, i) => {
        const before = columns === 'running' && i > 0 ? BigInt(sums[i - 1] ?? 0) : 0n
        held[statement * 5 + i]! += BigInt(sum ?? 0) - before
      })
      found.set(String(customer), held)
    }
  })
  const sorted = [...found].filter(([, sums]) => sums.some((sum) => sum !== 0n)).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(sorted.map(([customer, sums]) => [customer, sums.map(String)]))
}
