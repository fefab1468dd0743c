import type { Style } from './style.js'
import { cutText, oneLine, textWidth } from './text-width.js'

/** A column of a table. */
export interface TableColumn {
  readonly title: string
  /** @default left */
  readonly align?: 'left' | 'right'
  /** May be cut when the terminal is narrow. @default false */
  readonly flexible?: boolean
  /** Colours a cell after it was laid out. */
  readonly paint?: (cell: string, text: string) => string
}

/** How a table is drawn. */
export interface TableOptions {
  readonly style: Style
  /** Cells there are; without it nothing is cut. */
  readonly width?: number | undefined
  /** Rows below a rule: totals. */
  readonly footer?: readonly (readonly string[])[]
}

const gap = '  '
const narrowest = 10

interface Laid {
  readonly columns: readonly TableColumn[]
  readonly body: readonly (readonly string[])[]
  readonly footer: readonly (readonly string[])[]
}

/**
 * Draws rows as an aligned table that fits the width. Where it would not, columns that say nothing are left out; where
 * that is not enough, each row becomes a block of lines.
 *
 * Cells are printed on one line, whatever is in them.
 */
export function table(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  options: TableOptions,
): string {
  const onLines = (list: readonly (readonly string[])[] = []) => list.map((row) => row.map(oneLine))
  const whole: Laid = { columns, body: onLines(rows), footer: onLines(options.footer) }
  const telling = withoutSilent(whole)
  return aligned(whole, options) ?? aligned(telling, options) ?? stacked(telling, options.style)
}

/** The table without the columns that are empty or zero all the way down. */
function withoutSilent({ columns, body, footer }: Laid): Laid {
  const all = [...body, ...footer]
  const kept = columns.flatMap((_, at) => (at === 0 || all.some((row) => !isSilent(row[at] ?? '')) ? [at] : []))
  const pick = <T>(list: readonly T[]): T[] => kept.map((at) => list[at]!)
  return { columns: pick(columns), body: body.map(pick), footer: footer.map(pick) }
}

const isSilent = (text: string): boolean => text === '' || text === '·'

/** The table in lines, or undefined where it does not fit. */
function aligned({ columns, body, footer }: Laid, { style, width }: TableOptions): string | undefined {
  const widths = columns.map(({ title }, at) =>
    [...body, ...footer].reduce((most, row) => Math.max(most, textWidth(row[at] ?? '')), textWidth(title)),
  )
  if (!fit(columns, widths, width)) return undefined
  const line = (cells: readonly string[], paint: (cell: string, at: number, text: string) => string) =>
    cells
      .map((text, at) => {
        const cut = cutText(text, widths[at]!)
        const blank = ' '.repeat(widths[at]! - textWidth(cut))
        const cell = columns[at]!.align === 'right' ? blank + cut : at === cells.length - 1 ? cut : cut + blank
        return paint(cell, at, text)
      })
      .join(gap)
      .trimEnd()
  const titles = columns.map(({ title }) => title)
  const painted = (cell: string, at: number, text: string) => columns[at]!.paint?.(cell, text) ?? cell
  const rule = style.dim('─'.repeat(widths.reduce((sum, one) => sum + one, gap.length * (widths.length - 1))))
  return [
    line(titles, (cell) => style.dim(cell)),
    ...body.map((row) => line(row, painted)),
    ...(footer.length > 0 ? [rule, ...footer.map((row) => line(row, (cell) => style.bold(cell)))] : []),
  ]
    .map((text) => `${text}\n`)
    .join('')
}

/** Narrows flexible columns, the widest first, until everything fits; false when that is not enough. */
function fit(columns: readonly TableColumn[], widths: number[], width: number | undefined): boolean {
  if (width === undefined) return true
  for (;;) {
    const over = widths.reduce((sum, one) => sum + one, gap.length * (widths.length - 1)) - width
    if (over <= 0) return true
    let widest = -1
    columns.forEach((column, at) => {
      if (column.flexible && widths[at]! > narrowest && (widest < 0 || widths[at]! > widths[widest]!)) widest = at
    })
    if (widest < 0) return false
    widths[widest] = Math.max(narrowest, widths[widest]! - over)
  }
}

/** One block a row: for terminals too narrow for the table. */
function stacked({ columns, body, footer }: Laid, style: Style): string {
  const label = Math.max(0, ...columns.slice(1).map(({ title }) => textWidth(title)))
  const block = ([first = '', ...rest]: readonly string[]): string => {
    const held = rest.flatMap((text, at) => {
      const { title } = columns[at + 1]!
      const blank = ' '.repeat(label - textWidth(title))
      return isSilent(text) ? [] : [`  ${style.dim(title + blank)}  ${text}\n`]
    })
    return `${style.bold(first)}\n${held.join('')}`
  }
  return `${style.dim(columns[0]?.title ?? '')}\n${[...body, ...footer].map(block).join('')}`
}
