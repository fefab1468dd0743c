import type { Money } from '../money/index.js'
import type { Tone } from '../reminders/index.js'

/** Who writes, and how it looks. */
export interface Brand {
  readonly name: string
  /** `#rrggbb`, of the bar above and the button; the words on the button turn black or white with it. @default #1f4fd8 */
  readonly colour?: string
  /** An http or https address of an image, the only thing a mail loads. @default none: the name in letters */
  readonly logo?: string
  /** What stands below the greeting, lines apart. @default the name */
  readonly signature?: string
}

/** What every message has. */
export interface MessageData {
  readonly brand: Brand
  /** How the customer is addressed. @default a greeting without a name */
  readonly customer?: string
  /** Where it can be paid: http or https. @default no button */
  readonly payUrl?: string
  /** Where the customer chooses which messages to get: http or https. @default no such link */
  readonly preferencesUrl?: string
}

/** Something that is asked for: an invoice, or a deposit. */
export interface Listed {
  readonly number: string
  /** @default invoice */
  readonly kind?: 'invoice' | 'deposit'
}

/** Something with money open. */
export interface ListedOpen extends Listed {
  readonly open: Money
  /** `YYYY-MM-DD` */
  readonly dueOn: string
}

/** A reminder: what is due and what is left to pay follow from the items and the money on account. */
export interface ReminderData extends MessageData {
  readonly tone: Tone
  /** The customer's day on which it is sent, `YYYY-MM-DD`: what is due after it is not called late, in any tone. */
  readonly today: string
  /** All of one currency. */
  readonly items: readonly ListedOpen[]
  /** Money on account that is free to settle them. @default none */
  readonly onAccount?: Money
}

/** A receipt for a payment that leaves something open. */
export interface ReceiptData extends MessageData {
  readonly amount: Money
  /** `YYYY-MM-DD` */
  readonly receivedOn: string
  /** What is still open, after this payment. */
  readonly items: readonly ListedOpen[]
}

/** Thanks for a payment that settles what it was for. */
export interface ThanksData extends MessageData {
  readonly amount: Money
  /** `YYYY-MM-DD` */
  readonly receivedOn: string
  /** What it settled. */
  readonly items: readonly Listed[]
}

/** An invoice that is sent. */
export interface InvoiceData extends MessageData {
  readonly number: string
  readonly total: Money
  /** `YYYY-MM-DD`; null for none. */
  readonly dueOn: string | null
}

/** A deposit that is asked for. */
export interface DepositData extends MessageData {
  readonly number: string
  /** What it holds, in the tenant's words: `Table for six, 24 December`. */
  readonly about: string
  readonly amount: Money
  /** `YYYY-MM-DD`; null for none. */
  readonly dueOn: string | null
}

/** A mail, ready to be sent. */
export interface EmailText {
  readonly subject: string
  readonly text: string
  /** A whole document. */
  readonly html: string
}

/** A text message, ready to be sent. */
export interface SmsText {
  readonly text: string
}
