import type { Instant, Store } from '@owekit/core/ports'

/** A clock that a case can set. */
interface TestClock {
  now: Instant
}

/** What a case works on: a fresh store that reads the given clock. */
export interface Bench {
  readonly store: Store
  readonly clock: TestClock
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
  | 'migration'
  | 'races'

/** A named list of cases. */
export interface Group {
  readonly name: GroupName
  readonly cases: readonly Case[]
}

/** Writes a group as a list of sentences and proofs. */
export function group(name: GroupName, cases: Readonly<Record<string, Case['run']>>): Group {
  return { name, cases: Object.entries(cases).map(([title, run]) => ({ title, run })) }
}
