import type { OpenItemView, PaymentView } from '@owekit/core'
import { exponentOf, formatMinor } from '@owekit/core/money'
import type { Look } from './versioned.js'
import type { WireBalance } from './shapes.js'

/** Sums of one currency in minor units. */
interface Sums {
  open: bigint
  overdue: bigint
  unapplied: bigint
  /** The part of `unapplied` that can settle something. */
  usable: bigint
  deposits: bigint
  pending: bigint
}

/** What is owed, a currency each, with what comes next. */
export async function balancesOf(look: Look, items: readonly OpenItemView[]): Promise<WireBalance[]> {
  const sums =
    look.viewer.booking === undefined ? await ofAccount(look) : await ofBooking(look, look.viewer.booking, items)
  const soon = dayAfter(look.at.asOf, 7)
  return [...sums].map(([currency, own]) => {
    const exponent = exponentOf(currency)
    const text = (amount: bigint) => formatMinor(amount, exponent)
    const mine = items.filter((item) => item.open.currency === currency && item.dueOn !== null)
    const coming = mine.filter((item) => item.daysLate === 0)
    const next = coming[0]?.dueOn ?? null
    const total = (of: readonly OpenItemView[]) => of.reduce((sum, item) => sum + item.open.minor, 0n)
    const left = own.open - own.usable
    return {
      currency,
      open: text(own.open),
      toPay: text(left > 0n ? left : 0n),
      pending: text(own.pending),
      deposits: text(own.deposits),
      overdue: text(own.overdue),
      dueSoon: text(total(coming.filter((item) => item.dueOn! <= soon))),
      credit: text(left < 0n ? -left : 0n),
      unapplied: text(own.unapplied),
      oldestDue: mine[0]?.dueOn ?? null,
      maxDaysOverdue: mine[0]?.daysLate ?? 0,
      next: next === null ? null : { date: next, amount: text(total(coming.filter((item) => item.dueOn === next))) },
    }
  })
}

async function ofAccount({ viewer, customer }: Look): Promise<Map<string, Sums>> {
  const { perCurrency } = await viewer.ar.balances.of(customer)
  return new Map(
    perCurrency.map((one) => [
      one.currency,
      {
        open: one.open.minor,
        overdue: one.overdue.minor,
        unapplied: one.unapplied.minor,
        usable: one.unapplied.minor - one.refundDue.minor - one.expired.minor,
        deposits: one.deposits.minor,
        pending: one.pending.minor,
      },
    ]),
  )
}

/** The same of one reference, and only this customer's part of it. */
async function ofBooking(look: Look, booking: string, items: readonly OpenItemView[]): Promise<Map<string, Sums>> {
  const { viewer, customer, at } = look
  const sums = new Map<string, Sums>()
  const own = (currency: string) => {
    const found = sums.get(currency) ?? { open: 0n, overdue: 0n, unapplied: 0n, usable: 0n, deposits: 0n, pending: 0n }
    sums.set(currency, found)
    return found
  }
  for (const { open, daysLate } of items) {
    own(open.currency).open += open.minor
    if (daysLate > 0) own(open.currency).overdue += open.minor
  }
  for await (const source of viewer.ar.payments.list({ customer, reference: booking, openOnly: true })) {
    const sum = own(source.currency)
    sum.deposits += source.held.minor
    sum.unapplied += source.unapplied.minor
    if (!hasExpired(source, at.asOf)) sum.usable += source.unapplied.minor - source.refundDue.minor
  }
  return sums
}

const hasExpired = (source: PaymentView, asOf: string) => source.expiresOn !== null && source.expiresOn < asOf

/** The day some days after another. */
function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
