import { parseDay } from '../src/calendar/index.js'
import {
  decide,
  type Decision,
  type OpenPart,
  planItem,
  type ReminderPolicy,
  resolvePolicy,
  type Situation,
} from '../src/reminders/index.js'

/** A reminder a week before the due day, on it, and one, two and four weeks after. */
export const rising: ReminderPolicy = {
  id: 'p',
  steps: [-7, 0, 7, 14, 30].map((days) => ({ id: `d${days}`, days })),
}

/** An item that is open, or an instalment of it. */
export interface Item {
  readonly document: string
  readonly instalment?: number
  readonly due: string
  readonly open: bigint
  readonly hold?: string
}

/** What there is at a moment, as a test tells it. */
export interface Story {
  readonly policy?: ReminderPolicy
  readonly items: readonly Item[]
  /** The day and time in UTC at which it is decided. */
  readonly at: string
  /** Only what falls due after this day is asked about. @default nothing was said before */
  readonly saidUntil?: string
  readonly more?: Partial<Situation>
}

/** What is decided at a moment about everything that is due by then. */
export function decided({ policy = rising, items, at, saidUntil = '1970-01-01', more = {} }: Story): Decision {
  const resolved = resolvePolicy(policy)
  const now = Date.parse(`${at}:00Z`)
  const today = parseDay(at.slice(0, 10))
  const plans = items.map(({ document, instalment = 1, due }) =>
    planItem(resolved, { document, instalment, days: { due: parseDay(due) }, generation: 1, openSince: 0 }, 'UTC'),
  )
  const open = items.map(({ document, instalment = 1, due, open, hold = '' }, i): OpenPart => ({
    document,
    instalment,
    number: document,
    dueOn: parseDay(due),
    open,
    hold,
    level: Math.max(-1, ...plans[i]!.flatMap(({ day, level }) => (day <= today ? [level] : []))),
  }))
  const due = plans.flat().filter((step) => step.at <= now && step.day > parseDay(saidUntil))
  return decide(resolved, due, {
    now,
    today,
    zone: 'UTC',
    currency: 'EUR',
    open,
    onAccount: 0n,
    pending: 0n,
    promisedUntil: undefined,
    lastPaymentOn: undefined,
    paymentsSeenAt: undefined,
    snoozedUntil: undefined,
    isPaused: false,
    sent: [],
    reach: { email: 'ok', sms: 'ok', task: 'ok' },
    ...more,
  })
}

/** One item, due on 2026-11-01, with 1000.00 of it open unless told. */
export const thousand = (open = 100_000n): Item[] => [{ document: 'A', due: '2026-11-01', open }]
