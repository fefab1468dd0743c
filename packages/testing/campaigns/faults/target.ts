import type { Store } from '@owekit/core'
import { postgresStore, type CommitForm } from '@owekit/store-postgres'
import { sqliteStore } from '@owekit/store-sqlite'
import pg from 'pg'

/** Where the books of a campaign are, as text that a process can be started with. */
export type Target =
  | {
      readonly kind: 'sqlite'
      /** The path of the file. */
      readonly at: string
    }
  | {
      readonly kind: 'postgres'
      /** The URL of the database. */
      readonly at: string
      readonly schema: string
      readonly commitForm: CommitForm
      /** How long an answer, or a connection, is waited for. @default 30_000 */
      readonly answerTimeoutMs?: number
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
  const { at, schema, commitForm, answerTimeoutMs = 30_000 } = target
  const pool = new pg.Pool({ connectionString: at, max: 6, connectionTimeoutMillis: answerTimeoutMs })
  // A lost idle connection must not end the process.
  pool.on('error', () => {})
  const store = postgresStore(pool, { schema, commitForm, answerTimeoutMs })
  return { store, close: () => pool.end() }
}
