import * as z from 'zod/mini'
import { parseDay, parseInstant } from '../../calendar/index.js'
import { type ErrorCode, isReceivablesError } from '../../errors/index.js'
import { exponentOf, type Money, minor, moneyFromJSON, type MoneyJSON, rate, toDecimal } from '../../money/index.js'

const reservedIds = new Set(['__proto__', 'constructor', 'prototype'])
const longestText = 10_000
const longestId = 200

interface Context {
  issues: unknown[]
}

/** Refuses a value with one of our codes, so that the edge can tell which rule it broke. */
function refuse(context: Context, input: unknown, code: ErrorCode, message: string): void {
  context.issues.push({ code: 'custom', input, message, params: { code } })
}

/** Runs a converter that throws our errors and turns its error into a refusal that keeps its path. */
function converting<From, To>(convert: (value: From) => To) {
  return z.transform((value: From, context) => {
    try {
      return convert(value)
    } catch (error) {
      if (!isReceivablesError(error)) throw error
      refuse(context, value, error.code, error.message)
      return z.NEVER
    }
  })
}

/** True for text a store can keep exactly: no NUL, no lone surrogate. */
function isStorableText(value: string): boolean {
  return !value.includes('\0') && value.isWellFormed()
}

/** Text up to `longest` UTF-16 units, kept as it is. */
export function text(longest: number = longestText) {
  return z.string().check((payload) => {
    if (payload.value.length > longest)
      refuse(payload, undefined, 'text_too_long', `is ${payload.value.length} characters long; the limit is ${longest}`)
    else if (!isStorableText(payload.value))
      refuse(payload, undefined, 'invalid_text', 'holds a NUL or a lone surrogate, which not every store keeps')
  })
}

/** An id: 1 to 200 characters, any script, no edge blanks, not a reserved property name. */
export const id = z.string().check((payload) => {
  const value = payload.value
  if (value.length === 0 || value.length > longestId)
    refuse(payload, undefined, 'invalid_id', `must have 1 to ${longestId} characters, has ${value.length}`)
  else if (!isStorableText(value)) refuse(payload, undefined, 'invalid_text', 'holds a NUL or a lone surrogate')
  else if (reservedIds.has(value)) refuse(payload, value, 'invalid_id', `"${value}" is a reserved name`)
  else if (value.trim() !== value) refuse(payload, value, 'invalid_id', 'begins or ends with a blank')
})

/** A day as `YYYY-MM-DD`, inside an integer day number. */
export const day = z.pipe(z.string(), converting(parseDay))

/** An instant as RFC 3339 text, inside integer milliseconds. */
export const instant = z.pipe(z.string(), converting(parseInstant))

/** An ISO 4217 code with minor units. */
export const currency = z.string().check((payload) => {
  try {
    exponentOf(payload.value)
  } catch (error) {
    if (!isReceivablesError(error)) throw error
    refuse(payload, payload.value.slice(0, 40), error.code, error.message)
  }
})

const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' &&
  value !== null &&
  'minor' in value &&
  typeof value.minor === 'bigint' &&
  'currency' in value &&
  typeof value.currency === 'string'

/** What a field of money takes. */
type MoneyInput = Money | MoneyJSON

/** Money: a `Money`, or `{ amount: '120.00', currency: 'EUR' }`. Never a JavaScript number. */
export const amount = z.pipe(
  // Whatever comes is looked at by the conversion, whose errors say more; callers are told what is taken.
  z.unknown() as z.ZodMiniType<MoneyInput, MoneyInput>,
  converting((value: MoneyInput) => (isMoney(value) ? minor(value.minor, value.currency) : moneyFromJSON(value))),
)

/** Money above zero. */
export const positiveAmount = z.pipe(
  amount,
  z.transform((value: Money, context) => {
    if (value.minor <= 0n) {
      const shown = `${toDecimal(value)} ${value.currency}`
      refuse(context, undefined, 'invalid_amount', `must be above zero, is ${shown}`)
    }
    return value
  }),
)

/** A percentage or rate as decimal text. */
export const rateText = z.pipe(
  z.string(),
  converting((value: string) => {
    rate(value)
    return value
  }),
)

/** The host's own notes: up to 50 names of 100 characters with texts of 1,000. */
export const metadata = z.record(id, text(1000)).check((payload) => {
  const names = Object.keys(payload.value)
  if (names.length > 50) refuse(payload, undefined, 'invalid_input', `has ${names.length} entries; the limit is 50`)
})

/** What every command takes besides its own input. */
export const command = {
  /** The request key: the same key with the same input is answered again, never done again. */
  key: z.optional(id),
}

/** The two clocks of a reading. */
export const clocks = {
  /** The day to look from; entries count when effective on or before it. @default today */
  asOf: z.optional(day),
  /** Only what was recorded by this instant counts. @default now */
  knownAt: z.optional(instant),
}
