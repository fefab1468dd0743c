import * as z from 'zod/mini'
import { formatDay, formatInstant } from '../../calendar/index.js'
import { preferencesAbout, preferencesOf } from '../../dunning/apply.js'
import { type FactData, factId } from '../../journal/fact.js'
import type { Row } from '../../records/collections.js'
import { scan } from '../../ports/scan.js'
import { sequence } from '../feed/sequence.js'
import { day, id } from '../input/primitives.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import { assertCustomer } from './balances.js'
import { type List, list, pageOptions } from './lists.js'

/** Something of an agreement that is not as it was. */
interface AgreementChange {
  readonly field: 'policy' | 'isPaused' | 'snoozedUntil' | 'optedOut'
  /** As text: a policy's name, `true` or `false`, a day, channels by comma; `''` for none. */
  readonly from: string
  readonly to: string
}

/** What somebody decided about what the policy would have said. */
export interface OverrideView {
  /** The fact that says so: `cus_ada/7`. */
  readonly id: string
  readonly customer: string
  /**
   * `agreed`: a snooze, a pause, an opt-out, another policy, as `changes` tells. `waived` and `sent_now`: a step.
   * `task_closed`. `hold_placed`, `hold_released`: what is on hold is not reminded of.
   */
  readonly kind: 'agreed' | 'waived' | 'sent_now' | 'task_closed' | 'hold_placed' | 'hold_released'
  /** The tenant's day, and the instant it was recorded. */
  readonly day: string
  readonly at: string
  /** Who did it: the name given to `ar.as`. */
  readonly by: string
  /** The invoice it is about, or `''`: all that the customer owes. */
  readonly invoice: string
  /** The step's name in its policy, of a step. */
  readonly step: string
  /** The id of what staff was asked to do, of a task. */
  readonly task: string
  /** What is not as it was, of an agreement; empty when it says again what held. */
  readonly changes: readonly AgreementChange[]
  /** What they said about it, or `''`. */
  readonly reason: string
}

/** Which overrides are wanted. */
export interface OverrideListOptions {
  /** @default everybody */
  readonly customer?: string
  /** The first and the last day, inclusive. @default all */
  readonly from?: string
  readonly to?: string
  /** Rows a page. @default 100 */
  readonly limit?: number
  /** `next` of the page before. */
  readonly cursor?: string
}

const overrideOptions = z.strictObject({
  ...pageOptions,
  customer: z.optional(id),
  from: z.optional(day),
  to: z.optional(day),
})

interface Query {
  readonly customer?: string
  readonly from?: number
  readonly to?: number
  readonly limit?: number
  readonly cursor?: string
}

const types = new Set(['preferences.changed', 'reminder.decided', 'task.closed', 'hold.placed', 'hold.released'])

/**
 * What staff and customers decided about reminders, newest last: read from one account's facts, or from the feed, which has
 * everybody's in the order of time. What waits for its place in the feed is given it first.
 */
export function listOverrides(settings: Settings, asked?: OverrideListOptions): List<OverrideView> {
  return list<OverrideView, Query>(
    'reminders.overrides',
    asked,
    ({ customer, from = -Infinity, to = Infinity }) =>
      async (limit, after) => {
        if (customer !== undefined) await assertCustomer(settings, customer)
        const found: Row<'facts'>[] = []
        let last: number | undefined
        for await (const [place, fact] of decisions(settings, customer, after)) {
          if (fact.effectiveOn < from || fact.effectiveOn > to) continue
          if (found.length === limit) return { items: await shown(settings, found), last: [last!] }
          found.push(fact)
          last = place
        }
        return { items: await shown(settings, found), last: undefined }
      },
    overrideOptions,
  )
}

/** Facts that may be overrides, each with its place in the order: the version in its account, or the number in the feed. */
async function* decisions(
  settings: Settings,
  customer: string | undefined,
  after: readonly (string | number)[] | undefined,
): AsyncIterable<readonly [place: number, fact: Row<'facts'>]> {
  const { store, tenant } = settings
  const on = after === undefined ? {} : { after }
  if (customer !== undefined) {
    for await (const fact of scan(store, tenant, { collection: 'facts', where: [customer], ...on }))
      if (isOverride(fact)) yield [fact.version, fact]
    return
  }
  if (!settings.dryRun && store.isJoined !== true) await sequence(settings)
  let waiting: Row<'feed'>[] = []
  for await (const entry of scan(store, tenant, { collection: 'feed', ...on })) {
    if (entry.body === null && types.has(entry.type)) waiting.push(entry)
    if (waiting.length < factsAtOnce) continue
    yield* factsOf(settings, waiting)
    waiting = []
  }
  yield* factsOf(settings, waiting)
}

const factsAtOnce = 100

/** The facts of entries of the feed, in its order. */
async function* factsOf({ store, tenant }: Settings, entries: readonly Row<'feed'>[]) {
  if (entries.length === 0) return
  const list = readings(store, tenant)
  const rows = list.keys(
    'facts',
    entries.map(({ customer, version }) => [customer, version]),
  )
  await list.fetch()
  const byId = new Map(rows().map((row) => [factId(row.customer, row.version), row]))
  for (const { seq, id: name } of entries) {
    const fact = byId.get(name)
    if (fact !== undefined && isOverride(fact)) yield [seq, fact] as const
  }
}

/** What the policy decides by itself, and thank-yous, override nothing. */
const isOverride = (fact: Row<'facts'>) =>
  types.has(fact.type) && (fact.type !== 'reminder.decided' || dataOf(fact, 'reminder.decided').by === 'staff')

const dataOf = <T extends keyof FactData>(fact: Row<'facts'>, _type: T) => fact.data as unknown as FactData[T]

/** Facts as overrides, with what held before and which invoice a hold was about. */
async function shown({ store, tenant }: Settings, facts: readonly Row<'facts'>[]): Promise<OverrideView[]> {
  const released = facts.filter(({ type }) => type === 'hold.released')
  const list = readings(store, tenant)
  const holds = list.keys(
    'holds',
    released.map((fact) => [dataOf(fact, 'hold.released').id]),
  )
  if (released.length > 0) await list.fetch()
  const invoices = new Map((released.length > 0 ? holds() : []).map(({ id: hold, document }) => [hold, document]))
  const agreed = new Map<string, ReadonlyMap<number, Agreement>>()
  for (const { type, customer } of facts)
    if (type === 'preferences.changed' && !agreed.has(customer))
      agreed.set(customer, await agreedBefore(store, tenant, customer))
  return facts.map((fact) => overrideView(fact, invoices, agreed.get(fact.customer)?.get(fact.version)))
}

type Agreement = FactData['preferences.changed']

/** What held before each change of an account, by the version of the change. Reads the account's facts once. */
async function agreedBefore(
  store: Settings['store'],
  tenant: string,
  customer: string,
): Promise<ReadonlyMap<number, Agreement>> {
  const held = new Map<string, Agreement>()
  const before = new Map<number, Agreement>()
  for await (const fact of scan(store, tenant, { collection: 'facts', where: [customer] })) {
    if (fact.type === 'account.absorbed') {
      for (const row of (dataOf(fact, 'account.absorbed').rows['preferences'] ?? []) as readonly Row<'preferences'>[])
        held.set(row.id, agreementOf(row))
      continue
    }
    if (fact.type !== 'preferences.changed') continue
    const data = dataOf(fact, 'preferences.changed')
    const about = data.document === '' ? preferencesOf(customer) : preferencesAbout(data.document)
    const known = held.get(about)
    if (known !== undefined) before.set(fact.version, known)
    held.set(about, data)
  }
  return before
}

function agreementOf({ document, policy, isPaused, snoozedUntil, optedOut }: Row<'preferences'>): Agreement {
  const until = snoozedUntil === null ? null : formatDay(snoozedUntil)
  const channels = optedOut === '' ? [] : optedOut.split(',')
  return { document, policy, isPaused: isPaused === 1, snoozedUntil: until, optedOut: channels, reason: '' }
}

function overrideView(
  fact: Row<'facts'>,
  invoices: ReadonlyMap<string, string>,
  before: Agreement | undefined,
): OverrideView {
  const nothing = { invoice: '', step: '', task: '', changes: [] }
  const parts = {
    id: factId(fact.customer, fact.version),
    customer: fact.customer,
    day: formatDay(fact.effectiveOn),
    at: formatInstant(fact.recordedAt),
    by: fact.actor,
    ...nothing,
  }
  if (fact.type === 'preferences.changed') {
    const data = dataOf(fact, 'preferences.changed')
    return {
      ...parts,
      kind: 'agreed',
      invoice: data.document,
      changes: changesOf(before, data),
      reason: data.reason,
    }
  }
  if (fact.type === 'reminder.decided') {
    const { steps, reason } = dataOf(fact, 'reminder.decided')
    const [step] = steps
    const kind = step?.why === 'waived' ? 'waived' : 'sent_now'
    return { ...parts, kind, invoice: step?.document ?? '', step: step?.step ?? '', reason }
  }
  if (fact.type === 'task.closed') {
    const { task, note } = dataOf(fact, 'task.closed')
    return { ...parts, kind: 'task_closed', task, reason: note }
  }
  if (fact.type === 'hold.released') {
    const { id: hold, note } = dataOf(fact, 'hold.released')
    return { ...parts, kind: 'hold_released', invoice: invoices.get(hold) ?? '', reason: note }
  }
  const { document, reason, note } = dataOf(fact, 'hold.placed')
  return { ...parts, kind: 'hold_placed', invoice: document, reason: note === '' ? reason : `${reason}: ${note}` }
}

function changesOf(before: Agreement | undefined, now: Agreement): AgreementChange[] {
  const told = (one: Agreement | undefined) => ({
    policy: one?.policy ?? '',
    isPaused: String(one?.isPaused ?? false),
    snoozedUntil: one?.snoozedUntil ?? '',
    optedOut: [...(one?.optedOut ?? [])].join(),
  })
  const [from, to] = [told(before), told(now)]
  return (['policy', 'isPaused', 'snoozedUntil', 'optedOut'] as const).flatMap((field) =>
    from[field] === to[field] ? [] : [{ field, from: from[field], to: to[field] }],
  )
}
