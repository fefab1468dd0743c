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

/**
 * A heap of the items' due days and places, two whole numbers packed into one: compared at once, never allocated.
 *
 * A class because it lives through one walk; its private parts are plain, which the walk is quicker by.
 */
class OldestFirst implements Iterator<OpenItem> {
  private readonly items: readonly OpenItem[]
  private readonly keys: Float64Array
  private size: number
  /** Items due on one day, in their final order. */
  private tied: OpenItem[] = []
  private given = 0

  constructor(items: readonly OpenItem[]) {
    const count = items.length
    let first = Infinity
    for (let i = 0; i < count; i++) if (items[i]!.dueOn < first) first = items[i]!.dueOn
    const keys = new Float64Array(count)
    for (let i = 0; i < count; i++) keys[i] = (items[i]!.dueOn - first) * count + i
    for (let i = (count >> 1) - 1; i >= 0; i--) sift(keys, i, count)
    this.items = items
    this.keys = keys
    this.size = count
  }

  next(): IteratorResult<OpenItem> {
    if (this.given < this.tied.length) return { done: false, value: this.tied[this.given++]! }
    if (this.size === 0) return { done: true, value: undefined }
    const item = this.pop()
    if (this.size === 0 || this.items[this.place()]!.dueOn !== item.dueOn) return { done: false, value: item }
    return { done: false, value: this.firstOfDay(item) }
  }

  private firstOfDay(item: OpenItem): OpenItem {
    const tied = [item]
    let isOrdered = true
    for (let last = item; this.size > 0 && this.items[this.place()]!.dueOn === item.dueOn; ) {
      const next = this.pop()
      if (isOrdered && oldestDue(last, next) > 0) isOrdered = false
      tied.push(next)
      last = next
    }
    this.tied = isOrdered ? tied : tied.sort(oldestDue)
    this.given = 1
    return this.tied[0]!
  }

  private place(): number {
    const key = this.keys[0]!
    return key - Math.floor(key / this.items.length) * this.items.length
  }

  private pop(): OpenItem {
    const item = this.items[this.place()]!
    this.keys[0] = this.keys[--this.size]!
    sift(this.keys, 0, this.size)
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
