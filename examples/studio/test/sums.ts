import type { Money } from '@owekit/core'
import { daysBetween, parseDay } from '@owekit/core/calendar'
import type { Happening } from '../src/story.js'

/** Minor units by currency. */
type Sums = Map<string, bigint>

/** An invoice of the story: what it asks, and when and how. */
interface Asked {
  readonly total: Money['minor']
  readonly day: number
  readonly terms: string | undefined
}

/**
 * Adds the story up without the ledger: money asked, less money and credit that came, less what was given up.
 *
 * Knows nothing of allocation, for no total depends on it; only which invoice a discount was earned on.
 */
export function addUp(year: readonly Happening[]): { owed: Sums; deposits: Sums; suspense: Sums } {
  const owed: Sums = new Map()
  const deposits: Sums = new Map()
  const suspense: Sums = new Map()
  const invoices = new Map<string | undefined, Asked>()
  const payments = new Map<string | undefined, Money>()
  const held = new Map<string | undefined, { readonly amount: Money; readonly reference: string }>()
  const move = (sums: Sums, { minor, currency }: Pick<Money, 'minor' | 'currency'>, sign: 1n | -1n) =>
    sums.set(currency, (sums.get(currency) ?? 0n) + sign * minor)
  const letGo = (deposit: string) => {
    const known = held.get(deposit)
    if (known !== undefined) move(deposits, known.amount, -1n)
    held.delete(deposit)
  }
  for (const { day, ...happening } of year) {
    switch (happening.do) {
      case 'invoices.issue': {
        const { id, lines = [], taxes = [], terms, reference } = happening.with
        const parts = [...lines, ...taxes].map(({ amount }) => amount as Money)
        invoices.set(id, { total: parts.reduce((sum, { minor }) => sum + minor, 0n), day, terms })
        for (const part of parts) move(owed, part, 1n)
        // In this story a deposit is always smaller than the invoice of its booking.
        for (const [deposit, { amount, reference: booking }] of held) {
          if (booking !== reference) continue
          move(owed, amount, -1n)
          letGo(deposit ?? '')
        }
        break
      }
      case 'payments.record': {
        const { id, customer, allocate, receivedOn } = happening.with
        const amount = happening.with.amount as Money
        payments.set(id, amount)
        if (customer === undefined) move(suspense, amount, 1n)
        else move(owed, amount, -1n)
        for (const { invoice } of typeof allocate === 'object' ? allocate.specific : []) {
          const { total, day: issued, terms } = invoices.get(invoice) ?? { total: 0n, day: 0, terms: '' }
          const payable = (total * 98n + 50n) / 100n
          const inTime = daysBetween(issued, receivedOn === undefined ? day : parseDay(receivedOn)) <= 10
          if (terms === '2/10 net 30' && inTime && amount.minor >= payable)
            move(owed, { minor: total - payable, currency: amount.currency }, -1n)
        }
        break
      }
      case 'payments.assign': {
        const amount = payments.get(happening.with.suspense)
        if (amount === undefined) break
        move(suspense, amount, -1n)
        move(owed, amount, -1n)
        break
      }
      case 'payments.reverse': {
        const amount = payments.get(happening.with.payment)
        if (amount !== undefined) move(owed, amount, 1n)
        break
      }
      case 'credits.issue':
        move(owed, happening.with.amount as Money, -1n)
        break
      case 'writeOffs.record':
        // In this story nothing was paid on the invoice that is given up.
        move(owed, { minor: invoices.get(happening.with.invoice)?.total ?? 0n, currency: 'EUR' }, -1n)
        break
      case 'deposits.settle': {
        const { id, reference } = happening.with
        const amount = happening.with.amount as Money
        held.set(id, { amount, reference })
        move(deposits, amount, 1n)
        break
      }
      case 'deposits.forfeit':
        letGo(happening.with.deposit)
        break
      case 'payments.refund':
        letGo(happening.with.payment)
        break
      default:
    }
  }
  return { owed, deposits, suspense }
}
