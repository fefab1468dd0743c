import { freeSources, openItems } from '../allocation/items.js'
import { takeFrom } from '../allocation/offer.js'
import type { AllocationSource, OpenItem } from '../allocation/open-item.js'
import { oldestDue } from '../allocation/order.js'
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
  const wanted = openItems(books, currency)
    .filter((item) => isWanted(link, item, documents))
    .sort(oldestDue)
  const { coming, after } = whenArrived(books, link, { wanted, documents, today })
  const left = wanted.map(after).filter(({ open }) => open > 0n)
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

/** The items as they will stand when what is on its way has arrived. */
interface Arrived {
  /** What of it is for an item, by its place: minor units. */
  readonly coming: ReadonlyMap<string, bigint>
  readonly after: (item: OpenItem) => OpenItem
}

/**
 * Puts the money that is on its way where it will go: to what it was meant for, with the discount that it earns if it
 * arrives today; then, when that has been paid, credited or put on other days since, to what the same invoice has open.
 * What is left of it will be money on account: a balance counts that too, and a reference what was meant for another of
 * its invoices.
 */
function whenArrived(
  books: Books,
  link: LinkTarget,
  {
    wanted,
    documents,
    today,
  }: { readonly wanted: readonly OpenItem[]; readonly documents: readonly string[]; readonly today: Day },
): Arrived {
  const open = openItems(books, link.currency).sort(oldestDue)
  const left = new Map(open.map((item) => [placeOf(item), item]))
  const coming = new Map<string, bigint>()
  const take = (place: string, money: bigint): bigint => {
    const item = left.get(place)
    if (item === undefined || item.open <= 0n || money <= 0n) return money
    const { amount, discount } = takeFrom(item, money, today)
    const offer = item.offer && { ...item.offer, earned: item.offer.earned + amount }
    left.set(place, { ...item, open: item.open - amount - discount, ...(offer && { offer }) })
    coming.set(place, (coming.get(place) ?? 0n) + amount)
    return money - amount
  }
  const pending = [...books.incoming.values()].filter((row) => row.endedOn === null && row.currency === link.currency)
  const parts = pending.flatMap((row) => incomingData(row).covers.map((cover) => ({ row, cover, money: cover.amount })))
  for (const part of parts) part.money = take(placeOf(part.cover), part.money)
  // A charge that was not sent is not sent when its item has changed; a deposit is no part of an invoice.
  const others = parts.filter(({ row, cover }) => row.state !== 'asked' && cover.instalment > 0)
  for (const part of others)
    for (const item of open) if (item.document === part.cover.document) part.money = take(placeOf(item), part.money)
  // Held money may go free again: nothing else is kept from being paid because of it.
  const shared = others.filter(
    ({ row, cover: { document } }) =>
      incomingData(row).held === undefined &&
      (link.scope === 'balance' || (link.scope === 'reference' && documents.includes(document))),
  )
  const places = wanted.map(placeOf)
  for (const part of shared) for (const place of places) part.money = take(place, part.money)
  return { coming, after: (item) => left.get(placeOf(item)) ?? item }
}

const placeOf = ({ document, instalment }: { readonly document: string; readonly instalment: number }) =>
  `${document}#${instalment}`
