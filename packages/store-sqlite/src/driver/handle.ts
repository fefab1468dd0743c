import type { Driver, Statement } from './driver.js'

/** A statement as better-sqlite3 and libsql shape it. */
export interface HandleStatement {
  run(...values: unknown[]): { readonly changes: number | bigint }
  get(...values: unknown[]): unknown
  all(...values: unknown[]): unknown[]
  raw(enabled?: boolean): unknown
  safeIntegers(enabled?: boolean): unknown
  readonly reader?: boolean
}

/** A database as better-sqlite3 and libsql shape it: what `sqliteStore({ database })` takes. */
export interface HandleDatabase {
  readonly inTransaction: boolean
  exec(sql: string): unknown
  prepare(sql: string): HandleStatement
  close(): unknown
}

/** Drives a better-sqlite3 or libsql database. */
export function handleDriver(database: HandleDatabase, name: string): Driver {
  return {
    name,
    get inTransaction() {
      return database.inTransaction
    },
    exec: (sql) => void database.exec(sql),
    prepare: (sql) => statement(database.prepare(sql)),
    close: () => void database.close(),
  }
}

function statement(prepared: HandleStatement): Statement {
  // better-sqlite3 refuses raw() on a statement that returns nothing; libsql does not say which those are.
  if (prepared.reader !== false) prepared.raw(true)
  prepared.safeIntegers(true)
  return {
    run: (values) => Number(prepared.run(values).changes),
    get: (values) => prepared.get(values) as never,
    all: (values) => prepared.all(values) as never,
  }
}
