import { inkOn } from '@owekit/core/messages'
import type { Code, Labelled, Pay } from '../sheet.js'
import { type Element, ink, type Pages, quiet, rule } from './pages.js'

const padding = 14
const codeSize = 96
const gap = 18
const above = 4
const labelWidth = 84
const titleStyle = { size: 11, isBold: true, colour: ink }
const textStyle = { size: 9.5, colour: ink }
const labelStyle = { size: 9.5, colour: quiet }
const smallStyle = { size: 8, colour: quiet }

/** Draws how to pay, in a frame that is never broken: the button and the account, the codes beside them. */
export function drawPay(pages: Pages, parent: Element, { title, link, account, codes }: Pay): void {
  const { type, pdf } = pages
  const inner = pages.width - 2 * padding - codes.length * (codeSize + gap)
  const heading = type.set(title, titleStyle, inner)
  const url = link === undefined ? undefined : type.set(`\u2066${link.url}\u2069`, smallStyle, inner)
  const rows = account.map((row) => setRow(pages, row, inner))
  const captions = codes.map(({ caption }) => type.set(caption, smallStyle, codeSize))
  const linkHeight = url === undefined ? 0 : 32 + url.height + 8
  const words = heading.height + 6 + linkHeight + rows.reduce((sum, { height }) => sum + height, 0)
  const beside = Math.max(0, ...captions.map(({ height }) => codeSize + 4 + height))
  const height = Math.max(words, beside) + 2 * padding

  pages.room(height + above)
  pages.y += above
  const top = pages.y
  pages.artifact(() => pdf.rect(pages.left(0, pages.width), top, pages.width, height).lineWidth(0.8).stroke(rule))
  pages.y += padding
  pages.put(parent, 'H2', heading, { x: padding, y: pages.y, width: inner })
  pages.y += heading.height + 6
  if (link !== undefined && url !== undefined) {
    drawButton(pages, parent, link)
    pages.put(parent, 'P', url, { x: padding, y: pages.y + 32, width: inner })
    pages.y += linkHeight
  }
  for (const row of rows) {
    drawRow(pages, parent, row, { x: padding, y: pages.y, width: inner })
    pages.y += row.height
  }
  codes.forEach((code, at) => {
    const x = pages.width - padding - (codes.length - at) * codeSize - (codes.length - at - 1) * gap
    drawCode(pages, parent, code, { x, y: top + padding })
    const caption = captions[at]!
    pages.put(parent, 'P', caption, { x, y: top + padding + codeSize + 4, width: codeSize })
  })
  pages.y = top + height + 14
}

/** A button is a link of its own in the structure, so that it can be followed without seeing it. */
function drawButton(pages: Pages, parent: Element, { label, url }: { readonly label: string; readonly url: string }) {
  const { pdf, paper, type } = pages
  const { colour } = paper.letterhead
  const set = type.set(label, { size: 10.5, isBold: true, colour: inkOn(colour) }, pages.width / 2)
  const width = Math.max(...set.lines.map((line) => line.width)) + 32
  const left = pages.left(padding, width)
  const { y } = pages
  pages.artifact(() => pdf.roundedRect(left, y, width, 26, 4).fill(colour))
  const element = pages.child(parent, 'Link', { alt: label })
  pages.mark(element, 'Link', () => pages.draw(set, { x: padding + 16, y: y + 13 - set.height / 2, width: width - 32 }))
  pdf.link(left, y, width, 26, url, { structParent: element, Contents: Object(label) as object } as never)
  element.end()
}

/** Squares of a whole, black on white, with the light ones around them that readers need. */
function drawCode(pages: Pages, parent: Element, { caption, squares }: Code, at: { x: number; y: number }): void {
  const { pdf } = pages
  const left = pages.left(at.x, codeSize)
  const unit = codeSize / (squares.length + 8)
  const element = pages.child(parent, 'Figure', { alt: caption })
  pages.mark(element, 'Figure', () => {
    pdf.rect(left, at.y, codeSize, codeSize).fill('#ffffff')
    squares.forEach((row, y) =>
      row.forEach((isDark, x) => {
        if (isDark) pdf.rect(left + (x + 4) * unit, at.y + (y + 4) * unit, unit, unit)
      }),
    )
    pdf.fill('#000000')
  })
  element.end()
}

/** A label and what it says, beside each other. */
export function setRow({ type }: Pages, { label, value }: Labelled, width: number) {
  const set = {
    label: type.set(label, labelStyle, labelWidth - 6),
    value: type.set(value, textStyle, width - labelWidth),
  }
  return { ...set, height: Math.max(set.label.height, set.value.height) }
}

/** Draws a label and what it says, as one paragraph. */
export function drawRow(
  pages: Pages,
  parent: Element,
  { label, value }: ReturnType<typeof setRow>,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
): void {
  const isTurned = label.actual !== '' || value.actual !== ''
  const element = pages.child(parent, 'P', isTurned ? { actual: `${label.actual} ${value.actual}`.trim() } : {})
  pages.mark(element, 'P', () => {
    pages.draw(label, { x, y, width: labelWidth - 6 })
    pages.draw(value, { x: x + labelWidth, y, width: width - labelWidth })
  })
  element.end()
}
