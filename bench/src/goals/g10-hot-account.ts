import { createReceivables, isReceivablesError, minor, type Receivables } from '@owekit/core'
import { memoryStore } from '@owekit/core/memory'
import type { Batch } from '@owekit/core/ports'
import { postgresStore } from '@owekit/store-postgres'
import type pg from 'pg'
import { recordedAt } from '../data/recorded-payments.js'
import { hotPoster, standIn } from '../floors/hot-account.js'
import { assertSame, type Bench, type Goal } from '../harness/goal.js'
import { poolOf, settle } from '../harness/postgres.js'

export const hotAccount: Goal = { id: 'G10', title: 'Eight writers, one account', measure }

const writers = 8
const perTurn = 160
const warmUp = 2
const clock = () => recordedAt
const schemas = ['g10_ours', 'g10_by_hand'] as const

async function measure(bench: Bench): Promise<void> {
  const pool = poolOf(writers)
  const turns = Math.max(7, bench.rounds) + warmUp
  const stores = schemas.map((schema) => postgresStore(pool, { schema, clock }))
  for (const [i, store] of stores.entries()) {
    const ar = createReceivables({ store, currency: 'EUR', clock })
    for (let turn = 0; turn < turns; turn++) await ar.customers.open({ id: `hot_${turn}`, name: 'Hot' })
    await settle(pool, schemas[i]!)
  }
  const ar = createReceivables({ store: stores[0]!, currency: 'EUR', clock })
  const byHand = hotPoster(pool, schemas[1], await recordedPayment(), recordedAt)
  let refused = 0
  const record = async (customer: string, id: string) => {
    for (;;) {
      try {
        return await pay(ar, customer, id)
      } catch (error) {
        // What the account's other writers kept out for good is asked for again, as a caller has to.
        if (!isReceivablesError(error) || error.code !== 'account_changed') throw error
        refused++
      }
    }
  }
  const floor = 'raw posting, 8 writers on one row'
  await bench.compare({
    contenders: { [floor]: hammer(byHand), 'payments.record': hammer(record) },
    operations: perTurn,
    unit: 'payment',
    clock: 'wall',
    warmUp,
    held: [{ name: 'G10 8 writers on one account', contender: 'payments.record', floor, target: 2 }],
  })
  assertSame('the books', await booksIn(pool, schemas[0]), await booksIn(pool, schemas[1]))
  const all = turns * perTurn
  bench.report({
    name: 'G10 payments refused with account_changed',
    ratio: refused / all,
    floor: `${refused} of ${all} payments, asked for again`,
    times: '',
    target: Number.POSITIVE_INFINITY,
  })
  await pool.end()
}

/** Every turn hits an account of its own with eight writers at once. */
function hammer(work: (customer: string, id: string) => Promise<unknown>): () => Promise<void> {
  let turn = 0
  return async () => {
    const customer = `hot_${turn++}`
    let next = 0
    const writer = async () => {
      while (next < perTurn) await work(customer, `pay_${turn}_${next++}`)
    }
    await Promise.all(Array.from({ length: writers }, writer))
  }
}

const pay = (ar: Receivables, customer: string, id: string) =>
  ar.payments.record({ customer, id, amount: minor(1234n, 'EUR'), receivedOn: '2026-02-20', method: 'card' })

/** A payment on account as the command writes it. */
async function recordedPayment(): Promise<Batch> {
  const memory = memoryStore({ clock })
  let last: Batch | undefined
  const commit = (batch: Batch) => memory.commit((last = batch))
  const ar = createReceivables({ store: { ...memory, commit }, currency: 'EUR', clock })
  await ar.customers.open({ id: standIn.customer, name: 'Hot' })
  await pay(ar, standIn.customer, standIn.payment)
  return last!
}

/** What must come out the same, and must agree with itself: no payment lost, none counted twice. */
async function booksIn(pool: pg.Pool, schema: string): Promise<unknown> {
  const { rows } = await pool.query<object>(
    `SELECT h.customer, h.rev, b.unapplied, b.receivable,
      (SELECT count(*) || ' ' || sum(amount) || ' ' || min(unapplied) FROM ${schema}.owe_sources s WHERE s.customer = h.customer) AS sources,
      (SELECT count(*) || ' ' || max(version) FROM ${schema}.owe_facts f WHERE f.customer = h.customer) AS facts,
      (SELECT count(*) || ' ' || sum(abs(amount)) FROM ${schema}.owe_postings p WHERE p.customer = h.customer) AS postings
    FROM ${schema}.owe_heads h JOIN ${schema}.owe_balances b USING (tenant, customer)
    WHERE b.unapplied = (SELECT sum(amount) FROM ${schema}.owe_sources s WHERE s.customer = h.customer) ORDER BY h.customer`,
  )
  return rows
}
