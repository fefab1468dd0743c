import { type Day, formatDay, type Instant } from '../calendar/index.js'
import { digest } from '../journal/digest.js'
import { allowedMoment, type MovedBy } from './allowed-moment.js'
import { occurrences } from './occurrences.js'
import type { Channel, StepBase, Tone } from './policy.js'
import type { Resolved } from './resolve.js'

/** What an item's steps count from. */
export interface PlannableItem {
  readonly document: string
  readonly instalment: number
  /** The days that steps may count from, as far as there are any. */
  readonly days: Readonly<Partial<Record<StepBase, Day>>>
  /** 1, and one more each time it has opened again. */
  readonly generation: number
  /** The day on which it opened: what was to be said before is not made up for. */
  readonly openSince: Day
}

/** A step of one item, on its day. */
export interface PlannedStep {
  /** The same for the same step of the same item and base day, whatever became of the policy or the clock since. */
  readonly id: string
  readonly document: string
  readonly instalment: number
  readonly step: string
  readonly level: number
  readonly tone: Tone
  readonly channels: readonly Channel[]
  readonly base: StepBase
  readonly baseDay: Day
  /** Which repetition of the step, from 0. */
  readonly occurrence: number
  /** The day it asks for, before anything moved it. */
  readonly wantedOn: Day
  /** The day and the instant at which it is due to be sent. */
  readonly day: Day
  readonly at: Instant
  readonly movedBy: MovedBy | undefined
  /** The firmer step of this item that is sent on the same day in its place. */
  readonly supersededBy: string | undefined
}

/**
 * What would be said of an item if nothing else happened: its steps, in the order in which they fall due.
 *
 * Pure: the same item, policy and zone give the same steps. Times are those of a clock in the zone, so a step at 09:00 is
 * sent at 09:00 on both sides of a clock change. A step on a day or at an hour on which nothing is sent moves; of two that
 * land on one day, the one of the higher level is sent and the other is superseded (SEMANTICS 13, AC-75 to AC-85).
 *
 * @param zone IANA name of the customer's zone
 * @throws ReceivablesError `invalid_time_zone`, `invalid_policy`
 * @example
 * // due 2026-11-05, seven days before at 09:00 in New York
 * planItem(policy, { document: 'inv_1', instalment: 1, days: { due: 20_762 }, generation: 1, openSince: 20_730 }, 'America/New_York')[0]!.at
 * // 2026-10-29T13:00:00Z, as milliseconds
 */
export function planItem(policy: Resolved, item: PlannableItem, zone: string): PlannedStep[] {
  const planned: PlannedStep[] = []
  for (const step of policy.steps) {
    const baseDay = item.days[step.base]
    if (baseDay === undefined) continue
    const quiet = policy.quiet[step.channels[0] ?? 'email']
    occurrences(baseDay + step.days, step.repeat).forEach((wantedOn, occurrence) => {
      const moment = allowedMoment(wantedOn, step.minute, { isClosed: policy.isClosed, quiet, move: policy.move }, zone)
      if (moment.day < item.openSince) return
      planned.push({
        id: stepId(item, step.id, step.base, baseDay, occurrence),
        document: item.document,
        instalment: item.instalment,
        step: step.id,
        level: step.level,
        tone: step.tone,
        channels: step.channels,
        base: step.base,
        baseDay,
        occurrence,
        wantedOn,
        day: moment.day,
        at: moment.at,
        movedBy: moment.movedBy,
        supersededBy: undefined,
      })
    })
  }
  planned.sort((a, b) => a.at - b.at || a.level - b.level || a.occurrence - b.occurrence)
  return planned.map((one) => ({ ...one, supersededBy: firmerThatDay(planned, one) }))
}

/** Of steps on one day the firmest is sent: the highest level, and of one level the latest repetition. */
function firmerThatDay(planned: readonly PlannedStep[], one: PlannedStep): string | undefined {
  let best = one
  for (const other of planned)
    if (
      other.day === one.day &&
      (other.level > best.level || (other.level === best.level && other.occurrence > best.occurrence))
    )
      best = other
  return best === one ? undefined : best.id
}

/**
 * Names a step of an item for good. The day on which it is sent and the version of the policy are not in it, so that a retry past
 * midnight or an edited policy says nothing twice; a due day that moves, or an item that opens again, gives new names.
 */
function stepId(item: PlannableItem, step: string, base: StepBase, baseDay: Day, occurrence: number): string {
  const { document, instalment, generation } = item
  const parts = [document, instalment, step, base, formatDay(baseDay), occurrence, generation]
  return `rem_${digest(JSON.stringify(parts))}`
}
