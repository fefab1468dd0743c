import type { Instant, Store } from '@owekit/core/ports'

/** A clock that a case can set. */
interface TestClock {
  now: Instant
}

/** A transaction that a host has open, and what it does in it itself. */
export interface HostTransaction {
  /** What {@link Store.join} takes. */
  readonly transaction: unknown
  /** Writes a row of the host's own. */
  readonly write: (id: string) => Promise<void>
  readonly commit: () => Promise<void>
  readonly rollback: () => Promise<void>
}

/** An application with a table of its own in the database that the store is in. */
export interface TestHost {
  readonly begin: () => Promise<HostTransaction>
  /** The ids of its rows that have landed, in order. */
  readonly landed: () => Promise<readonly string[]>
}

/** The room that a store has, as a test can narrow it. */
export interface DiskRoom {
  /** Leaves room for so many more pages (or whatever the store grows by), counted from what it takes up now. */
  readonly leave: (pages: number) => void | Promise<void>
  /** Makes room again. */
  readonly free: () => void | Promise<void>
  /** All that the store keeps, byte for byte, or a digest of it. */
  readonly bytes: () => string | Promise<string>
}

/** What a case works on: a fresh store that reads the given clock, and what the options of the suite put beside it. */
export interface Bench {
  readonly store: Store
  readonly clock: TestClock
  readonly host?: TestHost
  readonly diskFull?: DiskRoom
  readonly crash?: () => Promise<Store>
}

/** One promise of the contract: a sentence, and the proof of it. */
export interface Case {
  readonly title: string
  readonly run: (bench: Bench) => Promise<void>
}

/** The parts of the suite; each can be skipped with a reason. */
export type GroupName =
  | 'identity'
  | 'atomicity'
  | 'guards'
  | 'tenants'
  | 'money'
  | 'text'
  | 'json'
  | 'ordering'
  | 'scans'
  | 'series'
  | 'time'
  | 'claims'
  | 'snapshots'
  | 'aging'
  | 'balances'
  | 'statements'
  | 'migration'
  | 'races'
  | 'joining'
  | 'disk full'
  | 'crashes'

/** A named list of cases. */
export interface Group {
  readonly name: GroupName
  readonly cases: readonly Case[]
}

/** Writes a group as a list of sentences and proofs. */
export function group(name: GroupName, cases: Readonly<Record<string, Case['run']>>): Group {
  return { name, cases: Object.entries(cases).map(([title, run]) => ({ title, run })) }
}
