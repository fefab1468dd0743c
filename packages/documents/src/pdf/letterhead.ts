import { invalidOption } from '../invalid.js'
import type { LogoImage, Sheet } from '../sheet.js'
import { type Element, ink, type Pages, quiet } from './pages.js'
import { drawRow, setRow } from './pay.js'

const logoHeight = 40
const logoWidth = 180
const nameStyle = { size: 15, isBold: true, colour: ink }
const fromStyle = { size: 8.5, colour: quiet }
const toStyle = { size: 10, colour: ink }

/** Draws the head of a sheet: the brand, to whom it is written, and the facts beside. */
export function drawHead(pages: Pages, parent: Element, sheet: Sheet): void {
  const { pdf, paper } = pages
  pages.artifact(() => pdf.rect(0, 0, pages.pdf.page.width, 6).fill(paper.letterhead.colour))
  const top = pages.y
  const under = Math.max(drawBrand(pages, parent, top), drawAddress(pages, parent, top)) + 18
  const ends = [drawRecipient(pages, parent, sheet, under), drawFacts(pages, parent, sheet, under)]
  pages.y = Math.max(...ends) + 14
}

function drawBrand(pages: Pages, parent: Element, y: number): number {
  const { name, logo } = pages.paper.letterhead
  const width = pages.width * 0.55
  if (logo !== undefined && 'bytes' in logo) {
    drawLogo(pages, parent, logo, y)
    return y + logoHeight
  }
  const set = pages.type.set(name, nameStyle, width)
  pages.put(parent, 'P', set, { x: 0, y, width })
  return y + set.height
}

function drawLogo(pages: Pages, parent: Element, { bytes, width, height }: LogoImage, y: number): void {
  const scale = Math.min(logoHeight / height, logoWidth / width, 1)
  const left = pages.left(0, width * scale)
  const element = pages.child(parent, 'Figure', { alt: pages.paper.letterhead.name })
  pages.mark(element, 'Figure', () => {
    try {
      pages.pdf.image(Buffer.from(bytes), left, y, { width: width * scale, height: height * scale })
    } catch (cause) {
      throw invalidOption('brand.logo', `The logo cannot be read: ${String(cause)}`)
    }
  })
  element.end()
}

function drawAddress(pages: Pages, parent: Element, y: number): number {
  const { address } = pages.paper.letterhead
  const width = pages.width * 0.42
  return drawLines(pages, parent, address, fromStyle, { x: pages.width - width, y, width, side: 'end' })
}

function drawRecipient(pages: Pages, parent: Element, { recipient }: Sheet, y: number): number {
  return drawLines(pages, parent, recipient, toStyle, { x: 0, y, width: pages.width * 0.5 })
}

function drawFacts(pages: Pages, parent: Element, { facts }: Sheet, y: number): number {
  const width = pages.width * 0.44
  let at = y
  for (const fact of facts) {
    const row = setRow(pages, fact, width)
    drawRow(pages, parent, row, { x: pages.width - width, y: at, width })
    at += row.height
  }
  return at
}

/** Lines that belong together, as one paragraph; gives where they end. */
export function drawLines(
  pages: Pages,
  parent: Element,
  texts: readonly string[],
  style: typeof toStyle,
  { x, y, width, side = 'start' }: { x: number; y: number; width: number; side?: 'start' | 'end' },
): number {
  if (texts.length === 0) return y
  const sets = texts.map((text) => pages.type.set(text, style, width))
  const actual = sets.some((set) => set.actual !== '') ? sets.map((set) => set.actual).join('\n') : ''
  const element = pages.child(parent, 'P', actual === '' ? {} : { actual })
  let at = y
  pages.mark(element, 'P', () => {
    for (const set of sets) {
      pages.draw(set, { x, y: at, width, side })
      at += set.height
    }
  })
  element.end()
  return at
}
