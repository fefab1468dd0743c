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
  /** Not answered; asking again with the same key found that it had landed. */
  unknownLanded: number
  /** Not answered; asking again with the same key did it. */
  unknownRedone: number
  /** What the store said instead of an answer, by code. */
  readonly doubts: Map<string, number>
  /** What else did not hold; a campaign with one of these has failed. */
  readonly breaks: string[]
}

export function newFaultTally(): FaultTally {
  const none = { faults: 0, acknowledged: 0, refused: 0, lost: 0, doubled: 0, unknownLanded: 0, unknownRedone: 0 }
  return { ...none, doubts: new Map(), breaks: [] }
}

export function countDoubts(tally: FaultTally, codes: readonly string[]): void {
  for (const code of codes) tally.doubts.set(code, (tally.doubts.get(code) ?? 0) + 1)
}

/** Whether nothing was lost, doubled or broken. */
export function holds(tally: FaultTally): boolean {
  return tally.lost === 0 && tally.doubled === 0 && tally.breaks.length === 0
}

/** The counts on a line. */
export function tallyLine(tally: FaultTally): string {
  const { faults, acknowledged, refused, lost, doubled, unknownLanded, unknownRedone } = tally
  const doubts = [...tally.doubts].map(([code, times]) => `${times} ${code}`).join(', ')
  const unknown = `${unknownLanded + unknownRedone} unknown resolved (${unknownLanded} had landed)`
  const counted = `${faults} faults, ${acknowledged} acknowledged, ${refused} refused, ${lost} lost, ${doubled} doubled, ${unknown}`
  return doubts === '' ? counted : `${counted}; ${doubts}`
}
