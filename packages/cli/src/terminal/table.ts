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

/**
 * Draws rows as an aligned table that fits the width, or as one block a row where no table would fit.
 *
 * Cells are printed on one line, whatever is in them.
 */
export function table(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  options: TableOptions,
): string {
  const body = rows.map((row) => row.map(oneLine))
  const footer = (options.footer ?? []).map((row) => row.map(oneLine))
  const widths = columns.map(({ title }, at) =>
    [...body, ...footer].reduce((most, row) => Math.max(most, textWidth(row[at] ?? '')), textWidth(title)),
  )
  const fits = fit(columns, widths, options.width)
  if (!fits) return stacked(columns, [...body, ...footer], options.style)
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
  const rule = options.style.dim(
    '─'.repeat(widths.reduce((sum, width) => sum + width, gap.length * (widths.length - 1))),
  )
  return [
    line(titles, (cell) => options.style.dim(cell)),
    ...body.map((row) => line(row, painted)),
    ...(footer.length > 0 ? [rule, ...footer.map((row) => line(row, (cell) => options.style.bold(cell)))] : []),
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
function stacked(columns: readonly TableColumn[], rows: readonly (readonly string[])[], style: Style): string {
  const label = Math.max(0, ...columns.slice(1).map(({ title }) => textWidth(title)))
  return rows
    .map(([first = '', ...rest]) =>
      [
        style.bold(first),
        ...rest.flatMap((text, at) => {
          const title = columns[at + 1]!.title
          return text === '' || text === '·'
            ? []
            : [`  ${style.dim(title + ' '.repeat(label - textWidth(title)))}  ${text}`]
        }),
      ].join('\n'),
    )
    .map((block) => `${block}\n`)
    .join('')
}
