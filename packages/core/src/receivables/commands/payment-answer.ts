import type { AllocationPlan } from '../../allocation/index.js'
import type { Fact } from '../../journal/fact.js'
import { minor, type Money, subtract } from '../../money/index.js'
import { type AllocationAnswer, allocationAnswer } from './strategy.js'

/** What `payments.record` answers besides. */
export interface PaymentAnswer extends AllocationAnswer {
  /** What the payment has left for later. */
  readonly unapplied: Money | null
}

/** The answer about a payment, from facts. */
export function paymentAnswer(facts: readonly Fact[], plan: AllocationPlan | undefined): PaymentAnswer {
  return { ...allocationAnswer(facts, plan), unapplied: leftOf(facts) }
}

function leftOf(facts: readonly Fact[]): Money | null {
  let left: Money | null = null
  for (const fact of facts)
    if (fact.type === 'payment.settled') {
      const whole = minor(fact.data.amount, fact.data.currency)
      left = left === null ? whole : minor(left.minor + whole.minor, left.currency)
    } else if (
      (fact.type === 'payment.allocated' || fact.type === 'rounding.recorded') &&
      fact.data.source !== '' &&
      left !== null
    )
      left = subtract(left, minor(fact.data.amount, fact.data.currency))
  return left
}
