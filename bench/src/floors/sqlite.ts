import { createRequire } from 'node:module'
import type { HandleDatabase, NodeDatabase } from '@owekit/store-sqlite'

/** What SQLite is given and gives back. Whole numbers come back as bigints: nothing above 2^53 may be rounded. */
export type Value = string | number | bigint | null

/** A prepared statement as the floors use it. */
export interface RawStatement {
  run(...values: readonly Value[]): unknown
  all(...values: readonly Value[]): readonly (readonly Value[])[]
}

/** An open database as the floors use it. */
export interface RawDatabase {
  exec(sql: string): void
  prepare(sql: string): RawStatement
  close(): void
}

/** The drivers that this Node can load. */
export type RawDriver = 'libsql' | 'node:sqlite'

/** `node:sqlite` where Node has it, and libsql. */
export function rawDrivers(): RawDriver[] {
  return builtIn() === undefined ? ['libsql'] : ['libsql', 'node:sqlite']
}

/** Opens a file with the driver's own interface and the settings that the store gives its connections. */
export function openRaw(driver: RawDriver, path: string): RawDatabase {
  const database = driver === 'libsql' ? openLibsql(path) : openBuiltIn(path)
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'temp_store = MEMORY'])
    database.exec(`PRAGMA ${pragma}`)
  return database
}

/** The driver's own handle on a file, set up for loading in bulk: what a store may be given in place of a path. */
export function openForLoading(driver: RawDriver, path: string): Handle {
  const database = driver === 'libsql' ? libsql(path) : builtInDatabase(path)
  for (const pragma of ['journal_mode = WAL', 'synchronous = OFF', 'cache_size = -262144'])
    database.exec(`PRAGMA ${pragma}`)
  return database
}

interface LibsqlStatement extends RawStatement {
  raw(enabled: boolean): this
  safeIntegers(enabled: boolean): this
}

interface Libsql extends HandleDatabase {
  prepare(sql: string): LibsqlStatement & ReturnType<HandleDatabase['prepare']>
}

/** A driver's own handle. */
export type Handle = Libsql | BuiltInDatabase

function libsql(path: string): Libsql {
  const Database = createRequire(import.meta.url)('libsql') as new (path: string) => Libsql
  return new Database(path)
}

function openLibsql(path: string): RawDatabase {
  const database = libsql(path)
  return {
    exec: (sql) => {
      database.exec(sql)
    },
    prepare(sql) {
      const statement = database.prepare(sql)
      // libsql refuses raw() on statements that return nothing.
      if (sql.startsWith('SELECT')) statement.raw(true)
      return statement.safeIntegers(true)
    },
    close: () => {
      database.close()
    },
  }
}

interface BuiltInStatement extends RawStatement {
  setReadBigInts(enabled: boolean): void
  setReturnArrays(enabled: boolean): void
}

interface BuiltInDatabase extends NodeDatabase {
  prepare(sql: string): BuiltInStatement & ReturnType<NodeDatabase['prepare']>
}

interface BuiltIn {
  readonly DatabaseSync: new (path: string) => BuiltInDatabase
}

function builtIn(): BuiltIn | undefined {
  const { getBuiltinModule } = process as { getBuiltinModule?: (this: void, id: string) => unknown }
  return getBuiltinModule?.('node:sqlite') as BuiltIn | undefined
}

function builtInDatabase(path: string): BuiltInDatabase {
  const { DatabaseSync } = builtIn()!
  return new DatabaseSync(path)
}

function openBuiltIn(path: string): RawDatabase {
  const database = builtInDatabase(path)
  return {
    exec: (sql) => {
      database.exec(sql)
    },
    prepare(sql) {
      const statement = database.prepare(sql)
      statement.setReadBigInts(true)
      statement.setReturnArrays(true)
      return statement
    },
    close: () => {
      database.close()
    },
  }
}
