import { type Day, formatDay } from '../calendar/day.js'
import { ReceivablesError } from '../errors/index.js'
import { formatMinor, exponentOf, splitByWeights } from '../money/index.js'
import { takeFrom } from './offer.js'
import type { AllocationSource, OpenItem } from './open-item.js'
import { type Compare, currentFirst, feesFirst, oldestDue, principalFirst, sourceOrder } from './order.js'

/** The strategies that have a name. */
export type StrategyName = 'oldestDue' | 'currentFirst' | 'proportional' | 'feesFirst' | 'principalFirst' | 'onAccount'

/** A target of a specific allocation: as much as it can take, or `amount` minor units. */
export interface Target {
  readonly document: string
  readonly instalment?: number | undefined
  readonly amount?: bigint | undefined
}

/** How an amount is spread over open items. */
export type Strategy =
  StrategyName | { readonly specific: readonly Target[]; readonly then?: StrategyName } | { readonly custom: Compare }

/** One line of a plan. Amounts are minor units. */
export interface PlanLine {
  readonly source: string
  readonly document: string
  readonly number: string
  readonly instalment: number
  readonly amount: bigint
  /** The early-payment discount this money earns. */
  readonly discount: bigint
  /** Which rule chose it. */
  readonly why: string
}

/** An item that got nothing, and why. */
export interface PassedOver {
  readonly document: string
  readonly number: string
  readonly instalment: number
  readonly reason: string
}

/** What goes where, what was passed over, and what is left of each source. */
export interface AllocationPlan {
  readonly currency: string
  readonly lines: readonly PlanLine[]
  readonly passedOver: readonly PassedOver[]
  readonly left: ReadonlyMap<string, bigint>
}

interface Work {
  readonly item: OpenItem
  open: bigint
}

/**
 * Plans how sources are set against open items. Pure; nothing moves until the plan is applied.
 *
 * Items that are blocked (disputed, on hold, with a pending payment) or of another currency are passed over with
 * the reason; a blocked one takes money only as a `specific` target.
 * Sources are used in {@link sourceOrder}; expired ones not at all.
 *
 * @example
 * planAllocation([cash700], [a300, b300, c300], 'oldestDue', today).lines // A 300.00, B 300.00, C 100.00
 */
export function planAllocation(
  sources: readonly AllocationSource[],
  items: readonly OpenItem[],
  strategy: Strategy,
  on: Day,
): AllocationPlan {
  const left = new Map<string, bigint>()
  const usable = [...sources].sort(sourceOrder).filter((source) => {
    left.set(source.id, source.available)
    return (
      source.available > 0n && (source.expiresOn === undefined || source.expiresOn === null || source.expiresOn >= on)
    )
  })
  const currency = usable[0]?.currency ?? items[0]?.currency ?? ''
  const work: Work[] = items.filter((item) => item.currency === currency).map((item) => ({ item, open: item.open }))
  const free = work.filter(({ item }) => item.blocked === undefined)
  const run: Run = { usable, left, lines: [], on, early: new Map(), granted: new Set() }
  if (typeof strategy === 'object' && 'specific' in strategy) {
    for (const target of strategy.specific) fillTarget(run, work, target)
    spread(run, free, strategy.then ?? 'onAccount')
  } else spread(run, free, strategy)
  return { currency, lines: run.lines, passedOver: passedOver(items, work, currency, strategy), left }
}

function passedOver(
  items: readonly OpenItem[],
  work: readonly Work[],
  currency: string,
  strategy: Strategy,
): PassedOver[] {
  const open = new Map(work.map((entry) => [entry.item, entry.open]))
  const rest = strategy === 'onAccount' ? 'kept_on_account' : 'nothing_left'
  return items
    .filter((item) => item.currency !== currency || open.get(item) === item.open)
    .map((item) => ({
      ...named(item),
      reason: item.currency === currency ? (item.blocked ?? rest) : 'other_currency',
    }))
}

interface Run {
  readonly usable: readonly AllocationSource[]
  readonly left: Map<string, bigint>
  readonly lines: PlanLine[]
  readonly on: Day
  /** What money received in time settles in this run, by document: it counts for all of the document's items. */
  readonly early: Map<string, bigint>
  /** Documents whose discount for full settlement this run grants. */
  readonly granted: Set<string>
}

const named = ({ document, number, instalment }: OpenItem) => ({ document, number, instalment })

function spread(run: Run, work: Work[], strategy: StrategyName | { readonly custom: Compare }): void {
  if (strategy === 'onAccount') return
  if (strategy === 'proportional') return spreadProportionally(run, work)
  const compare = comparer(strategy, work, run.on)
  const ordered = strategy === 'oldestDue' && isOrdered(work) ? work : [...work].sort((a, b) => compare(a.item, b.item))
  const name = typeof strategy === 'string' ? strategy : 'custom'
  for (const entry of ordered) {
    take(run, entry, entry.open, `${name}: ${reason(name, entry.item)}`)
    if (entry.open > 0n) break
  }
}

function comparer(strategy: StrategyName | { readonly custom: Compare }, work: Work[], on: Day): Compare {
  if (typeof strategy === 'object') {
    return (a, b) => strategy.custom(a, b) || oldestDue(a, b)
  }
  if (strategy === 'currentFirst')
    return currentFirst(
      work.map((entry) => entry.item),
      on,
    )
  if (strategy === 'feesFirst') return feesFirst
  return strategy === 'principalFirst' ? principalFirst : oldestDue
}

function isOrdered(work: readonly Work[]): boolean {
  for (let i = 1; i < work.length; i++) {
    const before = work[i - 1]
    const after = work[i]
    if (before !== undefined && after !== undefined && oldestDue(before.item, after.item) > 0) return false
  }
  return true
}

function reason(strategy: string, item: OpenItem): string {
  if (strategy === 'currentFirst') return `issued ${formatDay(item.issuedOn)}`
  if (strategy === 'feesFirst' || strategy === 'principalFirst')
    return `${item.component ?? 'principal'}, due ${formatDay(item.dueOn)}`
  return `due ${formatDay(item.dueOn)}`
}

/** Takes up to `limit` of the sources, in their order, for an entry; gives what it took. */
function take(run: Run, entry: Work, limit: bigint, why: string): bigint {
  let wanted = limit
  for (const source of run.usable) {
    if (wanted <= 0n || entry.open === 0n) break
    const available = run.left.get(source.id) ?? 0n
    if (available <= 0n) continue
    const isMoney = source.kind === 'payment'
    const asked = wanted < available ? wanted : available
    const taken = takeFrom(asItStands(run, entry), asked, source.receivedOn, isMoney)
    if (taken.amount <= 0n) continue
    run.lines.push({ source: source.id, ...named(entry.item), amount: taken.amount, discount: taken.discount, why })
    run.left.set(source.id, available - taken.amount)
    entry.open -= taken.amount + taken.discount
    wanted -= taken.amount
    const { document, offer } = entry.item
    if (offer === undefined || !isMoney || source.receivedOn > offer.until) continue
    run.early.set(document, (run.early.get(document) ?? 0n) + taken.amount)
    if (taken.discount > 0n && offer.mode === 'fullSettlementOnly') run.granted.add(document)
  }
  return limit - wanted
}

/** The item with what the run did so far to it and to its document. */
function asItStands({ early, granted }: Run, { item, open }: Work): OpenItem {
  if (item.offer === undefined) return open === item.open ? item : { ...item, open }
  const { offer, ...plain } = item
  if (granted.has(item.document)) return { ...plain, open }
  return { ...plain, open, offer: { ...offer, earned: offer.earned + (early.get(item.document) ?? 0n) } }
}

function spreadProportionally(run: Run, work: readonly Work[]): void {
  const open = work.filter((entry) => entry.open > 0n).sort((a, b) => oldestDue(a.item, b.item))
  let available = 0n
  for (const source of run.usable) available += run.left.get(source.id) ?? 0n
  let total = 0n
  for (const entry of open) total += entry.open
  if (total === 0n || available <= 0n) return
  const shares =
    available >= total
      ? open.map((entry) => entry.open)
      : splitByWeights(
          available,
          open.map((entry) => entry.open),
        )
  open.forEach((entry, index) => {
    take(run, entry, shares[index] ?? 0n, `proportional: its share of ${formatOpen(total, entry.item.currency)} open`)
  })
}

/** A named target takes money even when it is held: the payer chose it, nothing did so automatically. */
function fillTarget(run: Run, work: readonly Work[], target: Target): void {
  const matching = work
    .filter(
      ({ item }) => item.document === target.document && (target.instalment ?? item.instalment) === item.instalment,
    )
    .sort((a, b) => oldestDue(a.item, b.item))
  const open = matching.reduce((sum, entry) => sum + entry.open, 0n)
  if (target.amount !== undefined && target.amount > open) throw tooMuch(target, open, matching[0]?.item)
  assertEnough(run, target, matching[0]?.item)
  let wanted = target.amount ?? open
  for (const entry of matching) {
    if (wanted <= 0n) break
    wanted -= take(run, entry, wanted < entry.open ? wanted : entry.open, 'specific: named by the payer')
  }
}

/** A payer who names an amount means it: less than that is not what was asked for. */
function assertEnough({ usable, left }: Run, target: Target, item: OpenItem | undefined): void {
  const available = usable.reduce((sum, source) => sum + (left.get(source.id) ?? 0n), 0n)
  if (target.amount === undefined || target.amount <= available) return
  const currency = item?.currency ?? ''
  const [asked, has] = [formatOpen(target.amount, currency), formatOpen(available, currency)]
  throw new ReceivablesError(
    'allocation_exceeds_source',
    `There is ${has} left to allocate; cannot set ${asked} against invoice ${item?.number ?? target.document}.`,
    { invoice: target.document, left: has, asked },
  )
}

function tooMuch(target: Target, open: bigint, item: OpenItem | undefined): ReceivablesError {
  const currency = item?.currency ?? ''
  const asked = formatOpen(target.amount ?? 0n, currency)
  return new ReceivablesError(
    'allocation_exceeds_open_amount',
    `Invoice ${item?.number ?? target.document} has ${formatOpen(open, currency)} open; cannot allocate ${asked}.`,
    { invoice: target.document, open: formatOpen(open, currency), asked },
  )
}

function formatOpen(minor: bigint, currency: string): string {
  return currency === '' ? minor.toString() : `${formatMinor(minor, exponentOf(currency))} ${currency}`
}
