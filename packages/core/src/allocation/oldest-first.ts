import type { OpenItem } from './open-item.js'
import { oldestDue } from './order.js'

/**
 * The items oldest due first, each brought forward only when it is asked for.
 *
 * For lists that no index has ordered: a small payment over 100,000 unordered items looks at each once and sorts
 * only those it settles.
 *
 * @example
 * fill(70000n, oldestFirst([c300, a300, b300])) // a 300.00, b 300.00, c 100.00
 */
export function oldestFirst(items: readonly OpenItem[]): Iterable<OpenItem> {
  return { [Symbol.iterator]: () => new OldestFirst(items) }
}

/** 0001-01-01: nothing is due before, so days counted from here are not negative. */
const earliest = -719_162

/** A walk over a heap of due days and places, two whole numbers packed into one: compared at once, never allocated. */
class OldestFirst implements Iterator<OpenItem> {
  readonly #items: readonly OpenItem[]
  readonly #keys: Float64Array
  #size: number
  /** Items due on one day, in their final order, and how many of them were given out. */
  #tied: OpenItem[] = []
  #given = 0

  constructor(items: readonly OpenItem[]) {
    const count = items.length
    const keys = new Float64Array(count)
    for (let i = 0; i < count; i++) keys[i] = (items[i]!.dueOn - earliest) * count + i
    for (let i = (count >> 1) - 1; i >= 0; i--) sift(keys, i, count)
    this.#items = items
    this.#keys = keys
    this.#size = count
  }

  next(): IteratorResult<OpenItem> {
    if (this.#given < this.#tied.length) return { done: false, value: this.#tied[this.#given++]! }
    if (this.#size === 0) return { done: true, value: undefined }
    const day = this.#nextDay()
    const item = this.#pop(day)
    return { done: false, value: this.#nextDay() === day ? this.#oldestOf(day, item) : item }
  }

  /** Puts the items of one day into their order; only those that share it need the whole tie-break. */
  #oldestOf(day: number, first: OpenItem): OpenItem {
    const tied = [first]
    let isOrdered = true
    while (this.#nextDay() === day) {
      const item = this.#pop(day)
      isOrdered &&= oldestDue(tied[tied.length - 1]!, item) <= 0
      tied.push(item)
    }
    this.#tied = isOrdered ? tied : tied.sort(oldestDue)
    this.#given = 1
    return this.#tied[0]!
  }

  #nextDay(): number {
    return this.#size === 0 ? -1 : Math.floor(this.#keys[0]! / this.#items.length)
  }

  #pop(day: number): OpenItem {
    const keys = this.#keys
    const item = this.#items[keys[0]! - day * this.#items.length]!
    keys[0] = keys[--this.#size]!
    sift(keys, 0, this.#size)
    return item
  }
}

/** Lets a key sink below all smaller ones. */
function sift(keys: Float64Array, from: number, size: number): void {
  const key = keys[from]!
  let at = from
  for (;;) {
    let child = 2 * at + 1
    if (child >= size) break
    if (child + 1 < size && keys[child + 1]! < keys[child]!) child += 1
    if (keys[child]! >= key) break
    keys[at] = keys[child]!
    at = child
  }
  keys[at] = key
}
