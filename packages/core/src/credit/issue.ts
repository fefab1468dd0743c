import { type Day, formatDay } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import { openItems, sourceItem } from '../allocation/items.js'
import { planAllocation } from '../allocation/plan.js'
import { settle } from '../allocation/settle.js'
import { checkAmounts, type DocumentAmounts } from '../invoice/amounts.js'
import type { Decision } from '../journal/decision.js'
import type { DocumentData, Metadata } from '../journal/fact.js'
import { homeValue, withHome } from '../journal/home.js'
import { liveInvoiceOf, sourceOf } from '../journal/lookup.js'
import { taxParts } from '../journal/parts.js'
import { promiseLines } from '../journal/source-line.js'
import { posting } from '../journal/posting.js'
import { formatMinor, minor, type Money, splitByWeights } from '../money/index.js'
import type { Row } from '../records/collections.js'
import { refundableOn } from './promises.js'

/** A credit as asked for, checked at the edge. */
export interface IssueCredit extends Pick<DocumentAmounts, 'lines' | 'taxes'> {
  readonly id: string
  readonly number: string
  readonly amount: Money
  readonly issuedOn: Day
  readonly kind: 'credit_note' | 'promotional'
  readonly invoice?: string | undefined
  readonly surplus?: 'credit' | 'refund' | undefined
  readonly expiresOn?: Day | undefined
  readonly reference?: string | undefined
  readonly metadata?: Metadata | undefined
  readonly rate?: string | undefined
  /** Settle these instalments with it, in minor units, on the day it is issued. */
  readonly against?: readonly { readonly instalment: number; readonly amount: bigint }[]
}

/**
 * Decides that a credit is issued: +credits_issued in net and tax parts, −unapplied. With an invoice it settles that
 * first; the surplus stays as credit, or is kept to be paid back, at most what was paid.
 *
 * @throws ReceivablesError `invoice_not_found`, `invoice_voided`, `credit_exceeds_invoice`, `currency_mismatch`
 */
export function issueCredit(decision: Decision, input: IssueCredit): void {
  if (input.kind === 'promotional' && input.surplus === 'refund')
    throw new ReceivablesError('invalid_input', `Credit ${input.number}: promotional credit is never paid out.`)
  if (input.invoice === undefined && input.surplus === 'refund')
    throw new ReceivablesError(
      'invalid_input',
      `Credit ${input.number}: only what corrects an invoice has a surplus to pay back; name the invoice.`,
    )
  const invoice = input.invoice === undefined ? undefined : creditable(decision, input, input.invoice)
  const amounts = checkAmounts(`Credit ${input.number}`, {
    total: input.amount,
    lines: input.lines,
    taxes: input.taxes ?? taxesLike(invoice, input.amount),
  })
  const { currency } = amounts
  const { home } = decision.context
  const rate = input.rate ?? (currency === home.currency ? '1' : rateOf(decision, input.invoice))
  const value = homeValue(amounts.total, { currency, home: home.currency, rate })
  const reference = input.reference ?? invoice?.reference ?? ''
  const issued = taxParts('credits_issued', currency, amounts.total, amounts).map((line) => ({ ...line, reference }))
  const source = posting({
    account: 'unapplied',
    currency,
    amount: -amounts.total,
    source: input.id,
    sourceOn: input.issuedOn,
    expiresOn: input.expiresOn ?? null,
    reference,
  })
  decision.add({
    type: 'credit.issued',
    effectiveOn: input.issuedOn,
    data: {
      id: input.id,
      number: input.number,
      ...amounts,
      issuedOn: formatDay(input.issuedOn),
      reference,
      rate,
      terms: '',
      discount: null,
      metadata: input.metadata ?? {},
      invoice: input.invoice ?? '',
      kind: input.kind,
      expiresOn: input.expiresOn === undefined ? null : formatDay(input.expiresOn),
    },
    postings: [...withHome(issued, value, rate), ...withHome([source], value === null ? null : -value, rate)],
  })
  if (invoice !== undefined) settleInvoice(decision, input, invoice)
}

function settleInvoice(decision: Decision, input: IssueCredit, invoice: Row<'documents'>): void {
  const { books } = decision
  const source = sourceOf(books, input.id)
  const { against } = input
  if (against !== undefined)
    for (const part of against)
      settle(decision, {
        ...part,
        source: input.id,
        document: invoice.id,
        effectiveOn: input.issuedOn,
        why: 'the credit note takes the refunded money’s place',
      })
  else {
    const items = openItems(books, source.currency).filter((item) => item.document === invoice.id)
    const strategy = { specific: [{ document: invoice.id }] }
    const plan = planAllocation([sourceItem(source, source.unapplied)], items, strategy, input.issuedOn)
    for (const line of plan.lines) settle(decision, { ...line, why: 'the invoice this credit corrects' })
  }
  const left = sourceOf(books, input.id).unapplied
  if (input.surplus !== 'refund' || left <= 0n) return
  const most = refundableOn(books, invoice.id)
  const amount = left < most ? left : most
  if (amount > 0n)
    decision.add({
      type: 'refund.promised',
      effectiveOn: input.issuedOn,
      data: { source: input.id, amount },
      postings: promiseLines(sourceOf(books, input.id), amount),
    })
}

function creditable(decision: Decision, input: IssueCredit, id: string): Row<'documents'> {
  const invoice = liveInvoiceOf(decision.books, id)
  if (invoice.currency !== input.amount.currency)
    throw new ReceivablesError(
      'currency_mismatch',
      `Invoice ${invoice.number} is in ${invoice.currency}; a credit in ${input.amount.currency} cannot correct it.`,
      { invoice: invoice.currency, credit: input.amount.currency },
    )
  let credited = 0n
  for (const row of decision.books.documents.group(id)) credited += row.total
  if (credited + input.amount.minor > invoice.total) {
    const show = (units: bigint) => `${formatMinor(units, invoice.exponent)} ${invoice.currency}`
    throw new ReceivablesError(
      'credit_exceeds_invoice',
      `Invoice ${invoice.number} of ${show(invoice.total)} has ${show(credited)} credited; ${show(input.amount.minor)} more is too much.`,
      { invoice: id, total: show(invoice.total), credited: show(credited), asked: show(input.amount.minor) },
    )
  }
  return invoice
}

/** A credit that names no taxes carries its invoice's, in proportion, so that the parts can be booked. */
function taxesLike(
  invoice: Row<'documents'> | undefined,
  amount: Money,
): { code: string; amount: Money }[] | undefined {
  if (invoice === undefined) return undefined
  const { taxes } = invoice.data as unknown as DocumentData
  if (taxes.length === 0 || invoice.net < 0n || taxes.some((tax) => tax.amount < 0n)) return undefined
  const shares = splitByWeights(amount.minor, [invoice.net, ...taxes.map((tax) => tax.amount)])
  return taxes.map((tax, index) => ({ code: tax.code, amount: minor(shares[index + 1] ?? 0n, amount.currency) }))
}

function rateOf(decision: Decision, invoice: string | undefined): string | null {
  if (invoice === undefined) return null
  return decision.books.instalments.group(invoice)[0]?.rate ?? null
}
