import { ReceivablesError, type Instant, type MigrationPlan } from '@owekit/core/ports'
import type { ClaimStrategy } from './claims.js'
import type { CommitForm } from './commit/commit.js'
import { openDriver } from './driver/open.js'
import type { Source } from './driver/sources.js'
import { joinedStore } from './join/joined-store.js'
import { naming as namingOf } from './names.js'
import { capsOf, operations, type PostgresStore } from './operations.js'
import { storeError } from './postgres-error.js'
import { assertCurrent, migrateNow, planOf } from './schema/migrate.js'
import { retried } from './retried.js'

/** How a PostgreSQL store may be set up. */
export interface PostgresStoreOptions {
  /** What every table's name begins with. @default 'owe_' */
  readonly prefix?: string
  /** The schema the tables are in; made by `migrate` if missing. @default the connection's own */
  readonly schema?: string
  /** The clock that dates what is written. @default the server's, which all processes share */
  readonly clock?: () => Instant
  /** Bring the schema up to date when the store is first used. @default true */
  readonly migrate?: boolean
  /**
   * `oneStatement` lands a batch in one round trip. `portable` is BEGIN, a statement for each table, COMMIT: for
   * engines that allow one change in a statement, such as CockroachDB. @default 'oneStatement'
   */
  readonly commitForm?: CommitForm
  /**
   * `skipLocked` passes by rows that other workers hold. `guardedUpdate` needs no SKIP LOCKED: for CockroachDB, and for
   * tables that Citus has spread out. @default 'skipLocked', and 'guardedUpdate' with the portable form
   */
  readonly claimStrategy?: ClaimStrategy
  /** Keep statements prepared on their connections. Turn off behind a pooler that cannot. @default true */
  readonly prepare?: boolean
  /**
   * How long to wait for a connection, and for the answer to a statement, before the socket counts as dead: a commit is
   * then `store_indeterminate`, all else `store_unavailable`. Longer than your `statement_timeout`, if you set one;
   * `Infinity` waits for ever. A step of a migration may take an hour. @default 30_000
   */
  readonly answerTimeoutMs?: number
}

/**
 * A store in PostgreSQL: real tables that a host can join and report on.
 *
 * Takes a pg `Pool` or `Client`, a postgres.js `sql`, a `PGlite`, or anything with `query(text, values)`. The host
 * opened it and closes it; `close` only stops the store. Nothing is asked of the server before the first use.
 *
 * @example
 * const store = postgresStore(new pg.Pool({ connectionString: process.env.DATABASE_URL }))
 */
export function postgresStore(source: Source, options: PostgresStoreOptions = {}): PostgresStore {
  const { prefix = 'owe_', schema, clock, migrate = true, commitForm: form = 'oneStatement', prepare = true } = options
  const { claimStrategy = form === 'portable' ? 'guardedUpdate' : 'skipLocked' } = options
  const { answerTimeoutMs: answerMs = 30_000 } = options
  if (!(answerMs > 0)) {
    throw new ReceivablesError('invalid_input', `answerTimeoutMs is more than 0 milliseconds, not ${answerMs}.`)
  }
  const naming = namingOf(prefix, schema)
  const driver = openDriver(source, { prepare, answerMs })
  const now = () => clock?.()
  let isClosed = false
  let preparing: Promise<void> | undefined

  const checkOpen = () => {
    if (isClosed) throw new ReceivablesError('store_unavailable', 'The store was closed.')
  }
  const prepareSchema = async () => {
    if (migrate) await migrateNow(driver, naming)
    else await assertCurrent(driver.query, naming)
  }
  /** Brings the schema up to date once; a failure is tried again at the next use. */
  const ready = async (): Promise<void> => {
    checkOpen()
    preparing ??= prepareSchema().catch((error: unknown) => {
      preparing = undefined
      throw storeError(error)
    })
    await preparing
  }
  const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await retried(work)
    } catch (error) {
      throw storeError(error)
    }
  }

  return {
    ...operations({ driver, naming, form, claimStrategy, now, ready }),
    caps: capsOf(driver, true),
    join(transaction) {
      checkOpen()
      return joinedStore(transaction, { naming, form, claimStrategy, now })
    },

    async migrate({ dryRun = false } = {}): Promise<MigrationPlan> {
      checkOpen()
      return attempt(async () => {
        if (dryRun) return planOf(driver.query, naming)
        const plan = await migrateNow(driver, naming)
        preparing = Promise.resolve()
        return plan
      })
    },

    async close() {
      isClosed = true
    },
  }
}
