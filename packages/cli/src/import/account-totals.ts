import { ReceivablesError } from '@owekit/core'
import type { Money } from '@owekit/core/money'
import { shown } from '../shown.js'
import { type Known, owedKey } from './known.js'

const most = 2n ** 63n - 1n

/**
 * Adds up what a file brings to each account, so that a sum no store can hold is refused before anything is written.
 */
export function accountTotals(): {
  over(row: { readonly customer: string; readonly total: Money }, known: Known): ReceivablesError | undefined
} {
  const sums = new Map<string, bigint>()
  return {
    over({ customer, total }, known) {
      const key = owedKey(customer, total.currency)
      const sum = (sums.get(key) ?? known.owed.get(key) ?? 0n) + total.minor
      sums.set(key, sum)
      if (sum <= most) return undefined
      return new ReceivablesError(
        'amount_out_of_range',
        `brings the account of ${shown(customer)} beyond what can be counted`,
      )
    },
  }
}
