import type { Row } from './goal.js'

const cells = (name: string, ratio: string, target: string, verdict: string, times: string, floor: string) =>
  `${name.padEnd(42)}${ratio.padStart(7)}${target.padStart(8)}  ${verdict.padEnd(7)}${times.padEnd(22)}${floor}`

/** The table's first line. */
export const heading: string = cells('goal', 'ratio', 'target', '', 'ours', 'floor')

/** A row as a line of the table. */
export function lineOf({ name, ratio, target, ok, times, floor }: Row): string {
  const isHeld = Number.isFinite(target)
  return cells(
    name,
    ratio.toFixed(2),
    isHeld ? `≤ ${target}` : '',
    isHeld ? (ok ? 'ok' : 'MISSED') : 'told',
    times,
    floor,
  )
}
