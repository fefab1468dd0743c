import type { Io, Output } from './io.js'

/** Paints text, or leaves it alone where colour is off. */
export interface Style {
  readonly on: boolean
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly red: (text: string) => string
  readonly green: (text: string) => string
  readonly yellow: (text: string) => string
  readonly cyan: (text: string) => string
}

/**
 * The style of an output: colour only on a terminal, and not when `NO_COLOR` is set, `TERM` is `dumb` or the person
 * said `--no-color`.
 */
export function styleOf(output: Output, env: Io['env'], wanted = true): Style {
  const on = wanted && output.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
  const paint = (open: number, close: number) => (text: string) =>
    on && text !== '' ? `\u001b[${open}m${text}\u001b[${close}m` : text
  return {
    on,
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
    cyan: paint(36, 39),
  }
}
