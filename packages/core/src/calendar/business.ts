import { ReceivablesError } from '../errors/index.js'
import { addDays, isWeekend, parseDay, type Day } from './day.js'

/** Tells whether a day is closed: a weekend, a public holiday, whatever the business does not work on. */
export type HolidayCalendar = (day: Day) => boolean

/** No calendar closes longer than this; it keeps one that never opens from being searched for ever. */
const longestClosure = 366

/**
 * The calendar that closes on Saturdays and Sundays only.
 *
 * @example
 * weekendsOnly(parseDay('2026-03-01')) // true, a Sunday
 */
export const weekendsOnly: HolidayCalendar = isWeekend

/**
 * A calendar that closes on weekends and on the listed days.
 *
 * @param holidays days written `YYYY-MM-DD`
 * @throws ReceivablesError `invalid_date`
 * @example
 * holidayCalendar(['2026-04-03', '2026-04-06'])(parseDay('2026-04-06')) // true, Easter Monday
 */
export function holidayCalendar(holidays: Iterable<string>): HolidayCalendar {
  const closed = new Set([...holidays].map(parseDay))
  return (day) => isWeekend(day) || closed.has(day)
}

/**
 * The day itself when it is open, else the next one that is ("following").
 *
 * @throws ReceivablesError `invalid_input` when the calendar stays closed for more than 366 days
 * @example
 * formatDay(nextBusinessDay(parseDay('2026-01-31'))) // '2026-02-02': a Saturday becomes Monday
 */
export function nextBusinessDay(day: Day, isClosed: HolidayCalendar = weekendsOnly): Day {
  return firstOpen(day, 1, isClosed)
}

/**
 * The day itself when it is open, else the last one before it that is ("preceding").
 *
 * @throws ReceivablesError `invalid_input` when the calendar stays closed for more than 366 days
 * @example
 * formatDay(previousBusinessDay(parseDay('2026-01-31'))) // '2026-01-30'
 */
export function previousBusinessDay(day: Day, isClosed: HolidayCalendar = weekendsOnly): Day {
  return firstOpen(day, -1, isClosed)
}

/**
 * The day a number of open days later. The starting day is not counted, open or not; 0 gives it back as it is.
 *
 * @param count a whole number, not negative
 * @throws ReceivablesError `invalid_input` when the calendar stays closed for more than 366 days
 * @example
 * formatDay(addBusinessDays(parseDay('2026-01-30'), 1)) // '2026-02-02': Friday to Monday
 */
export function addBusinessDays(day: Day, count: number, isClosed: HolidayCalendar = weekendsOnly): Day {
  let current = day
  for (let left = count; left > 0; left--) current = firstOpen(addDays(current, 1), 1, isClosed)
  return current
}

function firstOpen(from: Day, step: 1 | -1, isClosed: HolidayCalendar): Day {
  let day = from
  for (let closed = 0; isClosed(day); closed++) {
    if (closed >= longestClosure) {
      throw new ReceivablesError(
        'invalid_input',
        `The holiday calendar has no open day within ${longestClosure} days.`,
        { limit: longestClosure },
      )
    }
    day = addDays(day, step)
  }
  return day
}
