import type { Posting } from '../journal/posting.js'
import { compareText } from '../records/compare-text.js'
import type { AgingQuery, AgingRow } from './aging-query.js'
import { bucketOf } from './buckets.js'
import { Cells } from './cells.js'
import { ExactSums } from './exact-sums.js'
import { textOrder } from './text-order.js'

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
  /** Not every line that is effective counts. */
  readonly #isNarrow: boolean
  readonly #width: number
  /** The bucket of each number of days up to the last bound. */
  readonly #bucketAt: Uint8Array
  readonly #cells = new Cells()
  /** Per cell, open items by bucket. */
  readonly #debts = new ExactSums()
  /** Per cell, credits by bucket, then deposits. */
  readonly #funds = new ExactSums()

  constructor(query: AgingQuery, groupOf: (document: string) => string) {
    const { bounds, knownAt, currency, reference, customer } = query
    const last = Math.min(bounds.at(-1) ?? 0, mostLookedUp)
    this.#query = query
    this.#groupOf = groupOf
    this.#isNarrow = [knownAt, currency, reference, customer].some((asked) => asked !== undefined)
    this.#width = bounds.length + 2
    this.#bucketAt = Uint8Array.from({ length: last + 1 }, (_, days) => bucketOf(days, bounds))
  }

  add(line: AgedLine): void {
    const { asOf, basis } = this.#query
    if (line.effectiveOn > asOf || (this.#isNarrow && !this.#isAsked(line))) return
    let sums = this.#funds
    let width = this.#width + 1
    let at = this.#width
    if (line.account === 'receivable') {
      sums = this.#debts
      width = this.#width
      at = this.#bucket(asOf - ((basis === 'due' ? line.dueOn : null) ?? line.issuedOn ?? line.effectiveOn))
    } else if (line.account === 'unapplied') at = this.#bucket(asOf - (line.sourceOn ?? line.effectiveOn))
    else if (line.account !== 'customer_deposits') return
    const cell = this.#cells.of(line.customer, line.currency, this.#groupOf(line.document))
    sums.add(cell * width + at, line.amount)
  }

  rows(): AgingRow[] {
    const width = this.#width
    const rows: AgingRow[] = []
    // Most customers have no money on account: they share one list of zeros.
    const none: readonly bigint[] = Object.freeze(new Array<bigint>(width).fill(0n))
    const sheets = this.#cells.sheets()
    for (const { currency, group, cells } of sheets) {
      const customers = [...cells.keys()]
      const numbers = [...cells.values()]
      for (const i of textOrder(customers)) {
        const customer = customers[i]!
        const cell = numbers[i]!
        const debt = cell * width
        const fund = cell * (width + 1)
        const hasFunds = !this.#funds.areZero(fund, width + 1)
        if (!hasFunds && this.#debts.areZero(debt, width)) continue
        const items = this.#debts.from(debt, width)
        const credits = hasFunds ? this.#funds.from(fund, width) : none
        rows.push({ customer, currency, group, items, credits, deposits: hasFunds ? this.#funds.at(fund + width) : 0n })
      }
    }
    // Each sheet is in order already, and sorting keeps equal customers in the order of their sheets.
    return sheets.length < 2 ? rows : rows.sort((a, b) => compareText(a.customer, b.customer))
  }

  #isAsked(line: AgedLine): boolean {
    const { knownAt, currency, reference, customer } = this.#query
    if (knownAt !== undefined && line.recordedAt > knownAt) return false
    if (currency !== undefined && line.currency !== currency) return false
    if (reference !== undefined && line.reference !== reference) return false
    return customer === undefined || line.customer === customer
  }

  #bucket(days: number): number {
    if (days <= 0) return 0
    return this.#bucketAt[days] ?? bucketOf(days, this.#query.bounds)
  }
}
