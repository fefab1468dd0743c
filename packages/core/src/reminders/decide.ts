// Long because it is one decision: every reason not to write to a customer, in the order in which they are asked.
import { type Day, type Instant, instantAt } from '../calendar/index.js'
import { money } from '../money/index.js'
import { allowedMoment } from './allowed-moment.js'
import type { PlannedStep } from './plan-item.js'
import type { Channel, Tone } from './policy.js'
import type { Resolved } from './resolve.js'

/** What is open of an instalment as it is decided. */
export interface OpenPart {
  readonly document: string
  readonly instalment: number
  readonly number: string
  readonly dueOn: Day
  /** Minor units. */
  readonly open: bigint
  /** Why it is left alone, or `''`: a dispute, a hold. */
  readonly hold: string
  /** The highest level that its own age has reached, -1 for none yet: a message that lists it speaks at least at this level. */
  readonly level: number
}

/** Whether a channel reaches the customer, or why not; `refused`: not with what is to be said now. */
export type Reach = 'ok' | 'no_address' | 'suppressed' | 'opted_out' | 'refused'

/** How things stand with a customer in a currency, at the moment at which a message would go out. */
export interface Situation {
  readonly now: Instant
  readonly today: Day
  readonly zone: string
  readonly currency: string
  readonly open: readonly OpenPart[]
  /** Money on account that is free to settle what is open, in minor units. */
  readonly onAccount: bigint
  /** Payments on their way, in minor units. */
  readonly pending: bigint
  /** The last day of a promise to pay that stands. */
  readonly promisedUntil: Day | undefined
  readonly lastPaymentOn: Day | undefined
  /** When the payments were last known to be complete. */
  readonly paymentsSeenAt: Instant | undefined
  /** Staff has put it off until this day. */
  readonly snoozedUntil: Day | undefined
  /** Reminders are switched off for the customer. */
  readonly isPaused: boolean
  /** Messages about this currency, and all messages to the customer, as far back as gap and budget look. */
  readonly sent: readonly { readonly day: Day; readonly currency: string }[]
  readonly reach: Readonly<Record<Channel, Reach>>
}

/** Why nothing is said now, of a step that will not be said any more. */
export type Skipped =
  | 'paid'
  | 'superseded'
  | 'lapsed'
  | 'before_due'
  | 'on_hold'
  | 'below_minimum'
  | 'covered_by_credit'
  | 'budget'
  | 'no_channel'

/** Why a step waits. */
export type Waiting =
  | 'paused'
  | 'snoozed'
  | 'promised'
  | 'payment_on_its_way'
  | 'payment_arrived'
  | 'stale_payments'
  | 'gap'
  | 'closed_day'
  | 'quiet_hours'

/** A step, and why it is over. */
export interface SkippedStep {
  readonly id: string
  readonly why: Skipped
}

/** What a message says, in figures. */
export interface Ask {
  readonly channel: Channel
  readonly tone: Tone
  readonly level: number
  /** The steps it stands for. */
  readonly steps: readonly string[]
  /** What it lists: with consolidation all that is overdue, and what the steps are about. */
  readonly parts: readonly OpenPart[]
  /** Minor units: what the parts come to, what is on account, and what is left to pay. */
  readonly due: bigint
  readonly onAccount: bigint
  readonly toPay: bigint
  /** It should have gone out on an earlier day. */
  readonly isLate: boolean
  /** Channels that were tried first, with why they did not reach. */
  readonly passedOver: readonly { readonly channel: Channel; readonly why: Reach }[]
}

/** What is done about the steps of a customer and currency that are due. */
export interface Decision {
  readonly messages: readonly Ask[]
  readonly skipped: readonly SkippedStep[]
  /** What moves: from now on its step has this day and moment, and is as late as it is after them. */
  readonly later: readonly { readonly id: string; readonly day: Day; readonly at: Instant; readonly why: Waiting }[]
  /** What staff is asked to do. */
  readonly tasks: readonly {
    readonly task: 'apply_credit' | 'reach_customer' | 'call'
    readonly steps: readonly string[]
  }[]
}

/**
 * What is said now to a customer, of the steps that are due: at the last moment, from how things stand then, never from how they
 * stood when the steps were planned.
 *
 * One message a channel for all that is due in the currency, listing all that is overdue, at the level of the firmest of it.
 * Amounts are what is open now; money on account is told apart, and when it covers the debt nobody is written to
 * (SEMANTICS 14 and 15, AC-80 to AC-100).
 *
 * @param due the steps whose moment has come and which were not said
 */
export function decide(policy: Resolved, due: readonly PlannedStep[], situation: Situation): Decision {
  const skipped: SkippedStep[] = []
  const skip = (steps: readonly PlannedStep[], why: Skipped) => {
    for (const { id } of steps) skipped.push({ id, why })
  }
  const partsByItem = new Map(situation.open.map((part) => [itemOf(part), part]))
  const partOf = (step: PlannedStep) => partsByItem.get(itemOf(step))
  const still: PlannedStep[] = []
  for (const step of newestOf(due, skip)) {
    const part = partOf(step)
    if (part === undefined || part.open <= 0n) skip([step], 'paid')
    else if (situation.today - step.day > policy.lateness) skip([step], 'lapsed')
    else if (step.base === 'due' && step.wantedOn < part.dueOn && situation.today > part.dueOn)
      skip([step], 'before_due')
    else if (part.hold !== '') skip([step], 'on_hold')
    else still.push(step)
  }
  const ended = (rest: Partial<Decision> = {}): Decision => ({ messages: [], later: [], tasks: [], ...rest, skipped })
  if (still.length === 0) return ended()
  const wait = waitOf(policy, still, situation)
  if (wait !== undefined) return ended({ later: still.map(({ id }) => ({ id, ...wait })) })

  const all = situation.open.filter(({ open, hold }) => open > 0n && hold === '')
  const overdue = all.filter(({ dueOn }) => dueOn < situation.today)
  const about = (some: readonly PlannedStep[]) => {
    const named = new Set(some.map(partOf))
    return all.filter((part) => named.has(part))
  }
  const named = about(still)
  const owed = sumOf(union(overdue, named))
  const steps = still.map(({ id }) => id)
  if (situation.onAccount >= owed) {
    skip(still, 'covered_by_credit')
    return ended({ tasks: [{ task: 'apply_credit', steps }] })
  }
  const least = policy.minimum[situation.currency]
  if (least !== undefined && owed - situation.onAccount < money(least, situation.currency).minor) {
    skip(still, 'below_minimum')
    return ended()
  }
  if (isSpent(policy, situation)) {
    skip(still, 'budget')
    return ended()
  }
  const messages: Ask[] = []
  const tasks: Decision['tasks'][number][] = []
  const later: Decision['later'][number][] = []
  let creditLeft = situation.onAccount
  for (const group of grouped(policy, still)) {
    const told = group.map(({ id }) => id)
    const { channel, passedOver } = channelFor(group, situation)
    if (channel === undefined) {
      skip(group, 'no_channel')
      tasks.push({ task: 'reach_customer', steps: told })
      continue
    }
    const wait = closedNow(policy, channel, situation)
    if (wait !== undefined) {
      later.push(...group.map(({ id }) => ({ id, ...wait })))
      continue
    }
    if (channel === 'task') {
      tasks.push({ task: 'call', steps: told })
      continue
    }
    const own = about(group)
    const parts = policy.consolidate ? union(overdue, own) : own
    const dueNow = sumOf(parts)
    // Messages about all of it each tell all the money on account; of several about an item each, none tells it twice.
    const onAccount = policy.consolidate || creditLeft < dueNow ? creditLeft : dueNow
    if (!policy.consolidate) creditLeft -= onAccount
    if (onAccount >= dueNow) {
      skip(group, 'covered_by_credit')
      tasks.push({ task: 'apply_credit', steps: told })
      continue
    }
    const level = Math.max(...group.map((step) => step.level), ...parts.map((part) => part.level))
    messages.push({
      channel,
      tone: policy.steps[level]?.tone ?? firmestOf(group).tone,
      level,
      steps: told,
      isLate: group.some(({ day }) => day < situation.today),
      parts: [...parts].sort((a, b) => a.dueOn - b.dueOn || (a.number < b.number ? -1 : 1)),
      due: dueNow,
      onAccount,
      toPay: dueNow - onAccount,
      passedOver,
    })
  }
  return ended({ messages, later, tasks })
}

/** Of the steps of an item that are due at once, after a pause of the worker or by a move, only the firmest is said. */
function newestOf(due: readonly PlannedStep[], skip: (steps: readonly PlannedStep[], why: Skipped) => void) {
  const newest = new Map<string, PlannedStep>()
  for (const step of due) {
    const key = itemOf(step)
    const held = newest.get(key)
    const isFirmer =
      held === undefined || step.level > held.level || (step.level === held.level && step.occurrence > held.occurrence)
    if (isFirmer) newest.set(key, step)
    if (held === undefined) continue
    const [less, more] = isFirmer ? [held, step] : [step, held]
    skip([less], less.day < more.day ? 'lapsed' : 'superseded')
  }
  return newest.values()
}

/** What all of it waits for, and until when. */
function waitOf(
  policy: Resolved,
  still: readonly PlannedStep[],
  situation: Situation,
): { readonly day: Day; readonly at: Instant; readonly why: Waiting } | undefined {
  const { today, zone, now } = situation
  const minute = Math.min(...still.map((step) => minuteOf(step, zone)))
  const quiet = policy.quiet[still[0]!.channels[0] ?? 'email']
  const allowed = { isClosed: policy.isClosed, quiet, move: 'forward' } as const
  const on = (from: Day, why: Waiting) => {
    const { day, at } = allowedMoment(from, minute, allowed, zone)
    return { day, at, why }
  }
  if (situation.isPaused) return on(today + 1, 'paused')
  if (situation.snoozedUntil !== undefined && today < situation.snoozedUntil)
    return on(situation.snoozedUntil, 'snoozed')
  const isOfPromise = still.every(({ base }) => base === 'promise')
  if (situation.promisedUntil !== undefined && today <= situation.promisedUntil && !isOfPromise)
    return on(situation.promisedUntil + 1, 'promised')
  if (situation.pending > 0n) return on(today + 1, 'payment_on_its_way')
  const { lastPaymentOn } = situation
  if (lastPaymentOn !== undefined && today < lastPaymentOn + policy.pauseAfterPayment)
    return on(lastPaymentOn + policy.pauseAfterPayment, 'payment_arrived')
  const { paymentsSeenAt } = situation
  if (
    policy.freshness !== undefined &&
    (paymentsSeenAt === undefined || now - paymentsSeenAt > policy.freshness * 3_600_000)
  )
    return { day: today, at: now + 3_600_000, why: 'stale_payments' }
  const last = Math.max(
    ...situation.sent.flatMap(({ day, currency }) => (currency === situation.currency ? [day] : [])),
  )
  if (today < last + policy.gap) return on(last + policy.gap, 'gap')
  return undefined
}

/** A step that comes late, or by another channel than it was planned for, may come to an hour at which nothing is sent. */
function closedNow({ isClosed, quiet }: Resolved, channel: Channel, { now, today, zone }: Situation) {
  const allowed = { isClosed, quiet: quiet[channel], move: 'forward' } as const
  const { day, at, movedBy } = allowedMoment(today, minuteAt(now, today, zone), allowed, zone)
  return movedBy === undefined ? undefined : { day, at, why: movedBy }
}

function isSpent({ budget }: Resolved, { sent, today }: Situation): boolean {
  return budget !== undefined && sent.filter(({ day }) => day > today - budget.days).length >= budget.messages
}

/** What goes into one message: everything of a channel, or, without consolidation, one item. */
function grouped({ consolidate }: Resolved, steps: readonly PlannedStep[]): PlannedStep[][] {
  const groups = new Map<string, PlannedStep[]>()
  for (const step of steps) {
    const first = step.channels[0] ?? 'email'
    const key = consolidate ? first : itemOf(step)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [step])
    else group.push(step)
  }
  return [...groups.values()]
}

/** The first channel of the firmest step that reaches the customer. */
function channelFor(group: readonly PlannedStep[], { reach }: Situation) {
  const { channels } = firmestOf(group)
  const passedOver: { channel: Channel; why: Reach }[] = []
  for (const channel of channels) {
    if (channel === 'task' || reach[channel] === 'ok') return { channel, passedOver }
    passedOver.push({ channel, why: reach[channel] })
  }
  return { channel: undefined, passedOver }
}

/** Names an item within an account. */
const itemOf = ({ document, instalment }: { readonly document: string; readonly instalment: number }) =>
  JSON.stringify([document, instalment])
const firmestOf = (steps: readonly PlannedStep[]) => steps.reduce((a, b) => (b.level > a.level ? b : a))
const sumOf = (parts: readonly OpenPart[]) => parts.reduce((sum, { open }) => sum + open, 0n)
const union = (a: readonly OpenPart[], b: readonly OpenPart[]) => [...new Set([...a, ...b])]

/** The minute of the day that a clock in the zone shows. */
function minuteAt(now: Instant, day: Day, zone: string): number {
  // Of an hour that comes twice or never, near enough: a minute before or after it is as quiet.
  return Math.min(1439, Math.max(0, Math.floor((now - instantAt(day, 0, zone)) / 60_000)))
}

const minuteOf = (step: PlannedStep, zone: string) => minuteAt(step.at, step.day, zone)
