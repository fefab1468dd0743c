import type * as z from 'zod/mini'
import { formatInstant } from '../../calendar/index.js'
import { isReceivablesError, ReceivablesError } from '../../errors/index.js'
import type { ProviderEvent, RawWebhook } from '../../ports/payment-provider.js'
import type { Row } from '../../records/collections.js'
import { scan } from '../../ports/scan.js'
import { execute, type Written } from '../engine.js'
import { differingFields, fingerprint } from '../fingerprint.js'
import { applyEvent } from '../input/provider-events.js'
import { parseInput } from '../parse.js'
import { providerNamed } from '../what-to-pay.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import { findingsOf, ignored, paymentOf, type Verdict } from './arrival.js'
import { applyCommand, resolveCommand, type VerdictBox, verdictOf } from './command.js'

/** What became of an event. */
export interface EventOutcome {
  readonly provider: string
  readonly event: string
  readonly type: string
  readonly state: Verdict['state']
  /** Why it was ignored, waits or is held: a code; `''` when it was applied. */
  readonly reason: string
  readonly customer: string
  /** It was delivered before. */
  readonly replayed: boolean
}

/** An event in a list. */
export interface EventView extends Omit<EventOutcome, 'replayed'> {
  readonly occurredAt: string
  readonly receivedAt: string
  /** The event, amounts as decimal text. */
  readonly body: unknown
}

/**
 * Takes a provider's request in: verified, understood, each event booked once, in whatever order they come.
 *
 * What does not agree with what was asked for is held for a person. What is about a payment that has not come yet waits
 * for it.
 *
 * @throws ReceivablesError `provider_not_found`, `webhook_rejected`, `store_*`
 */
export async function receiveWebhook(
  settings: Settings,
  provider: string,
  request: RawWebhook,
): Promise<EventOutcome[]> {
  const events = await providerNamed(settings, provider).receive(request, { now: settings.clock() })
  const outcomes: EventOutcome[] = []
  for (const event of events) outcomes.push(await takeIn(settings, provider, event))
  return outcomes
}

async function takeIn(settings: Settings, provider: string, event: ProviderEvent): Promise<EventOutcome> {
  if (isAnothers(settings, event))
    return { provider, event: event.event, type: event.type, ...ignored('not_ours'), replayed: false }
  const { verdict, replayed, known } = await applyOnce(settings, provider, event)
  const payment = paymentOf(event)
  // What came too early for this payment has its time now; and what came too early may find it here already.
  if (verdict.state === 'applied' && payment !== '') await takeUp(settings, provider, payment, known)
  const after = verdict.state === 'waiting' ? await retry(settings, provider, event.event) : verdict
  return { provider, event: event.event, type: event.type, ...after, replayed }
}

/** Whether the provider says that it is another tenant's: then nothing of it is read here, and nothing kept. */
function isAnothers(settings: Settings, { tenant = '' }: ProviderEvent): boolean {
  return tenant !== '' && tenant !== settings.tenant
}

/** What an event came to. */
interface Taken {
  readonly verdict: Verdict
  readonly replayed: boolean
  /** The events about its payment, when nothing was booked since they were read. */
  readonly known?: readonly Row<'inbox'>[]
}

const contentDiffers: Taken = {
  verdict: { state: 'ignored', reason: 'content_differs', customer: '' },
  replayed: true,
}

/** Applies an event unless it came before: then one read says what became of it. */
async function applyOnce(settings: Settings, provider: string, event: ProviderEvent): Promise<Taken> {
  const key = `intake:${provider}:${event.event}`
  const input = { provider, event, key }
  const checked = parseInput(applyEvent, input, 'intake.apply')
  const findings = await findingsOf(settings, provider, checked.event, key)
  const before = findings.answered && repeated(checked, findings.answered, findings.known)
  if (before !== undefined) return before
  const box: VerdictBox = { verdict: undefined, findings }
  const run = (refusal?: string) =>
    execute(settings, applyCommand(providerNamed(settings, provider), event, box, refusal), input)
  let written: Written
  try {
    written = await run()
  } catch (error) {
    // The same event with another content: what it said first stands.
    if (isReceivablesError(error, 'request_key_reused')) return contentDiffers
    const refusal = refusalOf(error)
    if (refusal === undefined) throw error
    written = await run(refusal)
  }
  if (!written.replayed && box.verdict !== undefined) return { verdict: box.verdict, replayed: false }
  const row = await rowOf(settings, provider, event.event)
  return { verdict: verdictOf(row), replayed: true }
}

/** What became of an event that was answered before. */
function repeated(
  input: z.output<typeof applyEvent>,
  answered: Row<'keys'>,
  known: readonly Row<'inbox'>[],
): Taken | undefined {
  if (differingFields(answered.fingerprint, fingerprint('intake.apply', input)).length > 0) return contentDiffers
  const row = known.find(({ event }) => event === input.event.event)
  return row === undefined ? undefined : { verdict: verdictOf(row), replayed: true, known }
}

/** The books say no: the event is held, with their code as the reason. Anything else is thrown on. */
function refusalOf(error: unknown): string | undefined {
  if (!isReceivablesError(error)) return undefined
  if (error.kind === 'rule' || error.kind === 'not_found' || error.code === 'already_exists') return error.code
  return error.code === 'currency_mismatch' ? error.code : undefined
}

async function rowOf({ store, tenant }: Settings, provider: string, event: string): Promise<Row<'inbox'>> {
  const list = readings(store, tenant)
  const rows = list.keys('inbox', [[provider, event]])
  await list.fetch()
  const [row] = rows()
  if (row === undefined)
    throw new ReceivablesError('event_not_found', `${provider} sent no event ${event}.`, { provider, event })
  return row
}

/** Takes up what waited for a payment, the earliest first. */
async function takeUp(
  settings: Settings,
  provider: string,
  payment: string,
  known?: readonly Row<'inbox'>[],
): Promise<void> {
  const rows = known ?? (await eventsAbout(settings, provider, payment))
  for (const row of rows) if (row.state === 'waiting') await retry(settings, provider, row.event)
}

async function eventsAbout(
  { store, tenant }: Settings,
  provider: string,
  payment: string,
): Promise<readonly Row<'inbox'>[]> {
  const list = readings(store, tenant)
  const rows = list.all('inbox', { index: 'byPayment', where: [provider, payment] })
  await list.fetch()
  return rows()
}

/** Judges again an event that waits. */
export async function retry(settings: Settings, provider: string, event: string): Promise<Verdict> {
  return resolve(settings, { provider, event, action: 'apply' })
}

async function resolve(settings: Settings, input: unknown): Promise<Verdict> {
  const box: VerdictBox = { verdict: undefined }
  const run = (refusal?: string) =>
    execute(
      settings,
      resolveCommand((id) => providerNamed(settings, id), box, refusal),
      input,
    )
  try {
    await run()
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === undefined || refusal === 'event_not_found') throw error
    await run(refusal)
  }
  if (box.verdict !== undefined) return box.verdict
  const { provider, event } = input as { provider: string; event: string }
  return verdictOf(await rowOf(settings, provider, event))
}

/**
 * Decides about an event that is held: book it after all, or leave it.
 *
 * @throws ReceivablesError `event_not_found`, and what the books say against it
 */
export async function resolveHeld(
  settings: Settings,
  input: { readonly provider: string; readonly event: string },
): Promise<EventOutcome> {
  const verdict = await resolve(settings, input)
  const row = await rowOf(settings, input.provider, input.event)
  if (verdict.state === 'applied' && row.payment !== '') await takeUp(settings, row.provider, row.payment)
  return { provider: row.provider, event: row.event, type: row.type, ...verdict, replayed: false }
}

/** Events of a state, the oldest first; by default those that are held for a person. */
export async function* eventsOf(
  { store, tenant }: Settings,
  asked: { readonly state?: Verdict['state'] } = {},
): AsyncIterable<EventView> {
  const where = [asked.state ?? 'held']
  for await (const row of scan(store, tenant, { collection: 'inbox', index: 'byState', where })) yield eventView(row)
}

function eventView(row: Row<'inbox'>): EventView {
  return {
    provider: row.provider,
    event: row.event,
    type: row.type,
    ...verdictOf(row),
    occurredAt: formatInstant(row.occurredAt),
    receivedAt: formatInstant(row.receivedAt),
    body: row.body,
  }
}
