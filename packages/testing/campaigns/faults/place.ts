import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CommitForm } from '@owekit/store-postgres'
import { startPostgres, type PostgresServer } from '@owekit/test-postgres'
import pg from 'pg'
import type { Target } from './target.js'

/** Somewhere that campaigns can have books. */
export interface Place {
  readonly kind: Target['kind']
  /** Empty books of that name. PostgreSQL's are written in that form. */
  target(name: string, commitForm?: CommitForm): Target
  remove(target: Target): Promise<void>
  close(): Promise<void>
}

/** A place on a server of its own. */
export interface PostgresPlace extends Place {
  readonly server: PostgresServer
}

/** Works at a place, and closes it however that ends. */
export async function at<P extends Place, T>(place: P, work: (place: P) => Promise<T>): Promise<T> {
  try {
    return await work(place)
  } finally {
    await place.close()
  }
}

/** Files in a folder of its own. */
export function sqlitePlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'owekit-books-'))
  return {
    kind: 'sqlite',
    target: (name) => ({ kind: 'sqlite', at: join(folder, `${name}.db`) }),
    async remove({ at }) {
      for (const suffix of ['', '-wal', '-shm']) rmSync(at + suffix, { force: true })
    },
    close: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Schemas on a server of its own, which waits for the disk if told to; undefined where no server can be had. */
export async function postgresPlace(options: { readonly fsync?: boolean } = {}): Promise<PostgresPlace | undefined> {
  const server = await startPostgres(options)
  if (server === undefined) return undefined
  return {
    kind: 'postgres',
    server,
    target: (name, commitForm = 'oneStatement') => ({ kind: 'postgres', at: server.url(), schema: name, commitForm }),
    async remove(target) {
      if (target.kind !== 'postgres') return
      const client = new pg.Client({ connectionString: target.at })
      await client.connect()
      await client.query(`DROP SCHEMA IF EXISTS ${target.schema} CASCADE`)
      await client.end()
    },
    close: () => server.stop(),
  }
}
