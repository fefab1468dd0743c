import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { nodeSqlite } from '../src/driver/node-sqlite.js'
import type { DriverName } from '../src/index.js'

/** The drivers this runtime has: libsql everywhere, node:sqlite from Node 22.13 on. */
export const drivers: readonly DriverName[] = nodeSqlite() === undefined ? ['libsql'] : ['libsql', 'node:sqlite']

/** Gives paths of files that do not exist yet, in a folder that goes away after the tests. */
export function freshFiles(): () => string {
  const folder = mkdtempSync(join(tmpdir(), 'owekit-sqlite-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  let count = 0
  return () => join(folder, `${++count}.db`)
}
