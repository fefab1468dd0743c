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
  const host = checked(transaction)
  const run = queryOn(host)
  const alone = mutex()
  const within = <T>(work: (query: Query) => Promise<Ended<T>>) =>
    host.savepoint === undefined ? inSavepoint(run, work) : inItsSavepoint(host.savepoint.bind(host), work)
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

async function inSavepoint<T>(run: Query, work: (query: Query) => Promise<Ended<T>>): Promise<T> {
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

/** Takes a library's savepoint back without an error of its own getting out. */
class TakenBack extends Error {}

async function inItsSavepoint<T>(
  savepoint: NonNullable<HostTransaction['savepoint']>,
  work: (query: Query) => Promise<Ended<T>>,
): Promise<T> {
  let ended: Ended<T> | undefined
  try {
    await savepoint(async (inside) => {
      ended = await work(queryOn(inside))
      if (!ended.keep) throw new TakenBack()
    })
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error
  }
  return ended!.result
}

function checked(transaction: unknown): HostTransaction {
  const isTransaction =
    typeof transaction === 'object' &&
    transaction !== null &&
    'query' in transaction &&
    typeof transaction.query === 'function'
  if (isTransaction) return transaction as unknown as HostTransaction
  throw new ReceivablesError(
    'invalid_input',
    'A PostgreSQL transaction is joined with what fromPg, fromPglite, fromPostgresJs, fromKysely, fromDrizzle, fromKnex or fromPrisma makes of it.',
  )
}

function queryOn(host: HostTransaction): Query {
  return async (text, values) => {
    const { rows } = await answered(host.query(text, [...values]))
    return rows as readonly ResultRow[]
  }
}
