import { postgresStore } from '@owekit/store-postgres'
import { sqliteStore } from '@owekit/store-sqlite'
import type { Store } from '@owekit/core'
import pg from 'pg'

/** Where the books of a campaign are, as text that a process can be started with. */
export interface Target {
  readonly kind: 'sqlite' | 'postgres'
  /** The path of the file, or the URL of the database. */
  readonly at: string
}

/** A store that this process has open, and how to end it. */
export interface Opened {
  readonly store: Store
  readonly close: () => Promise<void>
}

/** Opens the books of a campaign in this process. */
export function openTarget(target: Target): Opened {
  if (target.kind === 'sqlite') {
    const store = sqliteStore({ path: target.at })
    return { store, close: () => store.close() }
  }
  const pool = new pg.Pool({ connectionString: target.at, max: 2 })
  return { store: postgresStore(pool), close: () => pool.end() }
}
