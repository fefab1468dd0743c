// Long because it is one decision: what is due, in which groups it is decided, and what is written of it.
import * as z from 'zod/mini'
import { dayAt, formatDay, formatInstant, type Instant } from '../../calendar/index.js'
import { digest } from '../../journal/digest.js'
import type { Decision as Deciding } from '../../journal/decision.js'
import type { MessageAsked, StepOutcome, TaskOpened } from '../../journal/fact.js'
import { exponentOf } from '../../money/index.js'
import {
  type Ask,
  decide,
  type Decision,
  type OpenPart,
  type PlannedStep,
  type Resolved,
  type Situation,
} from '../../reminders/index.js'
import type { Command } from '../engine.js'
import { id } from '../input/primitives.js'
import type { Settings } from '../settings.js'
import { readPolicies } from './policies.js'
import { type Standing, type StandingItem, standingOf, type StandingStep, wantedForStanding } from './standing.js'
import { lettered } from './words.js'

const ofCustomer = z.strictObject({ customer: id, currency: z.string() })

/** Steps that are decided together. */
export interface DueGroup {
  readonly policy: Resolved
  readonly steps: readonly StandingStep[]
  readonly situation: Situation
}

/** What is written about the steps of a customer and currency. */
interface Outcomes {
  readonly steps: readonly StepOutcome[]
  readonly messages: readonly MessageAsked[]
  readonly tasks: readonly Omit<TaskOpened, 'id'>[]
}

/** Says what is due to a customer in a currency: the outcome of every step, and the messages with their words, in one batch. */
export const decideDue: Command<typeof ofCustomer, object> = {
  name: 'reminders.decide',
  schema: ofCustomer,
  async run(trip, { customer, currency }) {
    const { settings } = trip
    const policies = await readPolicies(settings)
    const now = await settings.store.now()
    const today = dayAt(now, settings.timeZone)
    const { decision, loaded } = await trip.account(customer, wantedForStanding(currency, today, policies))
    const standing = await standingOf(settings, loaded, policies, currency, now)
    const { steps, messages, tasks } = outcomesOf(settings, standing)
    if (steps.length === 0) return { id: customer }
    decision.add({
      type: 'reminder.decided',
      effectiveOn: today,
      data: {
        currency,
        exponent: exponentOf(currency),
        steps,
        messages,
        tasks: newTasks(decision, currency, tasks),
        by: 'policy',
        reason: '',
      },
      postings: [],
    })
    const local = formatDay(standing.situation.today)
    for (const asked of messages) {
      const row = lettered(settings, standing.profile, asked, { currency, today: local })
      trip.insert({ collection: 'letters', row })
    }
    return { id: customer }
  },
  extra: () => ({}),
}

/** What staff is asked to do, unless it is asked already. */
export function newTasks(
  decision: Deciding,
  currency: string,
  wanted: readonly Omit<TaskOpened, 'id'>[],
): TaskOpened[] {
  const open = [...decision.books.tasks.values()].filter((task) => task.closedOn === null && task.currency === currency)
  const news: TaskOpened[] = []
  for (const task of wanted) {
    const isSame = (other: { readonly kind: string; readonly message: string }) =>
      other.kind === task.kind && other.message === task.message
    if (!open.some(isSame) && !news.some(isSame))
      news.push({ id: `tsk_${decision.nextId()}/${news.length + 1}`, ...task })
  }
  return news
}

/** What comes of everything that is due now, group by group: a message of one is known to the next. */
export function outcomesOf(settings: Pick<Settings, 'tenant'>, standing: Standing): Outcomes {
  const steps: StepOutcome[] = []
  const messages: MessageAsked[] = []
  const tasks: Omit<TaskOpened, 'id'>[] = []
  let { sent } = standing.situation
  for (const group of dueGroups(standing)) {
    const { policy, situation } = group
    const known = new Map(group.steps.map((one) => [one.step.id, one]))
    const due = group.steps.map(({ step }) => step)
    const firmer = due.filter(({ supersededBy }) => supersededBy !== undefined)
    const rest = due.filter(({ supersededBy }) => supersededBy === undefined)
    const decided = decide(policy, rest, { ...situation, sent })
    const write = (step: PlannedStep, state: StepOutcome['state'], more: Partial<StepOutcome> = {}) =>
      void steps.push(outcomeOf(known.get(step.id)!, state, more))
    for (const step of firmer) write(step, 'skipped', { why: 'superseded' })
    writeDecided(decided, due, write)
    for (const ask of decided.messages) {
      const message = messageOf(settings, standing, ask, known)
      messages.push(message)
      sent = [...sent, { day: situation.today, currency: situation.currency }]
      for (const name of ask.steps) write(known.get(name)!.step, 'asked', { message: message.id })
    }
    for (const { task } of decided.tasks) tasks.push({ kind: task, message: '' })
  }
  return { steps, messages, tasks }
}

function writeDecided(
  { skipped, later, tasks }: Decision,
  due: readonly PlannedStep[],
  write: (step: PlannedStep, state: StepOutcome['state'], more?: Partial<StepOutcome>) => void,
): void {
  const named = (name: string) => due.find((step) => step.id === name)!
  const over = new Set(skipped.map((one) => one.id))
  for (const one of skipped) write(named(one.id), 'skipped', { why: one.why })
  for (const { id: name, day, at, why } of later)
    write(named(name), 'moved', { day: formatDay(day), at: formatInstant(at), why })
  // What was skipped for a task's sake (nobody can be reached, credit covers it) is written as skipped.
  for (const { task, steps } of tasks)
    for (const name of steps) if (!over.has(name)) write(named(name), 'task', { why: task })
}

/** The outcome of a step, as it stands unless something else is said. */
export function outcomeOf(
  { step, row }: StandingStep,
  state: StepOutcome['state'],
  more: Partial<StepOutcome> = {},
): StepOutcome {
  return {
    id: step.id,
    document: step.document,
    instalment: step.instalment,
    step: step.step,
    baseDay: formatDay(step.baseDay),
    occurrence: step.occurrence,
    state,
    why: '',
    day: formatDay(step.day),
    at: formatInstant(step.at),
    message: row?.message ?? '',
    tried: row?.tried ?? '',
    hurried: state === 'moved' && row?.hurried === 1,
    ...more,
  }
}

/** The steps whose moment has come, by what they are decided with: policy, promise, refused channels, whether staff hurries them. */
export function dueGroups({ items, policies, situation }: Standing): DueGroup[] {
  const { heldBefore } = policies.rules
  const groups = new Map<string, { policy: Resolved; steps: StandingStep[]; item: StandingItem }>()
  for (const item of items)
    for (const one of item.steps) {
      if (item.policy === undefined || one.isOver || one.step.at > situation.now) continue
      if (heldBefore !== null && one.step.at < heldBefore && one.row?.hurried !== 1) continue
      const waits = [item.promisedUntil ?? '', item.snoozedUntil ?? '']
      const key = JSON.stringify([item.policy.id, one.row?.tried ?? '', one.row?.hurried ?? 0, ...waits])
      const group = groups.get(key)
      if (group === undefined) groups.set(key, { policy: item.policy, steps: [one], item })
      else group.steps.push(one)
    }
  return [...groups.values()]
    .sort((a, b) => (b.steps[0]!.row?.hurried ?? 0) - (a.steps[0]!.row?.hurried ?? 0))
    .map(({ policy, steps, item }) => {
      const isHurried = steps[0]!.row?.hurried === 1
      return {
        policy: isHurried ? hurried(policy) : policy,
        steps,
        situation: situationOf(items, situation, item, steps[0]!, isHurried),
      }
    })
}

function situationOf(
  items: readonly StandingItem[],
  situation: Standing['situation'],
  item: StandingItem,
  first: StandingStep,
  isHurried: boolean,
): Situation {
  const { today } = situation
  const own = { promisedUntil: item.promisedUntil, snoozedUntil: item.snoozedUntil }
  const waits = {
    promisedUntil: latest(situation.promisedUntil, own.promisedUntil),
    snoozedUntil: latest(situation.snoozedUntil, own.snoozedUntil),
  }
  // What waits by itself is left out of a message about something else.
  const open = items.map((other): OpenPart => {
    const isPromised =
      other.promisedUntil !== undefined && today <= other.promisedUntil && own.promisedUntil === undefined
    const isSnoozed = other.snoozedUntil !== undefined && today < other.snoozedUntil && own.snoozedUntil === undefined
    const hold = other.part.hold === '' && (isPromised || isSnoozed) ? 'waits' : other.part.hold
    return hold === other.part.hold ? other.part : { ...other.part, hold }
  })
  const tried = new Set((first.row?.tried ?? '').split(','))
  const reach = { ...situation.reach }
  for (const channel of ['email', 'sms'] as const)
    if (tried.has(channel) && reach[channel] === 'ok') reach[channel] = 'refused'
  const nothing = {
    promisedUntil: undefined,
    snoozedUntil: undefined,
    isPaused: false,
    pending: 0n,
    lastPaymentOn: undefined,
  }
  return { ...situation, ...(isHurried ? nothing : waits), open, reach }
}

const latest = (a: number | undefined, b: number | undefined) =>
  a === undefined ? b : b === undefined ? a : Math.max(a, b)

/** What staff wants said at once waits for nothing. */
function hurried(policy: Resolved): Resolved {
  const open = { isClosed: () => false, quiet: {}, gap: 0, budget: undefined, minimum: {} }
  return { ...policy, ...open, pauseAfterPayment: 0, lateness: Infinity, freshness: undefined }
}

function messageOf(
  { tenant }: Pick<Settings, 'tenant'>,
  { customer, situation }: Standing,
  ask: Ask,
  known: ReadonlyMap<string, StandingStep>,
): MessageAsked {
  const takes = Math.max(...ask.steps.map((name) => known.get(name)?.row?.takes ?? 0))
  const { currency, now } = situation
  return {
    id: messageId(tenant, customer, currency, ask.channel, ask.steps, takes),
    channel: ask.channel,
    purpose: 'reminder',
    at: formatInstant(now),
    tone: ask.tone,
    level: ask.level,
    steps: ask.steps,
    parts: ask.parts.map(({ document, instalment, number, dueOn, open }) => ({
      document,
      instalment,
      number,
      dueOn: formatDay(dueOn),
      open,
    })),
    due: ask.due,
    onAccount: ask.onAccount,
    toPay: ask.toPay,
    isLate: ask.isLate,
    passedOver: ask.passedOver,
    payment: '',
  }
}

/** The key of a message, the same whoever decides it, however often: the steps it stands for, the channel, how often they were asked before. */
function messageId(
  tenant: string,
  customer: string,
  currency: string,
  channel: string,
  steps: readonly string[],
  takes: number,
): string {
  return `msg_${digest(JSON.stringify([tenant, customer, currency, channel, [...steps].sort(), takes]))}`
}

/** When something is to be looked at again for an item; undefined when nothing more comes. */
export function nextMoment(item: StandingItem, { policies, situation }: Standing): Instant | undefined {
  const { heldBefore } = policies.rules
  const left = item.steps.filter(({ isOver }) => !isOver).map(({ step }) => step.at)
  if (left.length === 0) return undefined
  const next = Math.min(...left)
  // What is held is due, and stays so until it is released: then everything is looked at again.
  const open = heldBefore === null ? left : left.filter((at) => at >= heldBefore)
  return next > situation.now ? next : open.length === 0 ? undefined : Math.min(...open)
}
