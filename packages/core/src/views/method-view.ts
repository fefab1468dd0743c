import { incomingData } from '../payment/apply-incoming.js'
import type { Row } from '../records/collections.js'

/** A method that a payer left with a provider, as shown: no number of it is known here. */
export interface MethodView {
  /** The payment that it was left with: what `payments.charge` calls the method. */
  readonly id: string
  readonly customer: string
  readonly provider: string
  /** `card`, `sepa_debit` … as the provider names it. */
  readonly method: string
  readonly savedOn: string
  /** What the payer agreed to, word for word. */
  readonly consent: string
}

/** Shows the method that was left with a payment, unless there is none or it was forgotten. */
export function methodView(row: Row<'incoming'>): MethodView | undefined {
  const { saved } = incomingData(row)
  if (saved === undefined || saved.forgottenOn !== null) return undefined
  const { method, savedOn, consent } = saved
  return { id: row.id, customer: row.customer, provider: row.provider, method, savedOn, consent }
}
