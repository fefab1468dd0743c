import { dayForMoney } from '../allocation/day-for-money.js'
import type { Day } from '../calendar/index.js'
import { withdrawPromises } from '../credit/promises.js'
import type { Books } from '../journal/books.js'
import type { Decision } from '../journal/decision.js'
import { homeValue } from '../journal/home.js'
import { sourceOf } from '../journal/lookup.js'
import { posting, type LedgerAccount } from '../journal/posting.js'
import { sourceLine } from '../journal/source-line.js'
import type { Row } from '../records/collections.js'
import { chargebacksOf } from './apply-chargeback.js'
import { giveBack, refundPayment } from './refund.js'
import { reversePayment, undoAll } from './reverse.js'

/** Money that a bank took. */
interface ChargeBack {
  readonly payment: string
  readonly provider: string
  /** What the provider calls the dispute. */
  readonly dispute: string
  /** Minor units: all that it took. */
  readonly amount: bigint
}

/** What the provider's share of a dispute is called among the refunds of its payment. */
export const partId = (dispute: string) => `dispute:${dispute}`

/**
 * Decides that a bank took money of a payment, to the last cent: first what the payment has left, then what was forfeited
 * of it, and what it did not have any more is a loss: +chargeback_loss −cash_clearing.
 *
 * Of a dispute of the whole payment the payment is reversed; of a part, the part goes back and what it had settled is open.
 *
 * @returns what is lost, in minor units
 * @throws ReceivablesError `payment_not_found`, `period_closed`
 * @example
 * // 200.00 paid, 50.00 of it refunded, 200.00 taken: 150.00 of the payment, 50.00 lost
 */
export function chargeBack(decision: Decision, input: ChargeBack): bigint {
  const { payment, amount } = input
  const source = sourceOf(decision.books, payment)
  const on = dayForMoney(decision, source, undefined)
  const before = decision.facts.length
  const left = leftOf(decision.books, source)
  const forfeited = undoForfeit(decision, source, amount - left, on)
  const most = left + forfeited
  const taken = amount < most ? amount : most
  if (taken > 0n) take(decision, input, { taken, isWhole: amount >= source.amount, on })
  const lost = amount - taken
  decision.add({
    type: 'chargeback.taken',
    effectiveOn: on,
    data: {
      payment,
      dispute: input.dispute,
      currency: source.currency,
      amount,
      held: heldTaken(decision, payment, before),
      forfeited,
      lost,
    },
    postings: lost === 0n ? [] : lossLines(decision, source, lost),
  })
  return lost
}

/**
 * Decides that a bank took money of a payment that had been reversed before, by hand or as a returned debit, which this tells
 * of once more: what was reversed then is gone already, and what the bank took besides is a loss.
 *
 * @returns what is lost, in minor units
 * @example
 * // 200.00 paid, 50.00 of it refunded, 150.00 reversed by hand, 200.00 taken: 50.00 lost
 */
export function chargeBackReversed(decision: Decision, { payment, dispute, amount }: ChargeBack): bigint {
  const source = sourceOf(decision.books, payment)
  const lost = amount - (source.amount - source.refunded)
  // What was forfeited of a deposit is not known to be gone.
  if (source.kind !== 'payment' || lost <= 0n) return 0n
  decision.add({
    type: 'chargeback.taken',
    effectiveOn: dayForMoney(decision, source, undefined),
    data: { payment, dispute, currency: source.currency, amount, held: 0n, forfeited: 0n, lost },
    postings: lossLines(decision, source, lost),
  })
  return lost
}

/**
 * Decides that money which came back covers what was lost of its payment, as far as that goes: +cash_clearing
 * −chargeback_loss. Who calls it leaves that much of the money out of its own postings to `cash_clearing`, or takes it out.
 *
 * @returns what was covered, in minor units
 * @example
 * // 50.00 lost, 200.00 come back: 50.00 cover the loss
 */
export function coverLoss(
  decision: Decision,
  input: {
    readonly payment: string
    readonly amount: bigint
    /** The dispute whose money came back: its own loss is covered first. */
    readonly from?: string
    /** The money would have been held for a reference. */
    readonly isHeld?: boolean
    readonly on: Day
  },
): bigint {
  const { payment, from = '', isHeld = false } = input
  const source = sourceOf(decision.books, payment)
  const losses = Object.entries(chargebacksOf(source)).filter(([, { lost }]) => lost > 0n)
  losses.sort(([a], [b]) => Number(b === from) - Number(a === from) || (a < b ? -1 : 1))
  let left = input.amount
  for (const [dispute, { lost }] of losses) {
    if (left <= 0n) break
    const amount = lost < left ? lost : left
    left -= amount
    decision.add({
      type: 'chargeback.covered',
      effectiveOn: input.on,
      data: { payment, dispute, currency: source.currency, amount, held: isHeld ? amount : 0n, from },
      postings: lossLines(decision, source, -amount),
    })
  }
  return input.amount - left
}

/** Minor units that a payment still has: free, held, or settling something. */
function leftOf({ allocations }: Books, source: Row<'sources'>): bigint {
  let left = source.unapplied + source.held
  for (const row of allocations.values()) if (row.source === source.id && row.undoneOn === null) left += row.amount
  return left
}

/** What was forfeited of a deposit is held again, as far as it is needed: the customer's bank has it now. */
function undoForfeit(decision: Decision, source: Row<'sources'>, needed: bigint, on: Day): bigint {
  if (source.kind !== 'deposit' || source.reversedOn !== null || needed <= 0n) return 0n
  const forfeited = source.amount - source.refunded - leftOf(decision.books, source)
  const amount = needed < forfeited ? needed : forfeited
  if (amount <= 0n) return 0n
  const home = homeOf(decision, source, amount)
  decision.add({
    type: 'forfeit.undone',
    effectiveOn: on,
    data: { deposit: source.id, amount, reason: 'chargeback' },
    postings: [
      line(source, 'forfeit_income', amount, home),
      sourceLine(source, 'customer_deposits', -amount, home === null ? null : -home),
    ],
  })
  return amount
}

function take(
  decision: Decision,
  { payment, provider, dispute }: ChargeBack,
  { taken, isWhole, on }: { readonly taken: bigint; readonly isWhole: boolean; readonly on: Day },
): void {
  if (isWhole) return reversePayment(decision, { payment, reason: 'chargeback', hold: false })
  const sent = { provider, externalId: partId(dispute) }
  const part = { payment, as: 'reopen', reason: 'chargeback', sent, on } as const
  if (taken < leftOf(decision.books, sourceOf(decision.books, payment)))
    return refundPayment(decision, { ...part, amount: taken })
  const reopened = undoAll(decision, part)
  giveBack(decision, part, taken)
  for (const [document, day] of reopened) withdrawPromises(decision, document, day)
}

/** What the facts since `before` took from what was held of a payment. */
function heldTaken(decision: Decision, payment: string, before: number): bigint {
  let sum = 0n
  for (const { type, postings } of decision.facts.slice(before))
    if (type === 'payment.reversed' || type === 'payment.refunded')
      for (const { account, source, amount } of postings)
        if (account === 'customer_deposits' && source === payment) sum += amount
  return sum
}

function lossLines(decision: Decision, source: Row<'sources'>, amount: bigint) {
  const home = homeOf(decision, source, amount)
  return [
    line(source, 'chargeback_loss', amount, home),
    line(source, 'cash_clearing', -amount, home === null ? null : -home),
  ]
}

function line(source: Row<'sources'>, account: LedgerAccount, amount: bigint, home: bigint | null) {
  const { currency, rate, reference } = source
  return posting({ account, currency, amount, home, rate, reference })
}

const homeOf = ({ context }: Decision, { currency, rate }: Row<'sources'>, amount: bigint) =>
  homeValue(amount, { currency, home: context.home.currency, rate })
