import * as z from 'zod/mini'
import { checkedPolicy } from '../../reminders/index.js'
import { ReceivablesError } from '../../errors/index.js'
import { command, currency, day, id, instant, text } from './primitives.js'

/** Why somebody decided it, for whoever looks later. */
const reason = z.optional(text(1000))
const channel = z.enum(['email', 'sms'])

/** `reminders.setPolicy` */
export const setPolicy = z.strictObject({
  ...command,
  /** A `ReminderPolicy`: what it holds is checked as a whole. */
  policy: z.record(z.string(), z.unknown()),
  /** It holds for everybody who has no other. @default as it was */
  isDefault: z.optional(z.boolean()),
})

/** `reminders.setDefault`: the policy of whoever has no other; `none` for no reminders. */
export const setDefault = z.strictObject({ ...command, policy: id })

/** `reminders.agree`: of a customer, or of one invoice. What is left out stays as it is. */
export const agree = z.strictObject({
  ...command,
  customer: z.optional(id),
  invoice: z.optional(id),
  /** A policy's name, `none` for no reminders, `''` for the next wider one: the customer's, then the tenant's. */
  policy: z.optional(z.union([id, z.literal('')])),
  /** Nothing is said until this is false again. Of customers only. */
  isPaused: z.optional(z.boolean()),
  /** The first day on which anything is said again; null for at once. */
  snoozedUntil: z.optional(z.nullable(day)),
  /** Channels on which the customer wants no reminders. Of customers only. */
  optedOut: z.optional(z.array(channel)),
  reason,
})

/** `reminders.waive`: a step that is not to be said. */
export const waive = z.strictObject({ ...command, invoice: id, step: text(200), reason })

/** `reminders.sendNow`: the next step of an invoice, or the one named, is said at the next turn of the worker. */
export const sendNow = z.strictObject({ ...command, invoice: id, step: z.optional(text(200)), reason })

/** `reminders.closeTask` */
export const closeTask = z.strictObject({ ...command, task: id, note: z.optional(text(1000)) })

/** `reminders.liftSuppression`: an address is written to again. */
export const liftSuppression = z.strictObject({ ...command, channel, address: text(320) })

/** `reminders.paymentsSeen`: payments are complete up to this instant. */
export const paymentsSeen = z.strictObject({ ...command, at: z.optional(instant) })

/** `reminders.hold`: what fell due before is held: the books come from a backup. */
export const holdDue = z.strictObject({ ...command, before: z.optional(instant) })

/** `reminders.release` */
export const releaseHeld = z.strictObject({ ...command })

/** `reminders.upcoming` */
export const upcomingOf = z.strictObject({ customer: id, currency: z.optional(currency) })

/** The policy of an input, checked as a whole. */
export function policyOf(given: unknown) {
  const policy = checkedPolicy(given)
  if (policy.id === 'none')
    throw new ReceivablesError('invalid_policy', 'A reminder policy is not called none: that is no policy.', {
      path: 'id',
    })
  return policy
}
