import type PDFKit from 'pdfkit'
import type { Paper } from '../sheet.js'
import { type SetText, type TextStyle, Typesetter } from './typesetter.js'
import type { FaceFor } from './fonts.js'

type Pdf = InstanceType<typeof PDFKit>

/** An element of the structure that a screen reader walks. */
export type Element = ReturnType<Pdf['struct']>

/** Where a text stands, in points from the side where lines begin: left, or right in Arabic. */
export interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly side?: 'start' | 'end'
}

export const ink = '#1a1d21'
export const quiet = '#5a626c'
export const rule = '#dfe3e8'
const margin = 48
const foot = 24

/** The pages that are being written: where the next thing stands, and how things are drawn and tagged. */
export class Pages {
  /** Where the next thing stands. */
  y = 0
  readonly pdf: Pdf
  readonly paper: Paper
  readonly size: 'A4' | 'LETTER'
  readonly width: number
  readonly type: Typesetter
  readonly #body: Element

  constructor(pdf: Pdf, paper: Paper, fonts: FaceFor, size: 'A4' | 'LETTER') {
    this.pdf = pdf
    this.paper = paper
    this.size = size
    this.type = new Typesetter(pdf, paper.direction, fonts)
    this.#body = pdf.struct('Document')
    pdf.addStructure(this.#body)
    this.width = (size === 'A4' ? 595.28 : 612) - 2 * margin
  }

  /** Where the foot of a page begins. */
  get bottom(): number {
    return (this.size === 'A4' ? 841.89 : 792) - margin - foot
  }

  /** What fits on a page without a letterhead. */
  get whole(): number {
    return this.bottom - margin
  }

  /** Begins a page. */
  next(): void {
    this.pdf.addPage({ size: this.size, margin: 0 })
    this.y = margin
  }

  /** Begins a page unless there is room for `height` points on this one. */
  room(height: number): void {
    if (this.y + height > this.bottom) this.next()
  }

  /** An element of the document itself. */
  section(): Element {
    return this.child(this.#body, 'Sect')
  }

  /** An element below another. */
  child(parent: Element, type: string, options: { scope?: string; alt?: string; actual?: string } = {}): Element {
    const element = this.pdf.struct(type, options)
    parent.add(element)
    return element
  }

  /** Draws something that belongs to an element. */
  mark(element: Element, type: string, draw: () => void): void {
    const content = this.pdf.markStructureContent(type)
    draw()
    this.pdf.endMarkedContent()
    element.add(content)
  }

  /** Draws something that no reader needs: a line, a page number, a heading that is repeated. */
  artifact(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.pdf.markContent('Artifact', { type })
    draw()
    this.pdf.endMarkedContent()
  }

  /** The left edge of something that begins `x` points from the start and is `width` wide. */
  left(x: number, width: number): number {
    return margin + (this.paper.direction === 'rtl' ? this.width - x - width : x)
  }

  /** Draws a text that was set, all of it at a place. */
  draw({ lines, style }: SetText, { x, y, width, side = 'start' }: Place): void {
    const isLeft = (side === 'start') === (this.paper.direction === 'ltr')
    for (const [no, line] of lines.entries()) {
      const left = this.left(x, width) + (isLeft ? 0 : width - line.width)
      this.type.draw(line, style, left, y + no * style.size * this.type.lead)
    }
  }

  /** An element with a text at a place. */
  put(parent: Element, type: string, set: SetText, place: Place, scope?: 'Row' | 'Column'): void {
    const options = { ...(scope === undefined ? {} : { scope }), ...(set.actual === '' ? {} : { actual: set.actual }) }
    const element = this.child(parent, type, options)
    if (set.lines.length > 0) this.mark(element, type, () => this.draw(set, place))
    element.end()
  }

  /** A text of the whole width that goes on from page to page. */
  flow(parent: Element, type: string, text: string, style: TextStyle, below: number, x = 0): void {
    const set = this.type.set(text, style, this.width - x)
    const element = this.child(parent, type, set.actual === '' ? {} : { actual: set.actual })
    const height = style.size * this.type.lead
    for (let at = 0; at < set.lines.length;) {
      this.room(height)
      const lines = set.lines.slice(at, at + Math.max(1, Math.floor((this.bottom - this.y) / height)))
      const place = { x, y: this.y, width: this.width - x }
      this.mark(element, type, () => this.draw({ ...set, lines }, place))
      this.y += lines.length * height
      at += lines.length
    }
    element.end()
    this.y += below
  }

  /** Numbers the pages and ends the structure. */
  finish(): void {
    const { count } = this.pdf.bufferedPageRange()
    const style = { size: 8, colour: quiet }
    for (let no = 0; no < count; no += 1) {
      this.pdf.switchToPage(no)
      const y = this.bottom + foot - 6
      const title = this.type.set(this.paper.title, style, this.width * 0.7)
      const page = this.type.set(this.paper.page(no + 1, count), style, this.width * 0.3)
      this.artifact(() => {
        this.draw({ ...title, lines: title.lines.slice(0, 1) }, { x: 0, y, width: this.width * 0.7 })
        this.draw(page, { x: this.width * 0.7, y, width: this.width * 0.3, side: 'end' })
      }, 'Pagination')
    }
    this.#body.end()
  }
}
