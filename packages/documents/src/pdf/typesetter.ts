import type PDFKit from 'pdfkit'
import type { Face, FaceFor } from './fonts.js'
import { directed, type Directed, isTurned, ofWeight, type Run, runsOf, withoutMarks } from './runs.js'

type Pdf = InstanceType<typeof PDFKit>

/** How a text looks. */
export interface TextStyle {
  readonly size: number
  readonly isBold?: boolean
  readonly colour?: string
}

/** A line that was set: its runs from left to right, and how wide it is. */
export interface SetLine {
  readonly runs: readonly Run[]
  readonly width: number
}

/** A text that was set into lines. */
export interface SetText {
  readonly lines: readonly SetLine[]
  readonly style: TextStyle
  readonly height: number
  /** How it is read, where that is not simply from left to right; else `''`. */
  readonly actual: string
}

/**
 * Asking for any features sets a run as a whole, in the order its script is read; else words are set one by one, from left to right.
 */
const shaping = (isRtl: boolean) => (isRtl ? { features: [] } : {})

/** Space, and hyphens between letters: where a line may end. Spaces that do not break are others. */
const breakable = /[^ -]*(?: +|-+(?=[^ -])|-|$)/g

/** Sets text into lines of a width, in the direction of the document, and draws them. */
export class Typesetter {
  readonly pdf: Pdf
  readonly direction: 'ltr' | 'rtl'
  readonly lead: number
  readonly #faceFor: FaceFor
  readonly #widths = new Map<string, number>()
  readonly #registered = new Set<string>()

  constructor(pdf: Pdf, direction: 'ltr' | 'rtl', faceFor: FaceFor) {
    this.pdf = pdf
    this.direction = direction
    this.#faceFor = faceFor
    // Arabic letters reach higher and lower.
    this.lead = direction === 'rtl' ? 1.65 : 1.4
  }

  /** A text in lines no wider than `width`, in points. */
  set(text: string, style: TextStyle, width: number): SetText {
    const plain = text.replaceAll('\u202f', '\u00a0')
    const whole = directed(plain, this.direction)
    const lines = this.#ranges(whole, style, width).map(([start, end]) => this.#line(whole, start, end, style))
    const height = lines.length * style.size * this.lead
    return { lines, style, height, actual: isTurned(whole) ? withoutMarks(text) : '' }
  }

  /** How wide a text is on one line, in points. */
  widthOf(text: string, style: TextStyle): number {
    return text === '' ? 0 : (this.set(text, style, Infinity).lines[0]?.width ?? 0)
  }

  /** Draws a line whose top is at `y`, its left end at `x`. */
  draw({ runs }: SetLine, { size, colour = '#000000' }: TextStyle, x: number, y: number): void {
    const baseline = y + size * (this.lead * 0.5 + 0.36)
    let at = x
    for (const run of runs) {
      this.#choose(run.face, size)
      this.pdf.fillColor(colour).text(run.text, at, baseline, {
        lineBreak: false,
        baseline: 'alphabetic',
        ...shaping(run.isRtl),
      })
      at += this.#widthOfRun(run, size)
    }
  }

  #line(whole: Directed, start: number, end: number, style: TextStyle): SetLine {
    const runs = runsOf(whole, start, end, ofWeight(this.#faceFor, style.isBold === true))
    return { runs, width: runs.reduce((sum, run) => sum + this.#widthOfRun(run, style.size), 0) }
  }

  /** Where each line begins and ends; what is too long for one is broken between letters. */
  #ranges(whole: Directed, style: TextStyle, width: number): [number, number][] {
    const { text } = whole
    if (width === Infinity) return [[0, text.length]]
    // A width that was measured from the text itself holds it, whatever the last digit of a sum says.
    const room = width + 0.01
    const ranges: [number, number][] = []
    let [start, end, used] = [0, 0, 0]
    const close = () => {
      if (end > start) ranges.push([start, end - trailing(text.slice(start, end))])
      ;[start, used] = [end, 0]
    }
    for (const piece of piecesOf(text)) {
      const [from, to] = [end, end + piece.length]
      const wide = this.#line(whole, from, to - trailing(piece), style).width
      const blank = this.#line(whole, from, to, style).width
      // Letters of two words may stand closer together than each word by itself says.
      const isOver = used + wide > room && this.#line(whole, start, to - trailing(piece), style).width > room
      if (used > 0 && isOver) close()
      if (wide <= room) {
        ;[end, used] = [to, used + blank]
        continue
      }
      for (const { segment } of letters.segment(piece)) {
        const one = this.#line(whole, end, end + segment.length, style).width
        if (used > 0 && used + one > room) close()
        ;[end, used] = [end + segment.length, used + one]
      }
    }
    close()
    return ranges
  }

  #choose(face: Face, size: number): void {
    if (!this.#registered.has(face.key)) this.pdf.registerFont(face.key, face.bytes)
    this.#registered.add(face.key)
    this.pdf.font(face.key).fontSize(size)
  }

  /** Of a size of 1000, so that every size is asked once. */
  #widthOfRun({ text, face, isRtl }: Run, size: number): number {
    const key = `${face.key}|${isRtl ? 'r' : 'l'}|${text}`
    let width = this.#widths.get(key)
    if (width === undefined) {
      this.#choose(face, 1000)
      width = this.pdf.widthOfString(text, shaping(isRtl))
      this.#widths.set(key, width)
    }
    return (width * size) / 1000
  }
}

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })
const trailing = (text: string) => text.length - text.trimEnd().length
const piecesOf = (text: string) => (text.match(breakable) ?? []).filter((piece) => piece !== '')
