import { type Day, formatDay } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import type { Decision } from '../journal/decision.js'
import { liveInvoiceOf, openOf } from '../journal/lookup.js'
import { exponentOf, formatMinor, type Money } from '../money/index.js'
import type { Row } from '../records/collections.js'
import { paidTowards, promiseStanding } from './received.js'

/** A promise as made, checked at the edge. */
export interface MakePromise {
  readonly id: string
  /** Without one it is about whatever is open. */
  readonly invoice?: string | undefined
  /** @default all that the invoice has open */
  readonly amount?: Money | undefined
  /** The last day on which it is kept. */
  readonly until: Day
  readonly note: string
  readonly on: Day
}

/**
 * Decides that a customer promised to pay. Nothing is posted. One promise stands at a time for an invoice, and one for
 * the rest of the account in a currency, so that no money keeps two.
 *
 * @throws ReceivablesError `invoice_not_found`, `invoice_voided`, `currency_mismatch`, `promise_exceeds_open`,
 * `promise_stands`, `invalid_input` for a day that has passed
 * @example
 * // 1000.00 open: 400.00 promised until 2026-12-01
 */
export function makePromise(decision: Decision, input: MakePromise): void {
  const { currency, amount } = promisedAmount(decision, input)
  if (input.until < input.on)
    throw new ReceivablesError(
      'invalid_input',
      `A promise made on ${formatDay(input.on)} cannot be for ${formatDay(input.until)}.`,
      { madeOn: formatDay(input.on), until: formatDay(input.until) },
    )
  const document = input.invoice ?? ''
  for (const other of decision.books.promises.values())
    if (other.endedOn === null && other.document === document && other.currency === currency)
      throw new ReceivablesError(
        'promise_stands',
        `Promise ${other.id} for the same stands until ${formatDay(other.until)}; withdraw it first.`,
        { promise: other.id, until: formatDay(other.until) },
      )
  decision.add({
    type: 'promise.made',
    effectiveOn: input.on,
    data: {
      id: input.id,
      document,
      currency,
      amount,
      until: formatDay(input.until),
      note: input.note,
      paidBefore: paidTowards(decision.books, { document, currency, madeOn: input.on, until: input.until }),
    },
    postings: [],
  })
}

function promisedAmount({ books }: Decision, { invoice: id, amount }: MakePromise) {
  if (id === undefined) {
    if (amount !== undefined) return { currency: amount.currency, amount: amount.minor }
    throw new ReceivablesError('invalid_input', 'A promise without an invoice needs an amount.')
  }
  const invoice = liveInvoiceOf(books, id)
  const { currency } = invoice
  if (amount !== undefined && amount.currency !== currency)
    throw new ReceivablesError(
      'currency_mismatch',
      `Invoice ${invoice.number} is in ${currency}, the promise in ${amount.currency}.`,
      { invoice: currency, promise: amount.currency },
    )
  const open = openOf(books, id)
  const promised = amount?.minor ?? open
  if (promised > 0n && promised <= open) return { currency, amount: promised }
  const show = (units: bigint) => `${formatMinor(units, exponentOf(currency))} ${currency}`
  throw new ReceivablesError(
    'promise_exceeds_open',
    `Invoice ${invoice.number} has ${show(open)} open; a promise of ${show(promised)} cannot be for it.`,
    { open: show(open), asked: show(promised) },
  )
}

/** The promise while it stands, or `promise_not_found`, `promise_ended`. */
function standingPromise(decision: Decision, id: string): Row<'promises'> {
  const row = decision.books.promises.get(id)
  if (row === undefined)
    throw new ReceivablesError('promise_not_found', `There is no promise to pay ${id}.`, { promise: id })
  if (row.endedOn !== null)
    throw new ReceivablesError('promise_ended', `Promise ${id} ended on ${formatDay(row.endedOn)}: ${row.state}.`, {
      promise: id,
      state: row.state,
      endedOn: formatDay(row.endedOn),
    })
  return row
}

/** Decides that a promise no longer stands, and counts neither as kept nor as broken. */
export function withdrawPromise(
  decision: Decision,
  input: { readonly promise: string; readonly reason: string; readonly on: Day },
): void {
  const { id } = standingPromise(decision, input.promise)
  decision.add({
    type: 'promise.withdrawn',
    effectiveOn: input.on,
    data: { id, reason: input.reason },
    postings: [],
  })
}

/**
 * Decides how a promise ended, if it has: kept as soon as the money is there, broken from the day after its last,
 * withdrawn when nothing is open any more that it could be for. While it may still be kept, nothing is decided.
 *
 * The books need what {@link receivedOf} needs.
 *
 * @returns whether it ended
 * @throws ReceivablesError `promise_not_found`, `promise_ended`
 */
export function endPromise(decision: Decision, input: { readonly promise: string; readonly on: Day }): boolean {
  const row = standingPromise(decision, input.promise)
  const { standing, received } = promiseStanding(decision.books, row, input.on)
  if (standing === 'open') return false
  const ending = { effectiveOn: input.on, postings: [] } as const
  if (standing === 'kept')
    decision.add({ ...ending, type: 'promise.kept', data: { id: row.id, received, currency: row.currency } })
  else if (standing === 'broken')
    decision.add({ ...ending, type: 'promise.broken', data: { id: row.id, received, currency: row.currency } })
  else decision.add({ ...ending, type: 'promise.withdrawn', data: { id: row.id, reason: 'nothing is open any more' } })
  return true
}
