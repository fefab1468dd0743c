import { byText, total } from './plain.js'
import type { Part, Source, State } from './replay.js'
import { available, isExpired } from './spread.js'

/** The two clocks of a reading, and the day overdue is counted from. */
export interface Clocks {
  readonly asOf: number
  readonly knownAt?: number
}

/** A balance of one customer and currency. Amounts are minor units. */
export interface ModelBalance {
  readonly currency: string
  readonly open: bigint
  readonly overdue: bigint
  readonly unapplied: bigint
  readonly deposits: bigint
  readonly refundDue: bigint
  readonly expired: bigint
}

/** What is counted in a balance: a customer's, or what belongs to a reference. */
export type Whose = { readonly customer: string } | { readonly reference: string }

/** Balances per currency, from the books told as of that day. */
export function balancesOf({ parts, sources }: State, whose: Whose, asOf: number): ModelBalance[] {
  const counts = (what: { readonly customer: string; readonly reference: string }) =>
    'customer' in whose ? what.customer === whose.customer : what.reference === whose.reference
  const owed = parts.filter((part) => counts(part.invoice))
  const had = [...sources.values()].filter(counts)
  const currencies = new Set([...owed.map((part) => part.invoice.currency), ...had.map((source) => source.currency)])
  return [...currencies].sort(byText).map((currency) => {
    const items = owed.filter((part) => part.invoice.currency === currency)
    const credits = had.filter((source) => source.currency === currency)
    return {
      currency,
      open: total(items.map((part) => part.open)),
      overdue: total(items.filter((part) => part.dueOn < asOf).map((part) => part.open)),
      unapplied: total(credits.map((source) => source.unapplied)),
      deposits: total(credits.map((source) => source.held)),
      refundDue: total(credits.map((source) => source.refundDue)),
      expired: total(credits.filter((source) => isExpired(source, asOf)).map(available)),
    }
  })
}

/** What aging is asked for. */
export interface AgingQuestion extends Clocks {
  readonly basis: 'due' | 'issued'
  readonly credit: 'separate' | 'ownDate' | 'netOldest'
  readonly bounds: readonly number[]
}

/** One row of the model's aging. */
export interface AgingLine {
  readonly customer: string
  readonly currency: string
  readonly amounts: bigint[]
  unapplied: bigint
  deposits: bigint
}

/** Aging of every customer and currency from the books told as of that day; rows of nothing left out, in order. */
export function agingOf({ parts, sources }: State, question: AgingQuestion): AgingLine[] {
  const { asOf, basis, credit, bounds } = question
  const lines: AgingLine[] = []
  const lineOf = (customer: string, currency: string): AgingLine => {
    let line = lines.find((each) => each.customer === customer && each.currency === currency)
    if (line === undefined) {
      line = { customer, currency, amounts: new Array<bigint>(bounds.length + 2).fill(0n), unapplied: 0n, deposits: 0n }
      lines.push(line)
    }
    return line
  }
  for (const part of parts) {
    const { amounts } = lineOf(part.invoice.customer, part.invoice.currency)
    amounts[bucketOf(part, basis, asOf, bounds)]! += part.open
  }
  for (const source of sources.values()) addSource(lineOf(source.customer, source.currency), source, question)
  if (credit === 'netOldest') for (const line of lines) net(line)
  const isSomething = (line: AgingLine) =>
    line.unapplied !== 0n || line.deposits !== 0n || line.amounts.some((amount) => amount !== 0n)
  return lines.filter(isSomething).sort((a, b) => byText(a.currency, b.currency) || byText(a.customer, b.customer))
}

function bucketOf(part: Part, basis: 'due' | 'issued', asOf: number, bounds: readonly number[]): number {
  return bucket(asOf - (basis === 'due' ? part.dueOn : part.invoice.issuedOn), bounds)
}

/** 0 is current, then one bucket per bound, then the open end. */
function bucket(days: number, bounds: readonly number[]): number {
  return days <= 0 ? 0 : 1 + bounds.filter((bound) => days > bound).length
}

function addSource(line: AgingLine, source: Source, { credit, asOf, bounds }: AgingQuestion): void {
  line.deposits -= source.held
  if (credit === 'ownDate') line.amounts[bucket(asOf - source.receivedOn, bounds)]! -= source.unapplied
  else line.unapplied -= source.unapplied
}

/** Balance forward: what is on account pays the oldest bucket first, on paper only. */
function net(line: AgingLine): void {
  for (let i = line.amounts.length - 1; i >= 0; i--) {
    const amount = line.amounts[i]!
    const used = amount < -line.unapplied ? amount : -line.unapplied
    line.amounts[i] = amount - used
    line.unapplied += used
  }
}
