import { ReceivablesError } from '@owekit/core/ports'
import { answered } from '../driver/client.js'
import type { Driver, Ended, Query, ResultRow } from '../driver/driver.js'
import { mutex } from '../driver/mutex.js'
import type { HostTransaction } from './host-transaction.js'

/**
 * Drives a transaction that the host has open. What may fail runs in a savepoint, so that a failure is taken back alone
 * and the host's transaction stays usable.
 */
export function joinedDriver(transaction: unknown): Driver {
  const run = runner(transaction)
  const alone = mutex()
  const within = async <T>(work: (query: Query) => Promise<Ended<T>>): Promise<T> => {
    await run('SAVEPOINT owekit', [])
    let ended: Ended<T>
    try {
      ended = await work(run)
    } catch (error) {
      // A connection that is gone has no transaction left.
      await run('ROLLBACK TO SAVEPOINT owekit', []).catch(() => undefined)
      await run('RELEASE SAVEPOINT owekit', []).catch(() => undefined)
      throw error
    }
    if (!ended.keep) await run('ROLLBACK TO SAVEPOINT owekit', [])
    await run('RELEASE SAVEPOINT owekit', [])
    return ended.result
  }
  return {
    name: 'joined',
    durable: false,
    multiProcess: true,
    pipelines: false,
    isJoined: true,
    query: (text, values) =>
      alone(() =>
        /^\s*SELECT\b/i.test(text)
          ? run(text, values)
          : within(async (query) => ({ keep: true, result: await query(text, values) })),
      ),
    transaction: (work) => alone(() => within(work)),
  }
}

function runner(transaction: unknown): Query {
  if (!isTransaction(transaction))
    throw new ReceivablesError(
      'invalid_input',
      'A PostgreSQL transaction is joined with the client it is open on, or with fromKysely, fromDrizzle, fromKnex, fromPrisma or fromPostgresJs.',
    )
  return async (text, values) => {
    const { rows } = await answered(transaction.query(text, [...values]))
    return rows as readonly ResultRow[]
  }
}

function isTransaction(value: unknown): value is HostTransaction {
  return typeof value === 'object' && value !== null && 'query' in value && typeof value.query === 'function'
}
