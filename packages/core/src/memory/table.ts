import { collections, type Collection, type CollectionName } from '../records/collections.js'
import { isIndexed, Ordering } from './ordering.js'
import type { AnyRow, Slot } from './slot.js'

/** One step of a batch, kept so that it can be undone, or carried into the orderings. */
export interface Step {
  readonly table: Table
  readonly key: string
  readonly slot: Slot
  readonly before: AnyRow | undefined
  readonly after: AnyRow | undefined
}

interface Unique {
  readonly name: string
  readonly columns: readonly string[]
  readonly holds: (row: AnyRow) => boolean
  readonly slots: Map<string, Slot>
}

/** The rows of one tenant and collection, by key, by unique index, and in the orderings that were asked for. */
export class Table {
  readonly name: CollectionName
  readonly slots = new Map<string, Slot>()
  /** The rows of an append-only collection in the order they were written: the quickest way past all of them. */
  readonly log: AnyRow[] = []
  readonly #described: Collection
  readonly #uniques: readonly Unique[]
  readonly #orderings = new Map<string, Ordering>()

  constructor(name: CollectionName) {
    this.name = name
    this.#described = collections[name]
    this.#uniques = Object.entries(this.#described.indexes)
      .filter(([, index]) => index.unique === true)
      .map(([index, { columns, where }]) => {
        return { name: index, columns, holds: (row: AnyRow) => isIndexed(where, row), slots: new Map() }
      })
  }

  keyOf(row: AnyRow): string {
    return join(this.#described.key, row)
  }

  get(key: readonly unknown[]): AnyRow | undefined {
    return this.slots.get(key.length === 1 ? (key[0] as string) : key.join(separator))?.row
  }

  /** The ordering of an index, or of the key. Built when first asked for, kept up to date from then on. */
  ordering(index: string | undefined): Ordering {
    const name = index ?? ''
    let ordering = this.#orderings.get(name)
    if (ordering === undefined) {
      const { key, indexes } = this.#described
      ordering = new Ordering(index === undefined ? { columns: key } : indexes[index]!, this.slots.values())
      this.#orderings.set(name, ordering)
    }
    return ordering
  }

  /** Adds a row; gives the name of the index it clashes with, if any (`key` for the key itself). */
  insert(row: AnyRow, steps: Step[]): string | undefined {
    const key = this.keyOf(row)
    if (this.slots.has(key)) return 'key'
    const slot = { row }
    for (const unique of this.#uniques) {
      if (!unique.holds(row)) continue
      const value = join(unique.columns, row)
      if (unique.slots.has(value)) {
        this.#releaseUniques(slot, row)
        return unique.name
      }
      unique.slots.set(value, slot)
    }
    this.slots.set(key, slot)
    steps.push({ table: this, key, slot, before: undefined, after: row })
    return undefined
  }

  /** Replaces the row of the same key. */
  update(row: AnyRow, steps: Step[]): 'missing' | { readonly clash: string } | undefined {
    const key = this.keyOf(row)
    const slot = this.slots.get(key)
    if (slot === undefined) return 'missing'
    const before = slot.row
    for (const unique of this.#uniques) {
      const holder = unique.holds(row) ? unique.slots.get(join(unique.columns, row)) : undefined
      if (holder !== undefined && holder !== slot) return { clash: unique.name }
    }
    this.#releaseUniques(slot, before)
    slot.row = row
    this.#takeUniques(slot, row)
    steps.push({ table: this, key, slot, before, after: row })
    return undefined
  }

  /** Removes a row if it is there. */
  remove(values: readonly unknown[], steps: Step[]): void {
    const key = values.join(separator)
    const slot = this.slots.get(key)
    if (slot === undefined) return
    this.#releaseUniques(slot, slot.row)
    this.slots.delete(key)
    steps.push({ table: this, key, slot, before: slot.row, after: undefined })
  }

  /** Takes one step back; steps are undone last first. */
  undo({ key, slot, before, after }: Step): void {
    if (after !== undefined) this.#releaseUniques(slot, after)
    if (before === undefined) {
      this.slots.delete(key)
      return
    }
    slot.row = before
    this.slots.set(key, slot)
    this.#takeUniques(slot, before)
  }

  /** Carries one step into the orderings. Until then `slot.row` must be the row the orderings know. */
  settle({ slot, before, after }: Step): void {
    const moved: Ordering[] = []
    for (const ordering of this.#orderings.values()) {
      if (before !== undefined && after !== undefined && ordering.isSamePlace(before, after)) continue
      if (before !== undefined && ordering.holds(before)) ordering.remove(before)
      if (after !== undefined && ordering.holds(after)) moved.push(ordering)
    }
    if (after !== undefined) slot.row = after
    if (this.#described.appendOnly) this.log.push(slot.row)
    for (const ordering of moved) ordering.add(slot)
  }

  #takeUniques(slot: Slot, row: AnyRow): void {
    for (const { holds, columns, slots } of this.#uniques) if (holds(row)) slots.set(join(columns, row), slot)
  }

  #releaseUniques(slot: Slot, row: AnyRow): void {
    for (const { holds, columns, slots } of this.#uniques) {
      if (!holds(row)) continue
      const value = join(columns, row)
      if (slots.get(value) === slot) slots.delete(value)
    }
  }
}

// Texts with NUL never get this far, so the joined key is unambiguous.
const separator = '\0'

function join(columns: readonly string[], row: AnyRow): string {
  const first = row[columns[0]!]
  if (columns.length === 1) return String(first)
  let key = String(first)
  for (let i = 1; i < columns.length; i++) key += separator + String(row[columns[i]!])
  return key
}
