import type { AgingQuery, AgingRow } from '../aging/aging-query.js'
import type { BalanceRow, BalancesQuery } from '../balance/balance-row.js'
import type { Instant } from '../calendar/index.js'
import type { OpeningQuery } from '../statement/opening-query.js'
import type { CollectionName, Collections, Json, Key, Row } from '../records/collections.js'

/** What a store can do. Declared, tested, never guessed. */
export interface StoreCaps {
  readonly name: string
  /** Acknowledged writes survive the process. */
  readonly durable: boolean
  /** Several processes may open it at once. */
  readonly multiProcess: boolean
  /** Can take part in the host's own transaction. */
  readonly join: boolean
  /** Answers aging itself instead of handing over postings. */
  readonly aging: boolean
  /** Answers balances itself. */
  readonly balances: boolean
}

/** Names a row that must be at this revision when the batch lands; 0 means it must not exist. */
export interface Guard {
  readonly collection: GuardedCollection
  readonly key: Key
  readonly rev: number
}

/** The collections whose rows carry a revision. */
export type GuardedCollection = {
  [C in CollectionName]: Collections[C]['guarded'] extends true ? C : never
}[CollectionName]

/** Rows by collection. */
export type Rows = { readonly [C in CollectionName]?: readonly Row<C>[] }

/**
 * One atomic write of one tenant: all of it lands, or none.
 *
 * - `expect`: each named row is at that revision, else `conflict`. Adapters check in key order.
 * - `insert`: rows that must be new, else `exists` naming the collection and the index that clashed (`key` for the
 *   key itself).
 * - `update`: whole rows that replace the row of the same key; a missing one is `conflict`.
 * - `remove`: keys to delete (projections and personal data only).
 * - `key`: the request key; if it is already stored nothing is written and the answer is `replayed`.
 * - `recordedAt` columns of inserted facts, postings, keys and of written heads are **bound by the store** at
 *   commit: its clock, but never before the `recordedAt` of any expected head. What the batch holds is ignored.
 * - `number`: takes the next number of a series inside the batch; every text in the batch (json included) that
 *   contains `token` has it replaced by prefix + zero-padded number. Series row absent: starts at 1.
 */
export interface Batch {
  readonly tenant: string
  readonly key?: { readonly id: string; readonly fingerprint: string; readonly result: Json }
  readonly expect: readonly Guard[]
  readonly insert: Rows
  readonly update: Rows
  readonly remove?: { readonly [C in CollectionName]?: readonly Key[] }
  readonly number?: { readonly series: string; readonly token: string; readonly prefix: string; readonly width: number }
}

/** How a commit ended. An outcome that is not known is a `store_indeterminate` error instead. */
export type CommitResult =
  | { readonly status: 'committed'; readonly recordedAt: Instant; readonly number?: string }
  | { readonly status: 'replayed'; readonly fingerprint: string; readonly result: Json }
  | { readonly status: 'conflict'; readonly collection: CollectionName; readonly key: Key }
  | { readonly status: 'exists'; readonly collection: CollectionName; readonly index: string }

/**
 * One read: rows by key, or a page of an index.
 *
 * A page gives rows whose leading index columns equal `where` (as many as are given), in index order, from after
 * `after` (the remaining index columns of the last row seen), at most `limit`. Without `index` the order is the key.
 * `reverse` walks backwards.
 */
export type Read =
  | { readonly [C in CollectionName]: { readonly collection: C; readonly keys: readonly Key[] } }[CollectionName]
  | {
      readonly [C in CollectionName]: {
        readonly collection: C
        readonly index?: keyof Collections[C]['indexes'] & string
        readonly where: readonly (string | number)[]
        readonly after?: readonly (string | number)[]
        readonly limit: number
        readonly reverse?: boolean
      }
    }[CollectionName]

/** The rows a list of reads gives: present rows only, in key or index order. */
export type ReadResult<R extends readonly Read[]> = { readonly [I in keyof R]: readonly Row<R[I]['collection']>[] }

/** A claimed outbox row. */
export type Claimed = Row<'outbox'>

/**
 * Where the engine keeps its rows. The smallest interface the core can live with; `storeConformance` in
 * `@owekit/testing` states its promises.
 */
export interface Store {
  readonly caps: StoreCaps
  /** Writes a batch, all or nothing. Throws `store_*` errors; a rejected batch leaves the store byte-identical. */
  commit(batch: Batch): Promise<CommitResult>
  /** Answers every read from one snapshot. */
  read<const R extends readonly Read[]>(tenant: string, reads: R): Promise<ReadResult<R>>
  /** The store's clock. */
  now(): Promise<Instant>
  /** Takes due outbox rows for `owner`: epoch + 1, lease by the store's clock. Two claimers never get one row. */
  claim(query: { tenant: string; owner: string; limit: number; leaseMs: number }): Promise<readonly Claimed[]>
  /** Ends a claim if its epoch still holds and it is still claimed: `stale` otherwise. */
  settle(claim: {
    tenant: string
    id: string
    epoch: number
    state: 'done' | 'failed' | 'pending'
    dueAt?: Instant
    /** What the row is to say from now on. @default what it said */
    body?: Json
  }): Promise<'ok' | 'stale'>
  /** Every tenant that has rows. */
  tenants(): Promise<readonly string[]>
  /** Aging inside the store; equal to the generic path on every ledger. */
  aging?(query: AgingQuery): Promise<readonly AgingRow[]>
  /** Balance rows of a tenant's customers with what is overdue on `today`, paged by customer and currency, in one trip. */
  balances?(query: BalancesQuery): Promise<readonly BalanceRow[]>
  /**
   * What a customer's receivable and unapplied lines before a day come to: what a statement opens with. A store that
   * has it spares a statement the reading of every earlier line.
   */
  opening?(query: OpeningQuery): Promise<bigint>
  /**
   * The same store inside a transaction that the host has open: what it writes lands with that transaction or vanishes
   * with it. A commit runs in a savepoint of its own, so that one that is refused leaves the host's transaction as it
   * was. Nothing is retried, migrated or closed.
   *
   * @throws ReceivablesError `invalid_input` when it is no transaction of this kind of store
   */
  join?(transaction: unknown): Store
  /** A store that {@link Store.join} gave. */
  readonly isJoined?: boolean
  /** Brings the schema up to date, or tells what it would do. */
  migrate(options?: { dryRun?: boolean }): Promise<MigrationPlan>
  close(): Promise<void>
}

/** The schema's version before and after, and the steps between. */
export interface MigrationPlan {
  readonly from: number
  readonly to: number
  readonly steps: readonly { readonly version: number; readonly name: string; readonly statements: readonly string[] }[]
}
