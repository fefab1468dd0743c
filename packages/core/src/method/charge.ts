import { openItems } from '../allocation/items.js'
import { feeLeft, feeToCharge } from '../booking/fee.js'
import { type Day, formatInstant, type Instant } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import type { Books } from '../journal/books.js'
import { type Decision, firstOpenDay } from '../journal/decision.js'
import type { Cover } from '../journal/fact.js'
import { liveInvoiceOf } from '../journal/lookup.js'
import { firstCovers, type Payable, payableOf } from '../link/payable.js'
import { exponentOf, minor, type Money } from '../money/index.js'
import { incomingData, type SavedData } from '../payment/apply-incoming.js'
import type { Row } from '../records/collections.js'

/** What a saved method is to be charged for. */
export interface ChargeMethod {
  readonly id: string
  /** The payment that the method was left with. */
  readonly method: string
  /** One of both. */
  readonly invoice: string | undefined
  readonly booking: string | undefined
  readonly amount: Money | undefined
  readonly description: string
}

/**
 * The method that was left with a payment.
 *
 * @throws ReceivablesError `method_not_found`
 */
export function methodOf(books: Books, payment: string): { readonly row: Row<'incoming'>; readonly saved: SavedData } {
  const row = books.incoming.get(payment)
  const saved = row === undefined ? undefined : incomingData(row).saved
  if (row !== undefined && saved !== undefined && saved.forgottenOn === null) return { row, saved }
  throw new ReceivablesError('method_not_found', `No method that could be charged was left with payment ${payment}.`, {
    method: payment,
  })
}

/**
 * Decides that a saved method is charged: for what an invoice has open, or for the disclosed fee of a booking. It counts as
 * pending from here on, so that nobody else asks for the same money. Nothing is posted before it has arrived.
 *
 * @returns what is asked for
 * @throws ReceivablesError `method_not_found`, `invoice_not_found`, `invoice_voided`, `invoice_on_hold`, `nothing_due`,
 * `payment_in_progress`, `amount_not_payable`, `fee_not_disclosed`, `currency_mismatch`
 * @example
 * // 300.00 open, 100.00 of it on its way: 200.00 is asked of the card
 */
export function requestCharge(decision: Decision, input: ChargeMethod): Money {
  const { books, context } = decision
  const { row: left, saved } = methodOf(books, input.method)
  const asked =
    input.invoice === undefined ? ofBooking(books, input, context.today) : ofInvoice(books, input, context.today)
  const { currency, amount, covers, fee, target } = asked
  decision.add({
    type: 'charge.requested',
    effectiveOn: firstOpenDay(context, context.today),
    data: {
      id: input.id,
      provider: left.provider,
      externalId: '',
      checkout: '',
      currency,
      exponent: exponentOf(currency),
      amount,
      reference: asked.reference,
      covers: firstCovers(covers, amount),
      using: left.id,
      token: saved.token,
      payer: saved.payer,
      description: input.description === '' ? asked.description : input.description,
      scope: input.invoice === undefined ? 'fee' : 'invoice',
      target,
      fee,
    },
    postings: [],
  })
  return minor(amount, currency)
}

interface Asked {
  readonly currency: string
  readonly amount: bigint
  readonly covers: readonly Cover[]
  readonly reference: string
  readonly description: string
  readonly target: string
  readonly fee: bigint
}

function ofInvoice(books: Books, { invoice: id = '', amount: asked }: ChargeMethod, today: Day): Asked {
  const invoice = liveInvoiceOf(books, id)
  const { currency, number } = invoice
  if (asked !== undefined && asked.currency !== currency)
    throw new ReceivablesError('currency_mismatch', `Invoice ${number} is in ${currency}, not ${asked.currency}.`, {
      invoice: currency,
      asked: asked.currency,
    })
  assertFree(books, [id], currency)
  const payable = payableOf(books, { scope: 'invoice', target: id, instalment: 0, currency }, today, [id])
  assertDue(payable, `invoice ${number}`)
  if (asked !== undefined && asked.minor > payable.amount)
    throw new ReceivablesError(
      'amount_not_payable',
      `Invoice ${number} has ${String(minor(payable.amount, currency))} left to pay; cannot charge ${String(asked)}.`,
      { maximum: String(minor(payable.amount, currency)), asked: String(asked) },
    )
  const amount = asked?.minor ?? payable.amount
  const shared = { currency, amount, covers: payable.covers, target: id, fee: 0n }
  return { ...shared, reference: invoice.reference, description: number }
}

/** The fee of a booking: what its invoices have open of it; without one, what is owed. */
function ofBooking(books: Books, { booking: id = '', amount: asked }: ChargeMethod, today: Day): Asked {
  const row = books.bookings.get(id)
  if (row === undefined) throw new ReceivablesError('booking_not_found', `There is no booking ${id}.`, { booking: id })
  const { currency } = row
  const documents = invoicesOf(books, row)
  const payable = payableOf(books, { scope: 'reference', target: id, instalment: 0, currency }, today, documents)
  const shared = { currency, reference: id, description: id, target: id }
  const left = feeLeft(books, row)
  const deposits = depositsComing(books, row)
  if (payable.open > 0n) {
    assertFree(books, documents, currency)
    const coming = payable.pending + deposits
    const amount = feeToCharge(row, asked, { open: payable.amount - deposits, left: left.all - coming, coming })
    return { ...shared, amount, covers: payable.covers, fee: 0n }
  }
  const coming = feesComing(books, id) + deposits
  const amount = feeToCharge(row, asked, { open: left.bare - coming, left: left.all - coming, coming })
  return { ...shared, amount, covers: [], fee: amount }
}

function invoicesOf(books: Books, { id, currency }: Row<'bookings'>): string[] {
  return [...books.documents.values()]
    .filter((row) => row.kind === 'invoice' && row.reference === id && row.currency === currency)
    .filter((row) => row.voidedOn === null)
    .map((row) => row.id)
}

/** Fees of a booking that are being charged. */
function feesComing(books: Books, booking: string): bigint {
  let sum = 0n
  for (const row of books.incoming.values()) {
    const { charge } = incomingData(row)
    if (row.endedOn === null && charge?.scope === 'fee' && charge.target === booking) sum += charge.fee
  }
  return sum
}

/** Deposits of a booking that are on their way or held on a card: they pay the fee when they arrive. */
function depositsComing(books: Books, { id, currency }: Row<'bookings'>): bigint {
  let sum = 0n
  for (const row of books.incoming.values())
    if (row.endedOn === null && row.currency === currency)
      for (const { document, amount } of firstCovers(incomingData(row).covers, coming(row))) {
        const request = books.documents.get(document)
        if (request?.kind === 'deposit_request' && request.reference === id) sum += amount
      }
  return sum
}

/** What of it may arrive: of what is held, no more than the provider was asked for. */
function coming(row: Row<'incoming'>): bigint {
  if (row.state === 'voiding') return 0n
  return row.state === 'capturing' ? (incomingData(row).held?.capture ?? row.amount) : row.amount
}

function assertFree(books: Books, documents: readonly string[], currency: string): void {
  const blocked = openItems(books, currency).find(
    (item) => documents.includes(item.document) && item.blocked !== undefined,
  )
  if (blocked === undefined) return
  throw new ReceivablesError(
    'invoice_on_hold',
    `Invoice ${blocked.number} is on hold (${blocked.blocked ?? ''}); nothing is charged before someone clears it.`,
    { invoice: blocked.document, reason: blocked.blocked ?? '' },
  )
}

function assertDue({ amount, pending, currency }: Payable, what: string): void {
  if (amount > 0n) return
  if (pending > 0n)
    throw new ReceivablesError(
      'payment_in_progress',
      `A payment of ${String(minor(pending, currency))} of ${what} is on its way.`,
      { pending: String(minor(pending, currency)) },
    )
  throw new ReceivablesError('nothing_due', `Nothing is left to pay of ${what}.`)
}

/**
 * Decides that the provider is asked for a charge now, or that it is not: what it was for may have been paid, held or
 * forgotten since, or who left the method was erased. Whoever reads `sent` knows that nobody knows how it came out, until the provider says so.
 *
 * @returns whether to ask
 */
export function sendCharge(
  decision: Decision,
  { id, at, isErased }: { readonly id: string; readonly at: Instant; readonly isErased: boolean },
): boolean {
  const { books, context } = decision
  const row = books.incoming.get(id)
  const charge = row === undefined ? undefined : incomingData(row).charge
  if (row === undefined || charge === undefined || row.state !== 'asked') return false
  const effectiveOn = firstOpenDay(context, context.today)
  const reason = isErased ? 'customer_erased' : reasonAgainst(books, row)
  if (reason === undefined) {
    decision.add({ type: 'charge.sent', effectiveOn, data: { id, at: formatInstant(at) }, postings: [] })
    return true
  }
  const { provider, externalId } = row
  decision.add({
    type: 'payment.failed',
    effectiveOn,
    data: { id, provider, externalId, reason, retryable: false },
    postings: [],
  })
  return false
}

/**
 * Decides that a charge is waited for no longer: one that was not sent is not sent any more. When its money arrives all the
 * same, it is booked.
 *
 * @returns whether it was a charge that nobody had an answer to
 */
export function giveUpCharge(
  decision: Decision,
  { id, reason }: { readonly id: string; readonly reason: string },
): boolean {
  const row = decision.books.incoming.get(id)
  if (row === undefined || (row.state !== 'asked' && row.state !== 'sent')) return false
  const { provider, externalId } = row
  decision.add({
    type: 'payment.failed',
    effectiveOn: firstOpenDay(decision.context, decision.context.today),
    data: { id, provider, externalId, reason: reason === '' ? 'given_up' : reason, retryable: false },
    postings: [],
  })
  return true
}

function reasonAgainst(books: Books, row: Row<'incoming'>): string | undefined {
  const { charge, covers } = incomingData(row)
  if (charge === undefined) return 'nothing_due'
  const left = books.incoming.get(charge.using)
  const saved = left === undefined ? undefined : incomingData(left).saved
  if (saved === undefined || saved.forgottenOn !== null) return 'method_not_found'
  const items = openItems(books, row.currency)
  for (const { document, instalment, amount } of covers) {
    const item = items.find((one) => one.document === document && one.instalment === instalment)
    if (item === undefined || item.open < amount) return 'nothing_due'
    if (item.blocked !== undefined) return 'invoice_on_hold'
  }
  const booking = charge.scope === 'fee' ? books.bookings.get(charge.target) : undefined
  const fee = booking === undefined ? 0n : feeLeft(books, booking).bare
  return charge.fee > fee ? 'nothing_due' : undefined
}
