import { ReceivablesError, type Instant } from '@owekit/core/ports'
import { Connection } from './connection.js'
import { openDriver, type Source } from './driver/open.js'
import { capsOf, operations, type SqliteStore } from './operations.js'
import { assertCurrent } from './schema/migrate.js'
import { storeError } from './sqlite-error.js'

/** A store inside the transaction that is open on a host's database: nothing of it outlives that transaction. */
export function joinedStore(transaction: unknown, prefix: string, clock: () => Instant): SqliteStore {
  if (!isDatabase(transaction))
    throw new ReceivablesError(
      'invalid_input',
      'A SQLite transaction is joined with its database: better-sqlite3, libsql or DatabaseSync.',
    )
  const connection = new Connection(openDriver({ database: transaction }, undefined), prefix, true)
  let isReady = false
  const ready = () => {
    if (!isReady) assertCurrent(connection.driver, prefix)
    isReady = true
    return connection
  }
  const attempt = async <T>(work: () => T): Promise<T> => {
    try {
      return work()
    } catch (error) {
      throw storeError(error)
    }
  }
  return {
    ...operations({ ready, attempt, clock }),
    caps: capsOf(false, false),
    isJoined: true,
    migrate: () =>
      Promise.reject(new ReceivablesError('store_unsupported', 'Migrate the store, not a transaction that joined it.')),
    close: () => Promise.resolve(),
  }
}

function isDatabase(value: unknown): value is Extract<Source, { database: unknown }>['database'] {
  return typeof value === 'object' && value !== null && 'exec' in value && 'prepare' in value
}
