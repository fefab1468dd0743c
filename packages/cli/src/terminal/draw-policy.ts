import type { ReminderPolicy, Resolved, Step } from '@owekit/core/reminders'
import type { Context } from '../context.js'
import { countOf } from './amounts.js'
import { table } from './table.js'

/** Draws a policy: its steps, and what holds for all of them. */
export function drawPolicy(
  { steps, gap, budget, pauseAfterPayment, lateness }: Resolved,
  { days = 'any', quiet = {} }: ReminderPolicy,
  { style, width }: Context,
): string {
  const list = table(
    [
      { title: 'step', flexible: true },
      { title: 'when', flexible: true },
      { title: 'at' },
      { title: 'by', flexible: true },
      { title: 'tone', paint: (cell) => style.dim(cell) },
    ],
    steps.map((step) => [step.id, whenOf(step), clock(step.minute), step.channels.join(', then '), toneOf(step)]),
    { style, width },
  )
  const rules = [
    `on ${typeof days === 'string' ? `${days} days` : `weekdays ${days.join(', ')}`}`,
    ...Object.entries(quiet).map(([channel, { from, to }]) => `no ${channel} from ${from} to ${to}`),
    `${countOf(gap, 'day')} between two`,
    ...(budget === undefined ? [] : [`at most ${budget.messages} in ${countOf(budget.days, 'day')}`]),
    `${countOf(pauseAfterPayment, 'day')} of quiet after a payment`,
    `up to ${countOf(lateness, 'day')} late`,
  ]
  return `${list}\n${style.dim(rules.join('; '))}\n`
}

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

const bases = { due: 'due day', issue: 'issue day', promise: 'day promised', booking: 'day booked' } as const

function whenOf({ base, days, repeat }: Step): string {
  const day = bases[base]
  const first =
    days === 0 ? `on the ${day}` : `${countOf(Math.abs(days), 'day')} ${days < 0 ? 'before' : 'after'} the ${day}`
  return repeat === undefined ? first : `${first}, then ${repeat}`
}

/** A task is no message and has no tone. */
const toneOf = ({ channels, tone }: Step): string => (channels.every((one) => one === 'task') ? '' : tone)
