import { attempted, ReceivablesError, shown } from '../errors/index.js'
import { civilOf, dayFrom, daysInMonth } from './civil.js'
import { realDay, type Day } from './day.js'

/**
 * The same day of the month a number of months later, or the last day of that month when it is shorter.
 *
 * Adding months twice is not adding them once: 31 January + 1 + 1 is 28 March. Count from the first day, as
 * {@link monthsFrom} does.
 *
 * @throws ReceivablesError `invalid_date` when the result lies outside the years 0001 to 9999
 * @example
 * formatDay(addMonths(parseDay('2026-01-31'), 1)) // '2026-02-28'
 * formatDay(addMonths(parseDay('2026-01-31'), 2)) // '2026-03-31'
 */
export function addMonths(day: Day, months: number): Day {
  const from = civilOf(realDay(day))
  const total = from.year * 12 + from.month - 1 + months
  const year = Math.floor(total / 12)
  const month = total - year * 12 + 1
  if (!(year >= 1 && year <= 9999 && Number.isInteger(months))) {
    throw new ReceivablesError('invalid_date', `Adding ${shown(months)} months leaves the years 0001 to 9999.`, {
      months: attempted(months),
    })
  }
  return dayFrom(year, month, Math.min(from.day, daysInMonth(year, month)))
}

/**
 * A run of monthly days that starts at an anchor, each clamped from the anchor and not from the day before it.
 *
 * @param count how many days, the anchor included
 * @param every how many months apart
 * @throws ReceivablesError `invalid_date` when one lies outside the years 0001 to 9999
 * @example
 * monthsFrom(parseDay('2026-01-31'), 3).map(formatDay) // ['2026-01-31', '2026-02-28', '2026-03-31']
 */
export function monthsFrom(anchor: Day, count: number, every = 1): Day[] {
  return Array.from({ length: count }, (_, i) => addMonths(anchor, i * every))
}

/**
 * The last day of the month a day is in.
 *
 * @example
 * formatDay(endOfMonth(parseDay('2024-02-10'))) // '2024-02-29'
 */
export function endOfMonth(day: Day): Day {
  const { year, month, day: dayOfMonth } = civilOf(realDay(day))
  return day - dayOfMonth + daysInMonth(year, month)
}

/**
 * The next day with a number in the month, on or after the given day; a short month offers its last day instead.
 *
 * @param dayOfMonth 1 to 31
 * @example
 * formatDay(onDayOfMonth(parseDay('2026-02-10'), 15)) // '2026-02-15'
 * formatDay(onDayOfMonth(parseDay('2026-02-16'), 15)) // '2026-03-15'
 * formatDay(onDayOfMonth(parseDay('2026-02-16'), 31)) // '2026-02-28'
 */
export function onDayOfMonth(day: Day, dayOfMonth: number): Day {
  const { year, month, day: current } = civilOf(realDay(day))
  const here = Math.min(dayOfMonth, daysInMonth(year, month))
  if (here >= current) return day + here - current
  const [nextYear, nextMonth] = month === 12 ? [year + 1, 1] : [year, month + 1]
  return realDay(dayFrom(nextYear, nextMonth, Math.min(dayOfMonth, daysInMonth(nextYear, nextMonth))))
}
