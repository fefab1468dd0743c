import { ReceivablesError } from '../errors/index.js'
import type { Books } from '../journal/books.js'
import { type Decision, firstOpenDay } from '../journal/decision.js'
import { minor, type Money } from '../money/index.js'
import type { Row } from '../records/collections.js'
import { type HeldData, incomingData } from './apply-incoming.js'

/** Money that is held on a card, and what was asked of the provider about it. */
export interface Authorisation {
  readonly row: Row<'incoming'>
  readonly held: HeldData
}

/**
 * Money that is or was held on a card.
 *
 * @throws ReceivablesError `payment_not_found`, `authorisation_ended` for a payment that was never held
 */
export function authorisationOf(books: Books, payment: string): Authorisation {
  const row = books.incoming.get(payment)
  if (row === undefined)
    throw new ReceivablesError('payment_not_found', `No payment ${payment} was announced.`, { payment })
  const { held } = incomingData(row)
  if (held === undefined) throw ended(row)
  return { row, held }
}

/**
 * Decides that held money is to be captured: all of it, or a part, and then the rest goes free. It is asked for once: the
 * same amount again changes nothing. Nothing is posted before the provider says that it has the money.
 *
 * @returns which time the provider is asked, or nothing when it was asked before
 * @throws ReceivablesError `payment_not_found`, `authorisation_ended`, `capture_exceeds_authorised`, `currency_mismatch`
 * @example
 * // 100.00 held: capturing 60.00 leaves 100.00 pending until the provider answers, then 60.00 paid and 0.00 pending
 */
export function requestCapture(
  decision: Decision,
  { payment, amount: asked }: { readonly payment: string; readonly amount: Money | undefined },
): number | undefined {
  const { row, held } = authorisationOf(decision.books, payment)
  const whole = minor(row.amount, row.currency)
  const amount = asked ?? whole
  if (amount.currency !== row.currency)
    throw new ReceivablesError(
      'currency_mismatch',
      `Payment ${payment} holds ${String(whole)}; ${String(amount)} is of another currency.`,
      { held: row.currency, asked: amount.currency },
    )
  if (amount.minor > row.amount)
    throw new ReceivablesError(
      'capture_exceeds_authorised',
      `Payment ${payment} holds ${String(whole)}; cannot capture ${String(amount)}.`,
      { payment, held: String(whole), asked: String(amount) },
    )
  const isAsked = row.state === 'capturing' || row.state === 'settled'
  if (isAsked && held.capture === amount.minor) return undefined
  if (row.state !== 'authorised') throw ended(row)
  const attempt = held.attempts + 1
  decision.add({
    type: 'capture.requested',
    effectiveOn: firstOpenDay(decision.context, decision.context.today),
    data: { id: payment, attempt, currency: row.currency, amount: amount.minor },
    postings: [],
  })
  return attempt
}

/**
 * Decides that held money is to be given free. Asked again it changes nothing.
 *
 * @returns which time the provider is asked, or nothing when it was asked before
 * @throws ReceivablesError `payment_not_found`, `authorisation_ended`
 */
export function requestVoid(
  decision: Decision,
  { payment, reason }: { readonly payment: string; readonly reason: string },
): number | undefined {
  const { row, held } = authorisationOf(decision.books, payment)
  if (row.state === 'voiding' || row.state === 'voided') return undefined
  if (row.state !== 'authorised') throw ended(row)
  const attempt = held.attempts + 1
  decision.add({
    type: 'void.requested',
    effectiveOn: firstOpenDay(decision.context, decision.context.today),
    data: { id: payment, attempt, reason },
    postings: [],
  })
  return attempt
}

function ended({ id, state }: Row<'incoming'>): ReceivablesError {
  return new ReceivablesError('authorisation_ended', `Payment ${id} is not held on a card: it is ${state}.`, {
    payment: id,
    state,
  })
}

/** Decides that money held on a card is free again; nothing was posted, so nothing is taken back. */
export function addVoided(
  decision: Decision,
  data: { readonly id: string; readonly provider: string; readonly externalId: string; readonly reason: string },
): void {
  const row = decision.books.incoming.get(data.id)
  const said = (row === undefined ? undefined : incomingData(row).held?.reason) ?? ''
  const reason = said === '' ? data.reason : said
  const effectiveOn = firstOpenDay(decision.context, decision.context.today)
  decision.add({ type: 'payment.voided', effectiveOn, data: { ...data, reason }, postings: [] })
}
