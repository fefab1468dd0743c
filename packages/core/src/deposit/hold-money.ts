import { type Day, formatDay } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import { dayForMoney } from '../allocation/day-for-money.js'
import { settleWithOffer } from '../allocation/settle-with-offer.js'
import { openItems } from '../allocation/items.js'
import { oldestDue } from '../allocation/order.js'
import type { Decision } from '../journal/decision.js'
import type { Metadata } from '../journal/fact.js'
import { homeShare } from '../journal/home.js'
import { assertOneCurrency, liveInvoiceOf, liveSourceOf } from '../journal/lookup.js'
import { sourceLine } from '../journal/source-line.js'
import { posting } from '../journal/posting.js'
import { formatMinor, type Money } from '../money/index.js'
import type { Row } from '../records/collections.js'

/** Decides that a deposit is asked for. Nothing is owed by it, so nothing is posted. */
export function requestDeposit(
  decision: Decision,
  input: {
    readonly id: string
    readonly number: string
    readonly reference: string
    readonly amount: Money
    readonly on: Day
    readonly dueOn?: Day | undefined
    readonly metadata?: Metadata | undefined
  },
): void {
  decision.add({
    type: 'deposit.requested',
    effectiveOn: input.on,
    data: {
      id: input.id,
      number: input.number,
      currency: input.amount.currency,
      exponent: input.amount.exponent,
      amount: input.amount.minor,
      requestedOn: formatDay(input.on),
      dueOn: input.dueOn === undefined ? null : formatDay(input.dueOn),
      reference: input.reference,
      metadata: input.metadata ?? {},
    },
    postings: [],
  })
}

/** The deposit, or `deposit_not_found`. */
function depositOf(decision: Decision, id: string): Row<'sources'> {
  const row = decision.books.sources.get(id)
  if (row?.kind !== 'deposit')
    throw new ReceivablesError('deposit_not_found', `There is no deposit ${id}.`, { deposit: id })
  return row
}

/**
 * Decides that held money settles its invoice: +customer_deposits −receivable, earliest due parts first.
 *
 * Received in time, it earns the early-payment discount like any money.
 *
 * @throws ReceivablesError `payment_reversed`, `currency_mismatch`, `deposit_reference_mismatch`,
 * `deposit_exceeds_held`, `allocation_exceeds_open_amount`
 */
export function applyDeposit(
  decision: Decision,
  input: {
    readonly deposit: string
    readonly invoice: string
    readonly amount?: bigint | undefined
    readonly on?: Day | undefined
  },
): void {
  const deposit = depositOf(decision, input.deposit)
  const invoice = liveInvoiceOf(decision.books, input.invoice)
  liveSourceOf(decision.books, deposit.id)
  assertOneCurrency(deposit, invoice)
  if (deposit.reference !== invoice.reference)
    throw new ReceivablesError(
      'deposit_reference_mismatch',
      `Deposit ${deposit.id} is held for ${deposit.reference}; invoice ${invoice.number} belongs to ${invoice.reference === '' ? 'no reference' : invoice.reference}.`,
      { deposit: deposit.reference, invoice: invoice.reference },
    )
  const items = openItems(decision.books, deposit.currency)
    .filter((item) => item.document === input.invoice)
    .sort(oldestDue)
  const open = items.reduce((sum, item) => sum + item.open, 0n)
  assertHeld(deposit, input.amount)
  let left = input.amount ?? (deposit.held < open ? deposit.held : open)
  if (left > open)
    throw new ReceivablesError(
      'allocation_exceeds_open_amount',
      `Invoice ${invoice.number} has ${formatMinor(open, invoice.exponent)} ${invoice.currency} open; cannot apply ${formatMinor(left, invoice.exponent)}.`,
      { open: formatMinor(open, invoice.exponent), asked: formatMinor(left, invoice.exponent) },
    )
  for (const item of items) {
    if (left <= 0n) break
    const amount = item.open < left ? item.open : left
    const why = `deposit held for ${deposit.reference}`
    const { document, instalment } = item
    const given = { document, instalment, source: deposit.id, amount, why, fromDeposit: true, effectiveOn: input.on }
    left -= settleWithOffer(decision, given)
  }
}

/** Decides that part of a deposit is forfeited (income) or released to the customer's account (free money). */
export function endDeposit(
  decision: Decision,
  type: 'deposit.forfeited' | 'deposit.released',
  input: {
    readonly deposit: string
    readonly amount?: bigint | undefined
    readonly on?: Day | undefined
    readonly reason: string
  },
): void {
  const deposit = depositOf(decision, input.deposit)
  const amount = input.amount ?? deposit.held
  assertHeld(deposit, amount)
  const home = homeShare(deposit.home, deposit.unapplied + deposit.held, amount)
  const shared = { currency: deposit.currency, rate: deposit.rate, reference: deposit.reference }
  const credited = home === null ? null : -home
  decision.add({
    type,
    effectiveOn: dayForMoney(decision, deposit, input.on),
    data: { deposit: deposit.id, amount, reason: input.reason },
    postings: [
      sourceLine(deposit, 'customer_deposits', amount, home),
      type === 'deposit.forfeited'
        ? posting({ ...shared, account: 'forfeit_income', amount: -amount, home: credited })
        : sourceLine(deposit, 'unapplied', -amount, credited),
    ],
  })
}

function assertHeld(deposit: Row<'sources'>, amount: bigint | undefined): void {
  if (amount === undefined || (amount > 0n && amount <= deposit.held)) return
  const show = (units: bigint) => `${formatMinor(units, deposit.exponent)} ${deposit.currency}`
  throw new ReceivablesError(
    'deposit_exceeds_held',
    `Deposit ${deposit.id} holds ${show(deposit.held)}; cannot take ${show(amount)}.`,
    { deposit: deposit.id, held: show(deposit.held), asked: show(amount) },
  )
}
