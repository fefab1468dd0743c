import {
  checkAging,
  checkBalances,
  checkBatch,
  checkClaim,
  checkRead,
  checkSettle,
  checkText,
  ReceivablesError,
  type Instant,
  type MigrationPlan,
  type Read,
  type ReadResult,
  type Store,
} from '@owekit/core/ports'
import { agePostings } from './aging.js'
import { pageBalances } from './balances.js'
import { claimRows, settleRow, type ClaimStrategy } from './claims.js'
import { decodeInstant, selected } from './codec.js'
import { commitBatch, type CommitForm } from './commit/commit.js'
import { clockSql } from './commit/write-sql.js'
import { openDriver } from './driver/open.js'
import type { Source } from './driver/sources.js'
import { naming as namingOf } from './names.js'
import { commitError, storeError } from './postgres-error.js'
import { answerReads } from './read.js'
import { migrateNow, planOf, schemaVersion } from './schema/migrate.js'
import { currentVersion } from './schema/migrations.js'
import { retried } from './retried.js'
import { listTenants } from './tenants.js'

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
}

/** A store in PostgreSQL, with its push-downs. */
export interface PostgresStore extends Store {
  readonly aging: NonNullable<Store['aging']>
  readonly balances: NonNullable<Store['balances']>
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
  const naming = namingOf(prefix, schema)
  const driver = openDriver(source, prepare)
  const now = () => clock?.()
  let isClosed = false
  let preparing: Promise<void> | undefined

  const checkOpen = () => {
    if (isClosed) throw new ReceivablesError('store_unavailable', 'The store was closed.')
  }
  const prepareSchema = async () => {
    if (migrate) await migrateNow(driver, naming)
    else if ((await schemaVersion(driver.query, naming)) < currentVersion) {
      throw new ReceivablesError(
        'store_unsupported',
        'The schema is not up to date; call migrate() on the store first.',
      )
    }
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
    caps: {
      name: driver.name === 'pglite' ? 'pglite' : 'postgres',
      durable: driver.durable,
      multiProcess: driver.multiProcess,
      join: false,
      aging: true,
      balances: true,
    },

    async commit(batch) {
      checkBatch(batch)
      await ready()
      try {
        return await commitBatch({ driver, naming, form, now }, batch)
      } catch (error) {
        throw commitError(error)
      }
    },

    async read<const R extends readonly Read[]>(tenant: string, reads: R) {
      checkText(tenant, 'tenant')
      for (const read of reads) checkRead(read)
      await ready()
      return attempt(async () => (await answerReads(driver, naming, tenant, reads)) as unknown as ReadResult<R>)
    },

    async now() {
      checkOpen()
      const own = now()
      if (own !== undefined) return own
      return attempt(async () => {
        const [row] = await driver.query(`SELECT ${selected('instant', clockSql('$1'))} AS at`, [null])
        return decodeInstant(row!['at'])
      })
    },

    async claim(query) {
      checkClaim(query)
      await ready()
      return attempt(() => claimRows(driver, naming, claimStrategy, query, now()))
    },

    async settle(claim) {
      checkSettle(claim)
      await ready()
      return attempt(() => settleRow(driver, naming, claim))
    },

    async tenants() {
      await ready()
      return attempt(() => listTenants(driver, naming))
    },

    async aging(query) {
      checkAging(query)
      await ready()
      return attempt(() => agePostings(driver, naming, query))
    },

    async balances(query) {
      checkBalances(query)
      await ready()
      return attempt(() => pageBalances(driver, naming, query))
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
