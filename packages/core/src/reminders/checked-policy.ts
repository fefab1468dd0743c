import * as z from 'zod/mini'
import { ReceivablesError, shown } from '../errors/index.js'
import { money } from '../money/index.js'
import { ruleOf } from './occurrences.js'
import type { ReminderPolicy } from './policy.js'

const name = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/))
const clockTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
const channel = z.enum(['email', 'sms', 'task'])
const days = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most))
const quietHours = z.strictObject({ from: clockTime, to: clockTime })

const step = z.strictObject({
  id: name,
  base: z.optional(z.enum(['due', 'issue', 'promise', 'booking'])),
  days: z.optional(days(-366, 3660)),
  repeat: z.optional(z.string().check(z.maxLength(500))),
  time: z.optional(clockTime),
  channels: z.optional(z.array(channel).check(z.minLength(1), z.maxLength(3))),
  tone: z.optional(z.enum(['friendly', 'plain', 'firm', 'final'])),
})

const policySchema = z.strictObject({
  id: name,
  steps: z.array(step).check(z.minLength(1), z.maxLength(50)),
  time: z.optional(clockTime),
  days: z.optional(z.union([z.enum(['any', 'business']), z.array(days(1, 7)).check(z.minLength(1), z.maxLength(7))])),
  quiet: z.optional(
    z.strictObject({ email: z.optional(quietHours), sms: z.optional(quietHours), task: z.optional(quietHours) }),
  ),
  move: z.optional(z.enum(['forward', 'backward'])),
  minimum: z.optional(z.record(z.string(), z.string())),
  gap: z.optional(days(0, 366)),
  budget: z.optional(z.strictObject({ messages: days(1, 1000), days: days(1, 366) })),
  consolidate: z.optional(z.boolean()),
  pauseAfterPayment: z.optional(days(0, 366)),
  lateness: z.optional(days(0, 366)),
  freshness: z.optional(days(1, 8760)),
})

/**
 * Reads a policy and refuses one that cannot work, naming the place.
 *
 * @throws ReceivablesError `invalid_policy`: an entry that is not known or of the wrong kind, two steps of one name, a rule that
 *   is finer than days, has no COUNT or never comes, a quiet time that is empty, a minimum that is no amount of its currency
 * @example
 * checkedPolicy({ id: 'p', steps: [{ id: 'late', repeat: 'FREQ=SECONDLY' }] }) // throws invalid_policy, path steps.0.repeat
 */
export function checkedPolicy(input: unknown): ReminderPolicy {
  const read = policySchema.safeParse(input)
  if (!read.success) {
    const issue = read.error.issues[0]!
    throw refusal(issue.path, issue.message)
  }
  const policy = read.data as ReminderPolicy
  const seen = new Set<string>()
  policy.steps.forEach((one, i) => {
    if (seen.has(one.id)) throw refusal(['steps', i, 'id'], `two steps are called ${shown(one.id)}`)
    seen.add(one.id)
    if (one.repeat !== undefined) at(['steps', i, 'repeat'], () => ruleOf(one.repeat!))
    if (new Set(one.channels).size !== (one.channels?.length ?? 0))
      throw refusal(['steps', i, 'channels'], 'a channel is named twice')
  })
  for (const [name, hours] of Object.entries(policy.quiet ?? {}))
    if (hours.from === hours.to) throw refusal(['quiet', name], 'quiet hours that begin when they end are none')
  for (const [currency, amount] of Object.entries(policy.minimum ?? {})) {
    const least = at(['minimum', currency], () => money(amount, currency))
    if (least.minor < 0n) throw refusal(['minimum', currency], 'a minimum is not negative')
  }
  return policy
}

function at<T>(path: readonly PropertyKey[], check: () => T): T {
  try {
    return check()
  } catch (error) {
    throw refusal(path, error instanceof Error ? error.message : String(error))
  }
}

function refusal(path: readonly PropertyKey[], why: string): ReceivablesError {
  const place = path.map(String).join('.').slice(0, 200)
  return new ReceivablesError(
    'invalid_policy',
    `The reminder policy cannot work: ${place === '' ? '' : `${place}: `}${why}`,
    {
      path: place,
    },
  )
}
