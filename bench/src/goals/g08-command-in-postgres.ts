import { createReceivables } from '@owekit/core'
import { type Batch, collections } from '@owekit/core/ports'
import { postgresStore } from '@owekit/store-postgres'
import type pg from 'pg'
import { mergedSetUp } from '../data/merged-batch.js'
import { paymentOf, recordedAt, recordPayments } from '../data/recorded-payments.js'
import { loaderByHand, post, replayByHand, snake, statementBinder } from '../floors/post-postgres.js'
import { assertSame, type Bench, type Goal } from '../harness/goal.js'
import { contentsOf, poolOf, settle } from '../harness/postgres.js'

export const commandInPostgres: Goal = { id: 'G8', title: 'One durable command in PostgreSQL', measure }

const customers = 500
const perTurn = 50
const warmUp = 3
const clock = () => recordedAt
const tables = Object.keys(collections).map(snake)

async function measure(bench: Bench): Promise<void> {
  bench.say('recording payments')
  const roundsFactor = 2
  const rounds = Math.max(7, bench.rounds * roundsFactor)
  const { setUp, payments } = await recordPayments(customers, (rounds + warmUp + 1) * perTurn)
  const pool = poolOf(1)
  const schemas = ['g8_command', 'g8_by_hand', 'g8_commit', 'g8_commit_by_hand'] as const
  for (const schema of schemas) {
    bench.say(`setting up ${schema}`)
    await setUpIn(pool, schema, setUp)
  }
  const [command, byHand, commit, commitByHand] = schemas
  const ar = createReceivables({ store: postgresStore(pool, { schema: command, clock }), currency: 'EUR', clock })
  const store = postgresStore(pool, { schema: commit, clock })
  const load = loaderByHand(pool, byHand)
  const bind = (schema: string) => payments.map(statementBinder(schema, recordedAt))
  const [ready, readyToo] = [bind(byHand), bind(commitByHand)]
  const each = (work: (i: number) => Promise<unknown>) => {
    let next = 0
    return async () => {
      for (const end = next + perTurn; next < end; next++) await work(next)
    }
  }
  const contenders = {
    'load and one-trip commit by hand': each(async (i) => {
      await load(customerOf(payments[i]!))
      await post(pool, ready[i]!)
    }),
    'payments.record': each((i) => ar.payments.record(paymentOf(i, customers))),
    'one-trip commit by hand': each((i) => post(pool, readyToo[i]!)),
    'store.commit': each(async (i) => {
      const { status } = await store.commit(payments[i]!)
      if (status !== 'committed') throw new Error(`payment ${i}: ${status}`)
    }),
  }
  await bench.compare({
    contenders,
    operations: perTurn,
    unit: 'payment',
    clock: 'wall',
    roundsFactor,
    warmUp,
    held: [
      {
        name: 'G8 payment recorded',
        contender: 'payments.record',
        floor: 'load and one-trip commit by hand',
        target: 1.25,
      },
      { name: 'G8 its commit alone', contender: 'store.commit', floor: 'one-trip commit by hand' },
    ],
  })
  const wanted = await contentsOf(pool, byHand, tables)
  for (const schema of [command, commit, commitByHand])
    assertSame(`the rows of ${schema}`, await contentsOf(pool, schema, tables), wanted)
  await measureReplay(bench, pool, byHand, payments.slice(0, (rounds + warmUp) * perTurn))
  await pool.end()
}

/** The same requests again, which write nothing. */
async function measureReplay(bench: Bench, pool: pg.Pool, schema: string, payments: readonly Batch[]): Promise<void> {
  const store = postgresStore(pool, { schema, clock })
  const ar = createReceivables({ store, currency: 'EUR', clock })
  const look = replayByHand(pool, schema)
  const { id, replayed } = await ar.payments.record(paymentOf(7, customers))
  const known = (await look(payments[7]!.key!.id, payments[7]!.key!.fingerprint)) as { id: string }
  assertSame('the replay', [`s:${id}`, replayed], [known.id.startsWith('s:') ? known.id : `s:${known.id}`, true])
  const each = (work: (i: number) => Promise<unknown>) => async () => {
    for (let i = 0; i < 200; i++) await work((i * 7) % payments.length)
  }
  const floor = 'raw read of the key'
  await bench.compare({
    contenders: {
      [floor]: each((i) => look(payments[i]!.key!.id, payments[i]!.key!.fingerprint)),
      'payments.record again': each((i) => ar.payments.record(paymentOf(i, customers))),
    },
    operations: 200,
    unit: 'replay',
    clock: 'wall',
    held: [{ name: 'G8 payment replayed', contender: 'payments.record again', floor, target: 1.2 }],
  })
}

async function setUpIn(pool: pg.Pool, schema: string, batches: readonly Batch[]): Promise<void> {
  const store = postgresStore(pool, { schema, clock })
  for (const batch of mergedSetUp(batches)) await store.commit(batch)
  await settle(pool, schema)
}

const customerOf = (batch: Batch) => batch.update.heads![0]!.customer
