import type { Table } from '../sheet.js'
import { columnWidths, gap } from './columns.js'
import { type Element, ink, type Pages, quiet, rule } from './pages.js'
import type { SetText } from './typesetter.js'

const size = 9.5
const padding = 3
const bodyStyle = { size, colour: ink }
const headStyle = { size: 8.5, isBold: true, colour: quiet }
const captionStyle = { size: 11, isBold: true, colour: ink }
const totalStyle = { size: 11, isBold: true, colour: ink }

/** A row whose texts are set. */
interface SetRow {
  readonly cells: readonly SetText[]
  readonly height: number
}

/**
 * Draws a table over as many pages as it takes. Its headings are repeated on each; the totals stand on one page together with the
 * last row, so that they are never alone.
 */
export function drawTable(pages: Pages, parent: Element, table: Table): void {
  const { columns, rows, totals, title } = table
  const { type } = pages
  const widths = columnWidths(table, pages.width, (text, style) => type.widthOf(text, style), {
    body: bodyStyle,
    head: headStyle,
    total: totalStyle,
  })
  const starts = widths.map((_, at) => widths.slice(0, at).reduce((sum, width) => sum + width, 0))
  const place = (at: number, y: number) => ({
    x: starts[at]!,
    y,
    width: widths[at]! - (at === widths.length - 1 ? 0 : gap),
    side: columns[at]!.side,
  })
  const setRow = (texts: readonly string[], style: typeof bodyStyle): SetRow => {
    const cells = columns.map((_, at) => type.set(texts[at] ?? '', style, place(at, 0).width))
    return { cells, height: Math.max(style.size * type.lead, ...cells.map(({ height }) => height)) + 2 * padding }
  }
  const line = () => {
    const { y, width } = pages
    pages.artifact(() => {
      pages.pdf
        .moveTo(pages.left(0, width), y)
        .lineTo(pages.left(0, width) + width, y)
        .lineWidth(0.6)
        .stroke(rule)
    })
  }

  const caption = type.set(title, captionStyle, pages.width)
  const head = setRow(
    columns.map((column) => column.title),
    headStyle,
  )
  const sums = setTotals(pages, totals, widths.at(-1)!)
  const sumsHeight = sums.reduce((sum, { height }) => sum + height, 0)
  /** What must stand on the page of a row: with the last one, all totals, as long as a page holds them. */
  const withTotals = (row: SetRow, no: number) => {
    const kept = row.height + (no === rows.length - 1 ? sumsHeight : 0)
    return kept + head.height <= pages.whole ? kept : row.height
  }

  const first = rows[0] === undefined ? undefined : setRow(rows[0], bodyStyle)
  const opening = first === undefined ? Math.min(sumsHeight, pages.whole / 2) : head.height + withTotals(first, 0)
  pages.room(caption.height + 4 + opening)
  const element = pages.child(parent, 'Table')
  pages.put(element, 'Caption', caption, { x: 0, y: pages.y, width: pages.width })
  pages.y += caption.height + 4

  const drawHead = (draw: (cell: SetText, at: number) => void) => {
    head.cells.forEach(draw)
    pages.y += head.height
    line()
  }
  if (first !== undefined) {
    const row = pages.child(element, 'TR')
    drawHead((cell, at) => pages.put(row, 'TH', cell, place(at, pages.y + padding), 'Column'))
    row.end()
  }
  rows.forEach((texts, no) => {
    const set = setRow(texts, bodyStyle)
    if (pages.y + withTotals(set, no) > pages.bottom) {
      pages.next()
      drawHead((cell, at) => pages.artifact(() => pages.draw(cell, place(at, pages.y + padding)), 'Pagination'))
    }
    const row = pages.child(element, 'TR')
    set.cells.forEach((cell, at) => pages.put(row, 'TD', cell, place(at, pages.y + padding)))
    row.end()
    pages.y += set.height
    line()
  })
  for (const { label, value, height, labelWidth } of sums) {
    pages.room(height)
    const row = pages.child(element, 'TR')
    const y = pages.y + padding
    pages.put(row, 'TH', label, { x: 0, y, width: labelWidth, side: 'end' }, 'Row')
    pages.put(row, 'TD', value, { x: labelWidth + gap, y, width: pages.width - labelWidth - gap, side: 'end' })
    row.end()
    pages.y += height
  }
  element.end()
  pages.y += 14
}

/** The totals, set: values of one width, labels before them. */
function setTotals({ type, width }: Pages, totals: Table['totals'], lastColumn: number) {
  const styles = totals.map((_, at) => (at === totals.length - 1 ? totalStyle : bodyStyle))
  const valueWidth = Math.max(lastColumn, ...totals.map(({ value }, at) => type.widthOf(value, styles[at]!)))
  const labelWidth = width - valueWidth - gap
  return totals.map(({ label, value }, at) => {
    const set = { label: type.set(label, styles[at]!, labelWidth), value: type.set(value, styles[at]!, valueWidth) }
    return { ...set, labelWidth, height: Math.max(set.label.height, set.value.height) + 2 * padding }
  })
}
