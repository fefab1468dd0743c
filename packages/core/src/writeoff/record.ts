import { type Day, formatDay } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import { settleWithoutMoney } from '../allocation/settle.js'
import { dayForItems } from '../invoice/day-for-items.js'
import type { Decision } from '../journal/decision.js'
import { liveInvoiceOf, openInstalments } from '../journal/lookup.js'
import { formatMinor } from '../money/index.js'

/** A write-off as asked for, checked at the edge. */
export interface RecordWriteOff {
  readonly invoice: string
  /** Minor units. @default all that is open */
  readonly amount?: bigint | undefined
  readonly currency?: string | undefined
  /** @default today, or when the part stood as it stands if that is later */
  readonly on?: Day | undefined
  readonly reason: string
}

/**
 * Decides that what is open of an invoice is given up as bad debt: +bad_debt in net and tax parts, −receivable.
 *
 * The earliest instalments go first. A recovery is the release of the write-off and then a normal payment.
 *
 * @throws ReceivablesError `invoice_not_found`, `invoice_voided`, `writeoff_exceeds_open`, `allocation_too_early`
 */
export function recordWriteOff(decision: Decision, input: RecordWriteOff): void {
  const invoice = liveInvoiceOf(decision.books, input.invoice)
  const parts = openInstalments(decision.books, input.invoice)
  const open = parts.reduce((sum, part) => sum + part.open, 0n)
  const amount = input.amount ?? open
  const show = (units: bigint) => `${formatMinor(units, invoice.exponent)} ${invoice.currency}`
  if (input.currency !== undefined && input.currency !== invoice.currency)
    throw new ReceivablesError(
      'currency_mismatch',
      `Invoice ${invoice.number} is in ${invoice.currency}; ${input.currency} cannot be written off from it.`,
      { invoice: invoice.currency, asked: input.currency },
    )
  if (amount <= 0n || amount > open)
    throw new ReceivablesError(
      'writeoff_exceeds_open',
      `Invoice ${invoice.number} has ${show(open)} open; cannot write off ${show(amount)}.`,
      { invoice: input.invoice, open: show(open), asked: show(amount) },
    )
  let left = amount
  for (const part of parts) {
    if (left <= 0n) break
    const taken = part.open < left ? part.open : left
    const on = dayForItems(decision, [part], input.on)
    settleWithoutMoney(decision, 'writeoff.recorded', {
      document: input.invoice,
      instalment: part.no,
      amount: taken,
      effectiveOn: on,
      cause: '',
      why: input.reason === '' ? `given up on ${formatDay(on)}` : input.reason,
    })
    left -= taken
  }
}
