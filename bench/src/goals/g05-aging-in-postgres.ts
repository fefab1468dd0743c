import type { AgingRow } from '@owekit/core/ports'
import { postgresStore } from '@owekit/store-postgres'
import { firstDay, lastDay } from '../data/ledger.js'
import { ledgerIn } from '../data/postgres-ledger.js'
import { agingByJoin, agingInOnePass, agingInTwoPasses, type SumRows } from '../floors/aging-postgres.js'
import { assertSame, type Bench, type Goal } from '../harness/goal.js'
import { poolOf } from '../harness/postgres.js'

export const agingInPostgres: Goal = { id: 'G5', title: 'Aging in PostgreSQL', measure }

async function measure(bench: Bench): Promise<void> {
  const pool = poolOf(1)
  const schema = await ledgerIn(pool, bench.large ? 1_000_000 : 100_000, bench)
  const store = postgresStore(pool, { schema })
  const onePass = agingInOnePass(pool, schema)
  const twoPasses = agingInTwoPasses(pool, schema)
  const join = agingByJoin(pool, schema)
  const days = [
    ['now', lastDay],
    ['as of a past day', firstDay + 500],
  ] as const
  for (const [when, asOf] of days) {
    const query = { tenant: 'default', asOf, basis: 'due', bounds: [30, 60, 90] } as const
    const ours = sumsOf(await store.aging(query))
    assertSame(`${when}, in one pass`, ours, totals(await onePass(asOf)))
    assertSame(`${when}, in two passes`, ours, totals(await twoPasses(asOf)))
    assertSame(`${when}, by join`, ours, totals(await join(asOf)))
    const name = `G5 aging ${when}`
    const floors = ['postings, FILTERs in one pass', 'postings, FILTERs, a pass a kind']
    const usual = 'instalments ⋈ allocations'
    await bench.compare({
      contenders: {
        [floors[0]!]: () => onePass(asOf),
        [floors[1]!]: () => twoPasses(asOf),
        [usual]: () => join(asOf),
        'store.aging': () => store.aging(query),
      },
      operations: 1,
      unit: 'report',
      clock: 'wall',
      roundsFactor: bench.large ? 1 : 2,
      held: [
        { name, contender: 'store.aging', floor: floors, target: 1.15 },
        { name: `${name}, told`, contender: 'store.aging', floor: usual },
      ],
    })
  }
  await pool.end()
}

/** Sums by customer that are not zero: five of items, then five of credits. */
type Sums = Record<string, string[]>

function sumsOf(rows: readonly AgingRow[]): Sums {
  return Object.fromEntries(rows.map((row) => [row.customer, [...row.items, ...row.credits].map(String)]))
}

function totals(rows: SumRows): Sums {
  const found = new Map<string, bigint[]>()
  for (const [customer, , ...sums] of rows) {
    const held = found.get(customer!) ?? new Array<bigint>(10).fill(0n)
    sums.forEach((sum, i) => {
      held[i]! += BigInt(sum ?? 0)
    })
    found.set(customer!, held)
  }
  const sorted = [...found].filter(([, sums]) => sums.some((sum) => sum !== 0n)).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(sorted.map(([customer, sums]) => [customer, sums.map(String)]))
}
