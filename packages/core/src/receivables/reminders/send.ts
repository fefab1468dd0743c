// Long because it is one protocol: what is written down before and after a message is handed over, and what a missing answer means.
import * as z from 'zod/mini'
import { dayAt, formatInstant, type Instant } from '../../calendar/index.js'
import { isReceivablesError, ReceivablesError } from '../../errors/index.js'
import { messageData, preferencesOf } from '../../dunning/apply.js'
import { digest } from '../../journal/digest.js'
import { instalmentKey } from '../../journal/books.js'
import type { Decision } from '../../journal/decision.js'
import type { TaskOpened } from '../../journal/fact.js'
import { escapeHtml } from '../../messages/plain-text.js'
import type { Address, Notifier, OutboundMessage, SendReceipt } from '../../ports/notifier.js'
import type { Row } from '../../records/collections.js'
import { ownerOf } from '../commands/owner.js'
import { forBalance } from '../commands/links.js'
import { type Command, execute, type Trip } from '../engine.js'
import { id } from '../input/primitives.js'
import { grantOf, linkRow } from '../queries/links.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import type { JobOutcome } from '../worker/jobs.js'
import { newTasks } from './decide-due.js'
import { freedSteps } from './free-steps.js'
import { zoneOf } from './standing.js'
import { suppress, suppressedAmong } from './suppressions.js'
import { payPlace, preferencesPlace } from './words.js'

/** How long a notifier may take; who has not settled by a little later is taken for lost. */
const sendTimeout = 20_000
const attemptLife = 30_000
/** How often what is refused for now is tried, in about a day. */
const mostAttempts = 12
const firstPause = 5_000
const longestPause = 4 * 3_600_000

/** What is in the way of a message that was not handed over yet. */
type Obstacle = 'paid' | 'changed' | 'on_hold' | 'opted_out' | 'suppressed' | 'payment_reversed' | 'erased'

const starting = z.strictObject({ message: id, notifier: z.string(), again: z.boolean() })

/**
 * Writes down that a message is handed over now, before it is; or that it is not, because what it says has changed. One
 * that may have gone out already is not withdrawn any more.
 */
const startSending: Command<typeof starting, object> = {
  name: 'messages.start',
  schema: starting,
  async run(trip, { message, notifier, again }) {
    const { settings } = trip
    const now = await settings.store.now()
    const { decision, row, profile } = await messageIn(trip, message)
    const isDue = again ? row.state === 'sending' && row.until <= now : row.state === 'waiting'
    if (!isDue) return { id: message }
    const effectiveOn = dayAt(now, settings.timeZone)
    const obstacle = again ? undefined : await obstacleTo(settings, decision, row, profile)
    const { currency } = row
    if (obstacle !== undefined) {
      const zone = zoneOf(settings, profile)
      // What is still open is said anew, with what is open now.
      const isFree = obstacle === 'changed' || obstacle === 'suppressed'
      const steps = isFree ? freedSteps(decision.books, row, { now, zone, why: obstacle, closes: false }) : []
      const data = { message, state: 'withdrawn', why: obstacle, externalId: '', currency, steps, tasks: [] } as const
      decision.add({ type: 'message.settled', effectiveOn, data, postings: [] })
      return { id: message }
    }
    decision.add({
      type: 'message.sending',
      effectiveOn,
      data: {
        message,
        attempt: row.attempts + 1,
        notifier,
        at: formatInstant(now),
        until: formatInstant(now + attemptLife),
      },
      postings: [],
    })
    return { id: message }
  },
  extra: () => ({}),
}

const settling = z.strictObject({
  message: id,
  attempt: z.int(),
  state: z.enum(['sent', 'refused', 'unknown', 'waiting']),
  externalId: z.string(),
  why: z.string(),
})

/** Writes down how an attempt came out, if it is still the one that counts. */
const settleSending: Command<typeof settling, object> = {
  name: 'messages.settle',
  schema: settling,
  async run(trip, { message, attempt, state, externalId, why }) {
    const { settings } = trip
    const now = await settings.store.now()
    const { decision, row, profile } = await messageIn(trip, message)
    const isOurs = row.attempts === attempt && row.state === 'sending'
    // Who comes back late with a receipt knows what the others did not.
    const isLate = state === 'sent' && (row.state === 'unknown' || (row.state === 'sent' && row.externalId === ''))
    if (!isOurs && !isLate) return { id: message }
    const { books } = decision
    const zone = zoneOf(settings, profile)
    const closes = { now, zone, why: 'refused', closes: true }
    const steps = state === 'refused' ? freedSteps(books, row, closes) : []
    const wanted: Omit<TaskOpened, 'id'>[] = state === 'unknown' ? [{ kind: 'check_message', message }] : []
    const tasks = newTasks(decision, row.currency, wanted)
    const data = { message, state, why, externalId, currency: row.currency, steps, tasks }
    decision.add({ type: 'message.settled', effectiveOn: dayAt(now, settings.timeZone), data, postings: [] })
    // An address that is none is none for every message.
    if (state === 'refused' && why === 'address') {
      const letter = await letterOf(settings, message)
      if (letter !== undefined && letter.address !== '') await suppress(trip, row.channel, letter.address, 'refused')
    }
    return { id: message }
  },
  extra: () => ({}),
}

async function messageIn(trip: Trip, message: string) {
  const before = await messageRow(trip.settings, message)
  const customer = before?.customer ?? (await ownerOf(trip.settings, 'messages', message))
  const data = before === undefined ? undefined : messageData(before)
  const { decision, loaded } = await trip.account(customer, {
    messages: [message],
    instalments: [...new Set(data?.parts.map(({ document }) => document))],
    sources: data === undefined || data.payment === '' ? [] : [data.payment],
    saidSince: trip.today + 1,
  })
  const row = decision.books.messages.get(message)
  if (row === undefined)
    throw new ReceivablesError('account_changed', `Message ${message} is being moved.`, { message })
  return { decision, row, profile: loaded.customer }
}

/** Why a message that is about to be handed over is not. */
async function obstacleTo(
  settings: Settings,
  { books }: Decision,
  row: Row<'messages'>,
  profile: Row<'customers'> | undefined,
): Promise<Obstacle | undefined> {
  const { parts, payment, steps } = messageData(row)
  const letter = await letterOf(settings, row.id)
  if (letter === undefined || profile?.erasedOn !== null) return 'erased'
  const addresses = [{ channel: row.channel, address: letter.address }]
  if ((await suppressedAmong(settings, addresses)).size > 0) return 'suppressed'
  if (payment !== '') {
    const source = books.sources.get(payment)
    return source === undefined || source.reversedOn !== null ? 'payment_reversed' : undefined
  }
  if ((books.preferences.get(preferencesOf(books.customer))?.optedOut ?? '').split(',').includes(row.channel))
    return 'opted_out'
  const openOf = ({ document, instalment }: { readonly document: string; readonly instalment: number }) => {
    const part = books.instalments.get(instalmentKey(document, instalment))
    return part === undefined || part.endedOn !== null ? 0n : part.open
  }
  const about = parts.filter((part) =>
    steps.some((name) => {
      const step = books.reminders.get(name)
      return step?.document === part.document && step.instalment === part.instalment
    }),
  )
  if (about.every((part) => openOf(part) === 0n)) return 'paid'
  const isHeld = [...books.holds.values()].some(
    ({ document, releasedOn }) =>
      releasedOn === null && (document === '' || about.some((part) => part.document === document)),
  )
  if (isHeld) return 'on_hold'
  return parts.some((part) => openOf(part) !== part.open) ? 'changed' : undefined
}

/**
 * Hands a message over, once. Whether an attempt whose answer is missing is made again depends on what the notifier can do:
 * one that knows its keys gets it again under the same key; one that can be asked is asked; for any other nobody knows,
 * and staff is told.
 */
export async function sendMessage(settings: Settings, message: string): Promise<JobOutcome> {
  const row = await messageRow(settings, message)
  if (row === undefined || (row.state !== 'waiting' && row.state !== 'sending')) return { did: false }
  const now = await settings.store.now()
  // Another is at it, and may be for a while.
  if (row.state === 'sending' && row.until > now) return { did: false, again: row.until }
  const notifier = settings.outreach?.notifiers.get(row.channel)
  // Whoever has one will see to it.
  if (notifier === undefined) return { did: false, again: now + 60_000 }
  if (row.state === 'waiting') return attempt(settings, notifier, row, false)
  return inDoubt(settings, notifier, row, now)
}

async function inDoubt(
  settings: Settings,
  notifier: Notifier,
  row: Row<'messages'>,
  now: Instant,
): Promise<JobOutcome> {
  const { repeats, keyLifetimeSeconds = Infinity } = notifier.capabilities
  const unknown = async (why: string): Promise<JobOutcome> => {
    await settle(settings, row.id, row.attempts, { state: 'unknown', why })
    return { did: true }
  }
  if (notifier.id !== row.notifier) return unknown('notifier_changed')
  if (repeats === 'none' || (repeats === 'lookup' && notifier.find === undefined)) return unknown('no_answer')
  if (repeats === 'lookup') {
    let receipt: SendReceipt | null
    try {
      receipt = (await notifier.find?.(row.id, { signal: AbortSignal.timeout(sendTimeout) })) ?? null
    } catch (error) {
      if (!isReceivablesError(error)) throw error
      return { did: false, again: now + pauseAfter(row.attempts, error) }
    }
    if (receipt !== null) {
      await settle(settings, row.id, row.attempts, { state: 'sent', externalId: receipt.externalId })
      return { did: true }
    }
    await settle(settings, row.id, row.attempts, { state: 'waiting', why: 'not_sent' })
    return { did: true, again: now }
  }
  const isRemembered = row.triedAt !== null && now - row.triedAt + attemptLife < keyLifetimeSeconds * 1000
  if (!isRemembered) return unknown('key_expired')
  if (row.attempts >= mostAttempts) return unknown('no_answer')
  return attempt(settings, notifier, row, true)
}

/** @param isAgain an earlier attempt may have gone out: whatever is said now, it stays in doubt until it is known */
async function attempt(
  settings: Settings,
  notifier: Notifier,
  before: Row<'messages'>,
  isAgain: boolean,
): Promise<JobOutcome> {
  const message = before.id
  const outbound = await outboundOf(settings, before)
  if (outbound === undefined && isAgain) {
    await settle(settings, message, before.attempts, { state: 'unknown', why: 'erased' })
    return { did: true }
  }
  const marked = performance.now()
  const { facts } = await execute(settings, startSending, { message, notifier: notifier.id, again: isAgain })
  const row = await messageRow(settings, message)
  const number = before.attempts + 1
  // Somebody else was faster, it was withdrawn, or this process has slept so long that others take it for lost.
  const isOurs = facts.length > 0 && row?.state === 'sending' && row.attempts === number
  if (!isOurs || outbound === undefined || performance.now() - marked > attemptLife - sendTimeout)
    return { did: facts.length > 0, ...(row?.state === 'sending' ? { again: row.until } : {}) }
  const { signal, stop } = timeout(sendTimeout)
  try {
    const { externalId } = await notifier.send(outbound, { idempotencyKey: message, signal })
    await settle(settings, message, number, { state: 'sent', externalId })
    return { did: true }
  } catch (error) {
    if (isReceivablesError(error) && error.code.startsWith('store_')) throw error
    return await failedBy(settings, row, error, isAgain)
  } finally {
    stop()
  }
}

async function failedBy(
  settings: Settings,
  { id: message, attempts, until }: Row<'messages'>,
  error: unknown,
  isAgain: boolean,
): Promise<JobOutcome> {
  const now = await settings.store.now()
  if (isReceivablesError(error, 'notifier_refused')) {
    const told = error.details?.['fault']
    const fault = typeof told === 'string' ? told : 'content'
    const state = isAgain ? 'unknown' : 'refused'
    await settle(settings, message, attempts, { state, why: isAgain ? `no_answer, then ${fault}` : fault })
    return { did: true }
  }
  if (isReceivablesError(error, 'notifier_unavailable') && !isAgain) {
    const isOver = attempts >= mostAttempts
    await settle(settings, message, attempts, { state: isOver ? 'refused' : 'waiting', why: 'unavailable' })
    return { did: true, ...(isOver ? {} : { again: now + pauseAfter(attempts, error) }) }
  }
  // No answer, or an earlier one is missing: it stays in doubt, and is looked at when this attempt is over.
  return { did: true, again: Math.max(until, now + (isAgain ? pauseAfter(attempts, error) : 0)) }
}

async function settle(
  settings: Settings,
  message: string,
  number: number,
  {
    state,
    externalId = '',
    why = '',
  }: { state: 'sent' | 'refused' | 'unknown' | 'waiting'; externalId?: string; why?: string },
): Promise<void> {
  const sound = externalId.toWellFormed().replaceAll('\0', '').slice(0, 500)
  await execute(settings, settleSending, { message, attempt: number, state, externalId: sound, why })
}

/** As long as the notifier says, else longer each time, and never all at once. */
function pauseAfter(attempts: number, error: unknown): number {
  const told = isReceivablesError(error) ? Number(error.details?.['retryAfterSeconds']) : Number.NaN
  const wanted = told > 0 ? told * 1000 : firstPause * 2 ** Math.min(attempts - 1, 20)
  return Math.min(Math.round(wanted * (1 + Math.random() / 4)), longestPause)
}

function timeout(milliseconds: number) {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(new Error('The notifier took too long.')), milliseconds)
  return { signal: stop.signal, stop: () => clearTimeout(timer) }
}

/** The message as it goes out: its words as they were written, with its links in their places. */
async function outboundOf(settings: Settings, row: Row<'messages'>): Promise<OutboundMessage | undefined> {
  const letter = await letterOf(settings, row.id)
  if (letter === undefined) return undefined
  const places = [payPlace(row.id), preferencesPlace(row.id)] as const
  const hasPay = letter.body.includes(places[0]) || letter.html.includes(places[0])
  const payUrl = hasPay ? await payUrlFor(settings, row) : ''
  const { from, replyTo, preferencesUrl } = settings.outreach ?? {}
  const about = { tenant: settings.tenant, customer: row.customer, message: row.id }
  const unsubscribe = row.purpose === 'reminder' ? await preferencesUrl?.(about) : undefined
  const filled = (text: string, written: (url: string) => string) =>
    text.replaceAll(places[0], written(payUrl)).replaceAll(places[1], written(unsubscribe ?? ''))
  const to: Address =
    letter.name === '' ? { address: letter.address } : { address: letter.address, name: lineOf(letter.name) }
  return {
    message: row.id,
    tenant: settings.tenant,
    purpose: row.purpose as OutboundMessage['purpose'],
    to,
    ...(from === undefined || row.channel !== 'email' ? {} : { from }),
    ...(replyTo === undefined || row.channel !== 'email' ? {} : { replyTo }),
    subject: letter.subject,
    text: filled(letter.body, (url) => url),
    html: filled(letter.html, escapeHtml),
    locale: letter.locale,
    attachments: [],
    ...(unsubscribe === undefined
      ? {}
      : { unsubscribe: { url: unsubscribe, oneClick: unsubscribe.startsWith('https:') } }),
  }
}

/** A name as a header can hold it. */
const lineOf = (name: string) => name.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()

/** A link of our own for all that a customer owes in the currency: what is open is read when it is opened. */
async function payUrlFor(settings: Settings, { customer, currency }: Row<'messages'>): Promise<string> {
  const { store, tenant } = settings
  const link = `lnk_reminders_${digest(JSON.stringify([customer, currency]))}`
  const list = readings(store, tenant)
  const rows = list.keys('links', [[link]])
  await list.fetch()
  if (rows().length === 0) await execute(settings, forBalance, { id: link, customer, currency })
  return (await grantOf(settings, rows()[0] ?? (await linkRow(settings, link)))).url
}

async function messageRow({ store, tenant }: Settings, message: string): Promise<Row<'messages'> | undefined> {
  const list = readings(store, tenant)
  const rows = list.keys('messages', [[message]])
  await list.fetch()
  return rows()[0]
}

async function letterOf({ store, tenant }: Settings, message: string): Promise<Row<'letters'> | undefined> {
  const list = readings(store, tenant)
  const rows = list.keys('letters', [[message]])
  await list.fetch()
  return rows()[0]
}
