import * as z from 'zod/mini'
import { amount, command, day, id, metadata, positiveAmount, rateText, text } from './primitives.js'

/** A line as printed. */
const line = z.strictObject({
  description: text(1000),
  /** As printed; never multiplied. */
  quantity: z.optional(text(40)),
  amount,
  reference: z.optional(id),
})

/** A tax component as given to us. */
const tax = z.strictObject({ code: id, amount })

const document = {
  /** @default inv_ or crn_ and the number */
  id: z.optional(id),
  /** The printed number. @default the next of `series` */
  number: z.optional(id),
  /** The gapless series to number from. */
  series: z.optional(id),
  /** @default today */
  issuedOn: z.optional(day),
  lines: z.optional(z.array(line).check(z.maxLength(1000))),
  /** Tax included in the total, by component. */
  taxes: z.optional(z.array(tax).check(z.maxLength(50))),
  /** A booking, project or job that groups documents and payments. */
  reference: z.optional(id),
  metadata: z.optional(metadata),
  /** Home currency units for one unit of the document's currency. */
  rate: z.optional(rateText),
}

/** An early-payment discount. */
const discount = z.strictObject({
  /** Percent of the base: `2` for 2 %. */
  percent: rateText,
  /** Days after issue, the last one inclusive. Give this or `until`. */
  days: z.optional(z.int().check(z.gte(0), z.lte(3660))),
  until: z.optional(day),
  /** @default gross */
  base: z.optional(z.enum(['gross', 'net'])),
  /** @default fullSettlementOnly */
  mode: z.optional(z.enum(['fullSettlementOnly', 'proportional'])),
})

/** `invoices.issue` */
export const issueInvoice = z.strictObject({
  ...command,
  customer: id,
  ...document,
  /** What is asked, tax included. @default the sum of lines and taxes */
  total: z.optional(positiveAmount),
  /** Give `dueOn`, `terms` or `instalments`; none of them means due on receipt. */
  dueOn: z.optional(day),
  /** `net 30`, `2/10 net 30`, `eom`: see the reference. */
  terms: z.optional(text(100)),
  instalments: z.optional(
    z
      .array(z.strictObject({ dueOn: day, amount: z.optional(positiveAmount), percent: z.optional(rateText) }))
      .check(z.minLength(1), z.maxLength(120)),
  ),
  discount: z.optional(discount),
  /** What the law lets a payment settle first. @default principal */
  component: z.optional(z.enum(['principal', 'interest', 'costs'])),
  /** Use deposits held for the same reference at once. @default true */
  applyDeposits: z.optional(z.boolean()),
})

/** `invoices.void` */
export const voidInvoice = z.strictObject({
  ...command,
  invoice: id,
  /** @default today */
  on: z.optional(day),
  reason: z.optional(text(1000)),
})

/** `invoices.moveDueDate` */
export const moveDueDate = z.strictObject({
  ...command,
  invoice: id,
  dueOn: day,
  /** Only this instalment. @default every open one */
  instalment: z.optional(z.int().check(z.gte(1))),
  on: z.optional(day),
  reason: z.optional(text(1000)),
})

/** `credits.issue` */
export const issueCredit = z.strictObject({
  ...command,
  customer: id,
  ...document,
  amount: positiveAmount,
  /** @default credit_note */
  kind: z.optional(z.enum(['credit_note', 'promotional'])),
  /** The invoice it corrects: the credit settles it first. */
  invoice: z.optional(id),
  /** What becomes of credit the invoice cannot take. @default credit */
  surplus: z.optional(z.enum(['credit', 'refund'])),
  /** The last day it can be used. */
  expiresOn: z.optional(day),
})
