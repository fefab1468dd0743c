import type { Decision } from '../journal/decision.js'
import type { DocumentData, Fact } from '../journal/fact.js'
import { sourceOf } from '../journal/lookup.js'
import type { Row } from '../records/collections.js'
import { openItems } from './items.js'
import { takeFrom } from './offer.js'
import { recordSurplus, settle, type SettleInput, settleWithoutMoney } from './settle.js'

/**
 * Settles an item with up to `amount` of a source and grants the early-payment discount that money earns.
 *
 * @returns what the item took, in minor units
 */
export function settleWithOffer(decision: Decision, input: SettleInput): bigint {
  const source = sourceOf(decision.books, input.source)
  const item = openItems(decision.books, source.currency).find(
    (candidate) => candidate.document === input.document && candidate.instalment === input.instalment,
  )
  if (item === undefined) return 0n
  const isMoney = source.kind === 'payment' || source.kind === 'deposit'
  const taken = takeFrom(item, input.amount, source.receivedOn, isMoney)
  if (taken.amount <= 0n) return 0n
  const fact = settle(decision, { ...input, amount: taken.amount })
  if (taken.discount > 0n) grantDiscount(decision, { ...input, discount: taken.discount }, fact)
  return taken.amount
}

/**
 * Grants a discount or a tolerance once more, now brought by `fact`, when what brought it first was replaced.
 *
 * @example
 * grantAgain(decision, discount20, creditInPlace) // 20.00 again, on the credit's day
 */
export function grantAgain(decision: Decision, row: Row<'allocations'>, fact: Fact): void {
  const cause = 'id' in fact.data ? fact.data.id : ''
  const { effectiveOn } = fact
  if (row.kind === 'discount') return grantDiscount(decision, { ...row, discount: row.amount }, fact)
  if (row.document === '') {
    // A gain hangs on the money it comes from, and on no other.
    const own = 'source' in fact.data && fact.data.source === row.source ? cause : ''
    recordSurplus(decision, sourceOf(decision.books, row.source), { amount: row.amount, effectiveOn, cause: own })
    return
  }
  settleWithoutMoney(decision, 'rounding.recorded', {
    document: row.document,
    instalment: row.instalment,
    amount: row.amount,
    effectiveOn,
    cause,
    why: row.why,
  })
}

/** Decides the early-payment discount that a settlement earned. */
export function grantDiscount(
  decision: Decision,
  line: { readonly document: string; readonly instalment: number; readonly discount: bigint },
  fact: Fact,
): void {
  const data = decision.books.documents.get(line.document)?.data as unknown as DocumentData | undefined
  settleWithoutMoney(decision, 'discount.granted', {
    document: line.document,
    instalment: line.instalment,
    amount: line.discount,
    effectiveOn: fact.effectiveOn,
    cause: 'id' in fact.data ? fact.data.id : '',
    why: `early-payment discount of ${data?.discount?.percent ?? ''} %`,
    netOnly: data?.discount?.base === 'net',
  })
}
