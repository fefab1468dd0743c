/** What a statement may be given: every value travels as text and is cast in SQL, so that no driver reshapes it. */
export type Bound = string | null

/** A result row by column name. What comes back is text, a number, or null; SQL casts all else to one of them. */
export type ResultRow = Readonly<Record<string, unknown>>

/** Runs one statement. */
export type Query = (sql: string, values: readonly Bound[]) => Promise<readonly ResultRow[]>

/** How a transaction ends: its writes are kept, or taken back. */
export interface Ended<T> {
  readonly keep: boolean
  readonly result: T
}

/** The little that this store asks of a PostgreSQL library. */
export interface Driver {
  readonly name: string
  /** What is written is there after the process ends. */
  readonly durable: boolean
  /** Other processes may write to the same database. */
  readonly multiProcess: boolean
  /** Statements of one transaction may be sent before the one before is answered. */
  readonly pipelines: boolean
  /** What runs is part of a transaction of the host: nothing is tried again, and a failure is taken back alone. */
  readonly isJoined?: boolean
  /** One statement, a transaction of its own, on any connection. */
  readonly query: Query
  /**
   * Statements on one connection, between BEGIN and COMMIT or ROLLBACK. An answer is waited for as long as the store
   * waits, unless told how long.
   */
  transaction<T>(work: (query: Query) => Promise<Ended<T>>, answerMs?: number): Promise<T>
}

/**
 * A failure where nobody can tell what became of a statement, or of a COMMIT: the connection ended before the answer,
 * or the answer did not come in time. `cause` has what the library said.
 */
export class Unanswered extends Error {
  override readonly name = 'Unanswered'
  constructor(cause: unknown) {
    super('No answer came.', { cause })
  }
}

/** A connection could not be had at all: nothing was sent. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
  constructor(cause: unknown) {
    super('No connection to the server.', { cause })
  }
}
