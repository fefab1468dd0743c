import {
  checkAging,
  checkBalances,
  checkBatch,
  checkClaim,
  checkOpening,
  checkRead,
  checkSettle,
  checkText,
  type Instant,
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
import type { Driver } from './driver/driver.js'
import type { Naming } from './names.js'
import { commitError, storeError } from './postgres-error.js'
import { answerReads } from './read.js'
import { retried } from './retried.js'
import { openingBalance } from './opening.js'
import { listTenants } from './tenants.js'

/** A store in PostgreSQL, with its push-downs. */
export interface PostgresStore extends Store {
  readonly aging: NonNullable<Store['aging']>
  readonly balances: NonNullable<Store['balances']>
  readonly opening: NonNullable<Store['opening']>
}

/** What a store works with, besides its connection. */
export interface Ways {
  readonly naming: Naming
  readonly form: CommitForm
  readonly claimStrategy: ClaimStrategy
  readonly now: () => Instant | undefined
}

/** What a store can do, as its driver says. */
export function capsOf({ name, durable, multiProcess }: Driver, join: boolean): Store['caps'] {
  return { name: name === 'pglite' ? 'pglite' : 'postgres', durable, multiProcess, join, aging: true, balances: true }
}

/** What a PostgreSQL store does, on connections of its own or inside a transaction of the host. */
export function operations({
  driver,
  naming,
  form,
  claimStrategy,
  now,
  ready,
}: Ways & {
  readonly driver: Driver
  /** Refuses a store that was closed, and sees to the schema. */
  readonly ready: () => Promise<void>
}): Omit<PostgresStore, 'caps' | 'join' | 'migrate' | 'close'> {
  const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await retried(work, driver.isJoined)
    } catch (error) {
      throw storeError(error)
    }
  }
  return {
    async commit(batch) {
      checkBatch(batch)
      await ready()
      try {
        return await commitBatch({ driver, naming, form, now }, batch)
      } catch (error) {
        // Inside the host's transaction nothing has landed that could be in doubt.
        throw driver.isJoined === true ? storeError(error) : commitError(error)
      }
    },

    async read<const R extends readonly Read[]>(tenant: string, reads: R) {
      checkText(tenant, 'tenant')
      for (const read of reads) checkRead(read)
      await ready()
      return attempt(async () => (await answerReads(driver, naming, tenant, reads)) as unknown as ReadResult<R>)
    },

    async now() {
      await ready()
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
      return attempt(() => pageBalances(driver, naming, query, now()))
    },

    async opening(query) {
      checkOpening(query)
      await ready()
      return attempt(() => openingBalance(driver, naming, query))
    },
  }
}
