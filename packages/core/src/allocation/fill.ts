import { minor, type Money } from '../money/index.js'
import type { OpenItem } from './open-item.js'

/** A part of an amount set against one item. */
export interface Filled {
  readonly item: OpenItem
  /** Minor units. */
  readonly amount: bigint
}

/**
 * Sets an amount against items in the order given, each up to what it has open, until it is used up.
 *
 * Reads only the items it pays: with items in order by index, a payment over 100,000 of them costs what it costs
 * over ten.
 *
 * @returns the parts, and what is left over, in minor units
 * @example
 * fill(70000n, [a300, b300, c300]) // 300.00, 300.00, 100.00; left 0n
 */
export function fill(amount: bigint, items: Iterable<OpenItem>): { parts: Filled[]; left: bigint } {
  const parts: Filled[] = []
  let left = amount
  if (left <= 0n) return { parts, left }
  for (const item of items) {
    const taken = item.open < left ? item.open : left
    if (taken > 0n) {
      parts.push({ item, amount: taken })
      left -= taken
      if (left === 0n) break
    }
  }
  return { parts, left }
}

/**
 * {@link fill} with money in and money out: what a payment settles, in the order of the items.
 *
 * @example
 * allocate(money('700.00', 'EUR'), [a300, b300, c300]) // 300.00, 300.00, 100.00; left over 0.00
 */
export function allocate(
  amount: Money,
  items: Iterable<OpenItem>,
): { allocations: { item: OpenItem; amount: Money }[]; leftOver: Money } {
  const { parts, left } = fill(amount.minor, items)
  return {
    allocations: parts.map((part) => ({ item: part.item, amount: minor(part.amount, amount.currency) })),
    leftOver: minor(left, amount.currency),
  }
}
