import { ReceivablesError } from '../errors/index.js'

/**
 * Rows by key, with the changes kept apart from what was loaded, so that a batch holds just what moved.
 *
 * Rows are immutable; `put` replaces one. A table lives for one command.
 */
export interface Table<R> {
  get(key: string): R | undefined
  put(key: string, row: R): void
  /** Puts a row that must be new. @throws ReceivablesError `already_exists` */
  create(key: string, row: R): void
  remove(key: string): void
  /** Hands over a row read from the store; a row already known is left alone. */
  loaded(key: string, row: R): void
  values(): IterableIterator<R>
  /** The rows as they stand now, for walks that change them. */
  snapshot(): R[]
  /** Rows that were not loaded. */
  inserted(): R[]
  /** Rows that were loaded and now differ. */
  updated(): R[]
  /** Keys of loaded rows that are gone. */
  removed(): string[]
}

/**
 * An empty table.
 *
 * @example
 * const rows = table<{ open: bigint }>()
 * rows.loaded('a', { open: 1n })
 * rows.put('a', { open: 0n })
 * rows.updated() // [{ open: 0n }]
 */
export function table<R>(): Table<R> {
  const rows = new Map<string, R>()
  const base = new Map<string, R>()
  return {
    get: (key) => rows.get(key),
    put(key, row) {
      rows.set(key, row)
    },
    create(key, row) {
      if (rows.has(key))
        throw new ReceivablesError('already_exists', `Something with the id ${key} exists already.`, { fields: ['id'] })
      rows.set(key, row)
    },
    remove(key) {
      rows.delete(key)
    },
    loaded(key, row) {
      if (base.has(key) || rows.has(key)) return
      base.set(key, row)
      rows.set(key, row)
    },
    values: () => rows.values(),
    snapshot: () => [...rows.values()],
    inserted() {
      const found: R[] = []
      for (const [key, row] of rows) if (!base.has(key)) found.push(row)
      return found
    },
    updated() {
      const found: R[] = []
      for (const [key, before] of base) {
        const row = rows.get(key)
        if (row !== undefined && row !== before) found.push(row)
      }
      return found
    },
    removed() {
      const found: string[] = []
      for (const key of base.keys()) if (!rows.has(key)) found.push(key)
      return found
    },
  }
}
