import type { Posting } from '../journal/posting.js'
import { compareText } from '../records/compare-text.js'
import type { AgingQuery, AgingRow } from './aging-query.js'
import { bucketOf } from './buckets.js'
import { Cells } from './cells.js'
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
export function startAging(query: AgingQuery, groupOf: (document: string) => string = ungrouped): Aging {
  return new PostingSums(query, groupOf)
}

const ungrouped = () => ''

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

/** Bounds up to here, in days, are looked up; beyond they are searched. */
const mostLookedUp = 100_000

/** A class, so that the compiled code of a pass over a million lines is still good for the next one. */
class PostingSums implements Aging {
  readonly #query: AgingQuery
  readonly #groupOf: (document: string) => string
  readonly #width: number
  /** The bucket of each number of days up to the last bound. */
  readonly #bucketAt: Uint8Array
  readonly #cells = new Cells()
  /** Per cell, open items by bucket. */
  readonly #debts = new ExactSums()
  /** Per cell, credits by bucket, then deposits. */
  readonly #funds = new ExactSums()

  constructor(query: AgingQuery, groupOf: (document: string) => string) {
    const { bounds } = query
    const last = Math.min(bounds.at(-1) ?? 0, mostLookedUp)
    this.#query = query
    this.#groupOf = groupOf
    this.#width = bounds.length + 2
    this.#bucketAt = Uint8Array.from({ length: last + 1 }, (_, days) => bucketOf(days, bounds))
  }

  add(line: AgedLine): void {
    const { asOf, knownAt, currency, reference, customer, basis } = this.#query
    if (line.effectiveOn > asOf) return
    if (knownAt !== undefined && line.recordedAt > knownAt) return
    if (currency !== undefined && line.currency !== currency) return
    if (reference !== undefined && line.reference !== reference) return
    if (customer !== undefined && line.customer !== customer) return
    if (line.account === 'receivable') {
      const since = (basis === 'due' ? line.dueOn : null) ?? line.issuedOn ?? line.effectiveOn
      this.#debts.add(this.#cellOf(line) * this.#width + this.#bucket(asOf - since), line.amount)
    } else if (line.account === 'unapplied') {
      const bucket = this.#bucket(asOf - (line.sourceOn ?? line.effectiveOn))
      this.#funds.add(this.#cellOf(line) * (this.#width + 1) + bucket, line.amount)
    } else if (line.account === 'customer_deposits')
      this.#funds.add(this.#cellOf(line) * (this.#width + 1) + this.#width, line.amount)
  }

  rows(): AgingRow[] {
    const width = this.#width
    const rows: AgingRow[] = []
    // Most customers have no money on account: they share one list of zeros.
    const none: readonly bigint[] = Object.freeze(new Array<bigint>(width).fill(0n))
    const sheets = this.#cells.sheets()
    for (const { currency, group, cells } of sheets)
      for (const customer of sortTexts([...cells.keys()])) {
        const debt = cells.get(customer)! * width
        const fund = cells.get(customer)! * (width + 1)
        const hasFunds = !this.#funds.areZero(fund, width + 1)
        if (!hasFunds && this.#debts.areZero(debt, width)) continue
        const items = this.#debts.from(debt, width)
        const credits = hasFunds ? this.#funds.from(fund, width) : none
        rows.push({ customer, currency, group, items, credits, deposits: this.#funds.at(fund + width) })
      }
    // Each sheet is in order already, and sorting keeps equal customers in the order of their sheets.
    return sheets.length < 2 ? rows : rows.sort((a, b) => compareText(a.customer, b.customer))
  }

  #cellOf(line: AgedLine): number {
    return this.#cells.of(line.customer, line.currency, this.#groupOf(line.document))
  }

  #bucket(days: number): number {
    if (days <= 0) return 0
    return this.#bucketAt[days] ?? bucketOf(days, this.#query.bounds)
  }
}

/** Sorts by code point. Without units from U+D800 on the engine's own order is the same and much quicker. */
function sortTexts(texts: string[]): string[] {
  return texts.some((text) => /[\ud800-\uffff]/.test(text)) ? texts.sort(compareText) : texts.sort()
}
