import type { Day, Instant } from '../calendar/index.js'
import { allowedMoment, type MovedBy } from './allowed-moment.js'
import { occurrences } from './occurrences.js'
import type { Channel, StepBase, Tone } from './policy.js'
import type { Resolved, Step } from './resolve.js'

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
  const planned: Planned[] = []
  for (const step of policy.steps) {
    const baseDay = item.days[step.base]
    if (baseDay === undefined) continue
    const first = baseDay + step.days
    if (step.repeat === undefined) plan(planned, policy, item, step, baseDay, first, 0, zone)
    else
      occurrences(first, step.repeat).forEach((wantedOn, occurrence) =>
        plan(planned, policy, item, step, baseDay, wantedOn, occurrence, zone),
      )
  }
  // Most policies list their steps in the order of time, and to look is quicker than to sort.
  if (!isInOrder(planned)) planned.sort(inOrder)
  supersede(planned)
  return planned
}

const inOrder = (a: Planned, b: Planned) => a.at - b.at || a.level - b.level || a.occurrence - b.occurrence

function isInOrder(planned: readonly Planned[]): boolean {
  for (let i = 1; i < planned.length; i++) if (inOrder(planned[i - 1]!, planned[i]!) > 0) return false
  return true
}

type Planned = { -readonly [K in keyof PlannedStep]: PlannedStep[K] }

function plan(
  planned: Planned[],
  policy: Resolved,
  item: PlannableItem,
  step: Step,
  baseDay: Day,
  wantedOn: Day,
  occurrence: number,
  zone: string,
): void {
  const { isClosed, move } = policy
  const quiet = policy.quiet[step.channels[0] ?? 'email']
  const { day, at, movedBy } = allowedMoment(wantedOn, step.minute, { isClosed, quiet, move }, zone)
  if (day < item.openSince) return
  planned.push({
    id: stepId(item, step, baseDay, occurrence),
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
    day,
    at,
    movedBy,
    supersededBy: undefined,
  })
}

/** Of steps on one day the firmest is sent: the highest level, and of one level the latest repetition. */
function supersede(planned: readonly Planned[]): void {
  // In order of time, so that those of one day are side by side.
  for (let from = 0, to = 1; from < planned.length; from = to++) {
    let best = planned[from]!
    for (; planned[to]?.day === best.day; to++) {
      const other = planned[to]!
      if (other.level > best.level || (other.level === best.level && other.occurrence > best.occurrence)) best = other
    }
    for (let i = from; i < to; i++) if (planned[i] !== best) planned[i]!.supersededBy = best.id
  }
}

/**
 * Names a step of an item for good: `rem_inv_1/1/due/20762/late/0/1`, its instalment, base and base day, step, repetition and
 * generation after the document. Only the document can hold a stroke, so no two steps share a name.
 *
 * The day on which it is sent and the version of the policy are not in it, so that a retry past midnight or an edited policy
 * says nothing twice; a due day that moves, or an item that opens again, gives new names.
 */
function stepId(item: PlannableItem, step: Step, baseDay: Day, occurrence: number): string {
  const { document, instalment, generation } = item
  return `rem_${document}/${instalment}/${step.base}/${baseDay}/${step.id}/${occurrence}/${generation}`
}
