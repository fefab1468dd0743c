import type { Money } from '../money/index.js'
import type { Voice } from './language.js'

/** A row of what a mail lists. */
export interface LetterRow {
  readonly item: string
  /** `''` for none. */
  readonly due: string
  /** `''` for none: how late it is. */
  readonly note: string
  readonly amount: string
}

/** A sum below the rows; the last one is what matters. */
export interface LetterSum {
  readonly label: string
  readonly amount: string
}

/** What a mail says, before it has a form: every text is final and none is escaped. */
export interface Letter {
  readonly subject: string
  /** What a mailbox shows beside the subject. */
  readonly preheader: string
  readonly before: readonly string[]
  readonly rows: readonly LetterRow[]
  readonly sums: readonly LetterSum[]
  /** What the button says, where there is a page to pay on. `''` for no button. */
  readonly button: string
  readonly after: readonly string[]
}

/** A letter with its first and its last words. */
export interface Greeted extends Letter {
  readonly greeting: string
  readonly regards: string
  /** What is left to pay, as money. */
  readonly toPay: Money
}

/** A letter with its frame: greeting, signature and checked addresses. */
export interface FramedLetter extends Letter {
  readonly voice: Voice
  readonly brand: { readonly name: string; readonly colour: string; readonly logo: string }
  readonly greeting: string
  readonly signature: readonly string[]
  readonly payUrl: string
  readonly preferencesUrl: string
}
