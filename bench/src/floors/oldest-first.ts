/** What a floor needs to know of an open item. */
interface Item {
  readonly document: string
  readonly dueOn: number
  readonly open: bigint
}

/** A part of a payment set against an item. */
export interface Part {
  readonly item: Item
  readonly amount: bigint
}

/** One payment over items that are already in order: the object loop. */
export function payInOrder(amount: bigint, items: readonly Item[]): Part[] {
  const parts: Part[] = []
  let left = amount
  for (const item of items) {
    if (left <= 0n) break
    const taken = item.open < left ? item.open : left
    parts.push({ item, amount: taken })
    left -= taken
  }
  return parts
}

const places = 2 ** 21

/** One payment over unordered items: a heap of due day and place packed into one number orders only what is paid. */
export function payByHeap(amount: bigint, items: readonly Item[]): Part[] {
  let size = items.length
  const heap = new Float64Array(size)
  for (let i = 0; i < size; i++) heap[i] = items[i]!.dueOn * places + i
  for (let i = (size >> 1) - 1; i >= 0; i--) down(heap, i, size)
  const parts: Part[] = []
  let left = amount
  while (size > 0 && left > 0n) {
    const item = items[heap[0]! % places]!
    const taken = item.open < left ? item.open : left
    parts.push({ item, amount: taken })
    left -= taken
    heap[0] = heap[--size]!
    if (size > 0) down(heap, 0, size)
  }
  return parts
}

function down(heap: Float64Array, from: number, size: number): void {
  const key = heap[from]!
  let at = from
  for (;;) {
    let child = 2 * at + 1
    if (child >= size) break
    if (child + 1 < size && heap[child + 1]! < heap[child]!) child++
    if (heap[child]! >= key) break
    heap[at] = heap[child]!
    at = child
  }
  heap[at] = key
}
