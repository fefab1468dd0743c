import * as z from 'zod/mini'
import { dayAt, formatDay, formatInstant, instantAt } from '../../calendar/index.js'
import { digest } from '../../journal/digest.js'
import type { MessageAsked } from '../../journal/fact.js'
import { liveAllocations } from '../../journal/lookup.js'
import { exponentOf, minor } from '../../money/index.js'
import type { Row } from '../../records/collections.js'
import type { Books } from '../../journal/books.js'
import { allowedMoment } from '../../reminders/index.js'
import { ownerOf } from '../commands/owner.js'
import { type Command, execute } from '../engine.js'
import { id } from '../input/primitives.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import type { JobOutcome } from '../worker/jobs.js'
import { policyFor, readPolicies } from './policies.js'
import { reachOf, zoneOf } from './standing.js'
import { lettered } from './words.js'

/** A payment that was received longer ago is not confirmed any more. */
const freshDays = 7

const confirming = z.strictObject({ payment: id })

/** The message that confirms a payment: there is one for a payment, whatever becomes of it. */
const confirmationId = (tenant: string, payment: string) =>
  `msg_thanks_${payment}_${digest(JSON.stringify([tenant, payment]))}`

/** Thanks for a payment that settles all it was for, or acknowledges a part, with what is left. Once for a payment. */
const confirm: Command<typeof confirming, object> = {
  name: 'payments.confirm',
  schema: confirming,
  async run(trip, { payment }) {
    const { settings } = trip
    const now = await settings.store.now()
    const message = confirmationId(settings.tenant, payment)
    const policies = await readPolicies(settings)
    const customer = await ownerOf(settings, 'sources', payment)
    const { decision, loaded } = await trip.account(customer, {
      messages: [message],
      sources: [payment],
      aroundSources: [payment],
      saidSince: trip.today + 1,
    })
    const { books } = decision
    const source = books.sources.get(payment)
    const profile = loaded.customer
    const today = dayAt(now, zoneOf(settings, profile))
    if (source === undefined || source.reversedOn !== null || books.messages.get(message) !== undefined)
      return { id: payment }
    if (source.receivedOn < today - freshDays) return { id: payment }
    const paid = documentsPaid(books, payment)
    const policy = paid.map((document) => policyFor(books, document, policies)).find((one) => one !== undefined)
    if (paid.length === 0 || policy === undefined) return { id: payment }
    const reach = await reachOf(settings, books, profile)
    const channel = (['email', 'sms'] as const).find((one) => reach[one] === 'ok' || reach[one] === 'opted_out')
    if (channel === undefined) return { id: payment }
    const parts = openParts(books, paid)
    const { currency } = source
    const asked: MessageAsked = {
      id: message,
      channel,
      purpose: parts.length === 0 ? 'thanks' : 'receipt',
      at: formatInstant(now),
      tone: 'friendly',
      level: -1,
      steps: [],
      parts,
      due: parts.reduce((sum, { open }) => sum + open, 0n),
      onAccount: 0n,
      toPay: parts.reduce((sum, { open }) => sum + open, 0n),
      isLate: false,
      passedOver: [],
      payment,
    }
    const confirmed = {
      amount: minor(source.amount, currency),
      receivedOn: formatDay(source.receivedOn),
      settled: paid.map((document) => books.documents.get(document)?.number ?? document),
    }
    decision.add({
      type: 'reminder.decided',
      effectiveOn: dayAt(now, settings.timeZone),
      data: {
        currency,
        exponent: exponentOf(currency),
        steps: [],
        messages: [asked],
        tasks: [],
        by: 'payment',
        reason: '',
      },
      postings: [],
    })
    const row = lettered(settings, profile, asked, { currency, today: formatDay(today), confirmed })
    trip.insert({ collection: 'letters', row })
    return { id: payment }
  },
  extra: () => ({}),
}

/** The invoices that a payment is set against, in the order of their numbers. */
function documentsPaid(books: Books, payment: string): string[] {
  const documents = new Set<string>()
  for (const { id: document, kind } of books.documents.values())
    if (kind === 'invoice' && liveAllocations(books, document).some(({ source }) => source === payment))
      documents.add(document)
  return [...documents].sort()
}

function openParts(books: Books, documents: readonly string[]): MessageAsked['parts'] {
  const rows: Row<'instalments'>[] = documents.flatMap((document) =>
    books.instalments.group(document).filter(({ open, endedOn }) => open > 0n && endedOn === null),
  )
  return rows
    .sort((a, b) => a.dueOn - b.dueOn || a.no - b.no)
    .map(({ document, no, number, dueOn, open }) => ({
      document,
      instalment: no,
      number,
      dueOn: formatDay(dueOn),
      open,
    }))
}

/** Confirms a payment, at an hour at which its channel is not quiet. */
export async function confirmPayment(settings: Settings, payment: string): Promise<JobOutcome> {
  if (settings.outreach === undefined) return { did: false, again: (await settings.store.now()) + 60_000 }
  const quietUntil = await quietFor(settings, payment)
  if (quietUntil !== undefined) return { did: false, again: quietUntil }
  return { did: (await execute(settings, confirm, { payment })).facts.length > 0 }
}

/** Until when nothing is sent to whoever has a telephone and no mail; mails are silent. */
async function quietFor(settings: Settings, payment: string) {
  const now = await settings.store.now()
  const customer = await ownerOf(settings, 'sources', payment)
  const list = readings(settings.store, settings.tenant)
  const profiles = list.keys('customers', [[customer]])
  await list.fetch()
  const profile = profiles()[0]
  if (profile === undefined || profile.email !== '' || profile.phone === '') return undefined
  const policies = await readPolicies(settings)
  const quiet = policies.resolved(policies.rules.policy)?.quiet.sms
  if (quiet === undefined) return undefined
  const zone = zoneOf(settings, profile)
  const today = dayAt(now, zone)
  const minute = Math.min(1439, Math.max(0, Math.floor((now - instantAt(today, 0, zone)) / 60_000)))
  const { at, movedBy } = allowedMoment(today, minute, { isClosed: () => false, quiet, move: 'forward' }, zone)
  return movedBy === undefined ? undefined : at
}
