// Long because it is one noun: every command of staff about reminders, side by side.
import { dayAt, formatDay, formatInstant } from '../../calendar/index.js'
import { preferencesAbout, preferencesOf } from '../../dunning/apply.js'
import { ReceivablesError } from '../../errors/index.js'
import type { StepOutcome } from '../../journal/fact.js'
import { exponentOf } from '../../money/index.js'
import type { Json, Row } from '../../records/collections.js'
import type { Command, Trip } from '../engine.js'
import * as input from '../input/reminders.js'
import { readings } from '../readings.js'
import { outcomeOf } from '../reminders/decide-due.js'
import {
  paymentsRow,
  paymentsSeenIn,
  policyFor,
  readPolicies,
  rulesOf,
  type TenantRules,
} from '../reminders/policies.js'
import { standingOf, type StandingStep, wantedForStanding } from '../reminders/standing.js'
import { suppress } from '../reminders/suppressions.js'
import { jobRow } from '../worker/jobs.js'
import { ownerOf } from './owner.js'

const nothing = () => ({})

export const setPolicy: Command<typeof input.setPolicy, object> = {
  name: 'reminders.setPolicy',
  schema: input.setPolicy,
  async run(trip, given) {
    const policy = input.policyOf(given.policy)
    const before = await policyRow(trip, policy.id)
    putPolicy(trip, before, { id: policy.id, data: policy as unknown as Json })
    await changeRules(trip, (rules) => (given.isDefault === true ? { ...rules, policy: policy.id } : rules))
    return { id: policy.id }
  },
  extra: nothing,
}

export const setDefault: Command<typeof input.setDefault, object> = {
  name: 'reminders.setDefault',
  schema: input.setDefault,
  async run(trip, { policy }) {
    if (policy !== 'none') await mustPolicy(trip, policy)
    await changeRules(trip, (rules) => ({ ...rules, policy: policy === 'none' ? '' : policy }))
    return { id: policy }
  },
  extra: nothing,
}

export const agree: Command<typeof input.agree, object> = {
  name: 'reminders.agree',
  schema: input.agree,
  async run(trip, given) {
    const { invoice, policy, isPaused, snoozedUntil, optedOut, reason = '' } = given
    if ((invoice === undefined) === (given.customer === undefined))
      throw new ReceivablesError('invalid_input', 'reminders.agree: name an invoice or a customer, one of them.')
    if (invoice !== undefined && (isPaused !== undefined || optedOut !== undefined))
      throw new ReceivablesError('invalid_input', 'reminders.agree: isPaused and optedOut are of a customer.')
    if (policy !== undefined && policy !== '' && policy !== 'none') await mustPolicy(trip, policy)
    const customer = given.customer ?? (await ownerOf(trip.settings, 'documents', invoice ?? ''))
    const { decision } = await trip.account(customer, { saidSince: trip.today + 1 })
    const id = invoice === undefined ? preferencesOf(customer) : preferencesAbout(invoice)
    const row = decision.books.preferences.get(id)
    const channels = optedOut ?? (row === undefined || row.optedOut === '' ? [] : row.optedOut.split(','))
    const until = snoozedUntil === undefined ? (row?.snoozedUntil ?? null) : snoozedUntil
    decision.add({
      type: 'preferences.changed',
      effectiveOn: trip.today,
      data: {
        document: invoice ?? '',
        policy: policy ?? row?.policy ?? '',
        isPaused: isPaused ?? row?.isPaused === 1,
        snoozedUntil: until === null ? null : formatDay(until),
        optedOut: [...new Set(channels)].sort(),
        reason,
      },
      postings: [],
    })
    return { id: invoice ?? customer }
  },
  extra: nothing,
}

export const waive: Command<typeof input.waive, object> = {
  name: 'reminders.waive',
  schema: input.waive,
  run: (trip, { invoice, step, reason = '' }) =>
    decideStep(trip, invoice, step, reason, (found) => outcomeOf(found, 'skipped', { why: 'waived' })),
  extra: nothing,
}

export const sendNow: Command<typeof input.sendNow, object> = {
  name: 'reminders.sendNow',
  schema: input.sendNow,
  run: (trip, { invoice, step, reason = '' }) =>
    decideStep(trip, invoice, step, reason, (found, now, today) =>
      outcomeOf(found, 'moved', { why: 'hurried', at: formatInstant(now), day: formatDay(today), hurried: true }),
    ),
  extra: nothing,
}

export const closeTask: Command<typeof input.closeTask, object> = {
  name: 'reminders.closeTask',
  schema: input.closeTask,
  async run(trip, { task, note = '' }) {
    const customer = await ownerOf(trip.settings, 'tasks', task)
    const { decision } = await trip.account(customer, { tasks: [task] })
    if (decision.books.tasks.get(task)?.closedOn === null)
      decision.add({ type: 'task.closed', effectiveOn: trip.today, data: { task, note }, postings: [] })
    return { id: task }
  },
  extra: nothing,
}

export const liftSuppression: Command<typeof input.liftSuppression, object> = {
  name: 'reminders.liftSuppression',
  schema: input.liftSuppression,
  async run(trip, { channel, address }) {
    await suppress(trip, channel, address, '')
    return { id: channel }
  },
  extra: nothing,
}

export const paymentsSeen: Command<typeof input.paymentsSeen, object> = {
  name: 'reminders.paymentsSeen',
  schema: input.paymentsSeen,
  async run(trip, { at }) {
    const seen = at ?? (await trip.settings.store.now())
    const before = await policyRow(trip, paymentsRow)
    putPolicy(trip, before, { id: paymentsRow, data: { at: Math.max(seen, paymentsSeenIn(before) ?? 0) } })
    return { id: formatInstant(seen) }
  },
  extra: nothing,
}

export const hold: Command<typeof input.holdDue, object> = {
  name: 'reminders.hold',
  schema: input.holdDue,
  async run(trip, { before }) {
    const heldBefore = before ?? (await trip.settings.store.now())
    await changeRules(trip, (rules) => ({ ...rules, heldBefore }))
    return { id: formatInstant(heldBefore) }
  },
  extra: nothing,
}

export const release: Command<typeof input.releaseHeld, object> = {
  name: 'reminders.release',
  schema: input.releaseHeld,
  async run(trip) {
    await changeRules(trip, (rules) => ({ ...rules, heldBefore: null }))
    return { id: 'released' }
  },
  extra: nothing,
}

/** Decides about one step of an invoice that is not over: the one named, by its name or its id, else the next. */
async function decideStep(
  trip: Trip,
  invoice: string,
  asked: string | undefined,
  reason: string,
  outcome: (found: StandingStep, now: number, today: number) => StepOutcome,
): Promise<{ id: string }> {
  const { settings } = trip
  const customer = await ownerOf(settings, 'documents', invoice)
  const policies = await readPolicies(settings)
  const now = await settings.store.now()
  const today = dayAt(now, settings.timeZone)
  const currency = await currencyOf(trip, invoice)
  const { decision, loaded } = await trip.account(customer, wantedForStanding(currency, today, policies))
  const standing = await standingOf(settings, loaded, policies, currency, now)
  const left = standing.items
    .filter(({ part }) => part.document === invoice)
    .flatMap(({ steps }) => steps)
    .filter(({ isOver }) => !isOver)
    .sort((a, b) => a.step.at - b.step.at)
  const found = left.find(({ step }) => asked === undefined || step.id === asked || step.step === asked)
  if (found === undefined)
    throw new ReceivablesError(
      'step_not_found',
      `Invoice ${invoice} has no ${asked === undefined ? 'step' : `step ${asked}`} that is still to come${
        policyFor(decision.books, invoice, policies) === undefined ? ': no policy holds for it' : ''
      }.`,
      { invoice, step: asked ?? '' },
    )
  const step = outcome(found, now, standing.situation.today)
  decision.add({
    type: 'reminder.decided',
    effectiveOn: today,
    data: { currency, exponent: exponentOf(currency), steps: [step], messages: [], tasks: [], by: 'staff', reason },
    postings: [],
  })
  return { id: step.id }
}

async function currencyOf({ settings }: Trip, invoice: string): Promise<string> {
  const list = readings(settings.store, settings.tenant)
  const rows = list.keys('documents', [[invoice]])
  await list.fetch()
  return rows()[0]?.currency ?? ''
}

async function policyRow({ settings }: Trip, id: string): Promise<Row<'policies'> | undefined> {
  const list = readings(settings.store, settings.tenant)
  const rows = list.keys('policies', [[id]])
  await list.fetch()
  return rows()[0]
}

async function mustPolicy(trip: Trip, id: string): Promise<void> {
  if ((await policyRow(trip, id)) === undefined)
    throw new ReceivablesError('policy_not_found', `There is no reminder policy ${id}.`, { policy: id })
}

function putPolicy(trip: Trip, before: Row<'policies'> | undefined, { id, data }: { id: string; data: Json }): number {
  const rev = before?.rev ?? 0
  trip.guard({ collection: 'policies', key: [id], rev })
  const change = { collection: 'policies', row: { id, rev: rev + 1, by: trip.settings.actor, data } } as const
  if (before === undefined) trip.insert(change)
  else trip.update(change)
  return rev + 1
}

/** Changes what holds for the tenant; jobs that were armed before end at its new revision, and everything open is armed anew. */
async function changeRules(trip: Trip, change: (rules: TenantRules) => TenantRules): Promise<void> {
  const before = await policyRow(trip, '')
  const rev = putPolicy(trip, before, { id: '', data: change(rulesOf(before)) as unknown as Json })
  const name = `policies/${rev}`
  const row = jobRow('sweep', `sweep:${name}`, 0, { name, customer: '', policies: rev })
  trip.insert({ collection: 'outbox', row })
}
