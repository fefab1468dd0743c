import type { Row } from './goal.js'
import { standingOf } from './not-reached.js'

const cells = (name: string, ratio: string, target: string, verdict: string, times: string, floor: string) =>
  `${name.padEnd(42)}${ratio.padStart(7)}${target.padStart(8)}  ${verdict.padEnd(7)}${times.padEnd(22)}${floor}`

const verdicts = { ok: 'ok', known: 'short', missed: 'MISSED' }

/** The table's first line. */
export const heading: string = cells('goal', 'ratio', 'target', '', 'ours', 'floor')

/** A row as a line of the table. */
export function lineOf(row: Row): string {
  const { name, ratio, target, times, floor } = row
  const isHeld = Number.isFinite(target)
  return cells(
    name,
    ratio.toFixed(2),
    isHeld ? `≤ ${target}` : '',
    isHeld ? verdicts[standingOf(row)] : 'told',
    times,
    floor,
  )
}
