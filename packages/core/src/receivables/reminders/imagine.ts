import type { Decision } from '../../journal/decision.js'
import type { MessageAsked } from '../../journal/fact.js'
import { dayAt, formatDay, formatInstant, type Instant } from '../../calendar/index.js'
import { exponentOf, minor, type Money } from '../../money/index.js'
import { type ReminderPolicy, resolvePolicy } from '../../reminders/index.js'
import type { Loaded } from '../load.js'
import type { Settings } from '../settings.js'
import { newTasks, nextMoment, outcomesOf } from './decide-due.js'
import type { Policies } from './policies.js'
import { type Around, standingOf } from './standing.js'

/** A message that would go out. */
export interface SimulatedMessage {
  /** The key it would have. */
  readonly id: string
  /** The customer's day and the instant. */
  readonly day: string
  readonly at: string
  readonly channel: string
  readonly tone: string
  /** How firm it is: 0 for the first step of its policy. */
  readonly level: number
  readonly isLate: boolean
  readonly due: Money
  readonly onAccount: Money
  readonly toPay: Money
  /** The numbers it lists. */
  readonly numbers: readonly string[]
  /** The names of the steps it stands for. */
  readonly steps: readonly string[]
}

/** What would become of a step, and why. */
export interface SimulatedStep {
  readonly invoice: string
  readonly step: string
  readonly state: 'asked' | 'skipped' | 'moved' | 'task'
  readonly why: string
  /** When it was decided. */
  readonly at: string
}

/** A copy of an account's books on which reminders are decided, and all that was. Nothing of it is written. */
export interface Imagined {
  readonly decision: Decision
  readonly loaded: Pick<Loaded, 'books' | 'customer'>
  readonly messages: { readonly shown: SimulatedMessage; readonly asked: MessageAsked }[]
  readonly steps: SimulatedStep[]
}

/**
 * Decides what is due at a moment, by the very code that says it, and applies it to the copy of the books.
 *
 * Gives the next moment at which something is due, if nothing else happens.
 */
export async function imagineMoment(
  settings: Settings,
  { decision, loaded, messages, steps }: Imagined,
  policies: Policies,
  at: Instant,
  around?: Around,
): Promise<Instant | undefined> {
  let next: Instant | undefined
  // In the order in which the worker takes them.
  const currencies = [...loaded.books.balances.values()].map((row) => row.currency).sort()
  for (const currency of currencies) {
    const before = await standingOf(settings, loaded, policies, currency, at, around)
    const outcomes = outcomesOf(settings, before)
    const isChanged = outcomes.steps.length > 0
    if (isChanged) {
      const data = { currency, exponent: exponentOf(currency), by: 'policy', reason: '' } as const
      const tasks = newTasks(decision, currency, outcomes.tasks)
      const effectiveOn = dayAt(at, settings.timeZone)
      decision.add({ type: 'reminder.decided', effectiveOn, data: { ...data, ...outcomes, tasks }, postings: [] })
      for (const { document, step, state, why } of outcomes.steps)
        steps.push({ invoice: document, step, state, why, at: formatInstant(at) })
      const nameOf = (id: string) => outcomes.steps.find((step) => step.id === id)?.step ?? ''
      for (const asked of outcomes.messages) {
        const shown = shownMessage(asked, currency, formatDay(before.situation.today), nameOf)
        messages.push({ shown, asked })
      }
    }
    const after = isChanged ? await standingOf(settings, loaded, policies, currency, at, around) : before
    for (const item of after.items) {
      const moment = nextMoment(item, after)
      if (moment !== undefined && moment > at && (next === undefined || moment < next)) next = moment
    }
  }
  return next
}

function shownMessage(
  asked: MessageAsked,
  currency: string,
  day: string,
  nameOf: (id: string) => string,
): SimulatedMessage {
  const { id, at, channel, tone, level, isLate, due, onAccount, toPay, parts, steps } = asked
  return {
    id,
    day,
    at,
    channel,
    tone,
    level,
    isLate,
    due: minor(due, currency),
    onAccount: minor(onAccount, currency),
    toPay: minor(toPay, currency),
    numbers: parts.map(({ number }) => number),
    steps: steps.map(nameOf),
  }
}

/** The policies, as if another held for everybody who has no other. */
export function supposed(settings: Settings, kept: Policies, policy: ReminderPolicy): Policies {
  const resolved = resolvePolicy(policy, settings.outreach?.holidays)
  return {
    ...kept,
    rules: { ...kept.rules, policy: policy.id },
    resolved: (name) => (name === policy.id ? resolved : kept.resolved(name)),
  }
}
