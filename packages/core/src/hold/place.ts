import { type Day, formatDay } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import type { Decision } from '../journal/decision.js'

/** A hold to place: on a document, or with `''` on all of the customer's. */
export interface PlaceHoldInput {
  readonly id?: string | undefined
  readonly document: string
  readonly reason: string
  readonly note: string
  readonly on: Day
}

/** Decides that an item is left alone: no reminders, no automatic allocation, until someone clears it. */
export function placeHold(decision: Decision, input: PlaceHoldInput): void {
  decision.add({
    type: 'hold.placed',
    effectiveOn: input.on,
    data: { id: input.id ?? decision.nextId(), document: input.document, reason: input.reason, note: input.note },
    postings: [],
  })
}

/**
 * Decides that a hold is cleared.
 *
 * @throws ReceivablesError `hold_not_found`
 */
export function releaseHold(
  decision: Decision,
  input: { readonly hold: string; readonly on: Day; readonly note: string },
): void {
  const row = decision.books.holds.get(input.hold)
  if (row === undefined)
    throw new ReceivablesError('hold_not_found', `There is no hold ${input.hold}.`, { hold: input.hold })
  if (row.releasedOn !== null)
    throw new ReceivablesError('already_exists', `Hold ${input.hold} was released on ${formatDay(row.releasedOn)}.`, {
      hold: input.hold,
    })
  decision.add({
    type: 'hold.released',
    effectiveOn: input.on,
    data: { id: input.hold, note: input.note },
    postings: [],
  })
}
