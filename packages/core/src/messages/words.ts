import type { Tone } from '../reminders/index.js'

/** What can be counted in a message; `item` when both kinds are in it. */
export type Noun = 'invoice' | 'deposit' | 'item'

/** What a reminder says, every figure already written in its language. */
export interface Asked {
  readonly tone: Tone
  /** When the earliest is due, seen from the day of the message. */
  readonly timing: 'soon' | 'today' | 'late'
  readonly isOne: boolean
  /** `invoice A-1`, `3 invoices`: stands after a preposition. */
  readonly on: string
  readonly due: string
  /** `''` for none. */
  readonly onAccount: string
  readonly toPay: string
  /** The earliest due day. */
  readonly day: string
  /** How late the earliest is. */
  readonly days: number
}

/** What a receipt says. */
interface Received {
  readonly on: string
  readonly amount: string
  readonly day: string
  readonly left: string
}

/** What asks for something the first time. */
export interface Sent {
  readonly number: string
  readonly amount: string
  /** `''` for none. */
  readonly day: string
  /** What a deposit holds; `''` for an invoice. */
  readonly about: string
}

/** Subject and sentences of a mail, and the line of a text message after the sender's name. */
interface Written<Facts> {
  subject(facts: Facts): string
  opening(facts: Facts): string
  sms(facts: Facts): string
}

/** A language: everything that is ours to say in it. A new language is one more of these. */
export interface Words {
  readonly direction: 'ltr' | 'rtl'
  /** A day in a text message; short, and of letters that every phone counts as one. */
  readonly smsDay: Intl.DateTimeFormatOptions
  /** @param name `''` for none */
  greeting(name: string): string
  /** Between a label and what it labels. */
  readonly colon: string
  readonly regards: string
  readonly preferences: string
  /** One of them by number, after a preposition. */
  one(noun: 'invoice' | 'deposit', number: string): string
  /** Two or more, after a preposition. */
  many(noun: Noun, count: number): string
  /** One of them at the head of a row. */
  title(noun: 'invoice' | 'deposit', number: string): string
  overdue(days: number): string
  readonly columns: { readonly item: string; readonly due: string; readonly amount: string }
  readonly sums: { readonly due: string; readonly onAccount: string; readonly toPay: string }
  pay(amount: string): string
  /** Before the address of the page, in a text message. */
  readonly smsPay: string
  readonly reminder: Written<Asked> & {
    /** What is asked, in the tone. */
    ask(facts: Asked): string
    /** For who has just paid. */
    readonly paid: string
  }
  readonly receipt: Written<Received> & { left(facts: Received): string }
  readonly thanks: Written<Omit<Received, 'left'>>
  readonly invoice: Written<Sent>
  readonly deposit: Written<Sent>
}
