import * as z from 'zod/mini'
import { command, currency, id, positiveAmount, text } from './primitives.js'

const shared = {
  ...command,
  /** @default one that is always the same for the same thing */
  id: z.optional(id),
  /** The least a payer may pay at once. @default the whole */
  minimum: z.optional(positiveAmount),
  /** How long it can be used, in days. @default as `createReceivables` was told, 30 */
  days: z.optional(z.int().check(z.gte(1), z.lte(3650))),
  /** `hold`: what is paid is held on the card, for `payments.capture` or `payments.void`. @default now */
  capture: z.optional(z.enum(['now', 'hold'])),
}

/** `links.forInvoice`, and with `instalment` for one part of it. */
export const invoiceLink = z.strictObject({ ...shared, invoice: id, instalment: z.optional(z.int().check(z.gte(1))) })

/** `links.forDeposit` */
export const depositLink = z.strictObject({ ...shared, request: id })

/** `links.forReference`: everything open of a booking, project or job. */
export const referenceLink = z.strictObject({ ...shared, customer: id, reference: id, currency: z.optional(currency) })

/** `links.forBalance`: everything open of a customer, less money on account. */
export const balanceLink = z.strictObject({ ...shared, customer: id, currency: z.optional(currency) })

/** `links.renew` */
export const renewLink = z.strictObject({
  ...command,
  link: id,
  days: shared.days,
  /** Whoever holds it renews it: only while the token opens it, once it expired, and while nobody revoked it. */
  holder: z.optional(
    z.strictObject({
      token: text(200),
      /** How many days after the end that you gave it, however often it was renewed since. @default 60 */
      within: z.optional(z.int().check(z.gte(0), z.lte(3650))),
    }),
  ),
})

/** `links.revoke` */
export const revokeLink = z.strictObject({ ...command, link: id, reason: z.optional(text(1000)) })

/** `links.pay` */
export const payLink = z.strictObject({
  /** How much. @default all that it asks for */
  amount: z.optional(positiveAmount),
  /** Where the payer goes afterwards: a URL of an origin in `links.returnTo`. */
  next: z.optional(text(2000)),
  /** @default the first provider */
  provider: z.optional(id),
  /** On the provider's page, or in place with a client secret. @default redirect */
  show: z.optional(z.enum(['redirect', 'inPlace'])),
  /** Keeps the method for later charges: the words that the payer agreed to. @default it is not kept */
  saveMethod: z.optional(z.strictObject({ consent: text(10_000).check(z.minLength(1)) })),
})
