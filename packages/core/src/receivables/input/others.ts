import * as z from 'zod/mini'
import { clocks, command, currency, day, id, metadata, positiveAmount, rateText, text } from './primitives.js'

/** `writeOffs.record` */
export const recordWriteOff = z.strictObject({
  ...command,
  invoice: id,
  /** @default all that is open */
  amount: z.optional(positiveAmount),
  on: z.optional(day),
  reason: z.optional(text(1000)),
})

/** `holds.place`: on one invoice, or on all of a customer's. */
export const placeHold = z.strictObject({
  ...command,
  id: z.optional(id),
  invoice: z.optional(id),
  customer: z.optional(id),
  /** `dispute`, `chargeback`, `refund`, or a word of your own. */
  reason: id,
  note: z.optional(text(1000)),
  on: z.optional(day),
})

/** `holds.release` */
export const releaseHold = z.strictObject({ ...command, hold: id, note: z.optional(text(1000)), on: z.optional(day) })

/** `plans.agree`: a negotiated plan over what is open of one invoice. */
export const agreePlan = z.strictObject({
  ...command,
  id: z.optional(id),
  invoice: id,
  /** The parts one by one; they add up to what is open. Give these or `monthly`. */
  instalments: z.optional(
    z.array(z.strictObject({ dueOn: day, amount: positiveAmount })).check(z.minLength(1), z.maxLength(120)),
  ),
  /** Equal parts, a month apart, month ends kept. */
  monthly: z.optional(z.strictObject({ parts: z.int().check(z.gte(1), z.lte(120)), firstDueOn: day })),
  /** What happens when a part is late: only it is overdue, or the plan ends and the old due days return. @default keep */
  broken: z.optional(z.enum(['keep', 'cancel'])),
  on: z.optional(day),
})

/** `plans.accept` */
export const acceptPlan = z.strictObject({ ...command, plan: id, by: text(200), on: z.optional(day) })

/** `plans.cancel`: what is still open falls back to the old due day. */
export const cancelPlan = z.strictObject({
  ...command,
  plan: id,
  on: z.optional(day),
  reason: z.optional(text(1000)),
})

/** `deposits.request`: asks for money before any invoice. Nothing is owed by it. */
export const requestDeposit = z.strictObject({
  ...command,
  customer: id,
  id: z.optional(id),
  number: z.optional(id),
  reference: id,
  amount: positiveAmount,
  on: z.optional(day),
  dueOn: z.optional(day),
  metadata: z.optional(metadata),
})

/** `deposits.settle`: deposit money arrived for a reference. */
export const settleDeposit = z.strictObject({
  ...command,
  customer: id,
  id: z.optional(id),
  reference: id,
  /** The request it answers, if there was one. */
  request: z.optional(id),
  amount: positiveAmount,
  receivedOn: z.optional(day),
  method: z.optional(text(40)),
  provider: z.optional(id),
  externalId: z.optional(id),
  rate: z.optional(rateText),
  metadata: z.optional(metadata),
})

/** `deposits.apply`: sets held money against an invoice of the same reference. */
export const applyDeposit = z.strictObject({
  ...command,
  deposit: id,
  invoice: id,
  /** @default as much as both allow */
  amount: z.optional(positiveAmount),
  on: z.optional(day),
})

/** `deposits.forfeit` and `deposits.release` */
export const endDeposit = z.strictObject({
  ...command,
  deposit: id,
  /** @default all that is held */
  amount: z.optional(positiveAmount),
  on: z.optional(day),
  reason: z.optional(text(1000)),
})

/** `periods.close`: nothing may take effect on or before `through` any more. */
export const closePeriod = z.strictObject({ ...command, through: day })

/** `balances.of`, `balances.byReference` */
export const balanceOf = z.strictObject({ ...clocks, customer: id, currency: z.optional(currency) })

/** `balances.byReference` */
export const balanceByReference = z.strictObject({ ...clocks, reference: id })

/** `statements.of` */
export const statementOf = z.strictObject({
  customer: id,
  currency: z.optional(currency),
  /** @default the account's first day */
  from: z.optional(day),
  /** @default today */
  to: z.optional(day),
  knownAt: clocks.knownAt,
  reference: z.optional(id),
})
