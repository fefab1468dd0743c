/**
 * The middle of a list of figures; the mean of the two middle ones when their number is even.
 *
 * @example
 * median([3, 1, 2]) // 2
 */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

/**
 * The median of the ratios taken round by round: a slow minute of the machine falls on both sides of each ratio.
 *
 * @example
 * medianRatio([2, 4], [1, 2]) // 2
 */
export function medianRatio(times: readonly number[], floor: readonly number[]): number {
  return median(times.map((time, round) => time / (floor[round] ?? Number.NaN)))
}
