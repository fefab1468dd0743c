import { splitByWeights } from '../money/index.js'
import type { TaxComponent } from './fact.js'
import { type LedgerAccount, type Posting, posting } from './posting.js'

/**
 * Splits an amount into a net line and one line a tax component, in the proportions of a document.
 *
 * Largest remainder, ties to the earlier line, net first, so the lines add up to the amount to the last cent.
 *
 * @example
 * // net 1000.00 + tax 210.00, a discount of 24.20
 * taxParts('discount_given', 'EUR', 2420n, { net: 100000n, taxes: [{ code: 'VAT21', amount: 21000n }] })
 * // net 20.00, VAT21 4.20
 */
export function taxParts(
  account: LedgerAccount,
  currency: string,
  amount: bigint,
  document: { readonly net: bigint; readonly taxes: readonly TaxComponent[] },
): Posting[] {
  const weights = [document.net, ...document.taxes.map((tax) => tax.amount)]
  const usable = document.taxes.length > 0 && weights.every((weight) => weight >= 0n) && weights.some((w) => w > 0n)
  if (!usable) return [posting({ account, currency, amount, part: 'net' })]
  const shares = splitByWeights(amount, weights)
  return shares
    .map((share, index) =>
      index === 0
        ? posting({ account, currency, amount: share, part: 'net' })
        : posting({ account, currency, amount: share, part: 'tax', taxCode: document.taxes[index - 1]?.code ?? '' }),
    )
    .filter((line) => line.amount !== 0n)
}
