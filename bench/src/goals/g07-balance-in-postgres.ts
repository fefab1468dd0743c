import { createReceivables } from '@owekit/core'
import { postgresStore } from '@owekit/store-postgres'
import { lastDay } from '../data/ledger.js'
import { ledgerIn, sizeOf } from '../data/postgres-ledger.js'
import { type BalanceByHand, balanceByHand, balanceRowByHand } from '../floors/balance-postgres.js'
import { assertSame, type Bench, type Goal } from '../harness/goal.js'
import { poolOf } from '../harness/postgres.js'

export const balanceInPostgres: Goal = { id: 'G7', title: 'One balance in PostgreSQL', measure }

const perTurn = 300

async function measure(bench: Bench): Promise<void> {
  const pool = poolOf(1)
  const invoices = bench.large ? 1_000_000 : 100_000
  const { customers } = sizeOf(invoices)
  const schema = await ledgerIn(pool, invoices, bench)
  const clock = () => lastDay * 86_400_000
  let trips = 0
  const counted = postgresStore(
    {
      query: (text: string, values: unknown[]) => {
        trips++
        return pool.query(text, values)
      },
    },
    { schema },
  )
  // With the server's clock, as a host has it: a balance names the instant it was read at.
  const store = postgresStore(pool, { schema })
  const ar = createReceivables({ store, currency: 'EUR', clock })
  const counting = createReceivables({ store: counted, currency: 'EUR', clock })
  const row = balanceRowByHand(pool, schema)
  const whole = balanceByHand(pool, schema)
  const ask = (customer: string) => ({ tenant: 'default', today: lastDay, customer, limit: 1000 })
  await counted.balances(ask('cus_1'))
  trips = 0
  for (let i = 0; i < 200; i++) {
    const customer = `cus_${1 + ((i * 7919) % customers)}`
    const [ours] = await counted.balances(ask(customer))
    const { overdue, expired, receivable, unapplied } = ours!
    assertSame(customer, [receivable, unapplied], pick(await row(customer, lastDay)))
    assertSame(customer, [receivable, unapplied, overdue, expired], pick(await whole(customer, lastDay)))
    const told = await counting.balances.of(customer)
    assertSame(customer, [told.open.minor, told.unapplied.minor], [receivable, unapplied])
  }
  assertSame('round trips of 200 balances, each read in both ways', trips, 400)
  let next = 0
  const each = (read: (customer: string) => Promise<unknown>) => async () => {
    for (let i = 0; i < perTurn; i++) await read(`cus_${1 + ((next++ * 7919) % customers)}`)
  }
  const floor = 'raw read of the one row'
  const same = 'the same answer by hand'
  await bench.compare({
    contenders: {
      [floor]: each((customer) => row(customer, lastDay)),
      [same]: each((customer) => whole(customer, lastDay)),
      'store.balances': each((customer) => store.balances(ask(customer))),
      'balances.of': each((customer) => ar.balances.of(customer)),
    },
    operations: perTurn,
    unit: 'balance',
    clock: 'wall',
    roundsFactor: 2,
    held: [
      { name: 'G7 balance of a customer', contender: 'store.balances', floor, target: 1.3 },
      { name: 'G7 balance of a customer, told', contender: 'store.balances', floor: same },
      { name: 'G7 the same through balances.of', contender: 'balances.of', floor },
    ],
  })
  await pool.end()
}

function pick(rows: BalanceByHand): bigint[] {
  const [, , receivable, unapplied, , , , , overdue, expired] = rows[0]!
  const sums = rows[0]!.length > 8 ? [receivable, unapplied, overdue, expired] : [receivable, unapplied]
  return sums.map((sum) => BigInt(sum ?? 0))
}
