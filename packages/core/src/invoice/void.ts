import type { Day } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import { receivableLine } from '../allocation/settle.js'
import { assertOpenPeriod, type Decision } from '../journal/decision.js'
import type { DocumentData } from '../journal/fact.js'
import { withHome } from '../journal/home.js'
import { liveAllocations, liveInvoiceOf, openInstalments } from '../journal/lookup.js'
import { taxParts } from '../journal/parts.js'
import type { Row } from '../records/collections.js'
import { dayForItems } from './day-for-items.js'

/**
 * Decides that an unpaid invoice is void: its postings reversed on the void day. Its number stays used, and days
 * before the void day still show it.
 *
 * @throws ReceivablesError `invoice_not_found`, `invoice_voided`, `invoice_has_payments`, `period_closed` when it was
 * issued in a closed period (issue a credit note instead)
 */
export function voidInvoice(
  decision: Decision,
  input: { readonly invoice: string; readonly on?: Day | undefined; readonly reason: string },
): void {
  const { books, context } = decision
  const invoice = liveInvoiceOf(books, input.invoice)
  const live = liveAllocations(books, input.invoice)
  if (live.length > 0)
    throw new ReceivablesError(
      'invoice_has_payments',
      `Invoice ${invoice.number} has ${live.length} payments, credits or write-offs set against it; release or refund them first.`,
      { invoice: input.invoice, allocations: live.length },
    )
  assertUncredited(decision, invoice)
  assertOpenPeriod(context, invoice.issuedOn, `Voiding invoice ${invoice.number} (issue a credit note instead): it`)
  const parts = openInstalments(books, input.invoice)
  const lines = parts.map((part) => receivableLine(part, -part.open, part.home === null ? null : -part.home))
  const home = parts.some((part) => part.home === null)
    ? null
    : parts.reduce((sum, part) => sum + (part.home ?? 0n), 0n)
  const data = invoice.data as unknown as DocumentData
  const billed = taxParts('billed', invoice.currency, invoice.total, { net: invoice.net, taxes: data.taxes })
  decision.add({
    type: 'invoice.voided',
    effectiveOn: dayForItems(decision, parts, input.on),
    data: { document: input.invoice, reason: input.reason },
    postings: [
      ...lines,
      ...withHome(
        billed.map((line) => ({ ...line, reference: invoice.reference })),
        home,
        parts[0]?.rate ?? null,
      ),
    ],
  })
}

/** A credit note given for an invoice stays when the invoice goes, and would be money for nothing. */
function assertUncredited({ books }: Decision, invoice: Row<'documents'>): void {
  const [note] = books.documents.group(invoice.id)
  if (note === undefined) return
  throw new ReceivablesError(
    'invoice_has_payments',
    `Invoice ${invoice.number} is corrected by credit note ${note.number}; credit what is left of it instead of voiding it.`,
    { invoice: invoice.id, credit: note.number },
  )
}
