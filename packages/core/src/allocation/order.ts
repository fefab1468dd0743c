import type { Day } from '../calendar/index.js'
import { compareText } from '../records/compare-text.js'
import type { AllocationSource, Component, OpenItem } from './open-item.js'

/** Which of two items is settled first; negative when it is the first. */
export type Compare = (a: OpenItem, b: OpenItem) => number

/**
 * Oldest due first. Ties: issue day, number, document id, instalment. Never arbitrary.
 *
 * @example
 * [nov, oct].sort(oldestDue) // [oct, nov]
 */
export const oldestDue: Compare = (a, b) =>
  a.dueOn - b.dueOn ||
  a.issuedOn - b.issuedOn ||
  compareText(a.number, b.number) ||
  compareText(a.document, b.document) ||
  a.instalment - b.instalment

/** The items issued last (on or before `on`) first: this month's rent before old debt. Then oldest due. */
export function currentFirst(items: readonly OpenItem[], on: Day): Compare {
  let latest = -Infinity
  for (const item of items) if (item.issuedOn <= on && item.issuedOn > latest) latest = item.issuedOn
  const rank = (item: OpenItem) => (item.issuedOn === latest ? 0 : 1)
  return (a, b) => rank(a) - rank(b) || oldestDue(a, b)
}

const byComponent = (order: readonly Component[]): Compare => {
  const rank = (item: OpenItem) => order.indexOf(item.component ?? 'principal')
  return (a, b) => rank(a) - rank(b) || oldestDue(a, b)
}

/** Costs, then interest, then principal; each oldest due first. */
export const feesFirst: Compare = byComponent(['costs', 'interest', 'principal'])

/** Costs, then principal, then interest; each oldest due first. */
export const principalFirst: Compare = byComponent(['costs', 'principal', 'interest'])

const sourceRank = (source: AllocationSource) => {
  if (source.expiresOn !== undefined && source.expiresOn !== null) return 0
  return source.kind === 'credit_note' || source.kind === 'promotional' ? 1 : 2
}

/**
 * The order in which value is used up: expiring credits (soonest first), credit notes, then money, each oldest first.
 *
 * @example
 * [cash, creditNote, promo].sort(sourceOrder) // [promo, creditNote, cash]
 */
export function sourceOrder(a: AllocationSource, b: AllocationSource): number {
  return (
    sourceRank(a) - sourceRank(b) ||
    (a.expiresOn ?? 0) - (b.expiresOn ?? 0) ||
    a.receivedOn - b.receivedOn ||
    compareText(a.id, b.id)
  )
}
