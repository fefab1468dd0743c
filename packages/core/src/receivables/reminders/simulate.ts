import * as z from 'zod/mini'
import { openDecision } from '../../account/decision.js'
import { dayAt, formatDay, formatInstant, type Instant } from '../../calendar/index.js'
import { ReceivablesError } from '../../errors/index.js'
import { minor, type Money, exponentOf } from '../../money/index.js'
import { type ReminderPolicy, resolvePolicy } from '../../reminders/index.js'
import { loadBooks } from '../load.js'
import { day, id } from '../input/primitives.js'
import { policyOf } from '../input/reminders.js'
import { parseInput } from '../parse.js'
import { contextFor, type Settings } from '../settings.js'
import { newTasks, nextMoment, outcomesOf } from './decide-due.js'
import { type Policies, readPolicies } from './policies.js'
import { standingOf } from './standing.js'

/** A message that would go out. */
export interface SimulatedMessage {
  /** The key it would have. */
  readonly id: string
  /** The customer's day and the instant. */
  readonly day: string
  readonly at: string
  readonly channel: string
  readonly tone: string
  readonly isLate: boolean
  readonly due: Money
  readonly onAccount: Money
  readonly toPay: Money
  /** The numbers it lists. */
  readonly numbers: readonly string[]
  /** The names of the steps it stands for. */
  readonly steps: readonly string[]
}

/** What would be said to a customer, and of each step that would not be, why. */
export interface Simulated {
  readonly customer: string
  /** In the order of time. */
  readonly messages: readonly SimulatedMessage[]
  readonly steps: readonly {
    readonly invoice: string
    readonly step: string
    readonly state: 'asked' | 'skipped' | 'moved' | 'task'
    readonly why: string
    /** When it was decided. */
    readonly at: string
  }[]
}

const simulation = z.strictObject({
  customer: id,
  to: day,
  whatIf: z.optional(z.strictObject({ policy: z.record(z.string(), z.unknown()) })),
})

/** More moments than a customer ever has. */
const mostMoments = 10_000

/**
 * What would be said to a customer from now on, if nothing else happened and every message arrived: planned and decided by
 * the very code that says it, on a copy of the books. Nothing is written.
 */
export async function simulate(settings: Settings, asked: z.input<typeof simulation>): Promise<Simulated> {
  const { customer, to, whatIf } = parseInput(simulation, asked, 'reminders.simulate')
  const { store, tenant } = settings
  const kept = await readPolicies(settings)
  const policies = whatIf === undefined ? kept : supposed(settings, kept, policyOf(whatIf.policy))
  const start = await store.now()
  const today = dayAt(start, settings.timeZone)
  const loaded = await loadBooks(store, tenant, customer, { everything: true, openPromises: true })
  if (!loaded.exists)
    throw new ReceivablesError('customer_not_found', `There is no customer ${customer}.`, { customer })
  const decision = openDecision(loaded.books, contextFor(settings, today, null, ''))
  // In the order in which the worker takes them.
  const currencies = [...loaded.books.balances.values()].map(({ currency }) => currency).sort()
  const messages: SimulatedMessage[] = []
  const steps: Simulated['steps'][number][] = []
  let now: Instant | undefined = start
  for (let moment = 0; now !== undefined && moment < mostMoments; moment++) {
    const at: Instant = now
    let next: Instant | undefined
    for (const currency of currencies) {
      const before = await standingOf(settings, loaded, policies, currency, at)
      const outcomes = outcomesOf(settings, before)
      if (outcomes.steps.length > 0) {
        const data = { currency, exponent: exponentOf(currency), by: 'policy', reason: '' } as const
        const tasks = newTasks(decision, currency, outcomes.tasks)
        const effectiveOn = dayAt(at, settings.timeZone)
        decision.add({ type: 'reminder.decided', effectiveOn, data: { ...data, ...outcomes, tasks }, postings: [] })
        for (const { document, step, state, why } of outcomes.steps)
          steps.push({ invoice: document, step, state, why, at: formatInstant(at) })
        for (const one of outcomes.messages)
          messages.push({
            id: one.id,
            day: formatDay(before.situation.today),
            at: one.at,
            channel: one.channel,
            tone: one.tone,
            isLate: one.isLate,
            due: minor(one.due, currency),
            onAccount: minor(one.onAccount, currency),
            toPay: minor(one.toPay, currency),
            numbers: one.parts.map(({ number }) => number),
            steps: one.steps.map((name) => outcomes.steps.find((step) => step.id === name)?.step ?? ''),
          })
      }
      const after = await standingOf(settings, loaded, policies, currency, at)
      for (const item of after.items) {
        const moment = nextMoment(item, after)
        if (moment !== undefined && moment > at && (next === undefined || moment < next)) next = moment
      }
    }
    now = next !== undefined && dayAt(next, settings.timeZone) <= to ? next : undefined
  }
  return { customer, messages, steps }
}

/** The policies, as if another held for everybody who has no other. */
function supposed(settings: Settings, kept: Policies, policy: ReminderPolicy): Policies {
  const resolved = resolvePolicy(policy, settings.outreach?.holidays)
  return {
    ...kept,
    rules: { ...kept.rules, policy: policy.id },
    resolved: (name) => (name === policy.id ? resolved : kept.resolved(name)),
  }
}
