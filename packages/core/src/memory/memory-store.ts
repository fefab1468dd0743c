import type { Instant } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import { checkAging } from '../ports/check-aging.js'
import { checkBatch, checkRead } from '../ports/check-batch.js'
import { checkText } from '../records/check-row.js'
import type { Read, ReadResult, Store } from '../ports/store.js'
import { compareText } from '../records/compare-text.js'
import { agePostings } from './aging.js'
import { pageBalances } from './balances.js'
import { checkClaim, checkSettle, checkBalances } from '../ports/check-claim.js'
import { claimRows, settleRow } from './claims.js'
import { commitRows } from './commit.js'
import { snapshotOf } from './snapshot.js'
import type { AnyRow } from './slot.js'
import { TenantRows } from './tenant-rows.js'

/** What a memory store may be given. */
export interface MemoryStoreOptions {
  /** The clock that dates what is written. @default Date.now */
  readonly clock?: () => Instant
}

/** A store in this process's memory, and a way to compare two of them. */
export interface MemoryStore extends Store {
  /** Every row as canonical text, one per line, in order: equal books give equal bytes. */
  snapshot(): string
  readonly aging: NonNullable<Store['aging']>
  readonly balances: NonNullable<Store['balances']>
}

/**
 * A store that keeps everything in memory: for tests, for trying things out, for short-lived calculations.
 *
 * Nothing survives the process. It keeps every other promise of {@link Store}: batches are all or nothing, pages
 * are read by index in O(log n), and rows that come out are the reader's own.
 *
 * @example
 * const store = memoryStore({ clock: () => 1_772_323_200_000 })
 */
export function memoryStore(options: MemoryStoreOptions = {}): MemoryStore {
  const clock = options.clock ?? Date.now
  const tenants = new Map<string, TenantRows>()
  const nothing = new TenantRows()
  let isClosed = false

  const rowsOf = (tenant: string): TenantRows => {
    checkText(tenant, 'tenant')
    if (isClosed) throw new ReceivablesError('store_unavailable', 'The store was closed.')
    return tenants.get(tenant) ?? nothing
  }

  return {
    caps: { name: 'memory', durable: false, multiProcess: false, join: false, aging: true, balances: true },

    async commit(batch) {
      checkBatch(batch)
      const known = rowsOf(batch.tenant)
      const rows = known === nothing ? new TenantRows() : known
      const result = commitRows(rows, batch, clock())
      if (rows !== known && result.status === 'committed') tenants.set(batch.tenant, rows)
      return result
    },

    async read<const R extends readonly Read[]>(tenant: string, reads: R) {
      const rows = rowsOf(tenant)
      for (const read of reads) checkRead(read)
      return reads.map((read) => answer(rows, read)) as unknown as ReadResult<R>
    },

    async now() {
      return clock()
    },

    async claim(query) {
      checkClaim(query)
      return claimRows(rowsOf(query.tenant), query, clock())
    },

    async settle(claim) {
      checkSettle(claim)
      return settleRow(rowsOf(claim.tenant), claim)
    },

    async tenants() {
      return [...tenants.keys()].filter((tenant) => !rowsOf(tenant).isEmpty).sort(compareText)
    },

    async aging(query) {
      checkAging(query)
      return agePostings(rowsOf(query.tenant), query)
    },

    async balances(query) {
      checkBalances(query)
      return pageBalances(rowsOf(query.tenant), query, clock())
    },

    async migrate() {
      return { from: 1, to: 1, steps: [] }
    },

    async close() {
      isClosed = true
      tenants.clear()
    },

    snapshot() {
      return snapshotOf(tenants)
    },
  }
}

/** Rows go out as copies; what is inside their json columns is frozen. */
function answer(rows: TenantRows, read: Read): readonly AnyRow[] {
  const table = rows.table(read.collection)
  if (!('keys' in read)) {
    const { index, where, after, limit, reverse = false } = read
    return table.ordering(index).page({ where, after, limit, reverse }).map(copyOf)
  }
  const found: AnyRow[] = []
  for (const key of read.keys) {
    const row = table.get(key)
    if (row !== undefined) found.push(copyOf(row))
  }
  return found
}

function copyOf(row: AnyRow): AnyRow {
  return { ...row }
}
