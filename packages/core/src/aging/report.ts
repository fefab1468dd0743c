import { exponentOf, formatMinor } from '../money/index.js'
import { compareText } from '../records/compare-text.js'
import type { AgingRow } from './aging-query.js'
import { type Bucket, buckets } from './buckets.js'

/** How money on account is shown: apart, in the bucket of its own day, or set against the oldest debt (for show only). */
export type CreditMode = 'separate' | 'ownDate' | 'netOldest'

/** Sums of a customer or group. Decimal text; money on account is negative, deposits are outside the total. */
export interface AgingSums {
  readonly amounts: readonly string[]
  readonly unapplied: string
  readonly deposits: string
  readonly total: string
}

/** Aging in one currency. */
export interface CurrencyAging {
  readonly currency: string
  readonly buckets: readonly (Bucket & { readonly amount: string })[]
  readonly unapplied: string
  readonly deposits: string
  readonly total: string
  readonly customers: readonly (AgingSums & { readonly customer: string })[]
  /** Present when grouped. Money that belongs to no document has group `''`. */
  readonly groups?: readonly (AgingSums & { readonly group: string })[]
}

interface Sums {
  amounts: bigint[]
  unapplied: bigint
  deposits: bigint
}

/**
 * Lays sums out as a report: a block a currency, amounts never added across.
 *
 * `netOldest` sets a customer's money on account against their oldest buckets first; nothing is stored. The total is
 * the same in every mode.
 *
 * @example
 * // open 300.00 current and 500.00 at 45 days, 200.00 on account
 * // separate:  300.00 · 0 · 500.00, unapplied −200.00, total 600.00
 * // ownDate:   300.00 · −200.00 · 500.00, total 600.00
 * // netOldest: 300.00 · 0 · 300.00, total 600.00
 */
export function agingReport(
  rows: readonly AgingRow[],
  options: { readonly bounds: readonly number[]; readonly credit: CreditMode; readonly grouped: boolean },
): readonly CurrencyAging[] {
  const width = options.bounds.length + 2
  const byCurrency = new Map<string, { customers: Map<string, AgingRow[]>; groups: Map<string, AgingRow[]> }>()
  for (const row of rows) {
    let block = byCurrency.get(row.currency)
    if (block === undefined) byCurrency.set(row.currency, (block = { customers: new Map(), groups: new Map() }))
    push(block.customers, row.customer, row)
    push(block.groups, row.group, row)
  }
  return [...byCurrency]
    .sort(([a], [b]) => compareText(a, b))
    .map(([currency, block]) => {
      const total = empty(width)
      const customers = sorted(block.customers).map(([customer, own]) => {
        const sums = inMode(own, width, options.credit)
        plus(total, sums)
        return { customer, ...shown(sums, currency) }
      })
      const groups = options.grouped
        ? sorted(block.groups).map(([group, own]) => ({
            group,
            ...shown(ofGroup(own, width, options.credit), currency),
          }))
        : undefined
      const { amounts, ...rest } = shown(total, currency)
      return {
        currency,
        buckets: buckets(options.bounds).map((bucket, index) => ({ ...bucket, amount: amounts[index] ?? '0' })),
        ...rest,
        customers,
        ...(groups === undefined ? {} : { groups }),
      }
    })
}

/** One customer's sums in a mode. */
function inMode(rows: readonly AgingRow[], width: number, credit: CreditMode): Sums {
  const sums = empty(width)
  for (const row of rows) {
    row.items.forEach((amount, index) => add(sums.amounts, index, amount))
    if (credit === 'ownDate') row.credits.forEach((amount, index) => add(sums.amounts, index, amount))
    else for (const amount of row.credits) sums.unapplied += amount
    sums.deposits += row.deposits
  }
  if (credit === 'netOldest') net(sums)
  return sums
}

/** A group's sums: netting stays inside each customer. */
function ofGroup(rows: readonly AgingRow[], width: number, credit: CreditMode): Sums {
  const byCustomer = new Map<string, AgingRow[]>()
  for (const row of rows) push(byCustomer, row.customer, row)
  const total = empty(width)
  for (const own of byCustomer.values()) plus(total, inMode(own, width, credit))
  return total
}

/** Sets money on account against the oldest buckets; what no debt takes stays on account. */
function net(sums: Sums): void {
  for (let index = sums.amounts.length - 1; index >= 0 && sums.unapplied < 0n; index--) {
    const open = sums.amounts[index] ?? 0n
    if (open <= 0n) continue
    const taken = open < -sums.unapplied ? open : -sums.unapplied
    sums.amounts[index] = open - taken
    sums.unapplied += taken
  }
}

const empty = (width: number): Sums => ({ amounts: new Array<bigint>(width).fill(0n), unapplied: 0n, deposits: 0n })

function add(amounts: bigint[], index: number, amount: bigint): void {
  amounts[index] = (amounts[index] ?? 0n) + amount
}

function plus(total: Sums, sums: Sums): void {
  sums.amounts.forEach((amount, index) => add(total.amounts, index, amount))
  total.unapplied += sums.unapplied
  total.deposits += sums.deposits
}

function shown(sums: Sums, currency: string): AgingSums {
  const exponent = exponentOf(currency)
  const show = (amount: bigint) => formatMinor(amount, exponent)
  return {
    amounts: sums.amounts.map(show),
    unapplied: show(sums.unapplied),
    deposits: show(sums.deposits),
    total: show(sums.amounts.reduce((a, b) => a + b, 0n) + sums.unapplied),
  }
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}

const sorted = <V>(map: ReadonlyMap<string, V>) => [...map].sort(([a], [b]) => compareText(a, b))
