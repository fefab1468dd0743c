import { type Day, formatDay } from '../calendar/index.js'
import { type DisputeNote, disputeData } from '../dispute/apply.js'
import { type Money, minor } from '../money/index.js'
import type { Row } from '../records/collections.js'

/** A dispute as shown. */
export interface DisputeView {
  readonly id: string
  readonly customer: string
  /** The invoice, or `''`. */
  readonly invoice: string
  /** The payment, or `''`. */
  readonly payment: string
  /** The invoice's lines it is about, from 1; none: all of it. */
  readonly lines: readonly number[]
  readonly reason: string
  readonly amount: Money
  readonly openedOn: string
  readonly resolvedOn: string | null
  /** `''` while open; `accepted`, `rejected`, `withdrawn`, `won` or `lost`. */
  readonly outcome: string
  /** The hold that goes with it, or `''`. */
  readonly hold: string
  readonly provider: string
  readonly log: readonly DisputeNote[]
  readonly resolution: string
}

/** Shows a dispute, as it stands or as of a day. */
export function disputeView(row: Row<'disputes'>, on: Day = Infinity): DisputeView {
  const { lines, log, resolution } = disputeData(row)
  const isOver = row.resolvedOn !== null && row.resolvedOn <= on
  return {
    id: row.id,
    customer: row.customer,
    invoice: row.document,
    payment: row.source,
    lines,
    reason: row.reason,
    amount: minor(row.amount, row.currency),
    openedOn: formatDay(row.openedOn),
    resolvedOn: isOver && row.resolvedOn !== null ? formatDay(row.resolvedOn) : null,
    outcome: isOver ? row.outcome : '',
    hold: row.hold,
    provider: row.provider,
    log: on === Infinity ? log : log.filter((entry) => entry.on <= formatDay(on)),
    resolution: isOver ? resolution : '',
  }
}
