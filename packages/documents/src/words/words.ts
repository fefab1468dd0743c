import type { AllocationView, FactType } from '@owekit/core'

/** What a line of a statement is called; any other is what the core calls it. */
type StatementWords = { readonly [T in FactType]?: string }

/** What settles an invoice. */
type SettledBy = 'payment' | 'credit' | 'deposit' | 'discount' | 'tolerance' | 'writeoff'

/** Labels: what stands beside a figure or above a column. */
interface Labels {
  readonly number: string
  readonly date: string
  readonly due: string
  readonly reference: string
  readonly customer: string
  readonly taxId: string
  readonly lines: string
  readonly description: string
  readonly quantity: string
  readonly amount: string
  readonly net: string
  readonly tax: string
  readonly total: string
  readonly open: string
  readonly overdue: string
  readonly daysLate: string
  readonly settled: string
  readonly settledWith: string
  readonly instalments: string
  readonly instalment: string
  readonly invoice: string
  readonly invoices: string
  readonly period: string
  readonly entry: string
  readonly charged: string
  readonly credited: string
  readonly balance: string
  readonly opening: string
  readonly closing: string
  readonly openItems: string
  readonly toPay: string
  readonly onAccount: string
  readonly deposits: string
  readonly pending: string
  readonly received: string
  readonly method: string
  readonly usedFor: string
  readonly refunded: string
  readonly refundDue: string
  readonly validUntil: string
  readonly corrects: string
  readonly disputed: string
  readonly messages: string
  readonly channel: string
  readonly message: string
  readonly outcome: string
  readonly howToPay: string
  readonly bankTransfer: string
  readonly holder: string
}

/** A language: everything that a document says in words of ours. A new language is one more of these. */
export interface Words {
  readonly direction: 'ltr' | 'rtl'
  readonly labels: Labels
  /** The kinds of documents, as headings, by their numbers. */
  readonly headings: {
    readonly invoice: (number: string) => string
    readonly creditNote: (number: string) => string
    readonly promotional: (number: string) => string
    readonly receipt: (number: string) => string
    readonly statement: string
    readonly pack: string
  }
  readonly settledBy: { readonly [K in SettledBy]: string }
  readonly entries: StatementWords
  readonly period: (from: string, to: string) => string
  readonly openOn: (day: string) => string
  /** What is asked for, and until when; `''` for no day. */
  readonly payBy: (amount: string, day: string) => string
  readonly instalmentsBelow: (amount: string) => string
  readonly discount: (offer: {
    readonly until: string
    readonly payable: string
    readonly total: string
    readonly percent: string
    readonly amount: string
  }) => string
  readonly lateInterest: (percent: string) => string
  readonly lateFee: (fee: string) => string
  readonly voided: (day: string) => string
  readonly paid: string
  readonly writtenOff: string
  readonly disputed: (amount: string) => string
  readonly reversed: (day: string) => string
  readonly thanks: (amount: string, day: string) => string
  readonly credited: (amount: string) => string
  readonly promotional: string
  readonly nothingHappened: string
  readonly nothingOpen: string
  readonly pay: (amount: string) => string
  readonly scanToPay: string
  readonly scanToTransfer: string
  readonly page: (no: number, of: number) => string
}

/** How a kind of settlement is called; one that is new is called a payment. */
export function settledBy(words: Words, kind: AllocationView['kind']): string {
  return words.settledBy[kind as SettledBy] ?? words.settledBy.payment
}
