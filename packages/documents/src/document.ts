import { plainText } from '@owekit/core/messages'
import type { Context } from './context.js'
import { htmlOf } from './html/html-of.js'
import type { PdfOptions } from './pdf/pdf-of.js'
import type { Paper, Sheet } from './sheet.js'

/** A document, ready to be shown, printed, sent or kept. The same views and options give the same bytes. */
export interface Document {
  /** What it is called, on one line: for a window, a file, the subject of a mail. */
  readonly title: string
  /** A whole page that loads nothing, with the styles for screens and for paper in it. */
  readonly html: string
  /**
   * The same as PDF: tagged, with its fonts in it.
   *
   * @throws ReceivablesError `invalid_input` for a font or a logo that cannot be read
   */
  readonly pdf: (options?: PdfOptions) => Promise<Uint8Array>
}

/** Puts sheets into both forms. */
export function documentOf(
  { title, on, sheets }: { readonly title: string; readonly on: string; readonly sheets: readonly Sheet[] },
  { voice, letterhead }: Context,
): Document {
  const { tag, words } = voice
  const paper: Paper = {
    tag,
    direction: words.direction,
    title: plainText(title),
    on,
    letterhead,
    sheets,
    page: words.page,
  }
  return {
    title: paper.title,
    html: htmlOf(paper),
    async pdf(options) {
      // Fonts and the writer of PDF are loaded by those who want one.
      const { pdfOf } = await import('./pdf/pdf-of.js')
      return pdfOf(paper, options)
    },
  }
}
