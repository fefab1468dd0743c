import type { PayLinks } from './pay/links.js'
import type { Intake, Notices } from './intake.js'
import type { Changes } from './live/hub.js'
import type { RateLimit } from './rate-limit.js'
import type { Locale } from './pay/words.js'
import type { PreferenceLinks } from './reminders/preference-links.js'
import type { WidgetKeys } from './tokens/keys.js'
import type { WidgetClaims } from './tokens/verify.js'

/** A person (or program) of the host's, as the host knows them. */
export interface Staff {
  /** Kept with every fact they write. */
  readonly actor: string
  readonly tenant: string
  /** `read`, `payments.record`, `payments.*`, or `*` for everything. */
  readonly may: readonly string[]
}

/** Links of an invoice that the host serves; a function of the invoice alone. */
export interface InvoiceLinks {
  readonly view?: string
  readonly pay?: string
  readonly payExpires?: string
}

/** One line of the log: ids and figures, never a name, an address, an amount or a token. */
export interface LogEntry {
  readonly request: string
  readonly method: string
  /** The route as written in the reference, with `:customer` for the id. */
  readonly route: string
  readonly status: number
  readonly milliseconds: number
  readonly tenant?: string
  readonly code?: string
}

/** What {@link createHandler} takes. */
export interface HandlerOptions {
  /** The path it is mounted at: `/ar/v1`. @default '' */
  readonly base?: string
  /** Lets pages in by widget tokens. @default no widget is let in */
  readonly tokens?: {
    readonly keys: WidgetKeys
    /** Says that a token was taken back before its time. */
    readonly revoked?: (claims: WidgetClaims) => boolean | Promise<boolean>
  }
  /** Who of the host's staff asks, by the host's own sign-in. @default nobody */
  readonly authorize?: (request: Request) => Staff | null | Promise<Staff | null>
  /** The exact origins whose pages may call: for every tenant, or by tenant. @default only the handler's own */
  readonly origins?: readonly string[] | Readonly<Record<string, readonly string[]>>
  /** Pay links: what `/pay/:token` shows and takes money by. @default none */
  readonly links?: PayLinks | ((request: Request) => PayLinks | null)
  readonly pay?: {
    /** Origins besides the page's own that a payer may be sent back to. @default [] */
    readonly returnTo?: readonly string[]
    /** The language when the browser names none of ours. @default 'en' */
    readonly language?: Locale
    /** Origins of the providers' pages, for the page's content security policy. @default any https page */
    readonly providers?: readonly string[]
    /** The words a payer agrees to who lets a method be kept. @default none is kept */
    readonly saveMethod?: { readonly consent: string }
    /** No answer about an unknown token comes sooner than this, in milliseconds. @default 150 */
    readonly missAfter?: number
  }
  /** Where provider events go. @default none are taken */
  readonly intake?: Intake | ((request: Request) => Intake | null)
  /** Where what notifiers tell of messages goes: `ar.reminders`. @default none is taken */
  readonly notices?: Notices | ((request: Request) => Notices | null)
  /** Links to the page on which customers say how they are written to. @default there is no such page */
  readonly preferences?: Pick<PreferenceLinks, 'resolve'>
  /** Tells of commits, so that `/events` answers at once. @default accounts are looked at every 20 seconds */
  readonly changes?: Changes
  /** Ends the streams of events: the server is closing. */
  readonly closing?: AbortSignal
  /** Limits how often somebody may ask. @default no limit */
  readonly rateLimit?: RateLimit
  /**
   * Names the client for rate limits; of an IPv6 address the first 64 bits count. Where nobody names one, as without
   * {@link toNode}, only addresses that open nothing are limited, all of them together.
   *
   * @default the address that {@link toNode} saw
   */
  readonly clientOf?: (request: Request, context: RequestContext) => string
  /** Links that the host serves for an invoice. Https, or http on localhost. */
  readonly invoiceLinks?: (invoice: { tenant: string; customer: string; id: string; number: string }) => InvoiceLinks
  /** Called once a request. @default nothing is logged */
  readonly log?: (entry: LogEntry) => void
  /** Called with what made an answer 500 or 503, which the answer itself never shows. */
  readonly onError?: (error: unknown, entry: LogEntry) => void
  /** The present, in milliseconds since 1970. @default Date.now */
  readonly clock?: () => number
}

/** What the server knows besides the request. */
export interface RequestContext {
  /** Who sent it: an address. */
  readonly client?: string
}

/** A Fetch handler. */
export type Handler = (request: Request, context?: RequestContext) => Promise<Response>
