import { ReceivablesError } from '../errors/index.js'

/** A range of days past due; both ends inclusive, `null` where it has none. */
export interface Bucket {
  /** `current`, `1–30`, … `91+`; the dash is an en dash. */
  readonly label: string
  readonly from: number | null
  readonly to: number | null
}

/**
 * Bucket bounds in order: positive, ascending, each once. 0 is implied and so left out.
 *
 * @throws ReceivablesError `invalid_input`
 * @example
 * bucketBounds([0, 15, 45]) // [15, 45]
 */
export function bucketBounds(given: readonly number[] = [30, 60, 90]): readonly number[] {
  const bounds = given.filter((bound) => bound !== 0)
  for (const [index, bound] of bounds.entries())
    if (!Number.isInteger(bound) || bound < 0 || (index > 0 && bound <= (bounds[index - 1] ?? 0)))
      throw new ReceivablesError(
        'invalid_input',
        `Bucket bounds are whole days in ascending order, not ${given.join(', ')}.`,
      )
  return bounds
}

/**
 * The buckets that bounds make: current (≤ 0 days), one a bound, and the open end. No gaps, no overlaps.
 *
 * @example
 * buckets([30, 60, 90]).map((bucket) => bucket.label) // ['current', '1–30', '31–60', '61–90', '91+']
 */
export function buckets(bounds: readonly number[]): readonly Bucket[] {
  const last = bounds.at(-1) ?? 0
  return [
    { label: 'current', from: null, to: 0 },
    ...bounds.map((to, index) => {
      const from = (bounds[index - 1] ?? 0) + 1
      return { label: from === to ? `${to}` : `${from}–${to}`, from, to }
    }),
    { label: `${last + 1}+`, from: last + 1, to: null },
  ]
}

/**
 * The bucket a number of days past due falls into: 0 is current.
 *
 * @example
 * bucketOf(30, [30, 60, 90]) // 1
 * bucketOf(31, [30, 60, 90]) // 2
 */
export function bucketOf(days: number, bounds: readonly number[]): number {
  if (days <= 0) return 0
  const found = bounds.findIndex((bound) => days <= bound)
  return found === -1 ? bounds.length + 1 : found + 1
}
