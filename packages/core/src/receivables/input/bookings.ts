import * as z from 'zod/mini'
import { cancellationPolicies } from '../../booking/cancellation-for.js'
import { depositRules } from '../../booking/deposit-for.js'
import { command, day, id, instant, positiveAmount, rateText, text } from './primitives.js'

const names = <T extends object>(of: T) => z.enum(Object.keys(of) as [keyof T & string, ...(keyof T & string)[]])

/** A local time, as minutes after midnight. */
const time = z.pipe(
  z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 18:00')),
  z.transform((value: string) => Number(value.slice(0, 2)) * 60 + Number(value.slice(3))),
)

const charge = z.union([
  z.enum(['none', 'all', 'deposit', 'firstNight']),
  z.strictObject({ percent: rateText }),
  z.strictObject({ amount: positiveAmount }),
  z.strictObject({ perPerson: positiveAmount }),
])

const count = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most))

const rule = z.union([
  names(depositRules),
  z.strictObject({
    ask: charge,
    minimum: z.optional(positiveAmount),
    fullWithinDays: z.optional(count(0, 3660)),
    fullBelow: z.optional(positiveAmount),
    mayPayFull: z.optional(z.boolean()),
    balanceDays: z.optional(count(0, 3660)),
  }),
])

const policy = z.union([
  names(cancellationPolicies),
  z.strictObject({
    windows: z.readonly(
      z
        .array(
          z.strictObject({
            until: z.union([
              z.strictObject({ hours: count(0, 87_840) }),
              z.strictObject({ days: count(0, 3660), at: z.optional(time) }),
            ]),
            charge,
          }),
        )
        .check(z.maxLength(20)),
    ),
    after: charge,
    rest: z.optional(z.enum(['refund', 'credit'])),
  }),
])

const holdMinutes = count(1, 5_270_400)

/** `bookings.request` */
export const requestBooking = z.strictObject({
  ...command,
  customer: id,
  /** Its name, and the reference of its deposit and its invoices. */
  reference: id,
  total: positiveAmount,
  date: day,
  /** The local time it begins. @default '00:00' */
  time: z.optional(time),
  /** @default the account's */
  timeZone: z.optional(text(64)),
  /** @default 1 */
  persons: z.optional(count(1, 100_000)),
  /** @default 1 */
  nights: z.optional(count(1, 3660)),
  /** What is asked at first: a rule, or the name of one of ours. @default 'none' */
  rule: z.optional(rule),
  /** What a cancellation costs: a policy, or the name of one of ours. @default free */
  policy: z.optional(policy),
  /** What it costs when nobody comes. @default 'none' */
  noShow: z.optional(charge),
  /** What the payer was told of it, word for word. */
  disclosure: z.optional(text(10_000)),
  /** What the payer chose. @default 'deposit' */
  pay: z.optional(z.enum(['deposit', 'full'])),
  /** It may be paid only once somebody has said yes. @default false */
  needsApproval: z.optional(z.boolean()),
  /** How long it is kept unpaid. @default until someone decides */
  holdMinutes: z.optional(holdMinutes),
  /** The deposit request's number. */
  number: z.optional(id),
})

/** `bookings.approve` */
export const approveBooking = z.strictObject({
  ...command,
  reference: id,
  /** How long it is kept unpaid from now. @default what was said when it was requested */
  holdMinutes: z.optional(holdMinutes),
  number: z.optional(id),
})

/** `bookings.cancel` */
export const cancelBooking = z.strictObject({
  ...command,
  reference: id,
  by: z.enum(['customer', 'organiser']),
  /** When it was said. @default now */
  at: z.optional(instant),
  /** Take no fee, whatever was agreed. @default false */
  waive: z.optional(z.boolean()),
  reason: z.optional(text(1000)),
  /** The number of the credit note, when there is an invoice. */
  number: z.optional(id),
})

/** `bookings.reschedule` */
export const rescheduleBooking = z.strictObject({
  ...command,
  reference: id,
  date: day,
  /** @default as before */
  time: z.optional(time),
})

/** `bookings.noShow` */
export const missBooking = z.strictObject({
  ...command,
  reference: id,
  /** At most what was disclosed. @default what was disclosed */
  fee: z.optional(positiveAmount),
  waive: z.optional(z.boolean()),
  reason: z.optional(text(1000)),
  number: z.optional(id),
})
