import type * as z from 'zod/mini'
import { formatDay } from '../../calendar/index.js'
import type { AllocationPlan, Strategy, StrategyName } from '../../allocation/index.js'
import { planHash } from '../../allocation/apply-plan.js'
import { ReceivablesError } from '../../errors/index.js'
import type { Decision } from '../../journal/decision.js'
import type { Fact } from '../../journal/fact.js'
import { type Money, minor } from '../../money/index.js'
import type { strategy as strategySchema } from '../input/payments.js'
import type { Wanted } from '../load.js'
import type { Settings } from '../settings.js'

/** One line of what was allocated. */
export interface AllocatedView {
  readonly id: string
  readonly kind: string
  readonly source: string
  readonly document: string
  readonly number: string
  readonly instalment: number
  readonly amount: Money
  readonly effectiveOn: string
  readonly why: string
}

/** What a command that allocates answers besides. */
export interface AllocationAnswer {
  readonly allocations: readonly AllocatedView[]
  /** Items that got nothing, and why; empty in the answer to a retry. */
  readonly passedOver: AllocationPlan['passedOver']
  /** Give it to the command to insist on this very plan; `null` in the answer to a retry. */
  readonly planHash: string | null
}

/** A strategy as the planner takes it, with amounts checked against the payment's currency. */
export function strategyFrom(given: z.output<typeof strategySchema>, currency: string): Strategy {
  if (typeof given === 'string') return given
  return {
    specific: given.specific.map((target) => {
      if (target.amount !== undefined && target.amount.currency !== currency)
        throw new ReceivablesError(
          'currency_mismatch',
          `The money is in ${currency}; invoice ${target.invoice} is to get ${target.amount.currency}.`,
          { payment: currency, invoice: target.amount.currency },
        )
      return { document: target.invoice, instalment: target.instalment, amount: target.amount?.minor }
    }),
    ...(given.then === undefined ? {} : { then: given.then }),
  }
}

/** What of the account a strategy needs: the oldest open items that the amount reaches, or all of them. */
export function wantedFor(
  settings: Settings,
  strategy: Strategy,
  currency: string,
  atLeast: bigint | undefined,
  offersOn: number,
): Wanted {
  const targets = typeof strategy === 'object' && 'specific' in strategy ? strategy.specific : []
  const rest: StrategyName | 'custom' | undefined =
    typeof strategy === 'string' ? strategy : 'specific' in strategy ? (strategy.then ?? 'onAccount') : 'custom'
  const tolerance = settings.tolerance.get(currency)
  const bounded = rest === 'oldestDue' && targets.length === 0 && tolerance === undefined && atLeast !== undefined
  const none = rest === 'onAccount'
  return {
    offersOn,
    ...(tolerance === undefined ? {} : { documentsOfOpen: true }),
    ...(none ? {} : { open: bounded ? { currency, atLeast } : { currency } }),
    ...(targets.length === 0 ? {} : { around: [...new Set(targets.map((target) => target.document))] }),
  }
}

/** The answer about allocations, from facts. */
export function allocationAnswer(facts: readonly Fact[], plan: AllocationPlan | undefined): AllocationAnswer {
  const allocations: AllocatedView[] = []
  for (const fact of facts) {
    if (
      fact.type !== 'payment.allocated' &&
      fact.type !== 'discount.granted' &&
      fact.type !== 'rounding.recorded' &&
      fact.type !== 'writeoff.recorded'
    )
      continue
    const { id, kind, source, document, number, instalment, amount, currency, why } = fact.data
    const effectiveOn = formatDay(fact.effectiveOn)
    allocations.push({
      id,
      kind,
      source,
      document,
      number,
      instalment,
      amount: minor(amount, currency),
      effectiveOn,
      why,
    })
  }
  return {
    allocations,
    passedOver: plan?.passedOver ?? [],
    planHash: plan === undefined ? null : planHash(plan),
  }
}

/** A named invoice must exist and be in the payment's currency. */
export function assertTargets(decision: Decision, strategy: Strategy, currency: string): void {
  if (typeof strategy !== 'object' || !('specific' in strategy)) return
  for (const target of strategy.specific) {
    const invoice = decision.books.documents.get(target.document)
    if (invoice?.kind !== 'invoice')
      throw new ReceivablesError(
        'invoice_not_found',
        `Customer ${decision.books.customer} has no invoice ${target.document}.`,
        {
          invoice: target.document,
        },
      )
    if (invoice.voidedOn !== null)
      throw new ReceivablesError('invoice_voided', `Invoice ${invoice.number} is void and takes no payment.`, {
        invoice: invoice.id,
      })
    if (invoice.currency !== currency)
      throw new ReceivablesError(
        'currency_mismatch',
        `Invoice ${invoice.number} is in ${invoice.currency}, the payment in ${currency}; record it in ${invoice.currency}.`,
        { invoice: invoice.currency, payment: currency },
      )
  }
}
