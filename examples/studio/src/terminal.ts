/** Where text goes: a terminal, a pipe, a test's buffer. */
export interface Output {
  write(text: string): void
  readonly isTTY: boolean
  readonly columns?: number | undefined
}

/** Paints text, or leaves it alone. */
export interface Paint {
  bold(text: string): string
  dim(text: string): string
  red(text: string): string
  green(text: string): string
  yellow(text: string): string
  cyan(text: string): string
}

/** Colour on a terminal only, and not with `NO_COLOR`. */
export function paintFor(output: Output, env: Readonly<Record<string, string | undefined>>): Paint {
  const on = output.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
  const code = (open: number, close: number) => (text: string) =>
    on && text !== '' ? `\u001b[${open}m${text}\u001b[${close}m` : text
  return {
    bold: code(1, 22),
    dim: code(2, 22),
    red: code(31, 39),
    green: code(32, 39),
    yellow: code(33, 39),
    cyan: code(36, 39),
  }
}

/** Digits in groups of three. */
export const grouped = (decimal: string): string => decimal.replace(/\B(?=(\d{3})+(?!\d|$)(?=\d*\.)|(\d{3})+$(?<!\.\d*))/g, ',')

/** A text in just so many cells, cut with an ellipsis where it is longer. */
export const fit = (text: string, cells: number): string =>
  text.length > cells ? `${text.slice(0, cells - 1)}…` : text.padEnd(cells)

/** A cell of a row: its text, its width, which side it keeps to, its colour. */
export interface Cell {
  readonly text: string
  readonly width: number
  readonly right?: boolean
  readonly paint?: ((text: string) => string) | undefined
}

/** Cells beside each other, two blanks apart. */
export function row(cells: readonly Cell[]): string {
  const shown = cells.map(({ text, width, right, paint }) => {
    const cell = right === true ? text.padStart(width) : fit(text, width)
    return paint === undefined ? cell : paint(cell)
  })
  return `  ${shown.join('  ')}`.trimEnd()
}
