import { type Day, formatDay } from '../calendar/index.js'
import { type Money, minor } from '../money/index.js'
import type { Row } from '../records/collections.js'

/** A payment, credit or deposit as shown. */
export interface PaymentView {
  readonly id: string
  readonly kind: string
  readonly customer: string
  readonly currency: string
  readonly amount: Money
  /** Free to allocate. */
  readonly unapplied: Money
  /** Held as a deposit for `reference`. */
  readonly held: Money
  readonly refunded: Money
  readonly refundDue: Money
  readonly receivedOn: string
  readonly state: 'settled' | 'reversed'
  readonly reversedOn: string | null
  readonly expiresOn: string | null
  readonly method: string
  readonly provider: string
  readonly externalId: string
  readonly reference: string
  readonly metadata: { readonly [name: string]: string }
  readonly allocations: readonly AllocationView[]
}

/** An allocation as shown. */
export interface AllocationView {
  readonly id: string
  readonly kind: string
  readonly customer: string
  readonly source: string
  readonly document: string
  readonly number: string
  readonly instalment: number
  readonly amount: Money
  readonly effectiveOn: string
  /** Which rule chose it. */
  readonly why: string
  readonly undoneOn: string | null
}

/** Shows an allocation. */
export function allocationView(row: Row<'allocations'>): AllocationView {
  const { id, kind, customer, source, document, number, instalment, why } = row
  return {
    id,
    kind,
    customer,
    source,
    document,
    number,
    instalment,
    amount: minor(row.amount, row.currency),
    effectiveOn: formatDay(row.effectiveOn),
    why,
    undoneOn: text(row.undoneOn),
  }
}

/** Shows a payment, credit or deposit with what it was set against. */
export function paymentView(row: Row<'sources'>, allocations: readonly Row<'allocations'>[]): PaymentView {
  const data = row.data as { method: string; provider: string; metadata: { readonly [name: string]: string } }
  const show = (amount: bigint) => minor(amount, row.currency)
  return {
    id: row.id,
    kind: row.kind,
    customer: row.customer,
    currency: row.currency,
    amount: show(row.amount),
    unapplied: show(row.unapplied),
    held: show(row.held),
    refunded: show(row.refunded),
    refundDue: show(row.refundDue),
    receivedOn: formatDay(row.receivedOn),
    state: row.reversedOn === null ? 'settled' : 'reversed',
    reversedOn: text(row.reversedOn),
    expiresOn: text(row.expiresOn),
    method: data.method,
    provider: data.provider,
    externalId: row.externalId === '' ? '' : row.externalId.slice(data.provider.length + 1),
    reference: row.reference,
    metadata: data.metadata,
    allocations: allocations.map(allocationView),
  }
}

const text = (day: Day | null) => (day === null ? null : formatDay(day))
