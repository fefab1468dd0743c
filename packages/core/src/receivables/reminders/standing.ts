// Long because it is one reading: everything that a reminder depends on, side by side.
import { freeSources } from '../../allocation/items.js'
import { dayAt, type Day, type Instant } from '../../calendar/index.js'
import { preferencesOf } from '../../dunning/apply.js'
import { noDueDay } from '../../invoice/schedule.js'
import type { Books } from '../../journal/books.js'
import type { Row } from '../../records/collections.js'
import { compareText } from '../../records/compare-text.js'
import {
  type Channel,
  type OpenPart,
  type PlannedStep,
  planItem,
  type Reach,
  type Resolved,
  type Situation,
} from '../../reminders/index.js'
import type { Wanted } from '../load.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import { openingsOf } from './generations.js'
import { type Policies, policyFor, snoozedUntil } from './policies.js'
import { suppressedAmong } from './suppressions.js'

/** A step of an item as it stands now. */
export interface StandingStep {
  /** The planned step; moved, it has its new day and moment. */
  readonly step: PlannedStep
  /** What became of it so far. */
  readonly row: Row<'reminders'> | undefined
  /** Nothing more comes of it. */
  readonly isOver: boolean
}

/** An open instalment with all that would be said of it. */
export interface StandingItem {
  readonly part: OpenPart
  readonly policy: Resolved | undefined
  readonly steps: readonly StandingStep[]
  /** The last day of a promise about this invoice alone. */
  readonly promisedUntil: Day | undefined
  readonly snoozedUntil: Day | undefined
}

/** How things stand with a customer in a currency. */
export interface Standing {
  readonly customer: string
  readonly profile: Row<'customers'> | undefined
  readonly policies: Policies
  readonly items: readonly StandingItem[]
  /** All of it but what depends on the items. */
  readonly situation: Omit<Situation, 'open'>
}

/** What of an account tells how things stand. */
export function wantedForStanding(currency: string, today: Day, { memory }: Policies): Wanted {
  return {
    open: { currency },
    free: currency,
    openPromises: true,
    receivedSince: today - memory - 1,
    saidSince: today - memory - 2,
  }
}

/** The customer's zone, or the tenant's. */
export const zoneOf = (settings: Settings, profile: Row<'customers'> | undefined) =>
  profile?.timeZone === undefined || profile.timeZone === '' ? settings.timeZone : profile.timeZone

/**
 * How things stand with a customer whose books were loaded with {@link wantedForStanding}; what is around them is read from
 * the store, unless it is given.
 */
export async function standingOf(
  settings: Settings,
  { books, customer: profile }: { readonly books: Books; readonly customer: Row<'customers'> | undefined },
  policies: Policies,
  currency: string,
  now: Instant,
  given?: Around,
): Promise<Standing> {
  const zone = zoneOf(settings, profile)
  const today = dayAt(now, zone)
  // The oldest first, however they were loaded: what is decided first may leave the next to wait.
  const rows = [...books.instalments.values()]
    .filter((row) => row.currency === currency && row.open > 0n && row.endedOn === null)
    .sort((a, b) => a.dueOn - b.dueOn || compareText(a.document, b.document) || a.no - b.no)
  const around = given ?? (await readAround(settings, books.customer, rows))
  const onAccount = freeSources(books, currency).filter(
    ({ receivedOn, expiresOn }) =>
      receivedOn <= today && (expiresOn === null || expiresOn === undefined || expiresOn >= today),
  )
  const promises = around.promises.filter((row) => row.currency === currency)
  const items = rows.map((row) => {
    const policy = policyFor(books, row.document, policies)
    const opening = openingsOf(around.postings.get(row.document) ?? [], zone).get(row.no)
    const steps = policy === undefined ? [] : planned(policy, row, opening?.generation ?? 1, around, zone)
    const openSince = opening?.openSince ?? row.startsOn
    return {
      part: partOf(books, row, steps, now),
      policy,
      steps: steps.filter(({ day }) => day >= openSince).map((step) => standingStep(books, step)),
      promisedUntil: lastDay(promises.filter(({ document, state }) => document === row.document && state === 'open')),
      snoozedUntil: snoozedUntil(books, row.document),
    }
  })
  const payments = [...books.sources.values()].filter(
    ({ kind, currency: own, reversedOn, receivedOn }) =>
      kind === 'payment' && own === currency && reversedOn === null && receivedOn <= today,
  )
  return {
    customer: books.customer,
    profile,
    policies,
    items,
    situation: {
      now,
      today,
      zone,
      currency,
      onAccount: onAccount.reduce((sum, { available }) => sum + available, 0n),
      pending: books.balances.get(currency)?.pending ?? 0n,
      promisedUntil: lastDay(promises.filter(({ document, state }) => document === '' && state === 'open')),
      lastPaymentOn: payments.length === 0 ? undefined : Math.max(...payments.map(({ receivedOn }) => receivedOn)),
      paymentsSeenAt: policies.paymentsSeenAt,
      snoozedUntil: undefined,
      isPaused: books.preferences.get(preferencesOf(books.customer))?.isPaused === 1,
      sent: sentTo(books, zone),
      reach: await reachOf(settings, books, profile),
    },
  }
}

/** What went out, may have, or is about to. */
function sentTo(books: Books, zone: string): Situation['sent'] {
  const counts = new Set(['waiting', 'sending', 'sent', 'unknown'])
  return [...books.messages.values()]
    .filter(({ purpose, state }) => purpose === 'reminder' && counts.has(state))
    .map(({ askedAt, currency }) => ({ day: dayAt(askedAt, zone), currency }))
}

/** Whether each channel reaches the customer. */
export async function reachOf(
  settings: Settings,
  books: Books,
  profile: Row<'customers'> | undefined,
): Promise<Readonly<Record<Channel, Reach>>> {
  const addresses = [
    { channel: 'email', address: profile?.email ?? '' },
    { channel: 'sms', address: profile?.phone ?? '' },
  ] as const
  const suppressed = await suppressedAmong(settings, addresses)
  const optedOut = (books.preferences.get(preferencesOf(books.customer))?.optedOut ?? '').split(',')
  const reach: Record<Channel, Reach> = { email: 'ok', sms: 'ok', task: 'ok' }
  for (const { channel, address } of addresses)
    if (address === '' || settings.outreach?.notifiers.has(channel) !== true) reach[channel] = 'no_address'
    else if (optedOut.includes(channel)) reach[channel] = 'opted_out'
    else if (suppressed.has(channel)) reach[channel] = 'suppressed'
  return reach
}

/** What of the books as a whole tells how things stand with some items. */
export interface Around {
  /** By document. */
  readonly postings: ReadonlyMap<string, readonly Row<'postings'>[]>
  /** Every promise of the customer. */
  readonly promises: readonly Row<'promises'>[]
  readonly bookings: Pick<ReadonlyMap<string, Row<'bookings'>>, 'get'>
}

async function readAround(
  { store, tenant }: Settings,
  customer: string,
  rows: readonly Row<'instalments'>[],
): Promise<Around> {
  const list = readings(store, tenant)
  const documents = [...new Set(rows.map(({ document }) => document))]
  const postings = documents.map((id) => [id, list.all('postings', { index: 'byDocument', where: [id] })] as const)
  const promises = list.all('promises', { index: 'byCustomer', where: [customer] })
  const references = [...new Set(rows.flatMap(({ reference }) => (reference === '' ? [] : [reference])))]
  const bookings = list.keys(
    'bookings',
    references.map((id) => [id]),
  )
  await list.fetch()
  return {
    postings: new Map(postings.map(([id, page]) => [id, page()])),
    promises: promises(),
    bookings: new Map(bookings().map((row) => [row.id, row])),
  }
}

/** Every step of an item, those before it opened too: its age counts from them. */
function planned(
  policy: Resolved,
  row: Row<'instalments'>,
  generation: number,
  { promises, bookings }: Around,
  zone: string,
): PlannedStep[] {
  const promise = lastDay(
    promises.filter(
      ({ document, currency, state }) =>
        (document === '' ? currency === row.currency : document === row.document) &&
        (state === 'open' || state === 'broken'),
    ),
  )
  const booking = bookings.get(row.reference)?.date
  const days = {
    ...(row.dueOn < noDueDay ? { due: row.dueOn } : {}),
    issue: row.issuedOn,
    ...(promise === undefined ? {} : { promise }),
    ...(booking === undefined ? {} : { booking }),
  }
  const item = { document: row.document, instalment: row.no, days, generation, openSince: -Infinity }
  return planItem(policy, item, zone)
}

const lastDay = (rows: readonly Row<'promises'>[]) =>
  rows.length === 0 ? undefined : Math.max(...rows.map(({ until }) => until))

function partOf(books: Books, row: Row<'instalments'>, steps: readonly PlannedStep[], now: Instant): OpenPart {
  const holds = [...books.holds.values()].filter(
    ({ document, releasedOn }) => releasedOn === null && (document === '' || document === row.document),
  )
  return {
    document: row.document,
    instalment: row.no,
    number: row.number,
    dueOn: row.dueOn,
    open: row.open,
    hold: holds[0]?.reason ?? '',
    level: Math.max(-1, ...steps.flatMap(({ at, level }) => (at <= now ? [level] : []))),
  }
}

function standingStep(books: Books, step: PlannedStep): StandingStep {
  const row = books.reminders.get(step.id)
  const isSaid = row === undefined && saidBefore(books, step)
  const moved = row?.state === 'moved' ? { ...step, day: row.day, at: row.at, supersededBy: undefined } : step
  return { step: moved, row, isOver: isSaid || (row !== undefined && row.state !== 'moved') }
}

/** A due day that was moved and moved back makes other instalments of the same days: what was said of one was said. */
function saidBefore(books: Books, { id, document, step, baseDay, occurrence, instalment }: PlannedStep): boolean {
  return books.reminders.group(document).some((row) => {
    const isSame = row.step === step && row.baseDay === baseDay && row.occurrence === occurrence
    const hasEnded =
      row.instalment !== instalment && books.instalments.get(`${document}#${row.instalment}`) === undefined
    return row.id !== id && row.state === 'asked' && isSame && hasEnded
  })
}
