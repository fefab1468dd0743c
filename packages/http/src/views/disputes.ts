import type { DisputeView } from '@owekit/core'
import { Refusal } from '../answers/problem.js'
import type { Call, Route } from '../routing.js'
import type { WireDispute } from './shapes.js'
import { isOfBooking } from './of-booking.js'
import { type Look, pageOf, versioned } from './versioned.js'

/** Disputes of a customer. */
export const disputeRoutes: readonly Route[] = [
  { method: 'GET', path: '/customers/:customer/disputes', run: disputes },
  { method: 'GET', path: '/customers/:customer/disputes/:dispute', run: dispute },
]

function disputes(call: Call): Promise<Response> {
  return versioned(call, 'disputes:read', 'ar.disputes/1', async (look) => {
    const page = await look.viewer.ar.disputes.list({ customer: look.customer, ...pageOf(call) })
    const wanted = await onlyMine(look, page.items)
    return { items: wanted.map((one) => wireDisputeOf(look, one)), next: page.next ?? null }
  })
}

function dispute(call: Call): Promise<Response> {
  return versioned(call, 'disputes:read', 'ar.dispute/1', async (look) => {
    const found = await look.viewer.ar.disputes.get(call.params['dispute'] ?? '')
    const [own] = found.customer === look.customer ? await onlyMine(look, [found]) : []
    if (own === undefined) throw new Refusal('not_found')
    return { dispute: wireDisputeOf(look, own) }
  })
}

const onlyMine = (look: Look, found: readonly DisputeView[]) => isOfBooking(look, found, (one) => one)

/** A dispute. Its log, with what staff and banks wrote of it, is for staff. */
function wireDisputeOf({ viewer }: Look, found: DisputeView): WireDispute {
  return {
    id: found.id,
    invoice: found.invoice,
    payment: found.payment,
    lines: [...found.lines],
    reason: found.reason,
    amount: found.amount.toJSON(),
    opened: found.openedOn,
    resolved: found.resolvedOn,
    outcome: found.outcome,
    log: viewer.kind === 'staff' ? found.log.map((entry) => ({ ...entry })) : null,
  }
}
