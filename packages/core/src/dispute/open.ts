import type { Day } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import { placeHold } from '../hold/place.js'
import type { Books } from '../journal/books.js'
import type { Decision } from '../journal/decision.js'
import type { DocumentData } from '../journal/fact.js'
import { liveInvoiceOf, openOf, sourceOf } from '../journal/lookup.js'
import { exponentOf, formatMinor, splitByWeights } from '../money/index.js'

/** What is not accepted: of an invoice, or of a payment. */
export interface OpenDispute {
  /** @default named after its fact */
  readonly id?: string | undefined
  readonly invoice?: string | undefined
  readonly payment?: string | undefined
  /** The invoice's lines it is about, from 1. @default all of it */
  readonly lines?: readonly number[] | undefined
  /** Minor units. @default what the lines come to; else what is open; of what is paid, the whole */
  readonly amount?: bigint | undefined
  readonly currency?: string | undefined
  readonly reason: string
  readonly note?: string | undefined
  readonly on: Day
  /** Who told us, when a provider did. */
  readonly provider?: string | undefined
  readonly externalId?: string | undefined
  /** What its holds are called. @default 'dispute' */
  readonly holdReason?: string | undefined
}

/** The name of what a dispute holds first; what it holds besides has `#` and more behind it. */
export const holdOf = (dispute: string) => `hold_${dispute}`

/**
 * Decides that something is disputed: its invoice is left alone from now on, and the dispute names the hold. Nothing is
 * posted: what is owed is owed until someone decides otherwise.
 *
 * The dispute of a payment holds every invoice that the payment settles; one that settles nothing has no hold (`''`).
 *
 * @returns the dispute's id
 * @throws ReceivablesError `invoice_not_found`, `invoice_voided`, `payment_not_found`, `currency_mismatch`,
 * `dispute_exceeds_amount`, `invalid_input` for a line that the invoice does not have
 * @example
 * // invoice of 1000.00: lines of 600.00 and 400.00; { lines: [2] } disputes 400.00 and holds the invoice
 */
export function openDispute(decision: Decision, input: OpenDispute): string {
  const { books } = decision
  const about = input.payment === undefined ? ofInvoice(books, input) : ofPayment(books, input, input.payment)
  if (input.currency !== undefined && input.currency !== about.currency)
    throw new ReceivablesError(
      'currency_mismatch',
      `${about.name} is in ${about.currency}; a dispute of ${input.currency} cannot be about it.`,
      { is: about.currency, asked: input.currency },
    )
  const amount = input.amount ?? about.amount
  if (amount <= 0n || amount > about.most) throw tooMuch(about, amount)
  const id = input.id ?? `dis_${decision.nextId()}`
  const hold = about.holds.length === 0 ? '' : holdOf(id)
  for (const [index, document] of about.holds.entries())
    placeHold(decision, {
      id: index === 0 ? hold : `${hold}#${index + 1}`,
      document,
      reason: input.holdReason ?? 'dispute',
      note: input.note ?? '',
      on: input.on,
    })
  decision.add({
    type: 'dispute.opened',
    effectiveOn: input.on,
    data: {
      id,
      document: input.invoice ?? '',
      source: input.payment ?? '',
      lines: input.lines ?? [],
      reason: input.reason,
      currency: about.currency,
      amount,
      hold,
      provider: input.provider ?? '',
      externalId: input.externalId ?? '',
    },
    postings: [],
  })
  return id
}

/**
 * Decides that a dispute of a payment holds what the payment settles by now, as far as it does not hold it: money that was
 * on account when the dispute was opened may have been set against an invoice since.
 */
export function holdSettled(
  decision: Decision,
  input: { readonly dispute: string; readonly reason: string; readonly note: string; readonly on: Day },
): void {
  const { books } = decision
  const row = books.disputes.get(input.dispute)
  if (row === undefined || row.source === '') return
  const own = holdOf(row.id)
  const held = new Set<string>()
  for (const { id, document, releasedOn } of books.holds.values())
    if (releasedOn === null && (id === own || id.startsWith(`${own}#`))) held.add(document)
  for (const document of settledBy(books, row.source))
    if (!held.has(document)) {
      const { reason, note, on } = input
      placeHold(decision, { id: `${own}#${decision.nextId()}`, document, reason, note, on })
    }
}

/** The invoices that a payment settles. */
function settledBy(books: Books, source: string): string[] {
  const live = [...books.allocations.values()].filter((row) => row.source === source && row.undoneOn === null)
  return [...new Set(live.map((row) => row.document).filter((document) => document !== ''))].sort()
}

/** What a dispute can be about. Amounts are minor units. */
interface Disputed {
  readonly name: string
  readonly currency: string
  readonly amount: bigint
  readonly most: bigint
  /** The invoices to hold. */
  readonly holds: readonly string[]
}

function ofInvoice(books: Books, { invoice: id, lines }: OpenDispute): Disputed {
  const invoice = liveInvoiceOf(books, id ?? '')
  const credited = books.documents.group(invoice.id).reduce((sum, note) => sum + note.total, 0n)
  const most = invoice.total - credited
  const open = openOf(books, invoice.id)
  const data = invoice.data as unknown as DocumentData
  const part = lines === undefined ? (open > 0n ? open : most) : linesOf(invoice.number, data, invoice.total, lines)
  const amount = part < most ? part : most
  return { name: `Invoice ${invoice.number}`, currency: invoice.currency, amount, most, holds: [invoice.id] }
}

/** What some lines come to, with their share of the tax: largest remainder, so that all of them are the total. */
function linesOf(number: string, data: DocumentData, total: bigint, lines: readonly number[]): bigint {
  const wrong = lines.find((no) => data.lines[no - 1] === undefined)
  if (wrong !== undefined || lines.length === 0 || new Set(lines).size !== lines.length)
    throw new ReceivablesError(
      'invalid_input',
      `Invoice ${number} has lines 1 to ${data.lines.length}; the dispute names ${lines.join(', ') || 'none'}.`,
      { lines: data.lines.length, asked: [...lines] },
    )
  const named = lines.reduce((sum, no) => sum + (data.lines[no - 1]?.amount ?? 0n), 0n)
  const rest = data.lines.reduce((sum, line) => sum + line.amount, 0n) - named
  // A discount line makes no share of its own: then the lines' own amounts are what is disputed.
  if (named <= 0n || rest < 0n) return named
  return splitByWeights(total, [named, rest])[0] ?? 0n
}

function ofPayment(books: Books, { lines }: OpenDispute, id: string): Disputed {
  const source = sourceOf(books, id)
  if (source.kind !== 'payment' && source.kind !== 'deposit')
    throw new ReceivablesError('payment_not_found', `${id} is a ${source.kind}, not a payment.`, { payment: id })
  if (lines !== undefined)
    throw new ReceivablesError(
      'invalid_input',
      `A payment has no lines; name the invoice to dispute some of its lines.`,
    )
  const left = source.amount - source.refunded
  return {
    name: `Payment ${id}`,
    currency: source.currency,
    amount: left,
    most: source.amount,
    holds: settledBy(books, id),
  }
}

function tooMuch({ name, currency, most }: Disputed, amount: bigint): ReceivablesError {
  const show = (units: bigint) => `${formatMinor(units, exponentOf(currency))} ${currency}`
  return new ReceivablesError(
    'dispute_exceeds_amount',
    `${name} has ${show(most)} that can be disputed; cannot dispute ${show(amount)}.`,
    { limit: show(most), asked: show(amount) },
  )
}
