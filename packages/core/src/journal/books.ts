import type { Instant } from '../calendar/index.js'
import type { Row } from '../records/collections.js'
import type { Fact } from './fact.js'
import { type Table, table } from './table.js'

/** The collections whose rows are readings of an account's facts. */
export const projections = [
  'documents',
  'instalments',
  'sources',
  'allocations',
  'holds',
  'plans',
  'incoming',
  'refunds',
  'disputes',
  'promises',
  'bookings',
  'links',
  'reminders',
  'messages',
  'tasks',
  'preferences',
  'balances',
  'suspense',
] as const

/** One of {@link projections}. */
export type Projection = (typeof projections)[number]

/**
 * The books of one account as far as a command needs them: its head and the projection rows that were loaded.
 *
 * `customer` is `''` for the tenant's own stream (periods, suspense).
 */
export interface Books extends BooksTables {
  readonly tenant: string
  readonly customer: string
  /** The version of the last fact. */
  rev: number
  /** The revision that was loaded: 0 for an account that does not exist yet. */
  readonly loadedRev: number
  recordedAt: Instant
  mergedInto: string
  /** Facts that a command needs to undo, by id. */
  readonly past: Map<string, Fact>
}

type BooksTables = { readonly [P in Projection]: Table<Row<P>> }

/** Books with nothing in them. */
export function emptyBooks(tenant: string, customer: string, rev = 0, recordedAt: Instant = 0): Books {
  return {
    tenant,
    customer,
    rev,
    loadedRev: rev,
    recordedAt,
    mergedInto: '',
    past: new Map(),
    documents: table((row) => row.corrects),
    instalments: table((row) => row.document),
    sources: table(),
    allocations: table((row) => row.document),
    holds: table(),
    plans: table(),
    incoming: table(),
    refunds: table((row) => row.source),
    disputes: table((row) => row.document),
    promises: table(),
    bookings: table(),
    links: table(),
    reminders: table((row) => row.document),
    messages: table(),
    tasks: table(),
    preferences: table(),
    balances: table(),
    suspense: table(),
  }
}

/** The key of an instalment in {@link Books.instalments}. */
export function instalmentKey(document: string, no: number): string {
  return `${document}#${no}`
}

/** The key a projection row goes by in its table. */
export function rowKey<P extends Projection>(projection: P, row: Row<P>): string {
  if (projection === 'instalments') {
    const { document, no } = row as Row<'instalments'>
    return instalmentKey(document, no)
  }
  if (projection === 'balances') return (row as Row<'balances'>).currency
  return (row as { id: string }).id
}
