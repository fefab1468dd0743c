import * as z from 'zod/mini'
import { amount, command, day, id, text } from './primitives.js'

/** An instant in milliseconds, as adapters give it. */
const instant = z.int()

/** A payment as a provider knows it. */
export const payment = z.strictObject({
  externalId: id,
  amount,
  account: text(200),
  method: text(100),
  fee: z.optional(amount),
  savedMethod: z.optional(id),
  captureBefore: z.optional(instant),
})

const refund = z.strictObject({
  externalId: id,
  refund: text(200),
  payment: id,
  amount,
  state: z.enum(['pending', 'sent', 'failed']),
  reason: text(1000),
})

const dispute = z.strictObject({
  externalId: id,
  payment: id,
  amount,
  reason: text(200),
  withdrawn: z.boolean(),
  evidenceDueBy: z.union([instant, z.null()]),
})

const payout = z.strictObject({ externalId: id, amount, fees: amount, arrivesOn: day })

const base = { event: id, occurredAt: instant, checkout: text(250), tenant: z.optional(text(250)) }

/** What a provider may tell us. Adapters are not trusted: what is not of this shape is refused. */
export const providerEvent = z.discriminatedUnion('type', [
  z.strictObject({
    ...base,
    type: z.enum(['payment.pending', 'payment.succeeded', 'payment.authorised']),
    payment,
  }),
  z.strictObject({
    ...base,
    type: z.literal('payment.voided'),
    payment,
    reason: z.optional(z.enum(['released', 'expired'])),
  }),
  z.strictObject({ ...base, type: z.literal('payment.failed'), payment, reason: text(1000), retryable: z.boolean() }),
  z.strictObject({ ...base, type: z.literal('payment.reversed'), payment, reason: text(1000) }),
  z.strictObject({ ...base, type: z.enum(['refund.pending', 'refund.sent', 'refund.failed']), refund }),
  z.strictObject({
    ...base,
    type: z.enum(['dispute.opened', 'dispute.withdrawn', 'dispute.reinstated', 'dispute.won', 'dispute.lost']),
    dispute,
  }),
  z.strictObject({ ...base, type: z.enum(['payout.paid', 'payout.failed']), payout }),
  z.strictObject({ ...base, type: z.enum(['checkout.expired', 'checkout.closed']) }),
])

/** A provider's event as the books take it. */
export type CheckedEvent = z.output<typeof providerEvent>

/** `intake.apply`: one event, once. */
export const applyEvent = z.strictObject({ ...command, provider: id, event: providerEvent })

/** `intake.resolve`: what a person decides about an event that is held. */
export const resolveEvent = z.strictObject({
  ...command,
  provider: id,
  event: id,
  /** `apply`: book what it says after all. `dismiss`: leave it. */
  action: z.enum(['apply', 'dismiss']),
  /** What a refund made at the provider does to the debt. */
  as: z.optional(z.enum(['credit', 'reopen'])),
  /** Whose money it is, when the event does not say. */
  customer: z.optional(id),
  note: z.optional(text(1000)),
})
