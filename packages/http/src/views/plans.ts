import type { PlanView } from '@owekit/core'
import { Refusal } from '../answers/problem.js'
import type { Call, Route } from '../routing.js'
import type { WirePlan } from './shapes.js'
import { isOfBooking } from './of-booking.js'
import { type Look, pageOf, versioned } from './versioned.js'

/** Payment plans of a customer. */
export const planRoutes: readonly Route[] = [
  { method: 'GET', path: '/customers/:customer/plans', run: plans },
  { method: 'GET', path: '/customers/:customer/plans/:plan', run: plan },
]

function plans(call: Call): Promise<Response> {
  return versioned(call, 'plans:read', 'ar.plans/1', async (look) => {
    const page = await look.viewer.ar.plans.list({ customer: look.customer, ...pageOf(call) })
    const wanted = await onlyMine(look, page.items)
    return { items: wanted.map(wirePlanOf), next: page.next ?? null }
  })
}

function plan(call: Call): Promise<Response> {
  return versioned(call, 'plans:read', 'ar.plan/1', async (look) => {
    const found = await look.viewer.ar.plans.get(call.params['plan'] ?? '')
    const [own] = found.customer === look.customer ? await onlyMine(look, [found]) : []
    if (own === undefined) throw new Refusal('not_found')
    return { plan: wirePlanOf(own) }
  })
}

const onlyMine = (look: Look, plans: readonly PlanView[]) =>
  isOfBooking(look, plans, ({ invoice }) => ({ invoice, payment: '' }))

/** A plan; who agreed to it stays inside. */
function wirePlanOf(plan: PlanView): WirePlan {
  return {
    id: plan.id,
    invoice: plan.invoice,
    state: plan.state,
    agreed: plan.agreedOn,
    accepted: plan.acceptedOn,
    broken: plan.brokenOn,
    cancelled: plan.cancelledOn,
    total: plan.total.toJSON(),
    open: plan.open.toJSON(),
    instalments: plan.instalments.map(({ no, dueOn, amount, open }) => ({
      no,
      due: dueOn,
      amount: amount.toJSON(),
      open: open.toJSON(),
    })),
  }
}
