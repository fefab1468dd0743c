import { freeSources, openItems } from '../allocation/items.js'
import type { AllocationSource, OpenItem } from '../allocation/open-item.js'
import { planAllocation, type Strategy } from '../allocation/plan.js'
import type { Day } from '../calendar/index.js'
import type { Books } from '../journal/books.js'
import type { Cover, LinkScope } from '../journal/fact.js'
import { incomingData } from '../payment/apply-incoming.js'

/** What a link is for. */
export interface LinkTarget {
  readonly scope: LinkScope
  readonly target: string
  readonly instalment: number
  readonly currency: string
}

/** What a link asks for now. Amounts are minor units. */
export interface Payable {
  readonly currency: string
  /** What is open of it. */
  readonly open: bigint
  /** On its way already. */
  readonly pending: bigint
  /** Money on account that settles part of it. */
  readonly credit: bigint
  /** The early-payment discount that paying it all now earns. */
  readonly discount: bigint
  /** What is left to pay. */
  readonly amount: bigint
  readonly items: readonly OpenItem[]
  /** What the amount is meant for; it adds up to it. */
  readonly covers: readonly Cover[]
}

/** The money a payer would bring, received today: of what is there on the same day it is used last. */
const payer = '\u{10ffff}'

/**
 * Works out what a link asks for: what is open of its target on `today`, less what is on its way, less money on account
 * where the link is for the balance, and less the discount that paying now earns. It is the plan that recording the
 * money will follow, so both agree.
 *
 * `documents` are the invoices of a reference.
 *
 * @example
 * // three invoices 100.00, 200.00, 300.00 and 50.00 on account
 * payableOf(books, { scope: 'balance', target: '', instalment: 0, currency: 'EUR' }, today, []).amount // 55000n
 */
export function payableOf(books: Books, link: LinkTarget, today: Day, documents: readonly string[]): Payable {
  const { currency } = link
  const wanted = openItems(books, currency).filter((item) => isWanted(link, item, documents))
  const coming = pendingBy(books, currency)
  const items = wanted.map((item) => ({ ...item, open: item.open - (coming.get(placeOf(item)) ?? 0n) }))
  const left = items.filter(({ open }) => open > 0n)
  const onAccount =
    link.scope === 'balance' ? freeSources(books, currency).filter(({ receivedOn }) => receivedOn <= today) : []
  const most = left.reduce((sum, { open }) => sum + open, 0n)
  const money: AllocationSource = { id: payer, kind: 'payment', currency, available: most, receivedOn: today }
  const plan = planAllocation([...onAccount, money], left, strategyFor(link, left), today)
  const own = plan.lines.filter((line) => line.source === payer)
  const sum = (lines: readonly { readonly amount: bigint }[]) => lines.reduce((total, line) => total + line.amount, 0n)
  return {
    currency,
    open: wanted.reduce((total, { open }) => total + open, 0n),
    pending: wanted.reduce((total, item) => total + (coming.get(placeOf(item)) ?? 0n), 0n),
    credit: sum(plan.lines) - sum(own),
    discount: own.reduce((total, line) => total + line.discount, 0n),
    amount: sum(own),
    items: left,
    covers: own.map(({ document, instalment, amount }) => ({ document, instalment, amount })),
  }
}

/**
 * How money that came through a link is spread: what it was meant for first, by name; the balance oldest due first.
 * What is left over stays on account.
 */
export function strategyFor({ scope }: LinkTarget, items: readonly OpenItem[]): Strategy {
  if (scope === 'balance') return 'oldestDue'
  return { specific: items.map(({ document, instalment }) => ({ document, instalment })), then: 'onAccount' }
}

/** The first of the covers, up to an amount in minor units. */
export function firstCovers(covers: readonly Cover[], amount: bigint): Cover[] {
  const parts: Cover[] = []
  let left = amount
  for (const cover of covers) {
    if (left === 0n) break
    const part = cover.amount < left ? cover.amount : left
    parts.push({ ...cover, amount: part })
    left -= part
  }
  return parts
}

function isWanted({ scope, target, instalment }: LinkTarget, item: OpenItem, documents: readonly string[]): boolean {
  if (scope === 'balance') return item.blocked === undefined
  if (scope === 'reference') return documents.includes(item.document)
  return item.document === target && (scope !== 'instalment' || item.instalment === instalment)
}

/** What is on its way, by the item it is meant for; never more than the item has open. */
function pendingBy(books: Books, currency: string): Map<string, bigint> {
  const sums = new Map<string, bigint>()
  for (const row of books.incoming.values()) {
    if (row.endedOn !== null || row.currency !== currency) continue
    for (const cover of incomingData(row).covers)
      sums.set(placeOf(cover), (sums.get(placeOf(cover)) ?? 0n) + cover.amount)
  }
  for (const item of openItems(books, currency)) {
    const sum = sums.get(placeOf(item)) ?? 0n
    if (sum > item.open) sums.set(placeOf(item), item.open)
  }
  return sums
}

const placeOf = ({ document, instalment }: { readonly document: string; readonly instalment: number }) =>
  `${document}#${instalment}`
