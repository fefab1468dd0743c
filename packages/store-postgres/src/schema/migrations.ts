import { version1 } from './version-1.js'

/** One step of the schema; only ever added to. */
export interface Migration {
  readonly version: number
  readonly name: string
  /** Statements with `{schema}` and `{prefix}` where the names go. */
  readonly statements: readonly string[]
}

/** Every step there is, in order. */
export const migrations: readonly Migration[] = [{ version: 1, name: 'first schema', statements: version1 }]

/** The schema version this release reads and writes. */
export const currentVersion = migrations.length
