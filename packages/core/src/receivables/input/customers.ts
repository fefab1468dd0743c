import * as z from 'zod/mini'
import { command, day, id, metadata, text } from './primitives.js'

const profile = {
  /** Shown on documents and messages. */
  name: z.optional(text(300)),
  email: z.optional(text(320)),
  phone: z.optional(text(40)),
  /** IANA zone in which this customer's days begin. @default the account's zone */
  timeZone: z.optional(text(64)),
  /** BCP 47 tag of the language they are written to. */
  locale: z.optional(text(35)),
  metadata: z.optional(metadata),
}

/** `customers.open` */
export const openCustomer = z.strictObject({ ...command, id, ...profile })

/** `customers.update`: what is left out stays as it is. */
export const updateCustomer = z.strictObject({ ...command, id, ...profile })

/** `customers.merge`: everything open moves from one account into another. */
export const mergeCustomers = z.strictObject({
  ...command,
  from: id,
  into: id,
  /** @default today */
  on: z.optional(day),
})

/** `customers.erase`: removes the personal data; the books stay. */
export const eraseCustomer = z.strictObject({ ...command, id })
