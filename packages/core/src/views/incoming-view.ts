import { formatDay } from '../calendar/index.js'
import { type Money, minor } from '../money/index.js'
import { type IncomingState, incomingData } from '../payment/apply-incoming.js'
import type { Row } from '../records/collections.js'

/** A payment that a provider has announced, as shown: on its way, held on a card, or over. */
export interface IncomingView {
  /** What the payment is called in the books once it has arrived. */
  readonly id: string
  readonly customer: string
  /**
   * `asked` a charge that was not sent yet · `sent` the provider was asked and has not answered yet: nobody knows ·
   * `pending` on its way · `authorised` held on a card · `capturing`, `voiding` asked of the provider, which has not
   * answered yet · `settled`, `failed`, `voided` over.
   */
  readonly state: IncomingState
  /** What is on its way or held. */
  readonly amount: Money
  readonly provider: string
  readonly externalId: string
  /** The checkout it came through, or `''`. */
  readonly checkout: string
  /** What it is meant for. */
  readonly covers: readonly { readonly document: string; readonly instalment: number; readonly amount: Money }[]
  readonly since: string
  readonly endedOn: string | null
  /** Why it failed or was voided, or why the provider refused the last thing it was asked; or `''`. */
  readonly failure: string
  /** Of money held on a card: until when it can be captured, when the provider says so. */
  readonly captureBefore: string | null
  /** Of money held on a card: what the provider was asked to capture. */
  readonly capture: Money | null
  /** Of a charge of a saved method: the payment that the method was left with. */
  readonly method: string | null
}

/** Shows a payment that was announced. */
export function incomingView(row: Row<'incoming'>): IncomingView {
  const { covers, failure, held, charge } = incomingData(row)
  const show = (units: bigint) => minor(units, row.currency)
  const capture = held?.capture ?? null
  return {
    id: row.id,
    customer: row.customer,
    state: row.state as IncomingState,
    amount: show(row.amount),
    provider: row.provider,
    externalId: row.externalId,
    checkout: row.checkout,
    covers: covers.map(({ document, instalment, amount }) => ({ document, instalment, amount: show(amount) })),
    since: formatDay(row.since),
    endedOn: row.endedOn === null ? null : formatDay(row.endedOn),
    failure,
    captureBefore: held?.captureBefore ?? null,
    capture: capture === null ? null : show(capture),
    method: charge?.using ?? null,
  }
}
