import type { Instant } from '../../calendar/index.js'
import type { Row } from '../../records/collections.js'

/** What a job of each kind is about: the `body` of its outbox row. A handler of each kind is in `handlers.ts`. */
export interface JobBodies {
  /** An instalment is to be told to be due, and then late. */
  readonly instalment: { readonly document: string; readonly instalment: number }
  /** An early-payment discount is to be told to be expiring. */
  readonly discount: { readonly document: string }
  /** A deposit request is to be told to have expired. */
  readonly deposit: { readonly request: string }
  /** A refund is to be sent by the provider that the money came through. */
  readonly refund: { readonly refund: string }
  /** A saved method is to be charged. */
  readonly charge: { readonly payment: string }
  /** Money held on a card is to be captured, or given free, by its provider. */
  readonly authorisation: { readonly payment: string }
  /** A promise to pay is to be told to be kept or broken. */
  readonly promise: { readonly promise: string }
  /** What there is to say of an instalment. `policies`: the revision that it was armed under; 0 for the one of then. */
  readonly reminder: { readonly document: string; readonly instalment: number; readonly policies: number }
  /** A message is to be handed over. */
  readonly message: { readonly message: string }
  /** A payment is to be confirmed. */
  readonly confirmation: { readonly payment: string }
  /** Everything open, or all of a customer, is to be armed anew. `name` tells one sweep from another. */
  readonly sweep: { readonly name: string; readonly customer: string; readonly policies: number }
}

/** A kind of job. */
export type JobKind = keyof JobBodies

/** How a job came out: something was done, nothing was to be done, and when it is to be looked at again, if ever. */
export interface JobOutcome {
  readonly did: boolean
  readonly again?: Instant
  /** What the job is about from now on. @default what it was */
  readonly body?: JobBodies[JobKind]
  /** Why it is not tried again, for a person: trying again does not help. */
  readonly giveUp?: string
}

/**
 * The outbox row of a job. The id is the job's: a second row of the same id is refused by the store.
 *
 * @example
 * jobRow('promise', 'promise:cus_ada/7', startOfDay(until + 1, timeZone), { promise: 'pro_1' })
 */
export function jobRow<K extends JobKind>(kind: K, id: string, dueAt: Instant, body: JobBodies[K]): Row<'outbox'> {
  return {
    id,
    shard: 0,
    state: 'pending',
    dueAt,
    epoch: 0,
    owner: '',
    leaseUntil: 0,
    body: { ...body, kind },
  }
}

/** What a job's row keeps of its tries, beside what the job is about. */
export interface Tries {
  /** How often in a row it threw. */
  readonly threw: number
  /** The epoch in which it last came to an end. */
  readonly ended: number
  readonly problem: string
}

/** A job that has not been tried, or not since it went well. */
export const untried: Tries = { threw: 0, ended: 0, problem: '' }

/** The body of an outbox row as it is kept. */
export interface JobRow {
  readonly kind: string
  readonly tries?: Tries
  readonly [name: string]: unknown
}
