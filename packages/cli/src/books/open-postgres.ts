import { postgresStore, type PostgresStore } from '@owekit/store-postgres'
import { Refusal } from '../refusal.js'

/** A PostgreSQL that stores can be made on, as often as wanted, until it is ended. */
export interface OpenedPostgres {
  store(options: { readonly clock?: () => number; readonly migrate?: boolean }): PostgresStore
  end(): Promise<void>
}

/**
 * Opens what `postgres://…`, `pglite:memory` or `pglite:FOLDER` names.
 *
 * @throws Refusal `store_unsupported` when PGlite is not installed
 */
export async function openPostgres(db: string, path: (given: string) => string): Promise<OpenedPostgres> {
  if (!db.startsWith('pglite:')) {
    const { Pool } = (await import('pg')).default
    const pool = new Pool({ connectionString: db, max: 4 })
    // A lost connection shows as the error of whoever asks next.
    pool.on('error', () => {})
    return { store: (options) => postgresStore(pool, options), end: () => pool.end() }
  }
  const place = db.slice('pglite:'.length)
  const { PGlite } = await import('@electric-sql/pglite').catch((cause: unknown) => {
    throw new Refusal('store_unsupported', 'PGlite is not installed.', 'Run: npm install @electric-sql/pglite', {
      cause: String(cause),
    })
  })
  const lite = await (place === 'memory' ? PGlite.create() : PGlite.create(path(place)))
  return { store: (options) => postgresStore(lite, options), end: () => lite.close() }
}
