/** What a campaign counted. */
export interface FaultTally {
  /** Kills, crashes, cut connections, full disks. */
  faults: number
  /** Commands that were answered to whoever asked. */
  acknowledged: number
  /** Commands the books said no to. */
  refused: number
  /** Acknowledged, and not there afterwards. */
  lost: number
  /** There more than once, or done again when asked again. */
  doubled: number
  /** There by halves. */
  partial: number
  /** Not known how it ended; asking again with the same key found that it had landed. */
  unknownLanded: number
  /** Not known how it ended; asking again with the same key did it, or was refused. */
  unknownRedone: number
  /** What the store said instead of an answer, by code. */
  readonly doubts: Map<string, number>
  /** What else did not hold; a campaign with one of these has failed. */
  readonly breaks: string[]
}

export function newFaultTally(): FaultTally {
  const none = { faults: 0, acknowledged: 0, refused: 0, lost: 0, doubled: 0, partial: 0 }
  return { ...none, unknownLanded: 0, unknownRedone: 0, doubts: new Map(), breaks: [] }
}

export function countDoubts(tally: FaultTally, codes: readonly string[]): void {
  for (const code of codes) tally.doubts.set(code, (tally.doubts.get(code) ?? 0) + 1)
}

/** How a command with a key of its own ended, for whoever asked until it did. */
export interface Heard {
  readonly key: string
  readonly isRefused: boolean
  /** The answer was one given before. */
  readonly isReplay: boolean
  readonly doubts: readonly string[]
}

/**
 * Counts an answer. One that was given before is right only after the store said that it does not know: all else it says
 * means that nothing was written.
 */
export function countHeard(tally: FaultTally, { key, isRefused, isReplay, doubts }: Heard): void {
  countDoubts(tally, doubts)
  if (isRefused) tally.refused++
  else tally.acknowledged++
  const wasUnknown = doubts.includes('store_indeterminate')
  if (wasUnknown && isReplay) tally.unknownLanded++
  else if (wasUnknown) tally.unknownRedone++
  else if (isReplay) tally.breaks.push(`${key} is there, and the store said ${doubts.join(', ') || 'nothing'}`)
}

/** Whether nothing was lost, doubled or broken. */
export function holds(tally: FaultTally): boolean {
  return tally.lost === 0 && tally.doubled === 0 && tally.partial === 0 && tally.breaks.length === 0
}

/** The counts on a line. */
export function tallyLine(tally: FaultTally): string {
  const { faults, acknowledged, refused, lost, doubled, partial, unknownLanded, unknownRedone } = tally
  const doubts = [...tally.doubts].map(([code, times]) => `${times} ${code}`).join(', ')
  const unknown = `${unknownLanded + unknownRedone} in doubt and answered by key (${unknownLanded} had landed)`
  const counted = `${faults} faults, ${acknowledged} acknowledged, ${refused} refused, ${unknown}, ${lost} lost, ${doubled} doubled, ${partial} partial`
  return doubts === '' ? counted : `${counted}; ${doubts}`
}
