import type { PgClient } from './client.js'

/** pg's `Pool`, or one of the same shape: a connection for each commit. */
export interface PoolSource {
  readonly totalCount: number
  connect(): Promise<PooledClient>
}

/** A connection while it is out of its pool. */
interface PooledClient extends PgClient {
  release(error?: Error | boolean): void
  on?(event: 'error', listener: (error: Error) => void): unknown
  off?(event: 'error', listener: (error: Error) => void): unknown
}

/** pg's connected `Client`, or one of the same shape: a single connection, used by one piece of work at a time. */
export interface ClientSource extends PgClient {
  getTransactionStatus?(): string | null
}

/** postgres.js: what `postgres(url)` gives. */
export interface PostgresJsSource {
  unsafe(text: string, values: never[], options?: { prepare?: boolean }): PromiseLike<readonly unknown[]>
  reserve(): Promise<PostgresJsSource & { release(): void }>
}

/** PGlite: PostgreSQL inside this process. */
export interface PgliteSource {
  readonly dataDir?: string | undefined
  query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly unknown[] }>
  transaction<T>(
    work: (tx: {
      query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly unknown[] }>
      rollback(): Promise<void>
    }) => Promise<T>,
  ): Promise<T>
}

/** Anything else that runs one statement on one connection: the text, then the values. */
export interface QuerySource {
  query(text: string, values: Bound[]): Promise<{ readonly rows: readonly unknown[] }>
}

/** Where the rows are: a connection, or a pool of them, that the host has opened and will close. */
export type Source = PoolSource | ClientSource | PostgresJsSource | PgliteSource | QuerySource

type Bound = string | null
