/** What a statement may be given. Money goes in as bigint; whole numbers may go in as either. */
export type Bound = string | number | bigint | null

/** A result row, column by column. Every integer comes out as a bigint. */
export type ResultRow = readonly (string | bigint | number | null)[]

/** A prepared statement. */
export interface Statement {
  /** Runs it and tells how many rows it changed. */
  run(values: readonly Bound[]): number
  get(values: readonly Bound[]): ResultRow | undefined
  all(values: readonly Bound[]): readonly ResultRow[]
}

/** The little that this store asks of a SQLite library. Every call is synchronous. */
export interface Driver {
  readonly name: string
  readonly inTransaction: boolean
  exec(sql: string): void
  prepare(sql: string): Statement
  close(): void
}
