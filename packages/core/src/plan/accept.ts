import { type Day, formatDay } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import type { Decision } from '../journal/decision.js'
import { openInstalments } from '../journal/lookup.js'
import type { Row } from '../records/collections.js'
import { cancelPlan } from './agree.js'
import { planData } from './apply.js'

/** The plan while it stands, or `plan_not_found`, `plan_cancelled`. */
function livePlanOf(decision: Decision, id: string): Row<'plans'> {
  const plan = decision.books.plans.get(id)
  if (plan === undefined) throw new ReceivablesError('plan_not_found', `There is no payment plan ${id}.`, { plan: id })
  if (plan.cancelledOn !== null)
    throw new ReceivablesError(
      'plan_cancelled',
      `Payment plan ${id} was cancelled on ${formatDay(plan.cancelledOn)}.`,
      {
        plan: id,
      },
    )
  return plan
}

/**
 * Decides that the customer said yes to a plan. It was in force before; who accepted it and when is what is added.
 *
 * @throws ReceivablesError `plan_not_found`, `plan_cancelled`, `already_exists` when it was accepted before
 */
export function acceptPlan(
  decision: Decision,
  input: { readonly plan: string; readonly by: string; readonly on: Day },
): void {
  const plan = livePlanOf(decision, input.plan)
  if (plan.acceptedOn !== null)
    throw new ReceivablesError(
      'already_exists',
      `Payment plan ${plan.id} was accepted on ${formatDay(plan.acceptedOn)}.`,
      {
        plan: plan.id,
        acceptedOn: formatDay(plan.acceptedOn),
      },
    )
  decision.add({
    type: 'plan.accepted',
    effectiveOn: input.on,
    data: { id: plan.id, by: input.by },
    postings: [],
  })
}

/**
 * Decides that a plan is broken, if a part of it is late on a day: once, naming the oldest such part. By its own rule the
 * plan then stays and only what is late is overdue (`keep`), or it is cancelled and the old due days return (`cancel`).
 *
 * The books need the plans of the invoice and everything around it.
 *
 * @returns whether it was broken now
 * @throws ReceivablesError `plan_not_found`, `plan_cancelled`
 * @example
 * // 3 × 300.00 from 2026-12-31; on 2027-01-01 nothing was paid: broken by part 1 of 300.00
 */
export function breakPlan(decision: Decision, input: { readonly plan: string; readonly on: Day }): boolean {
  const plan = livePlanOf(decision, input.plan)
  if (plan.brokenOn !== null) return false
  const [late] = openInstalments(decision.books, plan.document).filter(
    (part) => part.plan === plan.id && part.dueOn < input.on,
  )
  if (late === undefined) return false
  decision.add({
    type: 'plan.broken',
    effectiveOn: input.on,
    data: { id: plan.id, instalment: late.no, dueOn: formatDay(late.dueOn), open: late.open, currency: late.currency },
    postings: [],
  })
  if (planData(plan).broken === 'cancel') cancelPlan(decision, { plan: plan.id, reason: 'broken' })
  return true
}
