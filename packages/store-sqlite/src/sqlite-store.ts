import { setTimeout as wait } from 'node:timers/promises'
import { ReceivablesError, type Instant, type MigrationPlan } from '@owekit/core/ports'
import { Connection } from './connection.js'
import { openDriver, type DriverName, type Source } from './driver/open.js'
import { joinedStore } from './joined-store.js'
import { capsOf, operations, type SqliteStore } from './operations.js'
import { assertCurrent, migrateNow, planOf } from './schema/migrate.js'
import { isBusy, storeError } from './sqlite-error.js'

/** How a SQLite store may be set up. */
export interface SqliteStoreOptions {
  /** What every table's name begins with. @default 'owe_' */
  readonly prefix?: string
  /** The clock that dates what is written. @default Date.now */
  readonly clock?: () => Instant
  /** Bring the schema up to date when the store is first used. @default true */
  readonly migrate?: boolean
  /** Which SQLite opens the path. @default node:sqlite where Node has it, else libsql */
  readonly driver?: DriverName
}

/** Waits before another try when somebody else is writing: about four seconds in all, 200 ms of each try inside SQLite. */
const waits = [5, 10, 20, 40, 80, 160, 320, 320, 320, 320]

/**
 * A store in one SQLite file: real tables that a host can join and report on.
 *
 * Opens the file at first use, never here. An acknowledged commit survives a power cut (WAL, `synchronous = FULL`).
 *
 * @example
 * const store = sqliteStore({ path: 'receivables.db' })
 */
export function sqliteStore(source: Source, options: SqliteStoreOptions = {}): SqliteStore {
  const { prefix = 'owe_', clock = Date.now, migrate = true, driver: wanted } = options
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(prefix)) {
    throw new ReceivablesError('invalid_input', 'A prefix is letters, digits and underscores.', { prefix })
  }
  if (typeof source !== 'object' || source === null || !('path' in source || 'database' in source))
    throw new ReceivablesError('invalid_input', 'A SQLite store is opened with { path } or { database }.')
  let connection: Connection | undefined
  let isReady = false
  let isClosed = false

  const open = (): Connection => {
    if (isClosed) throw new ReceivablesError('store_unavailable', 'The store was closed.')
    connection ??= new Connection(openDriver(source, wanted), prefix)
    return connection
  }
  const ready = (): Connection => {
    const opened = open()
    if (isReady) return opened
    if (migrate) migrateNow(opened.driver, prefix, clock())
    else assertCurrent(opened.driver, prefix)
    isReady = true
    return opened
  }

  /** Runs synchronous work to its end; only between tries can anything else happen. */
  const attempt = async <T>(work: () => T): Promise<T> => {
    for (let tries = 0; ; tries++) {
      try {
        return work()
      } catch (error) {
        const pause = isBusy(error) ? waits[tries] : undefined
        if (pause === undefined) throw storeError(error)
        await wait(pause * (0.5 + Math.random()))
      }
    }
  }

  return {
    ...operations({ ready, attempt, clock }),
    caps: capsOf(!('path' in source && source.path === ':memory:'), true),
    join: (transaction) => joinedStore(transaction, prefix, clock),

    async migrate({ dryRun = false } = {}): Promise<MigrationPlan> {
      return attempt(() => {
        const { driver } = open()
        if (dryRun) return planOf(driver, prefix)
        const plan = migrateNow(driver, prefix, clock())
        isReady = true
        return plan
      })
    },

    async close() {
      isClosed = true
      connection?.driver.close()
      connection = undefined
    },
  }
}
