import * as namespace from 'rrule'
import type { Day } from '../calendar/index.js'
import { ReceivablesError, shown } from '../errors/index.js'

// Node gives the CommonJS file of the package, bundlers the ESM one: its names are here or below `default`.
const { RRule } = 'RRule' in namespace ? namespace : (namespace as { default: typeof namespace }).default

const dayLength = 86_400_000
/** More repetitions than this are no reminder any more. */
const mostRepeats = 100

const known = new Map<string, RuleOptions>()
type RuleOptions = ReturnType<typeof RRule.parseString>

/**
 * The days of a step: the one that `first` is, or, with a rule, those that the rule gives from there on.
 *
 * @param rule an RFC 5545 recurrence rule, daily or rarer, with a COUNT
 * @throws ReceivablesError `invalid_policy` for a rule that cannot be read, is finer than days, has no COUNT, or never comes
 * @example
 * occurrences(20_700, 'FREQ=DAILY;INTERVAL=7;COUNT=3') // [20700, 20707, 20714]
 */
export function occurrences(first: Day, rule: string | undefined): readonly Day[] {
  if (rule === undefined) return [first]
  const dates = new RRule({ ...ruleOf(rule), dtstart: new Date(first * dayLength) }).all((_, i) => i < mostRepeats)
  return dates.map((date) => Math.floor(date.getTime() / dayLength))
}

/** Reads a rule, and refuses what no sequence of reminders can be. */
export function ruleOf(text: string): RuleOptions {
  const found = known.get(text)
  if (found !== undefined) return found
  const refuse = (why: string) =>
    new ReceivablesError('invalid_policy', `The rule ${shown(text)} ${why}.`, { repeat: text.slice(0, 200) })
  if (!/^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[0-9A-Z,+-]+)*$/.test(text))
    throw refuse('is no recurrence of days: FREQ=DAILY, WEEKLY, MONTHLY or YEARLY comes first, in capitals')
  if (/;(BYHOUR|BYMINUTE|BYSECOND|BYEASTER|DTSTART|TZID|UNTIL)=/.test(text)) throw refuse('says more than days')
  let options: RuleOptions
  try {
    options = RRule.parseString(text)
  } catch (error) {
    throw refuse(`cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
  const { count, interval = 1 } = options
  if (!Number.isInteger(interval) || interval < 1 || interval > 10_000) throw refuse('has no interval of 1 to 10,000')
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > mostRepeats)
    throw refuse(`has no COUNT of 1 to ${mostRepeats}`)
  // From a day as good as any: what never comes in the eight thousand years after it never comes.
  if (new RRule({ ...options, dtstart: new Date(0) }).all((_, i) => i < 1).length === 0) throw refuse('never comes')
  if (known.size >= 1_000) known.clear()
  known.set(text, options)
  return options
}
