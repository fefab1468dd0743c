import type { Posting } from '../journal/posting.js'
import { compareText } from '../records/compare-text.js'
import type { AgingQuery, AgingRow } from './aging-query.js'
import { bucketOf } from './buckets.js'
import { ExactSums } from './exact-sums.js'

/** What of a stored posting aging looks at. */
export type AgedLine = Pick<
  Posting,
  'account' | 'currency' | 'amount' | 'document' | 'issuedOn' | 'dueOn' | 'sourceOn' | 'reference'
> & { readonly customer: string; readonly effectiveOn: number; readonly recordedAt: number }

interface Cell {
  readonly customer: string
  readonly currency: string
  readonly group: string
  /** Where its sums begin: items per bucket, credits per bucket, deposits. */
  readonly base: number
}

/** Aging in the making: lines go in one by one, sums come out once. Memory is buckets × customers. */
export interface Aging {
  add(line: AgedLine): void
  rows(): AgingRow[]
}

/**
 * Starts aging sums: each line counts when it is effective by `asOf` and was recorded by `knownAt`.
 *
 * @param groupOf the group of a document id, when grouping
 */
export function startAging(query: AgingQuery, groupOf: (document: string) => string = () => ''): Aging {
  const { asOf, knownAt = Infinity, bounds, basis, customer, reference, currency } = query
  const width = bounds.length + 2
  const sums = new ExactSums()
  const cellOf = cells(2 * width + 1)
  const bucket = bucketer(bounds)
  return {
    add(line) {
      if (line.effectiveOn > asOf || line.recordedAt > knownAt) return
      if (currency !== undefined && line.currency !== currency) return
      if (reference !== undefined && line.reference !== reference) return
      if (customer !== undefined && line.customer !== customer) return
      if (line.account === 'receivable') {
        const since = (basis === 'due' ? line.dueOn : null) ?? line.issuedOn ?? line.effectiveOn
        sums.add(cellOf(line, groupOf(line.document)).base + bucket(asOf - since), line.amount)
      } else if (line.account === 'unapplied') {
        const at = bucket(asOf - (line.sourceOn ?? line.effectiveOn))
        sums.add(cellOf(line, groupOf(line.document)).base + width + at, line.amount)
      } else if (line.account === 'customer_deposits')
        sums.add(cellOf(line, groupOf(line.document)).base + 2 * width, line.amount)
    },
    rows() {
      const found: AgingRow[] = []
      for (const cell of cellOf.all) {
        const from = (offset: number) => Array.from({ length: width }, (_, i) => sums.at(cell.base + offset + i))
        const deposits = sums.at(cell.base + 2 * width)
        const items = from(0)
        const credits = from(width)
        if (deposits === 0n && items.every(isZero) && credits.every(isZero)) continue
        found.push({ customer: cell.customer, currency: cell.currency, group: cell.group, items, credits, deposits })
      }
      return found.sort(
        (a, b) =>
          compareText(a.customer, b.customer) || compareText(a.currency, b.currency) || compareText(a.group, b.group),
      )
    },
  }
}

/** {@link startAging} over postings as they come from a store. */
export async function agePostings(
  lines: AsyncIterable<{ readonly customer: string }>,
  query: AgingQuery,
  groupOf?: (document: string) => string,
): Promise<AgingRow[]> {
  const aging = startAging(query, groupOf)
  for await (const line of lines) aging.add(line as unknown as AgedLine)
  return aging.rows()
}

const isZero = (amount: bigint) => amount === 0n

/** Hands out one cell per customer, currency and group; remembers the last, since lines come in runs. */
function cells(width: number) {
  const byCustomer = new Map<string, Cell[]>()
  const all: Cell[] = []
  let last: Cell | undefined
  const cellOf = ({ customer, currency }: AgedLine, group: string): Cell => {
    if (last !== undefined && last.customer === customer && last.currency === currency && last.group === group)
      return last
    let held = byCustomer.get(customer)
    if (held === undefined) byCustomer.set(customer, (held = []))
    last = held.find((cell) => cell.currency === currency && cell.group === group)
    if (last === undefined) {
      last = { customer, currency, group, base: all.length * width }
      held.push(last)
      all.push(last)
    }
    return last
  }
  return Object.assign(cellOf, { all })
}

/** {@link bucketOf}, looked up instead of searched for. */
function bucketer(bounds: readonly number[]): (days: number) => number {
  const last = bounds[bounds.length - 1] ?? 0
  if (last > 100_000) return (days) => bucketOf(days, bounds)
  const looked = Uint8Array.from({ length: last + 1 }, (_, days) => bucketOf(days, bounds))
  return (days) => (days <= 0 ? 0 : days > last ? bounds.length + 1 : (looked[days] ?? 0))
}
