import { isReceivablesError, ReceivablesError, type ErrorCode } from '@owekit/core/ports'

/** SQLite's primary result codes that mean something to us. */
const results: Readonly<Record<number, readonly [name: string, code: ErrorCode, advice: string]>> = {
  3: ['SQLITE_PERM', 'store_unavailable', 'Check the permissions of the file and its folder.'],
  5: ['SQLITE_BUSY', 'store_unavailable', 'Another process kept writing; try again.'],
  6: ['SQLITE_LOCKED', 'store_unavailable', 'Another connection kept writing; try again.'],
  8: ['SQLITE_READONLY', 'store_unavailable', 'The file or its folder is read-only; make both writable.'],
  10: ['SQLITE_IOERR', 'store_unavailable', 'The disk did not do what was asked; check it.'],
  11: ['SQLITE_CORRUPT', 'store_corrupt', 'The file is damaged; restore it from a backup.'],
  13: ['SQLITE_FULL', 'store_full', 'Free some space and try again; nothing was half-written.'],
  14: ['SQLITE_CANTOPEN', 'store_unavailable', 'Check that the path is a file in a folder that can be written.'],
  26: ['SQLITE_NOTADB', 'store_corrupt', 'The file is not a SQLite database; give another path.'],
}

/** The primary result code of an error from any of the drivers, or 0. */
export function resultCode(error: unknown): number {
  if (typeof error !== 'object' || error === null) return 0
  const { errcode, rawCode, code } = error as Partial<Record<'errcode' | 'rawCode' | 'code', unknown>>
  const number = typeof errcode === 'number' ? errcode : typeof rawCode === 'number' ? rawCode : 0
  if (number !== 0) return number & 0xff
  if (typeof code !== 'string') return 0
  const found = Object.entries(results).find(([, [name]]) => code === name || code.startsWith(`${name}_`))
  return found === undefined ? 0 : Number(found[0])
}

/** Whether another writer is in the way, so that waiting may help. */
export function isBusy(error: unknown): boolean {
  const code = resultCode(error)
  return code === 5 || code === 6
}

/** Turns a driver's error into ours; our own errors pass through. */
export function storeError(error: unknown): unknown {
  if (isReceivablesError(error)) return error
  const found = results[resultCode(error)]
  if (found === undefined) {
    const said = error instanceof Error ? error.message : String(error)
    return new ReceivablesError('internal_error', `SQLite said: ${said}`, {}, { cause: error })
  }
  const [name, code, advice] = found
  return new ReceivablesError(code, `${name}: ${advice}`, { sqlite: name }, { cause: error })
}
