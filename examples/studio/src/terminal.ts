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
export function grouped(decimal: string): string {
  const [whole = '', ...cents] = decimal.split('.')
  return [whole.replaceAll(/\B(?=(\d{3})+$)/g, ','), ...cents].join('.')
}

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

/** A sentence in lines of at most `cells` cells, broken between words. */
export function wrapped(text: string, cells: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > cells) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}
