import { type Day, type HolidayCalendar, type Instant, instantAt } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'

/** Why a step is not sent when it asks to be. */
export type MovedBy = 'closed_day' | 'quiet_hours'

/** When something may be sent. */
export interface Allowed {
  readonly isClosed: HolidayCalendar
  /** Minutes of the day: the first quiet one, and the first that is not. */
  readonly quiet?: { readonly from: number; readonly to: number } | undefined
  readonly move: 'forward' | 'backward'
}

/** A minute of a day by a clock, and what moved it there. */
export interface Moment {
  readonly day: Day
  /** Whole minutes after midnight by the clock. */
  readonly minute: number
  readonly at: Instant
  readonly movedBy: MovedBy | undefined
}

/** No calendar closes longer. */
const mostDays = 366

/**
 * The moment at which something is sent that is meant for a minute of a day: that one, or the nearest allowed one after it
 * (before it, when it moves backward).
 *
 * @throws ReceivablesError `invalid_input` when no day within a year is open
 * @example
 * // quiet from 20:00 to 08:00: 21:30 goes to 08:00 of the day after
 * allowedMoment(20_780, 1290, { isClosed: () => false, quiet: { from: 1200, to: 480 }, move: 'forward' }, 'UTC').minute // 480
 */
export function allowedMoment(wantedDay: Day, wantedMinute: number, allowed: Allowed, zone: string): Moment {
  const { isClosed, quiet, move } = allowed
  const step = move === 'forward' ? 1 : -1
  let day = wantedDay
  let minute = wantedMinute
  let movedBy: MovedBy | undefined
  if (quiet !== undefined && isQuiet(minute, quiet)) {
    const overMidnight = quiet.from > quiet.to
    if (move === 'forward') {
      if (overMidnight && minute >= quiet.from) day++
      minute = quiet.to
    } else {
      if (overMidnight && minute < quiet.to) day--
      minute = quiet.from - 1
      if (minute < 0) {
        day--
        minute = 1439
      }
    }
    movedBy = 'quiet_hours'
  }
  for (let closed = 0; isClosed(day); closed++) {
    if (closed >= mostDays)
      throw new ReceivablesError('invalid_input', `The calendar has no open day within ${mostDays} days.`, {
        limit: mostDays,
      })
    day += step
    movedBy ??= 'closed_day'
  }
  return { day, minute, at: instantAt(day, minute, zone), movedBy }
}

/** Whether nothing is sent in a minute of the day. */
function isQuiet(minute: number, { from, to }: { readonly from: number; readonly to: number }): boolean {
  return from < to ? minute >= from && minute < to : minute >= from || minute < to
}
