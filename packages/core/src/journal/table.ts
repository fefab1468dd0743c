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
export function table<R>(groupOf: (row: R) => string = inOneGroup): Table<R> {
  return new Rows(groupOf)
}

const inOneGroup = () => ''

/** A class, because a command begins with a table for every collection: no closures are made for those it never asks. */
class Rows<R> implements Table<R> {
  readonly #groupOf: (row: R) => string
  readonly #rows = new Map<string, R>()
  readonly #base = new Map<string, R>()
  /** Made when first asked for: most commands never ask. */
  #groups: Map<string, Set<string>> | undefined

  constructor(groupOf: (row: R) => string) {
    this.#groupOf = groupOf
  }

  get(key: string): R | undefined {
    return this.#rows.get(key)
  }

  put(key: string, row: R): void {
    if (this.#groups !== undefined) {
      const name = this.#groupOf(row)
      const before = this.#rows.get(key)
      // What stays in its group keeps its place there.
      if (before !== undefined && this.#groupOf(before) !== name) this.#groups.get(this.#groupOf(before))?.delete(key)
      enter(this.#groups, name, key)
    }
    this.#rows.set(key, row)
  }

  create(key: string, row: R): void {
    if (this.#rows.has(key))
      throw new ReceivablesError('already_exists', `Something with the id ${key} exists already.`, { fields: ['id'] })
    this.put(key, row)
  }

  remove(key: string): void {
    const row = this.#rows.get(key)
    if (row !== undefined) this.#groups?.get(this.#groupOf(row))?.delete(key)
    this.#rows.delete(key)
  }

  loaded(key: string, row: R): void {
    if (this.#base.has(key) || this.#rows.has(key)) return
    this.#base.set(key, row)
    this.put(key, row)
  }

  values(): IterableIterator<R> {
    return this.#rows.values()
  }

  group(name: string): R[] {
    if (this.#groups === undefined) {
      this.#groups = new Map()
      for (const [key, row] of this.#rows) enter(this.#groups, this.#groupOf(row), key)
    }
    return Array.from(this.#groups.get(name) ?? [], (key) => this.#rows.get(key)!)
  }

  snapshot(): R[] {
    return [...this.#rows.values()]
  }

  before(key: string): R | undefined {
    return this.#base.get(key)
  }

  inserted(): R[] {
    const found: R[] = []
    for (const [key, row] of this.#rows) if (!this.#base.has(key)) found.push(row)
    return found
  }

  updated(): R[] {
    const found: R[] = []
    for (const [key, before] of this.#base) {
      const row = this.#rows.get(key)
      if (row !== undefined && row !== before) found.push(row)
    }
    return found
  }

  removed(): string[] {
    const found: string[] = []
    for (const key of this.#base.keys()) if (!this.#rows.has(key)) found.push(key)
    return found
  }
}

function enter(groups: Map<string, Set<string>>, name: string, key: string): void {
  const group = groups.get(name)
  if (group === undefined) groups.set(name, new Set([key]))
  else group.add(key)
}
