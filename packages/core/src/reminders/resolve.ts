import { dayOfWeek, type HolidayCalendar, weekendsOnly } from '../calendar/index.js'
import { minuteOf } from './clock-time.js'
import type { Channel, ReminderPolicy, ReminderStep, StepBase, Tone } from './policy.js'

/** A step with its defaults. */
export interface Step {
  readonly id: string
  /** Its place in the policy: the higher, the firmer. */
  readonly level: number
  readonly base: StepBase
  readonly days: number
  readonly repeat: string | undefined
  readonly minute: number
  readonly channels: readonly Channel[]
  readonly tone: Tone
}

/** A policy with its defaults, ready to plan with. */
export interface Resolved {
  readonly id: string
  readonly steps: readonly Step[]
  readonly isClosed: HolidayCalendar
  readonly quiet: Partial<Record<Channel, { readonly from: number; readonly to: number }>>
  readonly move: 'forward' | 'backward'
  readonly minimum: Readonly<Record<string, string>>
  readonly gap: number
  readonly budget: { readonly messages: number; readonly days: number } | undefined
  readonly consolidate: boolean
  readonly pauseAfterPayment: number
  readonly lateness: number
  readonly freshness: number | undefined
}

/**
 * A checked policy with everything that it leaves out.
 *
 * @param holidays the days that `days: 'business'` leaves out, weekends included
 * @example
 * resolvePolicy({ id: 'p', steps: [{ id: 'due' }] }).steps[0] // { id: 'due', level: 0, base: 'due', days: 0, minute: 540, … }
 */
export function resolvePolicy(policy: ReminderPolicy, holidays: HolidayCalendar = weekendsOnly): Resolved {
  const { days = 'any', quiet = {}, time = '09:00' } = policy
  const isClosed: HolidayCalendar =
    days === 'any' ? () => false : days === 'business' ? holidays : (day) => !days.includes(dayOfWeek(day))
  return {
    id: policy.id,
    steps: policy.steps.map((step, level) => resolveStep(step, level, time)),
    isClosed,
    quiet: Object.fromEntries(
      Object.entries(quiet).map(([channel, { from, to }]) => [channel, { from: minuteOf(from), to: minuteOf(to) }]),
    ),
    move: policy.move ?? 'forward',
    minimum: policy.minimum ?? {},
    gap: policy.gap ?? 1,
    budget: policy.budget,
    consolidate: policy.consolidate ?? true,
    pauseAfterPayment: policy.pauseAfterPayment ?? 3,
    lateness: policy.lateness ?? 7,
    freshness: policy.freshness,
  }
}

function resolveStep(step: ReminderStep, level: number, time: string): Step {
  const { id, base = 'due', days = 0, repeat, channels = ['email'] } = step
  const isEarly = base === 'due' ? days <= 0 && repeat === undefined : base === 'issue'
  return {
    id,
    level,
    base,
    days,
    repeat,
    minute: minuteOf(step.time ?? time),
    channels,
    tone: step.tone ?? (isEarly ? 'friendly' : 'plain'),
  }
}
