import {
  checkAging,
  checkBalances,
  checkBatch,
  checkClaim,
  checkOpening,
  checkRead,
  checkSettle,
  checkText,
  compareText,
  type Instant,
  type Read,
  type ReadResult,
  type Store,
} from '@owekit/core/ports'
import { agePostings } from './aging.js'
import { pageBalances } from './balances.js'
import { claimRows, settleRow } from './claims.js'
import { commitRows } from './commit.js'
import type { Connection } from './connection.js'
import { collectionNames } from './names.js'
import { openingBalance } from './opening.js'
import { answerReads } from './read.js'

/** A store in one SQLite file, with its push-downs. */
export interface SqliteStore extends Store {
  readonly aging: NonNullable<Store['aging']>
  readonly balances: NonNullable<Store['balances']>
  readonly opening: NonNullable<Store['opening']>
}

/** What a SQLite store can do, on its own connection or inside a transaction of the host. */
export function capsOf(durable: boolean, join: boolean): Store['caps'] {
  return { name: 'sqlite', durable, multiProcess: true, join, aging: true, balances: true }
}

/** What a store does on its connection, whoever's transaction it is. */
export function operations({
  ready,
  attempt,
  clock,
}: {
  readonly ready: () => Connection
  readonly attempt: <T>(work: () => T) => Promise<T>
  readonly clock: () => Instant
}): Omit<SqliteStore, 'caps' | 'join' | 'migrate' | 'close'> {
  return {
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
      return attempt(() => pageBalances(ready(), query, clock()))
    },

    async opening(query) {
      checkOpening(query)
      return attempt(() => openingBalance(ready(), query))
    },
  }
}
