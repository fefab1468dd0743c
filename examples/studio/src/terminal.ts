/** Where text goes: a terminal, a pipe, a test's buffer. */
export interface Output {
  write(text: string): void
  readonly isTTY: boolean
  readonly columns?: number
}

/** Paints text, or leaves it alone. */
export interface Paint {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly red: (text: string) => string
  readonly green: (text: string) => string
  readonly yellow: (text: string) => string
  readonly cyan: (text: string) => string
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
const fit = (text: string, cells: number): string =>
  text.length > cells ? `${text.slice(0, cells - 1)}…` : text.padEnd(cells)

/** A cell of a row: its text, its width, which side it keeps to, its colour. */
export interface Cell {
  readonly text: string
  readonly width: number
  readonly right?: boolean
  readonly paint?: ((text: string) => string) | undefined
}

/** Cells beside each other, two blanks apart; the last one is not filled up. */
export function row(cells: readonly Cell[]): string {
  const isEmpty = cells.map(({ text }) => text === '')
  const last = isEmpty.lastIndexOf(false)
  const shown = cells.slice(0, last + 1).map(({ text, width, right, paint = (plain) => plain }, at) => {
    const cell = right === true ? text.padStart(width) : fit(text, width)
    return paint(at === last ? cell.trimEnd() : cell)
  })
  return `  ${shown.join('  ')}`
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
