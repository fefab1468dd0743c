import type { FactView } from '@owekit/core'
import type { TimelineView } from './shapes.js'
import type { Look } from './versioned.js'

/** What a customer is shown of what happened. Holds, notes, write-offs and who did it stay inside. */
const shown: ReadonlySet<string> = new Set([
  'invoice.issued',
  'invoice.voided',
  'invoice.rescheduled',
  'credit.issued',
  'payment.pending',
  'payment.authorised',
  'payment.voided',
  'payment.failed',
  'payment.settled',
  'payment.refunded',
  'payment.reversed',
  'refund.sent',
  'discount.granted',
  'deposit.requested',
  'deposit.released',
  'deposit.forfeited',
  'forfeit.undone',
  'plan.agreed',
  'plan.accepted',
  'plan.broken',
  'plan.cancelled',
  'dispute.opened',
  'dispute.resolved',
  'promise.made',
  'promise.kept',
  'promise.broken',
])

const window = 200

/** A page of what happened, the latest first; `before` is the version the page before ended at. */
export async function timelineOf(
  { viewer, customer, at }: Look,
  { limit, before }: { readonly limit: number; readonly before: number | undefined },
): Promise<Pick<TimelineView, 'items' | 'next'>> {
  const found: FactView[] = []
  let end = Math.min(at.version, (before ?? at.version + 1) - 1)
  while (end > 0 && found.length < limit) {
    const start = Math.max(1, end - window + 1)
    const facts: FactView[] = []
    for await (const fact of viewer.ar.journal.read({ customer, from: start })) {
      if (fact.version > end) break
      if (shown.has(fact.type) && isAbout(fact, viewer.booking)) facts.push(fact)
    }
    found.push(...facts.reverse())
    end = start - 1
  }
  const page = found.slice(0, limit)
  const more = found.length > limit || end > 0
  return { items: page.map(itemOf), next: more && page.length > 0 ? String(page.at(-1)!.version) : null }
}

function isAbout(fact: FactView, booking: string | undefined): boolean {
  if (booking === undefined) return true
  const named = fact.postings.filter((line) => line.account !== 'bank').map((line) => line.reference)
  const own = textIn(fact, 'reference')
  return named.length > 0 ? named.every((reference) => reference === booking) : own === booking
}

function itemOf(fact: FactView): TimelineView['items'][number] {
  const { amount, total, currency } = fact.data
  const decimal = typeof amount === 'string' ? amount : typeof total === 'string' ? total : undefined
  const line = fact.postings.find(({ document }) => document !== '')
  return {
    id: fact.id,
    on: fact.effectiveOn,
    at: fact.recordedAt ?? '',
    type: fact.type,
    document:
      textIn(fact, 'document') || (fact.type.startsWith('invoice.') ? textIn(fact, 'id') : '') || line?.document || '',
    number: textIn(fact, 'number'),
    source: textIn(fact, 'source') || (fact.type.startsWith('payment.') ? textIn(fact, 'id') : ''),
    amount: decimal !== undefined && typeof currency === 'string' ? { amount: decimal, currency } : null,
  }
}

function textIn(fact: FactView, name: string): string {
  const value = fact.data[name]
  return typeof value === 'string' ? value : ''
}
