import { type Day, parseDay } from '../calendar/index.js'
import type { Books } from '../journal/books.js'
import { liveAllocations } from '../journal/lookup.js'
import type { DocumentData } from '../journal/fact.js'
import type { Row } from '../records/collections.js'
import type { AllocationSource, Component, OpenItem, StandingOffer } from './open-item.js'

/**
 * The open items of the books in one currency, oldest due first, with what blocks each and the discount it offers.
 *
 * Only what was loaded is there; the loader sees to it that enough is.
 */
export function openItems(books: Books, currency: string): OpenItem[] {
  const holds = new Map<string, string>()
  for (const hold of books.holds.values()) if (hold.releasedOn === null) holds.set(hold.document, hold.reason)
  const onAccount = holds.get('')
  const items: OpenItem[] = []
  for (const row of books.instalments.values()) {
    if (row.open <= 0n || row.currency !== currency) continue
    const blocked = onAccount ?? holds.get(row.document)
    const offer = row.discountUntil === null ? undefined : standingOffer(books, row)
    items.push({
      document: row.document,
      instalment: row.no,
      number: row.number,
      currency: row.currency,
      open: row.open,
      dueOn: row.dueOn,
      issuedOn: row.issuedOn,
      component: row.component as Component,
      ...(blocked === undefined ? {} : { blocked }),
      ...(offer === undefined ? {} : { offer }),
    })
  }
  return items
}

/** The discount a document still offers, with what counts towards it. */
function standingOffer(books: Books, row: Row<'instalments'>): StandingOffer | undefined {
  const document = books.documents.get(row.document)
  if (document === undefined) return undefined
  const { discount } = document.data as unknown as DocumentData
  if (discount === null) return undefined
  const live = liveAllocations(books, row.document)
  if (discount.mode === 'fullSettlementOnly' && live.some((allocation) => allocation.kind === 'discount'))
    return undefined
  const until = parseDay(discount.until)
  return {
    until,
    mode: discount.mode,
    total: document.total,
    payable: discount.payable,
    earned: earned(books, live, until),
  }
}

/** What money received by `until` has settled: what counts towards the discount. Credit does not. */
export function earned(books: Books, allocations: readonly Row<'allocations'>[], until: Day): bigint {
  let sum = 0n
  for (const { kind, source, amount } of allocations) {
    const received = books.sources.get(source)?.receivedOn
    if ((kind === 'payment' || kind === 'deposit') && received !== undefined && received <= until) sum += amount
  }
  return sum
}

/** The sources of the books in one currency that have something to allocate. */
export function freeSources(books: Books, currency: string): AllocationSource[] {
  const sources: AllocationSource[] = []
  for (const row of books.sources.values()) {
    const available = row.unapplied - row.refundDue
    if (row.currency !== currency || available <= 0n || row.reversedOn !== null) continue
    sources.push(sourceItem(row, available))
  }
  return sources
}

/** A source row as the strategies see it. */
export function sourceItem(row: Row<'sources'>, available: bigint): AllocationSource {
  const { id, currency, receivedOn, expiresOn } = row
  const kind = row.kind === 'deposit' ? 'payment' : row.kind
  return { id, kind, currency, available, receivedOn, expiresOn }
}
