import type { Day } from '../calendar/index.js'
import { digest } from '../journal/digest.js'
import { ReceivablesError } from '../errors/index.js'
import type { Decision } from '../journal/decision.js'
import { instalmentKey } from '../journal/books.js'
import { openOf } from '../journal/lookup.js'
import { applyRate, percent } from '../money/index.js'
import { type AllocationPlan, planAllocation, type Strategy } from './plan.js'
import { openItems } from './items.js'
import type { AllocationSource } from './open-item.js'
import { recordSurplus, settle, settleWithoutMoney } from './settle.js'
import { grantDiscount } from './settle-with-offer.js'

/**
 * A plan's hash: the same for a preview and the command that follows it, unless the books moved in between.
 *
 * @example
 * planHash(plan) // '0c6b6a5f5d2b1e1f7d0a…'
 */
export function planHash(plan: Pick<AllocationPlan, 'lines'>): string {
  return digest(
    plan.lines
      .map((line) => [line.source, line.document, line.instalment, line.amount, line.discount].join('\u0001'))
      .join('\u0002'),
  )
}

/** How a decision spreads sources, and what it insists on. */
export interface SpreadInput {
  readonly sources: readonly AllocationSource[]
  readonly strategy: Strategy
  readonly currency: string
  readonly on: Day
  readonly effectiveOn?: Day | undefined
  readonly planHash?: string | undefined
}

/**
 * Plans and settles in one go: the plan's lines, the discounts they earn, the tolerance that closes a cent.
 *
 * @throws ReceivablesError `plan_hash_changed` when the plan is not the one that was previewed
 */
export function spreadSources(decision: Decision, input: SpreadInput): AllocationPlan {
  const items = openItems(decision.books, input.currency)
  const plan = { ...planAllocation(input.sources, items, input.strategy, latestUse(input)), currency: input.currency }
  if (input.planHash !== undefined && input.planHash !== planHash(plan))
    throw new ReceivablesError(
      'plan_hash_changed',
      `The plan is ${planHash(plan)} by now, not ${input.planHash}: the books changed since the preview.`,
      { asked: input.planHash, now: planHash(plan) },
    )
  const lastOf = new Map(plan.lines.map((line, index) => [line.document, index]))
  for (const [index, line] of plan.lines.entries()) {
    const fact = settle(decision, { ...line, effectiveOn: input.effectiveOn })
    if (line.discount > 0n) grantDiscount(decision, line, fact)
    if (lastOf.get(line.document) === index)
      closeWithinTolerance(decision, line.document, line.instalment, fact.effectiveOn, idOf(fact))
  }
  if (input.strategy !== 'onAccount') for (const source of input.sources) roundSurplus(decision, source.id, plan)
  return plan
}

/** Credit has to be good on the day it is used: now, and when it takes effect. */
const latestUse = ({ on, effectiveOn }: SpreadInput) =>
  effectiveOn !== undefined && effectiveOn > on ? effectiveOn : on

const idOf = (fact: { data: object }) => ('id' in fact.data ? String(fact.data.id) : '')

function limitFor(decision: Decision, currency: string, documentId: string): bigint {
  const tolerance = decision.context.tolerance.get(currency)
  if (tolerance === undefined) return 0n
  const total = decision.books.documents.get(documentId)?.total
  if (tolerance.percent === null || total === undefined) return tolerance.limit
  const share = applyRate(total, percent(tolerance.percent), 'floor')
  return share < tolerance.limit ? share : tolerance.limit
}

function closeWithinTolerance(decision: Decision, document: string, no: number, on: Day, cause: string): void {
  const { books } = decision
  if (decision.context.tolerance.size === 0) return
  const open = openOf(books, document)
  const item = books.instalments.get(instalmentKey(document, no))
  if (open <= 0n || item === undefined || item.open !== open) return
  if (open > limitFor(decision, item.currency, document)) return
  settleWithoutMoney(decision, 'rounding.recorded', {
    document,
    instalment: no,
    amount: open,
    effectiveOn: on,
    cause,
    why: 'difference within the tolerance',
  })
}

/** A surplus within the tolerance, after the money closed an invoice, is a gain and not left on account. */
function roundSurplus(decision: Decision, id: string, plan: AllocationPlan): void {
  const { books } = decision
  const source = books.sources.get(id)
  const last = plan.lines.findLast((line) => line.source === id)
  if (source === undefined || last === undefined || source.unapplied <= 0n || source.kind !== 'payment') return
  if (openOf(books, last.document) !== 0n || source.unapplied > limitFor(decision, source.currency, last.document))
    return
  const allocation = [...books.allocations.values()].findLast((row) => row.source === id)
  recordSurplus(decision, source, {
    amount: source.unapplied,
    effectiveOn: allocation?.effectiveOn ?? source.freeFrom,
    cause: allocation?.id ?? '',
  })
}
