import { dayAt, formatDay } from '../calendar/index.js'
import { type Money, minor, toDecimal } from '../money/money.js'
import type { DisputeSnapshot, PayoutSnapshot, RefundSnapshot } from '../ports/payment-provider.js'
import type { DisputeRow, PaymentRow, RefundRow } from './books.js'
import { type Desk, moveMoney, outgoing, paymentAt, refusal, requireState } from './desk.js'
import { giveFree } from './till.js'
import { disputeSnapshot, paymentSnapshot, payoutSnapshot, refundSnapshot } from './snapshots.js'

const day = 86_400_000
/** What a payout is about: money of whoever uses the account. */
const nobody = { checkout: '' }

/** What banks and the provider's own staff do. Payments, refunds, disputes and payouts are named by the provider's ids. */
export interface FakeBank {
  /** Takes a payment back that had arrived, without asking: a returned debit. */
  reverse(payment: string, reason?: string): void
  /** Somebody refunds in the provider's own dashboard. @default amount: all that is left */
  refund(payment: string, amount?: Money): RefundSnapshot
  /** From now on refunds are `pending` until `sendRefund`. */
  holdRefunds(isHeld: boolean): void
  sendRefund(refund: string): RefundSnapshot
  /** A refund comes back: the account it was for is gone. */
  failRefund(refund: string): RefundSnapshot
  /** The payer's bank asks about a payment, and takes the money at once unless told not to. */
  dispute(payment: string, options?: DisputeOptions): DisputeSnapshot
  /** Takes the money of a dispute that did not take it at once. */
  withdraw(dispute: string): DisputeSnapshot
  /** We win; money that was taken comes back. */
  win(dispute: string): DisputeSnapshot
  /** We lose; money that was not taken yet goes now. */
  lose(dispute: string): DisputeSnapshot
  /** Sends what came in since the last time to our bank: one payout a currency, none where nothing is left. */
  payout(): PayoutSnapshot[]
  /** A payout comes back from our bank; its money goes with the next. */
  failPayout(payout: string): PayoutSnapshot
  /** Lets a hold run out. */
  releaseHold(payment: string): void
}

/** How a dispute begins. */
export interface DisputeOptions {
  /** @default all of the payment */
  readonly amount?: Money
  /** @default 'fraudulent' */
  readonly reason?: string
  /** Whether the money is taken at once. @default true */
  readonly withdrawn?: boolean
}

/** The bank's side of the fake provider. */
export function fakeBank(desk: Desk): FakeBank {
  const { books, settings, tell } = desk
  return {
    reverse(id, reason = 'returned') {
      const row = paymentAt(desk, id)
      requireState(`Payment ${id}`, row.state, ['paid'])
      const reversed = books.payments.put({ ...row, state: 'reversed' })
      moveMoney(desk, outgoing(row.received - row.refunded, row.currency))
      tell(row, { type: 'payment.reversed', payment: paymentSnapshot(reversed, settings), reason })
    },
    refund(id, amount) {
      const row = paymentAt(desk, id)
      return payBack(desk, row, amount ?? minor(row.received - row.refunded, row.currency), { refund: '', reason: '' })
    },
    holdRefunds(isHeld) {
      books.switches.put({ id: 'hold refunds', isOn: isHeld })
    },
    sendRefund(id) {
      const row = refundAt(desk, id)
      requireState(`Refund ${id}`, row.state, ['pending'])
      return endRefund(desk, row, 'sent')
    },
    failRefund(id) {
      const row = refundAt(desk, id)
      requireState(`Refund ${id}`, row.state, ['pending', 'sent'])
      return endRefund(desk, row, 'failed')
    },
    dispute(id, { amount, reason = 'fraudulent', withdrawn = true } = {}) {
      const payment = paymentAt(desk, id)
      requireState(`Payment ${id}`, payment.state, ['paid'])
      const row: DisputeRow = books.disputes.put({
        id: desk.newId('dp'),
        payment: id,
        amount: amount?.minor ?? payment.received,
        reason,
        withdrawn,
        evidenceDueBy: desk.now() + 14 * day,
        state: 'open',
      })
      if (withdrawn) moveMoney(desk, outgoing(row.amount, payment.currency))
      return tellDispute(desk, row, 'dispute.opened')
    },
    withdraw(id) {
      const row = openDispute(desk, id)
      if (row.withdrawn) throw refusal(`The money of dispute ${id} was taken before.`, { dispute: id })
      return tellDispute(desk, takeMoney(desk, row), 'dispute.withdrawn')
    },
    win(id) {
      const row = openDispute(desk, id)
      const won: DisputeRow = { ...row, state: 'won', withdrawn: false }
      books.disputes.put(won)
      if (row.withdrawn) {
        moveMoney(desk, minor(row.amount, paymentAt(desk, row.payment).currency))
        tellDispute(desk, won, 'dispute.reinstated')
      }
      return tellDispute(desk, won, 'dispute.won')
    },
    lose(id) {
      const row = openDispute(desk, id)
      const taken = row.withdrawn ? row : takeMoney(desk, row)
      return tellDispute(desk, books.disputes.put({ ...taken, state: 'lost' }), 'dispute.lost')
    },
    payout() {
      const waiting = books.moves.all().filter(({ payout }) => payout === '')
      const currencies = [...new Set(waiting.map(({ currency }) => currency))]
      return currencies.flatMap((currency) => payOut(desk, currency))
    },
    failPayout(id) {
      const row = books.payouts.get(id)
      if (row === undefined) throw refusal(`There is no payout ${id}.`, { payout: id })
      for (const move of books.moves.all()) if (move.payout === id) books.moves.put({ ...move, payout: '' })
      const payout = payoutSnapshot(row)
      tell(nobody, { type: 'payout.failed', payout })
      return payout
    },
    releaseHold(id) {
      giveFree(desk, id, 'expired')
    },
  }
}

/** Sends money of a payment back, on our word or on the provider's own. */
export function payBack(
  desk: Desk,
  payment: PaymentRow,
  amount: Money,
  { refund, reason }: Pick<RefundRow, 'refund' | 'reason'>,
): RefundSnapshot {
  requireState(`Payment ${payment.id}`, payment.state, ['paid'])
  const left = minor(payment.received - payment.refunded, payment.currency)
  if (amount.currency !== payment.currency || amount.minor <= 0n || amount.minor > left.minor) {
    const words = `Payment ${payment.id} has ${String(left)} left to send back; ${String(amount)} was asked for.`
    throw refusal(words, { left: toDecimal(left) })
  }
  const id = desk.newId('re')
  const row: RefundRow = { id, refund, payment: payment.id, amount: amount.minor, reason, state: 'pending' }
  desk.books.payments.put({ ...payment, refunded: payment.refunded + amount.minor })
  if (!desk.books.switches.get('hold refunds')?.isOn) return endRefund(desk, row, 'sent')
  const snapshot = refundSnapshot(desk.books.refunds.put(row), payment.currency)
  desk.tell(payment, { type: 'refund.pending', refund: snapshot })
  return snapshot
}

function endRefund(desk: Desk, row: RefundRow, state: 'sent' | 'failed'): RefundSnapshot {
  const payment = paymentAt(desk, row.payment)
  const refund = refundSnapshot(desk.books.refunds.put({ ...row, state }), payment.currency)
  if (state === 'sent') moveMoney(desk, outgoing(row.amount, payment.currency))
  else {
    desk.books.payments.put({ ...payment, refunded: payment.refunded - row.amount })
    if (row.state === 'sent') moveMoney(desk, refund.amount)
  }
  desk.tell(payment, { type: state === 'sent' ? 'refund.sent' : 'refund.failed', refund })
  return refund
}

function refundAt(desk: Desk, id: string): RefundRow {
  const row = desk.books.refunds.get(id)
  if (row === undefined) throw refusal(`There is no refund ${id}.`, { refund: id })
  return row
}

function openDispute(desk: Desk, id: string): DisputeRow {
  const row = desk.books.disputes.get(id)
  if (row === undefined) throw refusal(`There is no dispute ${id}.`, { dispute: id })
  requireState(`Dispute ${id}`, row.state, ['open'])
  return row
}

function takeMoney(desk: Desk, row: DisputeRow): DisputeRow {
  moveMoney(desk, outgoing(row.amount, paymentAt(desk, row.payment).currency))
  return desk.books.disputes.put({ ...row, withdrawn: true })
}

function tellDispute(
  desk: Desk,
  row: DisputeRow,
  type: `dispute.${'opened' | 'withdrawn' | 'reinstated' | 'won' | 'lost'}`,
): DisputeSnapshot {
  const payment = paymentAt(desk, row.payment)
  const dispute = disputeSnapshot(row, payment.currency)
  desk.tell(payment, { type, dispute })
  return dispute
}

function payOut(desk: Desk, currency: string): PayoutSnapshot[] {
  const moves = desk.books.moves.all().filter((move) => move.payout === '' && move.currency === currency)
  const fees = moves.reduce((total, { fee }) => total + fee, 0n)
  const amount = moves.reduce((total, move) => total + move.amount, 0n) - fees
  if (amount <= 0n) return []
  const arrivesOn = formatDay(dayAt(desk.now(), 'UTC') + 2)
  const row = desk.books.payouts.put({ id: desk.newId('po'), currency, amount, fees, arrivesOn })
  for (const move of moves) desk.books.moves.put({ ...move, payout: row.id })
  const payout = payoutSnapshot(row)
  desk.tell(nobody, { type: 'payout.paid', payout })
  return [payout]
}
