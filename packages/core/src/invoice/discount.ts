import { addDays, type Day, formatDay } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import { applyRate, percent, ratio } from '../money/index.js'
import type { DiscountOffer } from '../journal/fact.js'

/** An early-payment discount as asked for. */
export interface DiscountTerms {
  /** Percent of the base, as decimal text: `2` for 2 %. */
  readonly percent: string
  readonly days?: number | undefined
  readonly until?: Day | undefined
  readonly base?: 'gross' | 'net' | undefined
  readonly mode?: 'fullSettlementOnly' | 'proportional' | undefined
}

/**
 * What an invoice paid early costs, and the discount that leaves.
 *
 * payable = round(base × (1 − d)), half-up, plus the tax when the base is net; discount = total − payable, so both
 * sides agree by construction.
 *
 * @example
 * earlyPayable({ total: 172505n, net: 172505n }, '10', 'gross') // { payable: 155255n, discount: 17250n }
 * earlyPayable({ total: 121000n, net: 100000n }, '2', 'net') // { payable: 119000n, discount: 2000n }
 */
export function earlyPayable(
  invoice: { readonly total: bigint; readonly net: bigint },
  percentText: string,
  base: 'gross' | 'net' = 'gross',
): { payable: bigint; discount: bigint } {
  const { num, den } = percent(percentText)
  if (num < 0n || num > den)
    throw new ReceivablesError('invalid_rate', `A discount is between 0 and 100 percent, not ${percentText}.`, {
      percent: percentText,
    })
  const kept = ratio(den - num, den)
  const payable =
    base === 'gross' ? applyRate(invoice.total, kept) : applyRate(invoice.net, kept) + (invoice.total - invoice.net)
  return { payable, discount: invoice.total - payable }
}

/** The offer an invoice carries, its window ending on a day. */
export function discountOffer(
  invoice: { readonly total: bigint; readonly net: bigint; readonly issuedOn: Day },
  terms: DiscountTerms,
  defaultMode: DiscountOffer['mode'] = 'fullSettlementOnly',
): DiscountOffer {
  const base = terms.base ?? 'gross'
  const { payable, discount } = earlyPayable(invoice, terms.percent, base)
  const until = terms.until ?? addDays(invoice.issuedOn, terms.days ?? 0)
  if (until < invoice.issuedOn)
    throw new ReceivablesError(
      'invalid_terms',
      `The discount ends ${formatDay(until)}, before the invoice is issued.`,
      {
        until: formatDay(until),
      },
    )
  return {
    percent: terms.percent,
    until: formatDay(until),
    base,
    mode: terms.mode ?? defaultMode,
    payable,
    amount: discount,
  }
}
