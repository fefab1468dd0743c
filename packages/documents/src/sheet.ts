/** A line with what it is, and what it says. */
export interface Labelled {
  readonly label: string
  readonly value: string
}

/** A column of a table: text begins at the start, figures end at the end. */
export interface Column {
  readonly title: string
  readonly side: 'start' | 'end'
}

/** Rows under headings, and what they come to; the last total is what matters. */
export interface Table {
  readonly kind: 'table'
  /** What it lists. */
  readonly title: string
  readonly columns: readonly Column[]
  /** A cell for each column. */
  readonly rows: readonly (readonly string[])[]
  readonly totals: readonly Labelled[]
}

/** A sentence or two. */
export interface Paragraph {
  readonly kind: 'paragraph'
  readonly text: string
  /** @default false */
  readonly isStrong?: boolean
}

/** A code for the camera of a phone, as squares. */
export interface Code {
  /** What stands below it, and what who cannot see it is told. */
  readonly caption: string
  /** Rows of squares; true is dark. Four light ones around it are the reader's to draw. */
  readonly squares: readonly (readonly boolean[])[]
}

/** How to pay: a page, an account, codes for both. */
export interface Pay {
  readonly kind: 'pay'
  readonly title: string
  readonly link: { readonly label: string; readonly url: string } | undefined
  readonly account: readonly Labelled[]
  readonly codes: readonly Code[]
}

/** Lines that stand together: a signature, an account. */
export interface Lines {
  readonly kind: 'lines'
  readonly texts: readonly string[]
}

/** What stands on a sheet below its head. */
export type Block = Table | Paragraph | Pay | Lines

/** One document: an invoice, or one part of a pack. It begins on a page of its own. */
export interface Sheet {
  readonly heading: string
  /** To whom it is written, in lines. */
  readonly recipient: readonly string[]
  readonly facts: readonly Labelled[]
  readonly blocks: readonly Block[]
}

/** An image of the brand, checked. */
export interface LogoImage {
  readonly bytes: Uint8Array
  readonly type: 'image/png' | 'image/jpeg'
  /** In pixels. */
  readonly width: number
  readonly height: number
}

/** Who writes, checked. */
export interface Letterhead {
  readonly name: string
  /** `#rrggbb` */
  readonly colour: string
  /** An address is drawn in HTML only. */
  readonly logo: LogoImage | { readonly url: string } | undefined
  readonly address: readonly string[]
  /** What the law wants to see below: a registration, a tax number. */
  readonly legal: readonly string[]
}

/**
 * A document before it has a form: every text is final, every amount is written, and nothing is escaped. HTML and PDF are drawn from
 * this and from nothing else, so they cannot say different things.
 */
export interface Paper {
  /** The `lang` of the text. */
  readonly tag: string
  readonly direction: 'ltr' | 'rtl'
  readonly title: string
  /** The day it is of, `YYYY-MM-DD`. */
  readonly on: string
  readonly letterhead: Letterhead
  readonly sheets: readonly Sheet[]
  /** What stands on a page by its number. */
  readonly page: (no: number, of: number) => string
}
