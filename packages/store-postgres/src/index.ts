export { postgresStore, type PostgresStore, type PostgresStoreOptions } from './postgres-store.js'
export type { ClaimStrategy } from './claims.js'
export type { CommitForm } from './commit/commit.js'
export type {
  ClientSource,
  PgliteSource,
  PoolSource,
  PostgresJsSource,
  QuerySource,
  Source,
} from './driver/sources.js'
export type { PgClient, StatementConfig } from './driver/client.js'
