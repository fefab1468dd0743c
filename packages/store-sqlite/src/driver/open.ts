import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, resolve } from 'node:path'
import { isReceivablesError, ReceivablesError } from '@owekit/core/ports'
import { resultCode } from '../sqlite-error.js'
import type { Driver } from './driver.js'
import { handleDriver, type HandleDatabase } from './handle.js'
import { nodeDriver, nodeSqlite, type NodeDatabase } from './node-sqlite.js'

/** Where the rows are: a file (or `:memory:`), or a database the host has already opened. */
export type Source = { readonly path: string } | { readonly database: HandleDatabase | NodeDatabase }

/** Which SQLite to open a path with. */
export type DriverName = 'node:sqlite' | 'libsql'

/** Opens a path with the SQLite at hand, or wraps a handle that is already open. */
export function openDriver(source: Source, wanted: DriverName | undefined): Driver {
  if ('database' in source) return wrap(source.database)
  const { path } = source
  checkPath(path)
  const driver = opened(path, () => openPath(path, wanted))
  try {
    // FULL makes an acknowledged commit survive a power cut; the timeout is short because it blocks the event loop.
    driver.exec('PRAGMA busy_timeout = 200')
    driver.exec('PRAGMA journal_mode = WAL')
    driver.exec('PRAGMA synchronous = FULL')
    driver.exec('PRAGMA foreign_keys = ON')
    driver.exec('PRAGMA temp_store = MEMORY')
    return driver
  } catch (error) {
    driver.close()
    throw error
  }
}

/** Says which file could not be opened when the library itself gives no reason that has a code. */
function opened(path: string, open: () => Driver): Driver {
  try {
    return open()
  } catch (cause) {
    if (isReceivablesError(cause) || resultCode(cause) !== 0) throw cause
    const message = `${path} could not be opened; check that it is a file, in a folder that can be written.`
    throw new ReceivablesError('store_unavailable', message, { path }, { cause })
  }
}

function openPath(path: string, wanted: DriverName | undefined): Driver {
  if (wanted !== 'libsql') {
    const builtIn = nodeSqlite()
    if (builtIn !== undefined) return nodeDriver(new builtIn.DatabaseSync(path))
    if (wanted === 'node:sqlite') {
      throw new ReceivablesError('store_unsupported', `Node ${process.versions.node} has no node:sqlite.`)
    }
  }
  const Libsql = loadLibsql()
  return handleDriver(new Libsql(path), 'libsql')
}

function loadLibsql(): new (path: string) => HandleDatabase {
  try {
    const require = createRequire(import.meta.url)
    return require('libsql') as new (path: string) => HandleDatabase
  } catch (cause) {
    const message = `Node ${process.versions.node} has no node:sqlite and libsql is not installed; run: npm install libsql`
    throw new ReceivablesError('store_unsupported', message, {}, { cause })
  }
}

function checkPath(path: string): void {
  if (path === ':memory:') return
  if (path === '' || path.includes('\0') || /^(https?|wss?|libsql|file):/.test(path)) {
    throw new ReceivablesError('invalid_input', 'path must name a local file, or be :memory:.')
  }
  const folder = dirname(resolve(path))
  if (existsSync(folder)) return
  const message = `Folder ${folder} does not exist; create it, or give another path.`
  throw new ReceivablesError('store_unavailable', message, { path, folder })
}

/** A host's own handle: its pragmas and its closing stay the host's business. */
function wrap(database: HandleDatabase | NodeDatabase): Driver {
  const driver = 'inTransaction' in database ? handleDriver(database, 'handle') : nodeDriver(database)
  return {
    ...driver,
    get inTransaction() {
      return driver.inTransaction
    },
    close: () => undefined,
  }
}
