import PDFKit from 'pdfkit'
import type { Block, Paper, Sheet } from '../sheet.js'
import { fontsWith } from './fonts.js'
import { drawHead, drawLines } from './letterhead.js'
import { type Element, ink, Pages, quiet } from './pages.js'
import { drawPay } from './pay.js'
import { withoutMarks } from './runs.js'
import { drawTable } from './table.js'

/** What a PDF is made with. */
export interface PdfOptions {
  /** The size of its pages. @default A4 */
  readonly size?: 'A4' | 'LETTER'
  /**
   * TrueType, OpenType or WOFF fonts for characters that Noto Sans and Vazirmatn lack, such as Chinese.
   *
   * @default none: such a character is drawn as a box
   */
  readonly fonts?: readonly Uint8Array[]
}

const textStyle = { size: 10, colour: ink }

/** A paper as PDF: the same sheets as in the HTML, on pages that are numbered. */
export async function pdfOf(paper: Paper, { size = 'A4', fonts = [] }: PdfOptions = {}): Promise<Uint8Array> {
  const day = new Date(`${paper.on}T00:00:00.000Z`)
  const pdf = new PDFKit({
    size,
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    lang: paper.tag,
    tagged: true,
    displayTitle: true,
    info: { Title: paper.title, Author: withoutMarks(paper.letterhead.name), CreationDate: day, ModDate: day },
  })
  const bytes = collected(pdf)
  const pages = new Pages(pdf, paper, fontsWith(fonts), size)
  for (const sheet of paper.sheets) drawSheet(pages, sheet)
  pages.finish()
  pdf.end()
  return bytes
}

function collected(pdf: InstanceType<typeof PDFKit>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  return new Promise((resolve, reject) => {
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    pdf.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    pdf.on('error', reject)
  })
}

function drawSheet(pages: Pages, sheet: Sheet): void {
  pages.next()
  const section = pages.section()
  drawHead(pages, section, sheet)
  pages.flow(section, 'H1', sheet.heading, { size: 17, isBold: true, colour: ink }, 8)
  for (const block of sheet.blocks) drawBlock(pages, section, block)
  for (const line of pages.paper.letterhead.legal) pages.flow(section, 'P', line, { size: 8, colour: quiet }, 0)
  section.end()
}

function drawBlock(pages: Pages, section: Element, block: Block): void {
  switch (block.kind) {
    case 'paragraph':
      if (block.isStrong === true) drawStrong(pages, section, block.text)
      else pages.flow(section, 'P', block.text, textStyle, 4)
      return
    case 'lines': {
      pages.room(block.texts.length * textStyle.size * pages.type.lead + 10)
      const place = { x: 0, y: pages.y + 10, width: pages.width }
      pages.y = drawLines(pages, section, block.texts, textStyle, place) + 10
      return
    }
    case 'table':
      drawTable(pages, section, block)
      return
    case 'pay':
      drawPay(pages, section, block)
      return
    default: {
      const never: never = block
      return never
    }
  }
}

/** What must not be missed, with a bar beside it. */
function drawStrong(pages: Pages, section: Element, text: string): void {
  const style = { ...textStyle, isBold: true }
  const { height } = pages.type.set(text, style, pages.width - 12)
  pages.room(height)
  const { y } = pages
  const left = pages.left(0, 3)
  pages.artifact(() => pages.pdf.rect(left, y, 3, height).fill(pages.paper.letterhead.colour))
  pages.flow(section, 'P', text, style, 10, 12)
}
