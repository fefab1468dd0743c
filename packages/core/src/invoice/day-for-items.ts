import { type Day, formatDay } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import { type Decision, firstOpenDay } from '../journal/decision.js'
import type { Row } from '../records/collections.js'

/**
 * The day something happens to open items: not before they stood as they stand, today unless said otherwise.
 *
 * @throws ReceivablesError `allocation_too_early`
 */
export function dayForItems(decision: Decision, items: readonly Row<'instalments'>[], asked: Day | undefined): Day {
  const { context } = decision
  const first = items.reduce((day, part) => (part.freeFrom > day ? part.freeFrom : day), -Infinity)
  if (asked === undefined) return firstOpenDay(context, context.today > first ? context.today : first)
  if (asked >= first) return asked
  throw new ReceivablesError(
    'allocation_too_early',
    `Invoice ${items[0]?.number ?? ''} cannot change from ${formatDay(asked)}: it changed on ${formatDay(first)}.`,
    { asked: formatDay(asked), first: formatDay(first) },
  )
}
