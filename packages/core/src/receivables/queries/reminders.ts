// Long because it is one noun: every question about reminders, side by side.
import * as z from 'zod/mini'
import { formatDay, formatInstant } from '../../calendar/index.js'
import { messageData } from '../../dunning/apply.js'
import { minor, type Money } from '../../money/index.js'
import type { MessageAsked } from '../../journal/fact.js'
import type { Row } from '../../records/collections.js'
import type { Channel, ReminderPolicy, Waiting } from '../../reminders/index.js'
import { id } from '../input/primitives.js'
import { upcomingOf } from '../input/reminders.js'
import { parseInput } from '../parse.js'
import { readings } from '../readings.js'
import { currenciesOf } from '../reminders/currencies.js'
import { standingNow } from '../reminders/jobs.js'
import { readPolicies } from '../reminders/policies.js'
import type { Settings } from '../settings.js'
import { assertCustomer } from './balances.js'
import { type List, list, pageOptions } from './lists.js'

/** A step that is still to come, if nothing else happens. */
export interface UpcomingStep {
  readonly id: string
  readonly invoice: string
  readonly number: string
  readonly instalment: number
  readonly policy: string
  readonly step: string
  readonly channels: readonly Channel[]
  /** The customer's day and the instant it is due to be said. */
  readonly day: string
  readonly at: string
  /** What moved it there, or `''`. */
  readonly moved: Waiting | 'hurried' | 'bounced' | 'complained' | 'refused' | 'changed' | 'suppressed' | ''
  /** It is due, but held since the books were restored: `reminders.release` lets it go. */
  readonly isHeld: boolean
  /** What is open of the instalment now. */
  readonly open: Money
}

/** A message, and how far it got. */
export interface MessageView {
  readonly id: string
  readonly customer: string
  readonly channel: 'email' | 'sms'
  readonly purpose: MessageAsked['purpose']
  /**
   * `waiting` to be handed over, `sending` now, `sent`, `refused` for good, `unknown`: nobody knows whether it went out;
   * `withdrawn` before it did.
   */
  readonly state: 'waiting' | 'sending' | 'sent' | 'refused' | 'unknown' | 'withdrawn'
  /** Why it was refused, withdrawn, or is unknown, or `''`. */
  readonly why: string
  /** What became of it, as far as its notifier told. */
  readonly delivery: '' | 'deferred' | 'delivered' | 'opened' | 'bounced' | 'complained'
  readonly notifier: string
  readonly externalId: string
  readonly attempts: number
  readonly askedOn: string
  readonly askedAt: string
  readonly settledOn: string | null
  readonly tone: string
  readonly isLate: boolean
  readonly due: Money
  readonly onAccount: Money
  readonly toPay: Money
  /** What it lists. */
  readonly items: readonly {
    readonly invoice: string
    readonly number: string
    readonly instalment: number
    readonly dueOn: string
    readonly open: Money
  }[]
  /** The ids of the steps it stands for. */
  readonly steps: readonly string[]
  /** Channels that were passed over, and why. */
  readonly passedOver: readonly { readonly channel: string; readonly why: string }[]
  /** The payment that it confirms, or `''`. */
  readonly payment: string
  /** The words as they were sent; null when they were erased. The link to pay is not in them. */
  readonly words: { readonly to: string; readonly subject: string; readonly text: string } | null
}

/** What became of a step. */
export interface StepView {
  readonly id: string
  readonly invoice: string
  readonly instalment: number
  readonly step: string
  /** `asked` by a message, `skipped`, `moved` to another moment, or given to staff. */
  readonly state: 'asked' | 'skipped' | 'moved' | 'task'
  /** Why it was skipped or moved, or `''`: `paid`, `lapsed`, `on_hold`, `gap`, `snoozed` … */
  readonly why: string
  readonly day: string
  readonly at: string
  readonly message: string
  readonly decidedOn: string
}

/** All that was said to a customer, and what was not, and why. */
export interface ReminderHistory {
  readonly customer: string
  /** The newest first. */
  readonly messages: readonly MessageView[]
  readonly steps: readonly StepView[]
}

/** What staff is asked to do. */
export interface TaskView {
  readonly id: string
  readonly customer: string
  /**
   * `apply_credit`: money on account covers what is due. `reach_customer`: no channel does. `call`: the policy says so.
   * `check_message`: nobody knows whether a message went out.
   */
  readonly kind: 'apply_credit' | 'reach_customer' | 'call' | 'check_message'
  readonly currency: string
  readonly message: string
  readonly openedOn: string
  readonly closedOn: string | null
  readonly note: string
}

/** A policy as it is kept. */
export interface PolicyView {
  readonly policy: ReminderPolicy
  readonly isDefault: boolean
  /** Who saved it last. */
  readonly by: string
}

/** What comes next for a customer, over all currencies or of one, in the order of time. */
export async function upcomingSteps(settings: Settings, asked: z.input<typeof upcomingOf>): Promise<UpcomingStep[]> {
  const { customer, currency } = parseInput(upcomingOf, asked, 'reminders.upcoming')
  await assertCustomer(settings, customer)
  const policies = await readPolicies(settings)
  const now = await settings.store.now()
  const { heldBefore } = policies.rules
  const found: UpcomingStep[] = []
  for (const one of currency === undefined ? await currenciesOf(settings, customer) : [currency]) {
    const { items } = await standingNow(settings, customer, one, policies, now)
    for (const { part, policy, steps } of items)
      for (const { step, row, isOver } of steps)
        if (!isOver && policy !== undefined && step.supersededBy === undefined)
          found.push({
            id: step.id,
            invoice: step.document,
            number: part.number,
            instalment: step.instalment,
            policy: policy.id,
            step: step.step,
            channels: step.channels,
            day: formatDay(step.day),
            at: formatInstant(step.at),
            moved: (row?.why ?? step.movedBy ?? '') as UpcomingStep['moved'],
            isHeld: heldBefore !== null && step.at < heldBefore && step.at <= now,
            open: minor(part.open, one),
          })
  }
  return found.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1))
}

const ofCustomer = z.strictObject({ customer: id })

/** What was said to a customer and what was not. */
export async function historyOf(settings: Settings, asked: { readonly customer: string }): Promise<ReminderHistory> {
  const { customer } = parseInput(ofCustomer, asked, 'reminders.history')
  await assertCustomer(settings, customer)
  const reads = readings(settings.store, settings.tenant)
  const messages = reads.all('messages', { index: 'byCustomer', where: [customer] })
  const steps = reads.all('reminders', { index: 'byCustomer', where: [customer] })
  await reads.fetch()
  const more = readings(settings.store, settings.tenant)
  const letters = more.keys(
    'letters',
    messages().map(({ id: message }) => [message]),
  )
  await more.fetch()
  const words = new Map(letters().map((row) => [row.message, row]))
  return {
    customer,
    messages: messages()
      .map((row) => messageView(row, words.get(row.id)))
      .sort((a, b) => (a.askedAt > b.askedAt ? -1 : a.askedAt < b.askedAt ? 1 : a.id < b.id ? -1 : 1)),
    steps: steps()
      .map(stepView)
      .sort((a, b) => (a.decidedOn > b.decidedOn ? -1 : a.decidedOn < b.decidedOn ? 1 : a.at > b.at ? -1 : 1)),
  }
}

function messageView(row: Row<'messages'>, letter: Row<'letters'> | undefined): MessageView {
  const { currency } = row
  const data = messageData(row)
  const show = (amount: bigint) => minor(amount, currency)
  return {
    id: row.id,
    customer: row.customer,
    channel: row.channel as MessageView['channel'],
    purpose: row.purpose as MessageView['purpose'],
    state: row.state as MessageView['state'],
    why: row.why,
    delivery: row.delivery as MessageView['delivery'],
    notifier: row.notifier,
    externalId: row.externalId,
    attempts: row.attempts,
    askedOn: formatDay(row.askedOn),
    askedAt: formatInstant(row.askedAt),
    settledOn: row.settledOn === null ? null : formatDay(row.settledOn),
    tone: data.tone,
    isLate: data.isLate,
    due: show(data.due),
    onAccount: show(data.onAccount),
    toPay: show(row.toPay),
    items: data.parts.map(({ document, number, instalment, dueOn, open }) => ({
      invoice: document,
      number,
      instalment,
      dueOn,
      open: show(open),
    })),
    steps: data.steps,
    passedOver: data.passedOver,
    payment: data.payment,
    words: letter === undefined ? null : { to: letter.address, subject: letter.subject, text: letter.body },
  }
}

function stepView(row: Row<'reminders'>): StepView {
  return {
    id: row.id,
    invoice: row.document,
    instalment: row.instalment,
    step: row.step,
    state: row.state as StepView['state'],
    why: row.why,
    day: formatDay(row.day),
    at: formatInstant(row.at),
    message: row.message,
    decidedOn: formatDay(row.decidedOn),
  }
}

/** What of the tasks is wanted. */
export interface TaskListOptions {
  /** Rows a page. @default 100 */
  readonly limit?: number
  /** `next` of the page before. */
  readonly cursor?: string
}

/** Open tasks of staff, the oldest first. */
export function listTasks({ store, tenant }: Settings, asked?: TaskListOptions): List<TaskView> {
  return list<TaskView, TaskListOptions>(
    'reminders.tasks',
    asked,
    () => async (limit, after) => {
      const reads = readings(store, tenant)
      const rows = reads.page('tasks', { index: 'open', where: [], limit, ...(after === undefined ? {} : { after }) })
      await reads.fetch()
      const last = rows().at(-1)
      return {
        items: rows().map(taskView),
        last: last === undefined || rows().length < limit ? undefined : [last.openedOn, last.id],
      }
    },
    z.strictObject(pageOptions),
  )
}

function taskView(row: Row<'tasks'>): TaskView {
  return {
    id: row.id,
    customer: row.customer,
    kind: row.kind as TaskView['kind'],
    currency: row.currency,
    message: row.message,
    openedOn: formatDay(row.openedOn),
    closedOn: row.closedOn === null ? null : formatDay(row.closedOn),
    note: row.note,
  }
}

/** The policies that are kept, by name. */
export async function policiesOf(settings: Settings): Promise<PolicyView[]> {
  const { byName, rules } = await readPolicies(settings)
  return [...byName.values()].map(({ id: name, by, data }) => ({
    policy: data as unknown as ReminderPolicy,
    isDefault: rules.policy === name,
    by,
  }))
}
