import { sqliteStore } from '@owekit/store-sqlite'
import type { Store } from '@owekit/core'

/** Where the books of a campaign are, as text that a process can be started with. */
export interface Target {
  readonly kind: 'sqlite'
  /** The path of the file. */
  readonly at: string
}

/** A store that this process has open, and how to end it. */
export interface Opened {
  readonly store: Store
  readonly close: () => Promise<void>
}

/** Opens the books of a campaign in this process. */
export function openTarget(target: Target): Opened {
  const store = sqliteStore({ path: target.at })
  return { store, close: () => store.close() }
}
