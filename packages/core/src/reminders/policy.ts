/** The day a step counts from: the due day of the instalment, its invoice's issue day, the last day of a promise to pay, the day of the booking. */
export type StepBase = 'due' | 'issue' | 'promise' | 'booking'

/** A way to reach somebody. `task` is no message: it asks staff to act. */
export type Channel = 'email' | 'sms' | 'task'

/** How firmly a message asks. */
export type Tone = 'friendly' | 'plain' | 'firm' | 'final'

/** One step of a sequence: when an item is spoken of, how, and how firmly. */
export interface ReminderStep {
  /** Names the step for good: a step that was sent is not sent again under the same name. */
  readonly id: string
  /** @default due */
  readonly base?: StepBase
  /** Days after the base day; before it when negative. @default 0 */
  readonly days?: number
  /**
   * Repeats the step, as an RFC 5545 rule that counts from that day: `FREQ=DAILY;INTERVAL=7;COUNT=6` is every seven days,
   * six times. Daily or rarer, with a COUNT of at most 100. A month without the day has none.
   */
  readonly repeat?: string
  /** What a clock in the customer's zone shows, `HH:MM`. @default the policy's time */
  readonly time?: string
  /** Tried in this order: the next one when there is no address, or it was refused or opted out of. @default ['email'] */
  readonly channels?: readonly Channel[]
  /** @default friendly before the due day and on it, plain after it */
  readonly tone?: Tone
}

/** Hours in which nothing is sent, by the customer's clock. They may go past midnight. */
export interface QuietHours {
  /** The first quiet minute, `HH:MM`. */
  readonly from: string
  /** The first minute that is not quiet, `HH:MM`. */
  readonly to: string
}

/**
 * When and how customers are reminded. Plain data: it can be kept as JSON, compared and shown.
 *
 * @example
 * const policy: ReminderPolicy = {
 *   id: 'standard',
 *   steps: [{ id: 'soon', days: -3 }, { id: 'due' }, { id: 'late', days: 7 }, { id: 'last', days: 21, tone: 'final' }],
 *   days: 'business',
 * }
 */
export interface ReminderPolicy {
  readonly id: string
  /** From mild to firm: of two steps of an item on one day, the later one in this list is sent. */
  readonly steps: readonly ReminderStep[]
  /** What a clock in the customer's zone shows when a step is sent, `HH:MM`. @default 09:00 */
  readonly time?: string
  /** Days on which anything is sent: all, those that the holiday calendar leaves open, or ISO weekdays (1 Monday … 7 Sunday). @default any */
  readonly days?: 'any' | 'business' | readonly number[]
  /** @default none */
  readonly quiet?: Partial<Record<Channel, QuietHours>>
  /** Where a step goes that falls on a day or an hour on which nothing is sent. @default forward */
  readonly move?: 'forward' | 'backward'
  /** Less than this, net of money on account, is not asked for. By currency, as decimal text. @default anything above zero */
  readonly minimum?: Readonly<Record<string, string>>
  /** Days between two messages of a customer and currency. @default 1 */
  readonly gap?: number
  /** At most so many messages to a customer in so many days, over all channels and currencies. @default no limit */
  readonly budget?: { readonly messages: number; readonly days: number }
  /** One message for all a customer owes in a currency, rather than one for each item. @default true */
  readonly consolidate?: boolean
  /** After a payment, nothing is sent for so many days. @default 3 */
  readonly pauseAfterPayment?: number
  /** A step that could not be sent in time is sent up to so many days later, then it lapses. @default 7 */
  readonly lateness?: number
  /** Nothing is sent while the last word of the payments is older than so many hours. @default no such guard */
  readonly freshness?: number
}
