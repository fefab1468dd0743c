import type { Day } from '../calendar/index.js'
import { divideRounded } from '../money/index.js'
import type { OpenItem } from './open-item.js'

/** What an item takes of an amount: the money, and the discount that this money earns. */
export interface Taken {
  readonly amount: bigint
  readonly discount: bigint
}

/**
 * What an item takes of `available` money received on `receivedOn`, with the discount it earns.
 *
 * - `fullSettlementOnly`: the discount is granted when money received in time reaches the payable amount.
 * - `proportional`: each amount p received in time settles p × total ÷ payable, half-up.
 *
 * Only money earns a discount; the window includes its last day.
 *
 * @example
 * // 1000.00, payable 980.00, nothing paid yet
 * takeFrom(item, 98000n, inTime) // { amount: 98000n, discount: 2000n }
 * takeFrom(item, 49000n, inTime) // { amount: 49000n, discount: 0n }
 */
export function takeFrom(item: OpenItem, available: bigint, receivedOn: Day, isMoney = true): Taken {
  const { offer, open } = item
  const plain = available < open ? available : open
  if (offer === undefined || !isMoney || receivedOn > offer.until || plain <= 0n) return { amount: plain, discount: 0n }
  if (offer.mode === 'proportional') return takeProportionally(item, available)
  const need = offer.payable - offer.earned
  if (need <= 0n || available < need || need > open) return { amount: plain, discount: 0n }
  return { amount: need, discount: open - need }
}

function takeProportionally({ offer, open }: OpenItem, available: bigint): Taken {
  if (offer === undefined || offer.payable <= 0n) return { amount: available < open ? available : open, discount: 0n }
  const closing = divideRounded(open * offer.payable, offer.total)
  if (available >= closing) return { amount: closing, discount: open - closing }
  const settled = divideRounded(available * offer.total, offer.payable)
  const capped = settled < open ? settled : open
  return { amount: available, discount: capped - available }
}
