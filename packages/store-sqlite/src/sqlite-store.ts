import { setTimeout as wait } from 'node:timers/promises'
import {
  checkAging,
  checkBalances,
  checkBatch,
  checkClaim,
  checkRead,
  checkSettle,
  checkText,
  compareText,
  ReceivablesError,
  type Instant,
  type MigrationPlan,
  type Read,
  type ReadResult,
  type Store,
} from '@owekit/core/ports'
import { agePostings } from './aging.js'
import { pageBalances } from './balances.js'
import { claimRows, settleRow } from './claims.js'
import { commitRows } from './commit.js'
import { Connection } from './connection.js'
import { openDriver, type DriverName, type Source } from './driver/open.js'
import { collectionNames } from './names.js'
import { answerReads } from './read.js'
import { migrateNow, planOf, schemaVersion } from './schema/migrate.js'
import { currentVersion } from './schema/migrations.js'
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

/** A store in one SQLite file, with its push-downs. */
export interface SqliteStore extends Store {
  readonly aging: NonNullable<Store['aging']>
  readonly balances: NonNullable<Store['balances']>
}

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
    else if (schemaVersion(opened.driver, prefix) < currentVersion) {
      throw new ReceivablesError(
        'store_unsupported',
        'The schema is not up to date; call migrate() on the store first.',
      )
    }
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
    caps: {
      name: 'sqlite',
      durable: !('path' in source && source.path === ':memory:'),
      multiProcess: true,
      join: false,
      aging: true,
      balances: true,
    },

    async commit(batch) {
      checkBatch(batch)
      return attempt(() => {
        const opened = ready()
        return opened.transaction('IMMEDIATE', () => {
          const result = commitRows(opened, batch, clock())
          return { keep: result.status === 'committed', result }
        })
      })
    },

    async read<const R extends readonly Read[]>(tenant: string, reads: R) {
      checkText(tenant, 'tenant')
      for (const read of reads) checkRead(read)
      return attempt(() => answerReads(ready(), tenant, reads) as unknown as ReadResult<R>)
    },

    async now() {
      return clock()
    },

    async claim(query) {
      checkClaim(query)
      return attempt(() => {
        const opened = ready()
        return opened.transaction('IMMEDIATE', () => ({ keep: true, result: claimRows(opened, query, clock()) }))
      })
    },

    async settle(claim) {
      checkSettle(claim)
      return attempt(() => settleRow(ready(), claim))
    },

    async tenants() {
      return attempt(() => {
        const opened = ready()
        const every = collectionNames.map((name) => `SELECT tenant FROM ${opened.table(name)}`).join(' UNION ')
        const found = opened
          .prepare(every)
          .all([])
          .map(([tenant]) => tenant as string)
        return found.sort(compareText)
      })
    },

    async aging(query) {
      checkAging(query)
      return attempt(() => agePostings(ready(), query))
    },

    async balances(query) {
      checkBalances(query)
      return attempt(() => pageBalances(ready(), query))
    },

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
