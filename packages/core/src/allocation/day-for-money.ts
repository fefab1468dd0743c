import { type Day, formatDay } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import { type Decision, firstOpenDay } from '../journal/decision.js'
import type { Row } from '../records/collections.js'

/**
 * The day money of a source moves out: not before it was there, today unless said otherwise.
 *
 * @throws ReceivablesError `allocation_too_early`
 */
export function dayForMoney(decision: Decision, source: Row<'sources'>, asked: Day | undefined): Day {
  const { today } = decision.context
  if (asked === undefined) return firstOpenDay(decision.context, today > source.freeFrom ? today : source.freeFrom)
  if (asked < source.freeFrom)
    throw new ReceivablesError(
      'allocation_too_early',
      `The money of ${source.id} is there from ${formatDay(source.freeFrom)}; it cannot move on ${formatDay(asked)}.`,
      { asked: formatDay(asked), first: formatDay(source.freeFrom) },
    )
  return asked
}
