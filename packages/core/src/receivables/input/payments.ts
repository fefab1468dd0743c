import * as z from 'zod/mini'
import { clocks, command, currency, day, id, metadata, positiveAmount, rateText, text } from './primitives.js'

/** One target of a specific allocation. */
const target = z.strictObject({
  invoice: id,
  instalment: z.optional(z.int().check(z.gte(1))),
  /** @default as much as the invoice can take */
  amount: z.optional(positiveAmount),
})

/** The strategies a payment can be spread by. */
const orderNames = ['oldestDue', 'currentFirst', 'proportional', 'feesFirst', 'principalFirst', 'onAccount'] as const

/** A strategy by name, or specific invoices and then what the rest does. */
export const strategy = z.union([
  z.enum(orderNames),
  z.strictObject({
    specific: z.array(target).check(z.minLength(1), z.maxLength(1000)),
    /** @default onAccount */
    then: z.optional(z.enum(orderNames)),
  }),
])

const received = {
  /** @default pay_ and a new unique id */
  id: z.optional(id),
  amount: positiveAmount,
  /** The day the money arrived. @default today */
  receivedOn: z.optional(day),
  method: z.optional(text(40)),
  provider: z.optional(id),
  /** The provider's own id: unique per provider. */
  externalId: z.optional(id),
  reference: z.optional(id),
  metadata: z.optional(metadata),
  rate: z.optional(rateText),
}

/**
 * `payments.record`: from one customer; or shared by `splits`; or, with neither, from a payer we cannot name yet,
 * which waits in suspense.
 */
export const recordPayment = z.strictObject({
  ...command,
  ...received,
  customer: z.optional(id),
  splits: z.optional(
    z
      .array(z.strictObject({ customer: id, amount: positiveAmount, allocate: z.optional(strategy) }))
      .check(z.minLength(2), z.maxLength(100)),
  ),
  payer: z.optional(text(300)),
  /** How it is spread over open items. @default the account's strategy, oldestDue */
  allocate: z.optional(strategy),
  /** Insist on the plan a preview showed. */
  planHash: z.optional(id),
})

/** `payments.assign`: names the customer of money in suspense. */
export const assignPayment = z.strictObject({
  ...command,
  suspense: id,
  customer: id,
  /** @default all that is left of it */
  amount: z.optional(positiveAmount),
  id: z.optional(id),
  on: z.optional(day),
  allocate: z.optional(strategy),
})

/** `payments.refund`: money goes back; for allocated money say what becomes of the debt. */
export const refundPayment = z.strictObject({
  ...command,
  /** A payment, credit or deposit. */
  payment: id,
  /** @default all that can be refunded */
  amount: z.optional(positiveAmount),
  /** `credit`: a credit note takes the money's place. `reopen`: the debt stands again. */
  as: z.optional(z.enum(['credit', 'reopen'])),
  /** Give back what settles this invoice, and neither free money nor what settles another. */
  invoice: z.optional(id),
  /** The credit note's number (`as: 'credit'`). @default `CR` and the credit note's place in the account's journal */
  number: z.optional(id),
  on: z.optional(day),
  reason: z.optional(text(1000)),
  /**
   * `provider`: the one it came through sends it back. `hand`: it was sent some other way, and is only recorded.
   * @default provider for money that came through one that was given to `createReceivables`
   */
  through: z.optional(z.enum(['provider', 'hand'])),
})

/** `payments.reverse`: the money was taken back (chargeback, bounce) or never was (error). */
export const reversePayment = z.strictObject({
  ...command,
  payment: id,
  on: z.optional(day),
  /** @default error */
  reason: z.optional(z.enum(['chargeback', 'bounce', 'error'])),
  /** Hold the reopened invoices until someone clears them. @default true for a chargeback */
  hold: z.optional(z.boolean()),
})

/** `payments.capture`: takes money that is held on a card. */
export const capturePayment = z.strictObject({
  ...command,
  payment: id,
  /** What goes beyond it is given free. @default all that is held */
  amount: z.optional(positiveAmount),
})

/** `payments.void`: gives money that is held on a card free. */
export const voidPayment = z.strictObject({ ...command, payment: id, reason: z.optional(text(1000)) })

/** `payments.charge`: charges a saved method, for an invoice or for the fee of a booking. */
export const chargePayment = z.strictObject({
  ...command,
  /** What the payment is called. @default pay_ and a new unique id */
  id: z.optional(id),
  /** As `payments.methods` lists it: the payment that the method was left with. */
  method: id,
  invoice: z.optional(id),
  /** The fee of a booking to which nobody came, or that was cancelled too late. */
  booking: z.optional(id),
  /** @default all that may be charged */
  amount: z.optional(positiveAmount),
  /** What the payer reads. @default the invoice's number, or the booking's reference */
  description: z.optional(text(500)),
})

/** `payments.forgetMethod` */
export const forgetMethod = z.strictObject({ ...command, method: id, reason: z.optional(text(1000)) })

/** `allocations.apply` and its preview */
export const applyAllocations = z.strictObject({
  ...command,
  customer: id,
  /** @default the customer's only currency with something to allocate */
  currency: z.optional(currency),
  /** Payments, credits and released deposits to use. @default all, expiring credits first */
  sources: z.optional(z.array(id).check(z.minLength(1), z.maxLength(1000))),
  strategy: z.optional(strategy),
  /** The day it takes effect. @default as early as the money and the item allow */
  effectiveOn: z.optional(day),
  planHash: z.optional(id),
})

/** `allocations.release`: undoes one allocation, discount, tolerance or write-off. */
export const releaseAllocation = z.strictObject({
  ...command,
  allocation: id,
  on: z.optional(day),
  reason: z.optional(text(1000)),
})

/** `allocations.move`: undoes it and puts the money against another invoice. */
export const moveAllocation = z.strictObject({
  ...command,
  allocation: id,
  to: id,
  instalment: z.optional(z.int().check(z.gte(1))),
  on: z.optional(day),
})

/** `aging.report` */
export const agingReport = z.strictObject({
  ...clocks,
  /** Upper bounds in days past due. @default [30, 60, 90] */
  buckets: z.optional(z.array(z.int().check(z.gte(0), z.lte(36_600))).check(z.minLength(1), z.maxLength(20))),
  /** @default due */
  basis: z.optional(z.enum(['due', 'issued'])),
  /** How money on account is shown. @default separate */
  credit: z.optional(z.enum(['separate', 'ownDate', 'netOldest'])),
  customer: z.optional(id),
  reference: z.optional(id),
  currency: z.optional(currency),
  /** Also group by this invoice metadata entry. */
  groupBy: z.optional(id),
})
