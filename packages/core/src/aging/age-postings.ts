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
  const { asOf, knownAt, bounds, basis, customer, reference, currency } = query
  const width = bounds.length + 2
  /** Per cell, open items by bucket. */
  const debts = new ExactSums()
  /** Per cell, credits by bucket, then deposits. */
  const funds = new ExactSums()
  const cells = new Cells()
  const bucket = bucketer(bounds)
  return {
    add(line) {
      if (line.effectiveOn > asOf) return
      if (knownAt !== undefined && line.recordedAt > knownAt) return
      if (currency !== undefined && line.currency !== currency) return
      if (reference !== undefined && line.reference !== reference) return
      if (customer !== undefined && line.customer !== customer) return
      if (line.account === 'receivable') {
        const since = (basis === 'due' ? line.dueOn : null) ?? line.issuedOn ?? line.effectiveOn
        debts.add(cells.of(line, groupOf(line.document)) * width + bucket(asOf - since), line.amount)
      } else if (line.account === 'unapplied') {
        const at = bucket(asOf - (line.sourceOn ?? line.effectiveOn))
        funds.add(cells.of(line, groupOf(line.document)) * (width + 1) + at, line.amount)
      } else if (line.account === 'customer_deposits')
        funds.add(cells.of(line, groupOf(line.document)) * (width + 1) + width, line.amount)
    },
    rows() {
      const found: AgingRow[] = []
      const sheets = cells.sheets()
      // Most customers have no money on account: they share one list of zeros.
      const none: readonly bigint[] = Object.freeze(new Array<bigint>(width).fill(0n))
      for (const { currency: own, group, cells: byCustomer } of sheets)
        for (const name of sortTexts([...byCustomer.keys()])) {
          const cell = byCustomer.get(name)!
          const fund = cell * (width + 1)
          if (debts.areZero(cell * width, width) && funds.areZero(fund, width + 1)) continue
          const items = debts.from(cell * width, width)
          const credits = funds.areZero(fund, width) ? none : funds.from(fund, width)
          found.push({ customer: name, currency: own, group, items, credits, deposits: funds.at(fund + width) })
        }
      // Each sheet is in order already, and sorting keeps equal customers in the order of their sheets.
      return sheets.length < 2 ? found : found.sort((a, b) => compareText(a.customer, b.customer))
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

/** The customers of one currency and group, each with the number of its cell. */
interface Sheet {
  readonly currency: string
  readonly group: string
  readonly cells: Map<string, number>
}

/** Numbers the cells from 0: one per customer, currency and group. */
class Cells {
  readonly #sheets = new Map<string, Map<string, Sheet>>()
  #count = 0
  /** Lines of one currency and group mostly come together. */
  #last: Sheet | undefined

  of({ customer, currency }: AgedLine, group: string): number {
    const last = this.#last
    const isLast = last !== undefined && last.currency === currency && last.group === group
    const { cells } = isLast ? last : this.#sheetOf(currency, group)
    let cell = cells.get(customer)
    if (cell === undefined) cells.set(customer, (cell = this.#count++))
    return cell
  }

  /** The sheets by currency and group. */
  sheets(): Sheet[] {
    const sheets = [...this.#sheets.values()].flatMap((byGroup) => [...byGroup.values()])
    return sheets.sort((a, b) => compareText(a.currency, b.currency) || compareText(a.group, b.group))
  }

  #sheetOf(currency: string, group: string): Sheet {
    let byGroup = this.#sheets.get(currency)
    if (byGroup === undefined) this.#sheets.set(currency, (byGroup = new Map()))
    let sheet = byGroup.get(group)
    if (sheet === undefined) byGroup.set(group, (sheet = { currency, group, cells: new Map() }))
    return (this.#last = sheet)
  }
}

/** Sorts by code point. Without units from U+D800 on the engine's own order is the same and much quicker. */
function sortTexts(texts: string[]): string[] {
  return texts.some((text) => /[\ud800-\uffff]/.test(text)) ? texts.sort(compareText) : texts.sort()
}

/** {@link bucketOf}, looked up instead of searched for. */
function bucketer(bounds: readonly number[]): (days: number) => number {
  const last = bounds[bounds.length - 1] ?? 0
  if (last > 100_000) return (days) => bucketOf(days, bounds)
  const looked = Uint8Array.from({ length: last + 1 }, (_, days) => bucketOf(days, bounds))
  return (days) => (days <= 0 ? 0 : days > last ? bounds.length + 1 : (looked[days] ?? 0))
}
