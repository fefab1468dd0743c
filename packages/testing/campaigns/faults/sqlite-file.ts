import { createRequire } from 'node:module'
import type { HandleDatabase } from '@owekit/store-sqlite'
import type { FaultTally } from './tally.js'

/** SQLite itself, as the store finds it. */
export const Database = createRequire(new URL('../../../store-sqlite/package.json', import.meta.url))('libsql') as new (
  path: string,
) => HandleDatabase & { prepare(sql: string): { all(): readonly object[] }; close(): void }

/** Asks SQLite whether a file is whole. */
export function checkFile(path: string, tally: FaultTally): void {
  const database = new Database(path)
  const found = JSON.stringify(database.prepare('PRAGMA integrity_check').all())
  database.close()
  if (found !== '[{"integrity_check":"ok"}]') tally.breaks.push(`integrity_check: ${found}`)
}
