import type { Index } from '../records/collections.js'
import { compareValue } from '../records/compare-text.js'
import { Chunked } from './chunked.js'
import type { AnyRow, Slot } from './slot.js'

/** A page of an ordering, as `Read` asks for it. */
export interface Page {
  readonly where: readonly unknown[]
  readonly after?: readonly unknown[] | undefined
  readonly limit: number
  readonly reverse: boolean
}

/**
 * The rows of one table in the order of some columns.
 *
 * Split by the first column when there are several: a customer's rows are found by one lookup, and writing to one
 * customer never moves another's. Entries are slots, so a row whose ordering columns stay the same is replaced
 * without touching the ordering.
 */
export class Ordering {
  readonly #columns: readonly string[]
  readonly #where: Index['where']
  readonly #split: boolean
  readonly #parts = new Map<unknown, Chunked<Slot>>()
  #values = new Chunked<unknown>()

  constructor(index: Pick<Index, 'columns' | 'where'>, slots: Iterable<Slot>) {
    this.#columns = index.columns
    this.#where = index.where
    this.#split = index.columns.length > 1
    this.#load(slots)
  }

  /** Whether a row belongs in here: always, unless the index is partial. */
  holds(row: AnyRow): boolean {
    return isIndexed(this.#where, row)
  }

  /** Whether replacing one row by the other leaves this ordering as it is. */
  isSamePlace(before: AnyRow, after: AnyRow): boolean {
    const held = this.holds(before)
    if (held !== this.holds(after)) return false
    return !held || this.#columns.every((column) => before[column] === after[column])
  }

  add(slot: Slot): void {
    const value = this.#partOf(slot.row)
    let part = this.#parts.get(value)
    if (part === undefined) {
      this.#parts.set(value, (part = new Chunked()))
      this.#values.insert(value, compareValue)
    }
    part.insert(slot, this.#compareSlots)
  }

  /** Takes a slot out; `row` is the row under which it was added. */
  remove(row: AnyRow): void {
    const value = this.#partOf(row)
    const part = this.#parts.get(value)!
    part.removeAt(part.lower((slot) => this.#compare(slot.row, row)))
    if (!part.isEmpty) return
    this.#parts.delete(value)
    this.#values.removeAt(this.#values.lower((held) => compareValue(held, value)))
  }

  /** The rows of one page. */
  page(page: Page): AnyRow[] {
    const rows: AnyRow[] = []
    if (!this.#split || page.where.length > 0) {
      const part = this.#parts.get(this.#split ? page.where[0] : undefined)
      if (part !== undefined) this.#walk(part, page, page.where, page.after, rows)
      return rows
    }
    const start = page.after?.[0]
    const order = (value: unknown) => compareValue(value, start)
    const first = this.#values.lower(start === undefined ? () => (page.reverse ? -1 : 1) : order)
    // Walking back from a value that is not there starts at the one before it.
    if (page.reverse && (start === undefined || this.#values.at(first) !== start)) this.#values.step(first, true)
    for (; rows.length < page.limit; this.#values.step(first, page.reverse)) {
      const value = this.#values.at(first)
      if (value === undefined) return rows
      this.#walk(this.#parts.get(value)!, page, [value], value === start ? page.after?.slice(1) : undefined, rows)
    }
    return rows
  }

  #walk(
    part: Chunked<Slot>,
    page: Page,
    where: readonly unknown[],
    after: readonly unknown[] | undefined,
    rows: AnyRow[],
  ) {
    const bound = after === undefined ? where : [...where, ...after]
    const order = (slot: Slot) => this.#compareBound(slot.row, bound)
    // Forward: past the bound, or at the first that equals where. Backward: the one before that place.
    const strict = after !== undefined
    const place = strict === page.reverse ? part.lower(order) : part.upper(order)
    if (page.reverse) part.step(place, true)
    for (; rows.length < page.limit; part.step(place, page.reverse)) {
      const slot = part.at(place)
      if (slot === undefined || this.#compareBound(slot.row, where) !== 0) return
      rows.push(slot.row)
    }
  }

  readonly #compareSlots = (a: Slot, b: Slot): number => this.#compare(a.row, b.row)

  #compare(a: AnyRow, b: AnyRow): number {
    for (const column of this.#columns) {
      const order = compareValue(a[column], b[column])
      if (order !== 0) return order
    }
    return 0
  }

  /** Compares a row's first columns with a bound; a row that begins with the bound equals it. */
  #compareBound(row: AnyRow, bound: readonly unknown[]): number {
    for (let i = 0; i < bound.length; i++) {
      const order = compareValue(row[this.#columns[i]!], bound[i])
      if (order !== 0) return order
    }
    return 0
  }

  #partOf(row: AnyRow): unknown {
    return this.#split ? row[this.#columns[0]!] : undefined
  }

  #load(slots: Iterable<Slot>): void {
    const groups = new Map<unknown, Slot[]>()
    for (const slot of slots) {
      if (!this.holds(slot.row)) continue
      const value = this.#partOf(slot.row)
      const group = groups.get(value)
      if (group === undefined) groups.set(value, [slot])
      else group.push(slot)
    }
    for (const [value, group] of groups) this.#parts.set(value, Chunked.sorted(group.sort(this.#compareSlots)))
    this.#values = Chunked.sorted([...groups.keys()].sort(compareValue))
  }
}

/** Whether a partial index takes a row. */
export function isIndexed(where: Index['where'], row: AnyRow): boolean {
  if (where === undefined) return true
  const value = row[where.column]
  switch (where.is) {
    case 'nonzero':
      return value !== 0n && value !== 0
    case 'null':
      return value === null
    case 'not null':
      return value !== null
    case 'not empty':
      return value !== ''
  }
}
