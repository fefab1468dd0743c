import type {
  Address,
  Attachment,
  DeliveryEvent,
  Instant,
  Notifier,
  OutboundMessage,
  RawWebhook,
} from '@owekit/core/ports'
import type { Signer } from '../provider/index.js'

/**
 * What goes wrong with messages.
 *
 * `address`, `content`, `settings`: refused for good. `later`: refused for now. `limited`: too many for now. `offline`:
 * nobody is there. `lost`: it arrives, and the connection is lost before the answer. `silent`: it arrives, and no answer
 * comes.
 */
export type Trouble = 'address' | 'content' | 'settings' | 'later' | 'limited' | 'offline' | 'lost' | 'silent'

/** A message as its reader has it. Parts that the channel does not carry are left out. */
export interface Arrived {
  readonly to: Address
  readonly from?: Address
  readonly replyTo?: Address
  readonly subject?: string
  readonly text: string
  readonly html?: string
  readonly attachments?: readonly Attachment[]
  readonly unsubscribe?: OutboundMessage['unsubscribe']
}

/** What is behind a notifier: readers, and whoever carries messages to them. */
export interface NotifierWorld {
  /** What has arrived so far, oldest first. */
  readonly arrived: () => readonly Arrived[] | Promise<readonly Arrived[]>
  /** What goes wrong from now on; `null`: nothing any more. */
  readonly trouble: (it: Trouble | null) => void | Promise<void>
  /** Something becomes of the message that arrived under our id. Needed when feedback is offered. */
  readonly becomes?: (message: string, type: DeliveryEvent['type']) => void | Promise<void>
}

/** A notifier and the world around it. */
export interface NotifierBench {
  readonly notifier: Notifier
  readonly world: NotifierWorld
  /** A reader that messages can be sent to. */
  readonly to: Address
  /** Who messages may come from, besides the usual sender. */
  readonly from?: Address
  /** What the other side says in `limited` about when to come again; left out when it cannot say. */
  readonly retryAfterSeconds?: number
  /** What the notifier tells of messages, `delivered` first. @default delivered, bounced and complained */
  readonly tells?: readonly DeliveryEvent['type'][]
  /** Takes the feedback that was sent since the last time, signed with the first secret. Needed when it is offered. */
  readonly webhooks?: () => readonly RawWebhook[] | Promise<readonly RawWebhook[]>
  /** Signs the body of a request anew, as the notifier would at that time. Needed when feedback is offered. */
  readonly sign?: (
    webhook: RawWebhook,
    how: { readonly at: Instant; readonly by: Signer },
  ) => RawWebhook | Promise<RawWebhook>
  /** Called when the case is over. */
  readonly close?: () => void | Promise<void>
}

/** Makes a fresh notifier that reads the given clock. */
export type MakeNotifier = (options: { readonly clock: () => Instant }) => NotifierBench | Promise<NotifierBench>

/** What a case works on. */
export interface Bench extends NotifierBench {
  readonly clock: { now: Instant }
}

/** The parts of the suite; each can be skipped with a reason. */
export type NotifierGroupName =
  | 'capabilities'
  | 'arrival'
  | 'words'
  | 'attachments'
  | 'unsubscribe'
  | 'injection'
  | 'keys'
  | 'refusals'
  | 'waiting'
  | 'no connection'
  | 'doubt'
  | 'giving up'
  | 'feedback'
  | 'forgeries'
  | 'changed feedback'
  | 'stale feedback'

/** One promise of the port: a sentence, and the proof of it. */
interface NotifierCase {
  readonly title: string
  readonly run: (bench: Bench) => Promise<void>
}

/** A named list of cases. */
export interface NotifierGroup {
  readonly name: NotifierGroupName
  readonly cases: readonly NotifierCase[]
}

/** Writes a group as a list of sentences and proofs. */
export function group(name: NotifierGroupName, cases: Readonly<Record<string, NotifierCase['run']>>): NotifierGroup {
  return { name, cases: Object.entries(cases).map(([title, run]) => ({ title, run })) }
}
