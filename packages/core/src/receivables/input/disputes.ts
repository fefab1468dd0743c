import * as z from 'zod/mini'
import { command, day, id, positiveAmount, text } from './primitives.js'

/** `disputes.open`: of an invoice, some of its lines, or of a payment. */
export const openDispute = z.strictObject({
  ...command,
  id: z.optional(id),
  invoice: z.optional(id),
  payment: z.optional(id),
  /** The invoice's lines it is about, from 1. @default all of it */
  lines: z.optional(z.array(z.int().check(z.gte(1))).check(z.minLength(1), z.maxLength(1000))),
  /** @default what the lines come to; else what is open; of what is paid, the whole */
  amount: z.optional(positiveAmount),
  /** `goods`, `price`, `not_ordered`, or a word of your own. */
  reason: id,
  note: z.optional(text(1000)),
  on: z.optional(day),
})

/** `disputes.note`: one more entry of the log. With `url` it is evidence. */
export const noteDispute = z.strictObject({
  ...command,
  dispute: id,
  text: text(10_000),
  url: z.optional(text(2000)),
  on: z.optional(day),
})

/** `disputes.resolve` */
export const resolveDispute = z.strictObject({
  ...command,
  dispute: id,
  outcome: z.enum(['accepted', 'rejected', 'withdrawn']),
  /** `credit`: a credit note over what was disputed, in the same batch. */
  as: z.optional(z.literal('credit')),
  /** The credit note's number. @default the next of `series` */
  number: z.optional(id),
  series: z.optional(id),
  /** @default true */
  releaseHold: z.optional(z.boolean()),
  note: z.optional(text(1000)),
  on: z.optional(day),
})
