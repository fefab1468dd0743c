import type { Driver, Statement } from './driver.js'

/** The part of `node:sqlite`'s statement that is used here. */
interface NodeStatement {
  run(...values: readonly unknown[]): { readonly changes: number | bigint }
  get(...values: readonly unknown[]): unknown
  all(...values: readonly unknown[]): readonly unknown[]
  setReadBigInts(enabled: boolean): void
  setReturnArrays?(enabled: boolean): void
}

/** The part of `node:sqlite`'s `DatabaseSync` that is used here. */
export interface NodeDatabase {
  readonly isTransaction?: boolean
  exec(sql: string): void
  prepare(sql: string): NodeStatement
  close(): void
}

interface NodeSqlite {
  readonly DatabaseSync: new (path: string) => NodeDatabase
}

/** `node:sqlite`, if this Node has it (22.13 and later, without a flag). */
export function nodeSqlite(): NodeSqlite | undefined {
  // Node 20 before .16 cannot be asked; it has no node:sqlite either.
  const { getBuiltinModule } = process as { getBuiltinModule?: (this: void, id: string) => unknown }
  return getBuiltinModule?.('node:sqlite') as NodeSqlite | undefined
}

/** Drives a `DatabaseSync`. */
export function nodeDriver(database: NodeDatabase): Driver {
  // Before Node 22.16 a database does not tell; a transaction nobody opened is then noticed by BEGIN itself.
  let began = false
  return {
    name: 'node:sqlite',
    get inTransaction() {
      return database.isTransaction ?? began
    },
    exec(sql) {
      database.exec(sql)
      if (sql.startsWith('BEGIN')) began = true
      else if (sql === 'COMMIT' || sql === 'ROLLBACK') began = false
    },
    prepare: (sql) => statement(database.prepare(sql)),
    close: () => database.close(),
  }
}

function statement(prepared: NodeStatement): Statement {
  prepared.setReadBigInts(true)
  const arrays = prepared.setReturnArrays !== undefined
  prepared.setReturnArrays?.(true)
  const row = (found: unknown) => (arrays || found === undefined ? found : Object.values(found as object)) as never
  return {
    run: (values) => Number(prepared.run(...values).changes),
    get: (values) => row(prepared.get(...values)),
    all: (values) => (arrays ? prepared.all(...values) : prepared.all(...values).map(row)) as never,
  }
}
