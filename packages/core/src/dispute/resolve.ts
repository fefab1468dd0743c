import { type Day, formatDay } from '../calendar/index.js'
import { issueCredit } from '../credit/issue.js'
import { ReceivablesError } from '../errors/index.js'
import { releaseHold } from '../hold/place.js'
import type { Decision } from '../journal/decision.js'
import { minor } from '../money/index.js'
import type { Row } from '../records/collections.js'
import { holdOf } from './open.js'

/** How a dispute ends: ours are decided by a person, `won` and `lost` by the payer's bank. */
type DisputeOutcome = 'accepted' | 'rejected' | 'withdrawn' | 'won' | 'lost'

/** The end of a dispute. */
export interface ResolveDispute {
  readonly dispute: string
  readonly outcome: DisputeOutcome
  readonly note?: string | undefined
  /** What follows from accepting the dispute of an invoice: a credit note over what was disputed. */
  readonly credit?: { readonly id: string; readonly number: string } | undefined
  /** @default true */
  readonly releaseHold?: boolean | undefined
  readonly on: Day
}

/** The dispute, or `dispute_not_found`. */
function disputeOf(decision: Decision, id: string): Row<'disputes'> {
  const row = decision.books.disputes.get(id)
  if (row === undefined) throw new ReceivablesError('dispute_not_found', `There is no dispute ${id}.`, { dispute: id })
  return row
}

/** Decides an entry of a dispute's log: a note, or evidence and where it is kept. Later ones stay possible. */
export function noteDispute(
  decision: Decision,
  input: { readonly dispute: string; readonly text: string; readonly url: string; readonly on: Day },
): void {
  const { id } = disputeOf(decision, input.dispute)
  decision.add({
    type: 'dispute.noted',
    effectiveOn: input.on,
    data: { id, kind: input.url === '' ? 'note' : 'evidence', text: input.text, url: input.url },
    postings: [],
  })
}

/**
 * Decides that a dispute is over. Its holds are released with it, unless told otherwise; a hold that someone released
 * before stays as it is.
 *
 * Accepted with `credit`, a credit note over the disputed amount settles the invoice; what the invoice cannot take stays
 * as credit.
 *
 * @throws ReceivablesError `dispute_not_found`, `dispute_resolved`, `invalid_input` for a credit note that no accepted
 * dispute of an invoice calls for, `credit_exceeds_invoice`
 * @example
 * // 400.00 of an invoice of 1000.00 disputed and accepted as credit: 600.00 open, no hold
 */
export function resolveDispute(decision: Decision, input: ResolveDispute): void {
  const row = disputeOf(decision, input.dispute)
  if (row.resolvedOn !== null)
    throw new ReceivablesError(
      'dispute_resolved',
      `Dispute ${row.id} was resolved on ${formatDay(row.resolvedOn)}: ${row.outcome}.`,
      { dispute: row.id, outcome: row.outcome, resolvedOn: formatDay(row.resolvedOn) },
    )
  const { credit } = input
  if (credit !== undefined && (input.outcome !== 'accepted' || row.document === ''))
    throw new ReceivablesError(
      'invalid_input',
      `Dispute ${row.id}: a credit note follows only from accepting the dispute of an invoice.`,
      { dispute: row.id, outcome: input.outcome },
    )
  decision.add({
    type: 'dispute.resolved',
    effectiveOn: input.on,
    data: { id: row.id, outcome: input.outcome, note: input.note ?? '' },
    postings: [],
  })
  if (input.releaseHold ?? true) releaseDisputed(decision, { dispute: row.id, on: input.on })
  if (credit === undefined) return
  issueCredit(decision, {
    ...credit,
    amount: minor(row.amount, row.currency),
    issuedOn: input.on,
    kind: 'credit_note',
    invoice: row.document,
  })
}

/** Decides that what a dispute still holds is free. */
export function releaseDisputed(decision: Decision, input: { readonly dispute: string; readonly on: Day }): void {
  const own = holdOf(input.dispute)
  for (const { id, releasedOn } of decision.books.holds.snapshot())
    if (releasedOn === null && (id === own || id.startsWith(`${own}#`)))
      releaseHold(decision, { hold: id, on: input.on, note: `dispute ${input.dispute}` })
}
