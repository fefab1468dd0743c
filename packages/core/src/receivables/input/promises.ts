import * as z from 'zod/mini'
import { command, currency, day, id, positiveAmount, text } from './primitives.js'

/** `promises.make`: for an invoice, or for whatever a customer owes. */
export const makePromise = z.strictObject({
  ...command,
  id: z.optional(id),
  customer: z.optional(id),
  invoice: z.optional(id),
  /** @default all that the invoice has open */
  amount: z.optional(positiveAmount),
  /** The last day on which it is kept. */
  until: day,
  note: z.optional(text(1000)),
  /** @default today */
  on: z.optional(day),
})

/** `promises.withdraw` */
export const withdrawPromise = z.strictObject({
  ...command,
  promise: id,
  reason: z.optional(text(1000)),
  on: z.optional(day),
})

/** `promises.kept`, `plans.kept` */
export const keptOf = z.strictObject({ customer: id, currency: z.optional(currency) })
