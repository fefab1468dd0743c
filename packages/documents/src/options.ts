import type { Money } from '@owekit/core'

/** An image of the brand: its bytes, or an address that a reader of the HTML loads it from. */
export type Logo =
  | {
      /** A JPEG, or a PNG that is not interlaced, of at most 512 KiB and 4 million pixels. It becomes part of the document. */
      readonly bytes: Uint8Array
    }
  | {
      /** An https address. Whoever opens the HTML asks that host for it; the PDF shows the name instead. */
      readonly url: string
    }

/** Who writes, and how it looks. */
export interface DocumentBrand {
  readonly name: string
  /** `#rrggbb`, of the bar above and the button; the words on the button turn black or white with it. @default #1f4fd8 */
  readonly colour?: string
  /** @default the name in letters */
  readonly logo?: Logo
  /** Street, place, country, lines apart. @default none */
  readonly address?: string
  /** What stands below a letter, lines apart. @default the name */
  readonly signature?: string
  /** What the law wants to see: a registration, a tax number; lines apart. @default none */
  readonly legal?: string
}

/** To whom a document is written. */
export interface Party {
  readonly name: string
  /** Lines apart. @default none */
  readonly address?: string
  /** @default none */
  readonly taxId?: string
}

/** Where money can be transferred to. */
export interface BankAccount {
  readonly holder: string
  /** With or without spaces; its check digits are looked at. */
  readonly iban: string
  /** @default none */
  readonly bic?: string
  /** What the transfer names: an ISO 11649 reference (`RF18…`), or text. @default the number of the document */
  readonly reference?: string
  /** Also draws the QR code of the European Payments Council, for amounts in euro. @default false */
  readonly hasCode?: boolean
}

/** What paying late costs, said before it does. */
export interface LateTerms {
  /** Interest a year as decimal text: `9.12` is 9.12 %. @default none */
  readonly percent?: string
  /** A fee for each late payment. @default none */
  readonly fee?: Money
}

/** What every document is made with. */
export interface DocumentOptions {
  readonly brand: DocumentBrand
  /** A BCP 47 tag of English, German, French, Spanish or Arabic: `de`, `de-AT`, `ar-EG-u-nu-arab`. */
  readonly locale: string
  /** @default nobody is named */
  readonly customer?: Party
  /** Where it can be paid: http or https. @default no button and no code */
  readonly payUrl?: string
  /** Draws the pay link as a QR code too. @default true */
  readonly hasPayCode?: boolean
  /** @default no account */
  readonly bank?: BankAccount
  /** @default nothing is said of it */
  readonly late?: LateTerms
  /** Words of yours below the figures, paragraphs apart. @default none */
  readonly notes?: string
  /**
   * The day it is made for, `YYYY-MM-DD`: an offer that is over by then is left out, and what is open is said to be open then.
   *
   * @default the document's own date, of which nothing is said
   */
  readonly on?: string
}
