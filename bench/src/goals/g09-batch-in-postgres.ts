import { createReceivables } from '@owekit/core'
import { batch } from '@owekit/core/batch'
import { collections } from '@owekit/core/ports'
import { postgresStore } from '@owekit/store-postgres'
import { mergedBatch, mergedSetUp } from '../data/merged-batch.js'
import { paymentOf, recordedAt, recordPayments } from '../data/recorded-payments.js'
import { post, snake, statementBinder } from '../floors/post-postgres.js'
import { assertSame, type Bench, type Goal } from '../harness/goal.js'
import { contentsOf, poolOf, settle } from '../harness/postgres.js'

export const batchInPostgres: Goal = { id: 'G9', title: 'A batch of payments in PostgreSQL', measure }

const size = 1000
const warmUp = 2
const clock = () => recordedAt
const schemas = ['g9_ours', 'g9_by_hand', 'g9_batch'] as const

/**
 * Payments of a thousand accounts, all or none: the store given the batch that commands made before, and `batch`, which
 * makes it of a thousand commands: looked up, checked, decided and applied.
 */
async function measure(bench: Bench): Promise<void> {
  bench.say('recording payments')
  const { setUp, payments } = await recordPayments(size, (bench.rounds + warmUp) * size)
  const batches = Array.from({ length: bench.rounds + warmUp }, (_, i) =>
    mergedBatch(payments.slice(i * size, (i + 1) * size)),
  )
  const pool = poolOf(1)
  for (const schema of schemas) {
    const store = postgresStore(pool, { schema, clock })
    for (const batch of mergedSetUp(setUp)) await store.commit(batch)
    await settle(pool, schema)
  }
  const store = postgresStore(pool, { schema: schemas[0], clock })
  const ready = batches.map(statementBinder(schemas[1], recordedAt))
  const ar = createReceivables({ store: postgresStore(pool, { schema: schemas[2], clock }), clock })
  let [ours, theirs, decided] = [0, 0, 0]
  const floor = 'raw unnest, guarded, same rows'
  await bench.compare({
    contenders: {
      [floor]: () => post(pool, ready[theirs++]!),
      'store.commit': async () => {
        const { status } = await store.commit(batches[ours++]!)
        if (status !== 'committed') throw new Error(`batch ${ours}: ${status}`)
      },
      batch: async () => {
        const first = decided++ * size
        const commands = Array.from({ length: size }, (_, i) => {
          return { command: 'payments.record', input: paymentOf(first + i, size) } as const
        })
        for await (const { status, index } of batch(ar, commands, { size }))
          if (status !== 'written') throw new Error(`payment ${first + index}: ${status}`)
      },
    },
    operations: size,
    unit: 'payment',
    clock: 'wall',
    warmUp,
    held: [
      { name: 'G9 1,000 payments in one batch', contender: 'store.commit', floor, target: 1.25 },
      { name: 'G9 1,000 payments through batch', contender: 'batch', floor, target: 1.25 },
    ],
  })
  const tables = Object.keys(collections).map(snake)
  const [first, ...others] = await Promise.all(schemas.map((schema) => contentsOf(pool, schema, tables)))
  for (const other of others) assertSame('the rows', first, other)
  await pool.end()
}
