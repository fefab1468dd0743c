import { formatDay } from '../calendar/index.js'
import type { DocumentData } from '../journal/fact.js'
import { type Money, minor } from '../money/index.js'
import type { Row } from '../records/collections.js'
import type { InvoiceView } from './invoice-view.js'
import { type PaymentView, paymentView } from './payment-view.js'

/** A credit note or promotional credit as shown: what is printed on it, and what became of its value. */
export interface CreditView extends PaymentView, Pick<InvoiceView, 'net' | 'taxes' | 'lines'> {
  /** Its printed number. */
  readonly number: string
  readonly issuedOn: string
  /** The invoice it was issued for, by its printed number; null for none. */
  readonly corrects: { readonly invoice: string; readonly number: string } | null
}

/** The rows a credit is shown from. */
export interface CreditRows {
  readonly document: Row<'documents'>
  readonly source: Row<'sources'>
  readonly allocations: readonly Row<'allocations'>[]
  /** The invoice it was issued for. */
  readonly corrected: Row<'documents'> | undefined
}

/** Shows a credit from its document and the source that its value became. */
export function creditView({ document, source, allocations, corrected }: CreditRows): CreditView {
  const data = document.data as unknown as DocumentData
  const show = (amount: bigint): Money => minor(amount, document.currency)
  return {
    ...paymentView(source, allocations),
    number: document.number,
    issuedOn: formatDay(document.issuedOn),
    corrects: corrected === undefined ? null : { invoice: corrected.id, number: corrected.number },
    net: show(document.net),
    taxes: data.taxes.map((tax) => ({ code: tax.code, amount: show(tax.amount) })),
    lines: data.lines.map((line) => ({ ...line, amount: show(line.amount) })),
  }
}
