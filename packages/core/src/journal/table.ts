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
  /** The rows of a group, as they stand now; a table without groups has one, `''`. */
  group(name: string): R[]
  /** The rows as they stand now, for walks that change them. */
  snapshot(): R[]
  /** The row as it was loaded. */
  before(key: string): R | undefined
  /** Rows that were not loaded. */
  inserted(): R[]
  /** Rows that were loaded and now differ. */
  updated(): R[]
  /** Keys of loaded rows that are gone. */
  removed(): string[]
}

/**
 * An empty table, its rows in groups: finding those of one document costs what there are of them, not what there are.
 *
 * @example
 * const rows = table<{ open: bigint }>()
 * rows.loaded('a', { open: 1n })
 * rows.put('a', { open: 0n })
 * rows.updated() // [{ open: 0n }]
 */
export function table<R>(groupOf: (row: R) => string = () => ''): Table<R> {
  const rows = new Map<string, R>()
  const base = new Map<string, R>()
  // Made when first asked for: most commands never ask.
  let groups: Map<string, Set<string>> | undefined
  const enter = (key: string, row: R) => {
    const name = groupOf(row)
    const group = groups?.get(name)
    if (group === undefined) groups?.set(name, new Set([key]))
    else group.add(key)
  }
  const set = (key: string, row: R) => {
    const before = groups === undefined ? undefined : rows.get(key)
    rows.set(key, row)
    if (groups === undefined) return
    if (before !== undefined && groupOf(before) !== groupOf(row)) groups.get(groupOf(before))?.delete(key)
    enter(key, row)
  }
  return {
    get: (key) => rows.get(key),
    put: set,
    create(key, row) {
      if (rows.has(key))
        throw new ReceivablesError('already_exists', `Something with the id ${key} exists already.`, { fields: ['id'] })
      set(key, row)
    },
    remove(key) {
      const row = rows.get(key)
      if (row !== undefined) groups?.get(groupOf(row))?.delete(key)
      rows.delete(key)
    },
    loaded(key, row) {
      if (base.has(key) || rows.has(key)) return
      base.set(key, row)
      set(key, row)
    },
    values: () => rows.values(),
    group(name) {
      if (groups === undefined) {
        groups = new Map()
        for (const [key, row] of rows) enter(key, row)
      }
      return Array.from(groups.get(name) ?? [], (key) => rows.get(key)!)
    },
    snapshot: () => [...rows.values()],
    before: (key) => base.get(key),
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
