import { attempted, shown } from '../errors/index.js'
import { nextBusinessDay, weekendsOnly, type HolidayCalendar } from './business.js'
import { addDays, type Day } from './day.js'
import { addMonths, endOfMonth, onDayOfMonth } from './month.js'
import { badTerms, checkedTerms, type Terms } from './term-step.js'

/**
 * Due a number of days after the issue date.
 *
 * @throws ReceivablesError `invalid_terms` when the number is negative or not whole
 * @example
 * dueDate(parseDay('2026-01-31'), net(30)) // 2026-03-02
 */
export function net(days: number): Terms {
  return checkedTerms([{ addDays: days }])
}

/**
 * Due a number of days after the end of the issue month: month end first, then the days.
 *
 * @throws ReceivablesError `invalid_terms` when the number is negative or not whole
 * @example
 * dueDate(parseDay('2026-09-13'), eomPlus(45)) // 2026-11-14
 */
export function eomPlus(days: number): Terms {
  return checkedTerms([{ endOfMonth: true }, { addDays: days }])
}

/**
 * Due at the end of the month that a number of days leads to: the days first, then month end.
 *
 * @throws ReceivablesError `invalid_terms` when the number is negative or not whole
 * @example
 * dueDate(parseDay('2026-09-13'), netEom(45)) // 2026-10-31
 */
export function netEom(days: number): Terms {
  return checkedTerms([{ addDays: days }, { endOfMonth: true }])
}

/**
 * Due at the end of the month that comes a number of months after the issue month; 0 is the issue month itself.
 *
 * @throws ReceivablesError `invalid_terms` when the number is negative or not whole
 * @example
 * dueDate(parseDay('2025-02-10'), endOfMonthAfter(1)) // 2025-03-31, not 03-28
 */
export function endOfMonthAfter(months: number): Terms {
  return checkedTerms([{ addMonths: months }, { endOfMonth: true }])
}

/**
 * Due on a day of the month after the issue month, or on its last day when it is shorter.
 *
 * @throws ReceivablesError `invalid_terms` unless the day is 1 to 31
 * @example
 * dueDate(parseDay('2026-01-31'), dayOfNextMonth(15)) // 2026-02-15
 */
export function dayOfNextMonth(day: number): Terms {
  return checkedTerms([{ endOfMonth: true }, { addDays: 1 }, { dayOfMonth: day }])
}

/**
 * Due on the day of issue.
 *
 * @example
 * dueDate(parseDay('2026-01-31'), onReceipt) // 2026-01-31
 */
export const onReceipt: Terms = []

/**
 * The day an invoice falls due under its terms.
 *
 * Due dates stay on weekends and holidays unless a `nextBusinessDay` step says otherwise, because moving them changes
 * the legal due date. The calendar name `weekends` is always known. Worked cases AC-38 to AC-44.
 *
 * @param calendars holiday calendars that steps may name
 * @throws ReceivablesError `invalid_terms` for a negative number, a step that is none of {@link TermStep}, or an unknown
 * calendar name; `invalid_date` when the result leaves the year 9999
 * @example
 * formatDay(dueDate(parseDay('2026-01-31'), netEom(30))) // '2026-03-31'
 */
export function dueDate(issuedOn: Day, terms: Terms, calendars: Readonly<Record<string, HolidayCalendar>> = {}): Day {
  return checkedTerms(terms).reduce((day, step) => {
    if ('addDays' in step) return addDays(day, step.addDays)
    if ('addMonths' in step) return addMonths(day, step.addMonths)
    if ('endOfMonth' in step) return endOfMonth(day)
    if ('dayOfMonth' in step) return onDayOfMonth(day, step.dayOfMonth)
    return nextBusinessDay(day, calendarOf(step.nextBusinessDay, calendars))
  }, issuedOn)
}

function calendarOf(
  named: string | HolidayCalendar,
  known: Readonly<Record<string, HolidayCalendar>>,
): HolidayCalendar {
  if (typeof named === 'function') return named
  if (Object.hasOwn(known, named)) return known[named]!
  if (named === 'weekends') return weekendsOnly
  const names = ['weekends', ...Object.keys(known)]
  throw badTerms(`Holiday calendar ${shown(named)} is not known; these are: ${names.join(', ')}.`, {
    calendar: attempted(named),
  })
}
