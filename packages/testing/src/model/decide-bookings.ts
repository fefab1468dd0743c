import { issueCredit } from './decide-credits.js'
import { restart } from './decide-plans.js'
import { freeFrom, openParts } from './decide-common.js'
import { creditOf } from './decide-refunds.js'
import type { Draft } from './events.js'
import type { Inputs, WireCharge } from './inputs.js'
import type { Setting } from './setting.js'
import { byText, dayAt, dayText, divideHalfUp, toDay, toMinor, total, wire } from './plain.js'
import { refusals, refuse } from './refusal.js'
import { replay, type Booking, type Invoice, type Source, type State } from './replay.js'

/** `bookings.request`, of bookings that ask for no deposit: what is paid for them is told by their references. */
export function requestBooking({ state, today }: Setting, input: Inputs['bookings.request']): Draft[] {
  const { customer, reference: id, total: asked, policy, noShow, timeZone } = input
  const wrong = refusals()
  wrong.when(!state.customers.has(customer), 'customer_not_found')
  wrong.when(state.bookings.has(id), 'already_exists')
  wrong.end()
  const { currency } = asked
  const amount = toMinor(asked.amount, currency)
  const date = toDay(input.date)
  return [
    { type: 'booked', id, currency, amount, date, timeZone, policy, noShow, customer, on: today },
    { type: 'bookingApproved', id, customer, on: today },
  ]
}

function bookingOf(state: State, id: string): Booking {
  const booking = state.bookings.get(id) ?? refuse('booking_not_found')
  return booking.isEnded ? refuse('booking_ended') : booking
}

function charged(charge: WireCharge, { amount, currency }: Booking): bigint {
  if (charge === 'none') return 0n
  if (charge === 'all') return amount
  if ('percent' in charge) return divideHalfUp(amount * BigInt(charge.percent), 100n)
  const fixed = toMinor(charge.amount.amount, currency)
  return fixed < amount ? fixed : amount
}

/** `bookings.cancel`: windows are whole days before, so a day that has not begun there is in time. */
export function cancelBooking(setting: Setting, input: Inputs['bookings.cancel']): Draft[] {
  const booking = bookingOf(setting.state, input.reference)
  const { policy, date, timeZone } = booking
  const day = dayAt(setting.now, timeZone)
  const window = policy.windows.find(({ until }) => day < date - until.days)
  const isFree = input.by === 'organiser' || input.waive === true
  const fee = isFree ? 0n : charged(window === undefined ? policy.after : window.charge, booking)
  const rest = input.by === 'organiser' && input.waive !== true ? 'refund' : policy.rest
  return ended(setting, booking, fee, rest, 'bookingCancelled')
}

/** `bookings.noShow` */
export function missBooking(setting: Setting, input: Inputs['bookings.noShow']): Draft[] {
  const booking = bookingOf(setting.state, input.reference)
  const disclosed = charged(booking.noShow, booking)
  const wrong = refusals()
  wrong.when((input.fee?.currency ?? booking.currency) !== booking.currency, 'currency_mismatch')
  const fee = input.fee === undefined ? disclosed : toMinor(input.fee.amount, booking.currency)
  wrong.when(fee > disclosed, 'fee_not_disclosed')
  wrong.end()
  return ended(setting, booking, fee, booking.policy.rest, 'bookingMissed')
}

interface Standing {
  readonly invoice: Invoice
  readonly asked: bigint
  readonly paid: bigint
}

/** What an invoice still asks for, and what of that was paid. */
function standingOf(state: State, invoice: Invoice): Standing {
  const credited = [...state.sources.values()].filter((each) => each.corrects === invoice.id)
  const given = [...state.allocations.values()].filter(
    ({ document, isLive, kind }) =>
      isLive && document === invoice.id && (kind === 'discount' || kind === 'tolerance' || kind === 'writeoff'),
  )
  const left = invoice.total - total(credited.map((each) => each.amount)) - total(given.map((each) => each.amount))
  const asked = left > 0n ? left : 0n
  const open = total(openParts(state, invoice.id).map((part) => part.open))
  return { invoice, asked, paid: asked > open ? asked - open : 0n }
}

/** The fee comes out of what invoices were paid with, then out of deposits; only the rest of it stays open. */
function ended(
  setting: Setting,
  { id, customer, currency }: Booking,
  fee: bigint,
  rest: 'refund' | 'credit',
  type: 'bookingCancelled' | 'bookingMissed',
): Draft[] {
  const { state, today } = setting
  const mine = (what: { reference: string; customer: string; currency: string }) =>
    what.reference === id && what.customer === customer && what.currency === currency
  const invoices = [...state.invoices.values()]
    .filter((each) => mine(each) && !each.isVoid)
    .sort((a, b) => a.issuedOn - b.issuedOn || byText(a.id, b.id))
    .map((invoice) => standingOf(state, invoice))
  const deposits = [...state.sources.values()]
    .filter((each) => mine(each) && each.held > 0n)
    .sort((a, b) => a.receivedOn - b.receivedOn || byText(a.id, b.id))
  const paid = total([...invoices.map((each) => each.paid), ...deposits.map((each) => each.held)])
  const kept = fee < paid ? fee : paid
  const back = paid - kept
  const refund = rest === 'refund' ? back : 0n
  const drafts: Draft[] = [{ type, id, fee, kept, refund, credit: back - refund, customer, on: today }]
  let left = fee
  const keeps = invoices.map((each) => {
    const keep = left < each.paid ? left : each.paid
    left -= keep
    return keep
  })
  const held = total(deposits.map((each) => each.held))
  const heldKept = left < held ? left : held
  left -= heldKept
  invoices.forEach(({ invoice, asked, paid: was }, i) => {
    const stays = left < asked - was ? left : asked - was
    left -= stays
    const amount = asked - keeps[i]! - stays
    if (amount === 0n) return
    drafts.push(...credited(setting, drafts, invoice, amount, refund > 0n))
  })
  drafts.push(...released(deposits, heldKept, refund > 0n, state, today))
  return drafts
}

function credited(
  setting: Setting,
  before: readonly Draft[],
  invoice: Invoice,
  amount: bigint,
  isRefund: boolean,
): Draft[] {
  const events = [...setting.events, ...before.map((draft) => ({ ...draft, at: 0 }))]
  const { closedThrough } = setting.state
  const issuedOn = dayText(Math.max(setting.today, invoice.issuedOn, closedThrough + 1))
  const shared = { customer: invoice.customer, number: '', invoice: invoice.id, issuedOn }
  const note = { ...shared, amount: wire(amount, invoice.currency), surplus: isRefund ? 'refund' : 'credit' }
  const id = creditOf + invoice.id
  return issueCredit({ ...setting, events, state: replay(events) }, note).map((draft): Draft => {
    if (draft.type === 'source') return { ...draft, id }
    return 'source' in draft && draft.source === 'crn_' ? { ...draft, source: id } : draft
  })
}

function released(
  deposits: readonly Source[],
  keep: bigint,
  isRefund: boolean,
  { closedThrough }: State,
  today: number,
): Draft[] {
  const drafts: Draft[] = []
  let left = keep
  for (const { id: source, customer, held, freeFrom: free } of deposits) {
    const on = Math.max(today, free, closedThrough + 1)
    const kept = left < held ? left : held
    left -= kept
    if (kept > 0n) drafts.push({ type: 'forfeited', source, amount: kept, customer, on })
    if (held === kept) continue
    drafts.push({ type: 'depositReleased', source, amount: held - kept, customer, on })
    if (isRefund) drafts.push({ type: 'promised', source, amount: held - kept, customer, on })
  }
  return drafts
}

/** `bookings.reschedule` */
export function moveBooking({ state, today }: Setting, input: Inputs['bookings.reschedule']): Draft[] {
  const { id, customer, currency, date } = bookingOf(state, input.reference)
  const days = toDay(input.date) - date
  const drafts: Draft[] = [{ type: 'bookingMoved', id, date: toDay(input.date), customer, on: today }]
  if (days === 0) return drafts
  const invoices = [...state.invoices.values()].filter(
    (each) => each.reference === id && each.customer === customer && each.currency === currency && !each.isVoid,
  )
  for (const invoice of invoices.sort((a, b) => a.issuedOn - b.issuedOn || byText(a.id, b.id))) {
    const parts = openParts(state, invoice.id).filter((part) => part.plan === '')
    if (parts.length === 0) continue
    const begun = parts.map(({ dueOn, open, hasOffer }) => ({
      dueOn: Math.max(dueOn + days, invoice.issuedOn),
      amount: open,
      plan: '',
      hasOffer,
    }))
    const on = Math.max(today, freeFrom(parts), state.closedThrough + 1)
    drafts.push(...restart(state, invoice, parts, begun, on))
  }
  return drafts
}
