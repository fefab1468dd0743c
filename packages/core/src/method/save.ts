import { type Decision, firstOpenDay } from '../journal/decision.js'
import type { Money } from '../money/index.js'
import { incomingData } from '../payment/apply-incoming.js'

/** A method that was left with a payment, and what its payer agreed to. */
export interface LeftMethod {
  readonly token: string
  readonly payer: string
  readonly checkout: string
  readonly consent: string
}

/** Decides that the method which came with a payment is kept, with what was agreed; once. */
export function saveMethod(
  decision: Decision,
  payment: {
    readonly id: string
    readonly provider: string
    readonly externalId: string
    readonly amount: Money
    /** `card`, `sepa_debit` … as the provider names it. */
    readonly method: string
    readonly left: LeftMethod | undefined
  },
): void {
  const { id, provider, externalId, amount, method, left } = payment
  const known = decision.books.incoming.get(id)
  if (left === undefined || (known !== undefined && incomingData(known).saved !== undefined)) return
  const { currency, exponent, minor: units } = amount
  decision.add({
    type: 'method.saved',
    effectiveOn: firstOpenDay(decision.context, decision.context.today),
    data: { id, provider, externalId, currency, exponent, amount: units, ...left, method },
    postings: [],
  })
}
