import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import type { Store } from '@owekit/core/ports'
import type { DiskRoom } from '@owekit/testing'
import { sqliteStore, type HandleDatabase, type NodeDatabase } from '../src/index.js'

/** A file with the connection that a store writes it through. */
interface OpenFile {
  readonly path: string
  readonly database: HandleDatabase | NodeDatabase
  readonly clock: () => number
}

/** Stores on a host's own connection to a file, whose disk can be narrowed and whose process can be lost. */
export function onFile(options: {
  readonly file: () => string
  readonly open: (path: string) => HandleDatabase | NodeDatabase
  readonly journal: 'wal' | 'delete'
  readonly prefix?: string
}) {
  const { file, open, journal, prefix = 'owe_' } = options
  const files = new WeakMap<Store, OpenFile>()
  return {
    make: ({ clock }: { readonly clock: () => number }): Store => {
      const path = file()
      const database = open(path)
      database.exec(`PRAGMA journal_mode = ${journal}`)
      database.exec('CREATE TABLE bookings (id TEXT PRIMARY KEY)')
      const store = sqliteStore({ database }, { clock, prefix })
      files.set(store, { path, database, clock })
      return store
    },
    databaseOf: (store: Store) => files.get(store)!.database,
    diskFull: (store: Store): DiskRoom => roomOf(files.get(store)!),
    /** Opens what the disk holds at this moment, as the next process would find it. */
    crash: (store: Store): Store => {
      const { path, clock } = files.get(store)!
      const left = file()
      for (const suffix of ['', '-wal', '-journal'])
        if (existsSync(path + suffix)) copyFileSync(path + suffix, left + suffix)
      return sqliteStore({ path: left }, { clock, prefix })
    },
  }
}

function roomOf({ path, database }: OpenFile): DiskRoom {
  return {
    leave: (pages) => {
      const { page_count: taken } = database.prepare('PRAGMA page_count').get() as { page_count: number | bigint }
      database.exec(`PRAGMA max_page_count = ${Number(taken) + pages}`)
    },
    free: () => database.exec('PRAGMA max_page_count = 1073741823') as undefined,
    bytes: () => {
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      return createHash('sha256').update(readFileSync(path)).digest('hex')
    },
  }
}
