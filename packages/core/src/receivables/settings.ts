import { ReceivablesError, shown } from '../errors/index.js'
import {
  assertTimeZone,
  dayAt,
  type Day,
  type HolidayCalendar,
  type Instant,
  parseTerms,
  weekendsOnly,
} from '../calendar/index.js'
import type { DecisionContext, Tolerance } from '../journal/decision.js'
import type { DiscountOffer, Fact } from '../journal/fact.js'
import { exponentOf, parseMinor, percent } from '../money/index.js'
import { type Brand } from '../messages/data.js'
import type { Address, Notifier } from '../ports/notifier.js'
import type { PaymentLinkProvider } from '../ports/payment-provider.js'
import type { Store } from '../ports/store.js'
import type { StrategyName } from '../allocation/index.js'
import { parseUrl } from '../records/parse-url.js'
import { uuid } from './uuid.js'

/** What {@link createReceivables} takes. */
export interface ReceivablesOptions {
  /** Where the rows live. */
  store: Store
  /** The home currency: what the books' own value is counted in. @default 'EUR' */
  currency?: string
  /** The IANA zone in which days begin and end. @default 'UTC' */
  timeZone?: string
  /** The tenant the face is bound to. @default 'default' */
  tenant?: string
  /** Who acts. @default 'system' */
  actor?: string
  /** How payments are spread when they do not say. @default 'oldestDue' */
  allocation?: StrategyName
  /** Terms of invoices that name no due day. @default due on receipt */
  terms?: string
  /** What an invoice without any due day is. @default 'onReceipt' */
  missingDueDate?: 'onReceipt' | 'current'
  /** How early-payment discounts are granted when an invoice does not say. @default 'fullSettlementOnly' */
  discountMode?: DiscountOffer['mode']
  /** Differences that may be closed, by currency: an absolute limit and optionally a percent of the invoice. @default none */
  tolerance?: Readonly<Record<string, { amount: string; percent?: string }>>
  /** How many days before its last day an early-payment discount is told to be expiring. @default 1 */
  discountNotice?: number
  /** Who takes money for us, the first being the one that links use unless told otherwise. @default none */
  providers?: readonly PaymentLinkProvider[]
  /** Who carries messages for us, by channel; the first of a channel is the one that is used. @default none, and so no reminders */
  notifiers?: readonly Notifier[]
  /** How messages look and who writes them. Needed with notifiers. */
  messages?: {
    brand: Brand
    /** Who mails come from. @default the notifier's own */
    from?: Address
    replyTo?: Address
    /** The days that policies with `days: 'business'` leave out, weekends included. @default weekends */
    holidays?: HolidayCalendar
    /** Whether payments are confirmed: thanks for what settles, a receipt for a part. @default true */
    confirmations?: boolean
    /** Where a customer ends reminders: a page of yours, or `preferenceLinks` of `@owekit/http`. Kept nowhere. @default no such link */
    preferencesUrl?: (about: {
      readonly tenant: string
      readonly customer: string
      readonly message: string
    }) => string | Promise<string>
  }
  /** How pay links are made. Without it there are none. */
  links?: {
    /** Where the pay page is mounted: `https://pay.example.com/pay`. */
    url: string
    /** The secret that tokens are derived from, at least 32 bytes; keep it as long as the links. */
    key: string | Uint8Array
    /** How long a link can be used, in days. @default 30 */
    days?: number
    /** Origins a payer may be sent back to after paying. @default only that of `url` */
    returnTo?: readonly string[]
  }
  /** The present, in milliseconds since 1970. @default Date.now */
  clock?: () => Instant
  /** New unique ids for objects that are given none. @default UUIDv7 */
  ids?: () => string
}

/** How pay links are made, checked. */
export interface LinkSettings {
  readonly url: string
  readonly key: Uint8Array
  readonly days: number
  readonly returnTo: readonly string[]
}

/** How messages look and who carries them, checked. */
interface OutreachSettings {
  /** By channel: who carries what is sent now. */
  readonly notifiers: ReadonlyMap<string, Notifier>
  /** By id: whoever may tell of what was sent. */
  readonly byId: ReadonlyMap<string, Notifier>
  readonly brand: Brand
  readonly from: Address | undefined
  readonly replyTo: Address | undefined
  readonly holidays: HolidayCalendar
  readonly confirmations: boolean
  readonly preferencesUrl: NonNullable<ReceivablesOptions['messages']>['preferencesUrl']
}

/** The options with every default in place. */
export interface Settings {
  readonly store: Store
  readonly home: { readonly currency: string; readonly exponent: number }
  readonly timeZone: string
  readonly tenant: string
  readonly actor: string
  readonly allocation: StrategyName
  readonly terms: string | undefined
  readonly missingDueDate: 'onReceipt' | 'current'
  readonly discountMode: DiscountOffer['mode']
  readonly tolerance: ReadonlyMap<string, Tolerance>
  readonly discountNotice: number
  readonly providers: ReadonlyMap<string, PaymentLinkProvider>
  readonly links: LinkSettings | undefined
  /** Undefined: nothing is sent from here. */
  readonly outreach: OutreachSettings | undefined
  readonly clock: () => Instant
  readonly ids: () => string
  readonly dryRun: boolean
  /** Called with the facts of every commit of this process. */
  readonly listeners: Set<(facts: readonly Fact[]) => void>
}

/** Checks the options once and fills in the defaults. */
export function settingsFrom(options: ReceivablesOptions): Settings {
  const currency = options.currency ?? 'EUR'
  const timeZone = options.timeZone ?? 'UTC'
  assertTimeZone(timeZone)
  if (options.terms !== undefined) parseTerms(options.terms)
  const tolerance = new Map<string, Tolerance>()
  for (const [code, limit] of Object.entries(options.tolerance ?? {})) {
    if (limit.percent !== undefined) percent(limit.percent)
    tolerance.set(code, { limit: parseMinor(limit.amount, exponentOf(code)), percent: limit.percent ?? null })
  }
  return {
    store: options.store,
    home: { currency, exponent: exponentOf(currency) },
    timeZone,
    tenant: options.tenant ?? 'default',
    actor: options.actor ?? 'system',
    allocation: options.allocation ?? 'oldestDue',
    terms: options.terms,
    missingDueDate: options.missingDueDate ?? 'onReceipt',
    discountMode: options.discountMode ?? 'fullSettlementOnly',
    tolerance,
    discountNotice: daysOf('discountNotice', options.discountNotice ?? 1),
    providers: new Map((options.providers ?? []).map((provider) => [provider.id, provider])),
    links: options.links === undefined ? undefined : linkSettings(options.links),
    outreach: outreachSettings(options),
    clock: options.clock ?? Date.now,
    ids: options.ids ?? uuid,
    dryRun: false,
    listeners: new Set(),
  }
}

function daysOf(what: string, days: number): number {
  if (Number.isInteger(days) && days >= 0 && days <= 366) return days
  throw new ReceivablesError('invalid_input', `${what} is a number of days from 0 to 366; got ${shown(days)}.`)
}

function outreachSettings({ notifiers = [], messages }: ReceivablesOptions): OutreachSettings | undefined {
  if (notifiers.length === 0) return undefined
  if (messages === undefined)
    throw new ReceivablesError('invalid_input', 'notifiers: messages.brand says who writes; it is needed with them.')
  const byChannel = new Map<string, Notifier>()
  for (const notifier of notifiers) if (!byChannel.has(notifier.channel)) byChannel.set(notifier.channel, notifier)
  return {
    notifiers: byChannel,
    byId: new Map(notifiers.map((notifier) => [notifier.id, notifier])),
    brand: messages.brand,
    from: messages.from,
    replyTo: messages.replyTo,
    holidays: messages.holidays ?? weekendsOnly,
    confirmations: messages.confirmations ?? true,
    preferencesUrl: messages.preferencesUrl,
  }
}

function linkSettings(given: NonNullable<ReceivablesOptions['links']>): LinkSettings {
  const key = typeof given.key === 'string' ? new TextEncoder().encode(given.key) : given.key.slice()
  if (key.length < 32)
    throw new ReceivablesError('invalid_input', `links.key has ${key.length} bytes; it takes at least 32.`, {
      bytes: key.length,
    })
  const url = webUrl('links.url', given.url)
  return {
    url: url.href.replace(/\/$/, ''),
    key,
    days: given.days ?? 30,
    returnTo: [
      ...new Set([url.origin, ...(given.returnTo ?? []).map((text) => webUrl('links.returnTo', text).origin)]),
    ],
  }
}

function webUrl(what: string, text: string): URL {
  const url = parseUrl(text)
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url
  throw new ReceivablesError('invalid_input', `${what} is no http or https URL: ${text}`, { url: text })
}

/** What a decision may know of the settings on a day. */
export function contextFor(
  settings: Settings,
  today: Day,
  lockedThrough: Day | null,
  requestKey: string,
): DecisionContext {
  const { home, tolerance, actor } = settings
  return { today, lockedThrough, home, tolerance, actor, requestKey }
}

/** Today in the account's zone. */
export function todayOf(settings: Settings): Day {
  return dayAt(settings.clock(), settings.timeZone)
}
