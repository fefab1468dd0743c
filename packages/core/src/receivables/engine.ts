import type * as z from 'zod/mini'
import { formatInstant, type Day } from '../calendar/index.js'
import { openDecision } from '../account/decision.js'
import { isReceivablesError, ReceivablesError } from '../errors/index.js'
import type { Decision } from '../journal/decision.js'
import type { Fact } from '../journal/fact.js'
import type { AllocationPlan } from '../allocation/index.js'
import type { Json, Row } from '../records/collections.js'
import type { Batch, Guard } from '../ports/store.js'
import { batchFrom, type RowChange } from './batch.js'
import { bindFact, previewed } from './bind-facts.js'
import { type FactView, factView } from './fact-view.js'
import { factsFrom } from './facts.js'
import { differingFields, fingerprint } from './fingerprint.js'
import { assertOpenAccount, type Loaded, loadBooks, type Wanted } from './load.js'
import { parseInput } from './parse.js'
import { readings } from './readings.js'
import { contextFor, type Settings, todayOf } from './settings.js'
import { type Turns, turnsAt } from './turns.js'

/** What every command answers. */
export interface Written {
  /** The object it made or changed. */
  readonly id: string
  /** The same request was answered before; nothing was written now. */
  readonly replayed: boolean
  /** The store's time of the commit; `null` in a dry run. */
  readonly recordedAt: string | null
  readonly facts: readonly FactView[]
}

/** One command's way through loading and deciding: what it may do. */
export interface Trip {
  readonly settings: Settings
  readonly today: Day
  /** Loads an account and opens a decision on it. It must exist and be open, unless `any` is set. */
  account(customer: string, wanted: Wanted, any?: 'any'): Promise<{ decision: Decision; loaded: Loaded }>
  guard(guard: Guard): void
  insert(change: RowChange): void
  update(change: RowChange): void
  /** Takes the next number of a gapless series; the text stands in for it until the store binds it. */
  nextNumber(series: string): string
}

/** A command: its name, its schema, how a retry without a key is recognised, and what it does. */
export interface Command<S extends z.ZodMiniType, Extra extends object> {
  readonly name: string
  readonly schema: S
  /** The object id by which an equal retry is recognised. */
  identity?(input: z.output<S>): string | undefined
  /** What the object keeps when a request for it, that knows it by its identity alone, does not say it. */
  readonly keeps?: readonly string[]
  run(trip: Trip, input: z.output<S>): Promise<{ id: string; plan?: AllocationPlan }>
  /** What the answer holds besides, from the facts alone, so that a replay answers the same. */
  extra(facts: readonly Fact[], plan: AllocationPlan | undefined): Extra
}

const tries = 12

/**
 * Runs a command: check the input, load, decide, commit; on a conflict with another writer, again.
 *
 * The request key (or the object's own id) makes a retry safe: an equal one is answered from what was written.
 */
export async function execute<S extends z.ZodMiniType, Extra extends object>(
  settings: Settings,
  command: Command<S, Extra>,
  rawInput: unknown,
): Promise<Written & Extra> {
  const input = parseInput(command.schema, rawInput, command.name)
  const asked = (input as { key?: string }).key
  const identity = command.identity?.(input)
  const key = asked ?? (identity === undefined ? undefined : `${command.name}:${identity}`)
  const fields = input as Readonly<Record<string, unknown>>
  const print = key === undefined ? '' : fingerprint(command.name, fields)
  const says = new Set(Object.keys(fields).filter((name) => fields[name] !== undefined))
  const turns = turnsAt(settings)
  try {
    return await attempts(settings, command, input, { key, print, explicit: asked !== undefined, says }, turns)
  } finally {
    turns.end()
  }
}

/** By what a retry of a request is recognised. */
interface Request {
  readonly key: string | undefined
  readonly print: string
  /** The caller named the key. */
  readonly explicit: boolean
  /** What the request says, by name. */
  readonly says: ReadonlySet<string>
}

async function attempts<S extends z.ZodMiniType, Extra extends object>(
  settings: Settings,
  command: Command<S, Extra>,
  input: z.output<S>,
  request: Request,
  turns: Turns,
): Promise<Written & Extra> {
  const { key, print } = request
  for (let attempt = 1; ; attempt++) {
    const trip = startTrip(settings, key, attempt === 1 ? turns : undefined)
    let outcome: Awaited<ReturnType<typeof command.run>> | undefined
    let failure: unknown
    try {
      outcome = await command.run(trip, input)
    } catch (error) {
      failure = error
    }
    // Whatever this try came to, an answer that was given before stands.
    const before = await trip.answeredBefore()
    if (before !== undefined) return replay(settings, command, before, request)
    if (outcome === undefined) {
      if (!(await isAboutOtherBooks(trip, failure))) throw failure
      if (attempt === tries) throw tooBusy(command.name, 'heads', trip.accounts[0]!.books.customer)
      await pause(attempt, trip, turns)
      continue
    }
    const facts = trip.accounts.flatMap(({ facts: own }) => own)
    if (settings.dryRun) return answer(settings, command, outcome, await previewed(settings, facts, trip.number), null)
    // Without effect there is nothing to commit but the key: a retry is to find that nothing happened, and not try again.
    if (!request.explicit && facts.length === 0 && trip.inserted.length === 0 && trip.updated.length === 0)
      return answer(settings, command, outcome, facts, null)
    const result = await settings.store.commit(
      batchFrom({
        tenant: settings.tenant,
        accounts: trip.accounts,
        guards: trip.guards,
        inserted: trip.inserted,
        updated: trip.updated,
        number: trip.number,
        arming: settings,
        key: key === undefined ? undefined : { id: key, fingerprint: print, result: placesOf(outcome.id, trip) },
      }),
    )
    if (result.status === 'committed') {
      turns.end()
      const bound = facts.map((fact) => bindFact(fact, result.recordedAt, trip.number, result.number))
      // Inside the host's transaction nothing has happened yet that others may be told of.
      if (settings.store.isJoined !== true) for (const listener of settings.listeners) listener(bound)
      return answer(settings, command, outcome, bound, result.recordedAt)
    }
    if (result.status === 'replayed') return replay(settings, command, result, request)
    if (result.status === 'exists') throw clash(command.name, result.collection, result.index)
    if (attempt === tries) throw tooBusy(command.name, result.collection, result.key.join('/'))
    await pause(attempt, trip, turns)
  }
}

/**
 * Whether a refusal may be about books that never were: an account is read in several steps, and when another writer
 * came in between, what was read later does not fit what was read first.
 */
async function isAboutOtherBooks({ settings, accounts }: OpenTrip, error: unknown): Promise<boolean> {
  if (isReceivablesError(error) && (error.kind === 'adapter' || error.kind === 'invalid')) return false
  if (accounts.length === 0) return false
  const list = readings(settings.store, settings.tenant)
  const rows = list.keys(
    'heads',
    accounts.map(({ books }) => [books.customer]),
  )
  await list.fetch()
  const now = new Map(rows().map(({ customer, rev }) => [customer, rev]))
  return accounts.some(({ books }) => (now.get(books.customer) ?? 0) !== books.loadedRev)
}

function tooBusy(command: string, collection: string, key: string): ReceivablesError {
  return new ReceivablesError(
    'account_changed',
    `${command}: other writers changed ${collection} ${key} ${tries} times in a row; try again.`,
    { collection, tries },
  )
}

interface OpenTrip extends Trip {
  /** What the request was answered before: seen with the books, else looked up. */
  answeredBefore(): Promise<Row<'keys'> | undefined>
  readonly accounts: Decision[]
  readonly guards: Guard[]
  readonly inserted: RowChange[]
  readonly updated: RowChange[]
  number: Batch['number'] | undefined
}

/** Starts a try. With `turns` it waits for its turn at the first account it needs. */
function startTrip(settings: Settings, requestKey: string | undefined, turns: Turns | undefined): OpenTrip {
  const today = todayOf(settings)
  const { store, tenant } = settings
  let locked = false
  let unasked = requestKey
  let answered: Row<'keys'> | undefined
  const trip: OpenTrip = {
    settings,
    today,
    accounts: [],
    guards: [],
    inserted: [],
    updated: [],
    number: undefined,
    async answeredBefore() {
      if (unasked !== undefined) answered = await storedAnswer(settings, unasked)
      return answered
    },
    async account(customer, wanted, any) {
      if (trip.accounts.length === 0) await turns?.take([customer])
      const loaded = await loadBooks(store, tenant, customer, wanted, unasked)
      unasked = undefined
      answered ??= loaded.answered
      if (answered !== undefined) throw new Error('The request was answered before.')
      if (any !== 'any') assertOpenAccount(loaded)
      if (!locked) trip.guards.push({ collection: 'periods', key: ['books'], rev: loaded.lock?.rev ?? 0 })
      locked = true
      const context = contextFor(settings, today, loaded.lock?.closedThrough ?? null, requestKey ?? '')
      const decision = openDecision(loaded.books, context)
      trip.accounts.push(decision)
      return { decision, loaded }
    },
    guard: (guard) => void trip.guards.push(guard),
    insert: (change) => void trip.inserted.push(change),
    update: (change) => void trip.updated.push(change),
    nextNumber(series) {
      trip.number ??= { series, token: `{{${settings.ids()}}}`, prefix: `${series}-`, width: 4 }
      return trip.number.token
    },
  }
  return trip
}

function placesOf(id: string, trip: OpenTrip): Json {
  return {
    id,
    places: trip.accounts.flatMap(({ facts }) => facts.map((fact) => [fact.customer, fact.version])),
  }
}

async function storedAnswer(settings: Settings, key: string) {
  const list = readings(settings.store, settings.tenant)
  const rows = list.keys('keys', [[key]])
  await list.fetch()
  return rows()[0]
}

async function replay<S extends z.ZodMiniType, Extra extends object>(
  settings: Settings,
  command: Command<S, Extra>,
  before: { readonly fingerprint: string; readonly result: Json },
  { key = '', print, explicit, says }: Request,
): Promise<Written & Extra> {
  const isKept = (name: string) => !explicit && !says.has(name) && command.keeps?.includes(name) === true
  const fields = differingFields(before.fingerprint, print).filter((name) => !isKept(name))
  if (fields.length > 0)
    throw new ReceivablesError(
      explicit ? 'request_key_reused' : 'already_exists',
      `${command.name}: ${explicit ? `request key ${key} was used` : `${key.slice(command.name.length + 1)} exists`} with another ${fields.join(', ')}.`,
      { key, fields },
    )
  const { id, places } = before.result as unknown as { id: string; places: [string, number][] }
  const facts = await factsFrom(settings.store, settings.tenant, places)
  const recordedAt = facts[0]?.recordedAt ?? null
  return { ...answer(settings, command, { id }, facts, recordedAt), replayed: true }
}

function answer<S extends z.ZodMiniType, Extra extends object>(
  settings: Settings,
  command: Command<S, Extra>,
  outcome: { readonly id: string; readonly plan?: AllocationPlan },
  facts: readonly Fact[],
  recordedAt: number | null,
): Written & Extra {
  let views: FactView[] | undefined
  return {
    id: outcome.id,
    replayed: false,
    recordedAt: recordedAt === null ? null : formatInstant(recordedAt),
    // Shown on demand: most callers never look.
    get facts() {
      return (views ??= facts.map((fact) => factView(fact, settings.home.currency)))
    },
    ...command.extra(facts, outcome.plan),
  }
}

function clash(command: string, collection: string, index: string): ReceivablesError {
  const what = index === 'byNumber' ? 'number' : index === 'byExternalId' || collection === 'keys' ? 'externalId' : 'id'
  return new ReceivablesError('already_exists', `${command}: something in ${collection} already has this ${what}.`, {
    collection,
    fields: [what],
  })
}

/** Waits a little, then for a turn at every account that the failed try touched. */
async function pause(attempt: number, { accounts }: OpenTrip, turns: Turns): Promise<void> {
  const wait = Math.random() * Math.min(2 ** attempt, 250)
  await new Promise((resolve) => setTimeout(resolve, wait))
  await turns.take(accounts.map(({ books }) => books.customer))
}
