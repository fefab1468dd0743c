import { dayAt, type Day } from '../../calendar/index.js'
import type { Row } from '../../records/collections.js'

/** How often an instalment has opened, and since when it is open. */
export interface Opening {
  readonly generation: number
  readonly openSince: Day
}

/**
 * How often each instalment of a document has opened, worked out from its postings: a new generation begins whenever
 * something is open of it after nothing was. What a merge takes from one account into another stays open.
 *
 * What was to be said while it was closed is not made up for, nor what was to be said before anybody knew that it is open again.
 */
export function openingsOf(postings: readonly Row<'postings'>[], zone: string): ReadonlyMap<number, Opening> {
  const lines = postings
    .filter(({ account }) => account === 'receivable')
    .sort((a, b) => a.recordedAt - b.recordedAt || a.effectiveOn - b.effectiveOn || a.version - b.version)
  const found = new Map<number, Opening & { open: bigint; wasOpen: boolean }>()
  lines.forEach((line, i) => {
    const { instalment, amount, effectiveOn, recordedAt } = line
    const before = found.get(instalment) ?? { generation: 0, openSince: effectiveOn, open: 0n, wasOpen: false }
    const open = before.open + amount
    // One fact may move it by several lines, a merge by one of each account: only what it comes to counts.
    const goesOn = lines.slice(i + 1).some((next) => isSameStep(line, next))
    const isOpening = !goesOn && open > 0n && !before.wasOpen
    const { generation, openSince } = before
    found.set(instalment, {
      generation: isOpening ? generation + 1 : generation,
      openSince: !isOpening
        ? openSince
        : generation === 0
          ? effectiveOn
          : Math.max(effectiveOn, dayAt(recordedAt, zone)),
      open,
      wasOpen: goesOn ? before.wasOpen : open > 0n,
    })
  })
  return found
}

function isSameStep(line: Row<'postings'>, next: Row<'postings'>): boolean {
  if (line.instalment !== next.instalment || line.recordedAt !== next.recordedAt) return false
  return line.customer === next.customer ? line.version === next.version : line.effectiveOn === next.effectiveOn
}
