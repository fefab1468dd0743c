import { bookingData } from '../booking/apply.js'
import { feeSteps } from '../booking/cancellation-for.js'
import { chargeOf } from '../booking/charge.js'
import { termsOf } from '../booking/end.js'
import { bookingMoney } from '../booking/money.js'
import { addDays, type Day, formatDay, formatInstant, type Instant, instantAt } from '../calendar/index.js'
import { noDueDay } from '../invoice/schedule.js'
import type { Books } from '../journal/books.js'
import { openInstalments } from '../journal/lookup.js'
import { type Money, minor } from '../money/index.js'
import type { Row } from '../records/collections.js'

/** How far a booking got; computed, never stored. */
export type BookingStatus = 'requested' | 'approved' | 'deposit_paid' | 'paid' | 'expired' | 'cancelled' | 'no_show'

/** A booking as shown: what it costs, what is paid, what comes next. */
export interface BookingView {
  readonly reference: string
  readonly customer: string
  readonly status: BookingStatus
  readonly date: string
  /** The local time it begins. */
  readonly time: string
  readonly timeZone: string
  readonly startsAt: string
  readonly persons: number
  readonly nights: number
  readonly total: Money
  /** What is asked at first. */
  readonly deposit: Money
  /** Held for it, or set against its invoices. */
  readonly paid: Money
  /** What of the total is neither paid nor credited; nothing once it has ended without an invoice. */
  readonly balance: Money
  /** What is to be paid next, and by when; null when nothing is. */
  readonly next: { readonly amount: Money; readonly dueOn: string | null } | null
  /** Until when it is kept unpaid. */
  readonly expiresAt: string | null
  /** The deposit request, or `''`. */
  readonly request: string
  readonly invoices: readonly string[]
  /** What was disclosed when it was made: who cancels no later than `until` pays `fee`. */
  readonly fees: readonly { readonly until: string | null; readonly fee: Money }[]
  readonly noShowFee: Money
  readonly disclosure: string
  /** How it ended. kept + refund + credit is what was paid. */
  readonly outcome: {
    readonly on: string
    readonly by: 'customer' | 'organiser'
    readonly at: string
    readonly reason: string
    readonly why: string
    readonly fee: Money
    readonly kept: Money
    readonly owed: Money
    readonly refund: Money
    readonly credit: Money
  } | null
  /** What of a promised refund has not been paid back yet. */
  readonly refundDue: Money
}

/** Shows a booking from its account's books, at an instant that is on a day there. */
export function bookingView(books: Books, row: Row<'bookings'>, now: Instant, today: Day): BookingView {
  const data = bookingData(row)
  const terms = termsOf(row)
  const money = bookingMoney(books, row)
  const show = (units: bigint) => minor(units, row.currency)
  const hasEnded = row.endedOn !== null
  const rest = row.total - money.paid - creditedOf(books, money.invoices)
  const balance = hasEnded ? money.invoices.reduce((sum, { billed, paid }) => sum + billed - paid, 0n) : rest
  const status = statusOf(row, money.paid, now)
  const outcome = data.outcome
  return {
    reference: row.id,
    customer: row.customer,
    status,
    date: formatDay(row.date),
    time: `${String(Math.floor(data.minute / 60)).padStart(2, '0')}:${String(data.minute % 60).padStart(2, '0')}`,
    timeZone: data.timeZone,
    startsAt: formatInstant(instantAt(row.date, data.minute, data.timeZone)),
    persons: data.persons,
    nights: data.nights,
    total: show(row.total),
    deposit: show(row.deposit),
    paid: show(money.paid),
    balance: show(balance < 0n ? 0n : balance),
    next: nextOf(books, row, money.paid, balance, today),
    expiresAt: row.expiresAt === null ? null : formatInstant(row.expiresAt),
    request: row.request,
    invoices: money.invoices.map(({ row: invoice }) => invoice.id),
    fees: feeSteps(data.policy, terms, row.deposit).map(({ until, fee }) => ({
      until: until === null ? null : formatInstant(until),
      fee: show(fee),
    })),
    noShowFee: show(chargeOf(data.noShow, { ...terms, deposit: row.deposit })),
    disclosure: data.disclosure,
    outcome:
      outcome === null || row.endedOn === null
        ? null
        : {
            on: formatDay(row.endedOn),
            by: outcome.by,
            at: outcome.at,
            reason: outcome.reason,
            why: outcome.why,
            fee: show(outcome.fee),
            kept: show(outcome.keep),
            owed: show(outcome.owed),
            refund: show(outcome.refund),
            credit: show(outcome.credit),
          },
    refundDue: show(refundDueOf(books, row)),
  }
}

function statusOf(row: Row<'bookings'>, paid: bigint, now: Instant): BookingStatus {
  if (row.state !== 'approved') return row.state as BookingStatus
  if (paid >= row.total) return 'paid'
  if (row.deposit > 0n && paid >= row.deposit) return 'deposit_paid'
  return row.expiresAt !== null && row.deposit > 0n && row.expiresAt <= now ? 'expired' : 'approved'
}

/** The deposit while it is missing; then what an invoice has due next; else the balance, due before the day. */
function nextOf(
  books: Books,
  row: Row<'bookings'>,
  paid: bigint,
  balance: bigint,
  today: Day,
): { amount: Money; dueOn: string | null } | null {
  const [part] = bookingMoney(books, row)
    .invoices.flatMap(({ row: invoice }) => openInstalments(books, invoice.id))
    .sort((a, b) => a.dueOn - b.dueOn)
  if (part !== undefined)
    return {
      amount: minor(part.open, row.currency),
      dueOn: part.dueOn >= noDueDay ? null : formatDay(part.dueOn),
    }
  if (row.state !== 'approved' || balance <= 0n) return null
  if (paid < row.deposit) {
    const due = row.request === '' ? null : (books.documents.get(row.request)?.dueOn ?? null)
    return { amount: minor(row.deposit - paid, row.currency), dueOn: due === null ? null : formatDay(due) }
  }
  const due = addDays(row.date, -bookingData(row).balanceDays)
  return { amount: minor(balance, row.currency), dueOn: formatDay(due < today && row.date >= today ? today : due) }
}

function creditedOf(books: Books, invoices: readonly { readonly row: Row<'documents'> }[]): bigint {
  return invoices.reduce(
    (sum, { row }) => sum + books.documents.group(row.id).reduce((all, note) => all + note.total, 0n),
    0n,
  )
}

function refundDueOf(books: Books, { id, currency }: Row<'bookings'>): bigint {
  return [...books.sources.values()]
    .filter((source) => source.reference === id && source.currency === currency)
    .reduce((sum, source) => sum + source.refundDue, 0n)
}
