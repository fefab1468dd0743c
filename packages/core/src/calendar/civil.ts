/** A day as people write it: year 1 to 9999, month 1 to 12, day of the month 1 to 31. */
export interface CivilDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

const daysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365] as const

/** Days from 0001-01-01 to 1970-01-01. */
const epochOffset = 719_162

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/** Days from 0001-01-01 to 1 January of a year. */
function daysBeforeYear(year: number): number {
  const past = year - 1
  return past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400)
}

/**
 * How many days a month has.
 *
 * @example
 * daysInMonth(2024, 2) // 29
 */
export function daysInMonth(year: number, month: number): number {
  if (month === 2 && isLeap(year)) return 29
  return (daysBeforeMonth[month] ?? NaN) - (daysBeforeMonth[month - 1] ?? NaN)
}

/**
 * Counts the days from 1970-01-01 to a date that is known to be real; the inverse of {@link civilOf}.
 *
 * @example
 * dayFrom(1970, 1, 2) // 1
 */
export function dayFrom(year: number, month: number, day: number): number {
  const leap = month > 2 && isLeap(year) ? 1 : 0
  return daysBeforeYear(year) + (daysBeforeMonth[month - 1] ?? NaN) + leap + day - 1 - epochOffset
}

/**
 * The year, month and day of the month of a day count, in the Gregorian calendar carried back to year 1.
 *
 * @example
 * civilOf(20513) // { year: 2026, month: 3, day: 1 }
 */
export function civilOf(day: number): CivilDate {
  const since = day + epochOffset
  let year = Math.floor(since / 365.2425) + 1
  let rest = since - daysBeforeYear(year)
  if (rest < 0) {
    year -= 1
    rest = since - daysBeforeYear(year)
  } else if (rest >= 365 && rest >= (isLeap(year) ? 366 : 365)) {
    rest -= isLeap(year) ? 366 : 365
    year += 1
  }
  const leap = isLeap(year) ? 1 : 0
  let month = Math.floor(rest / 31) + 1
  if (rest >= daysBeforeMonth[month]! + (month > 1 ? leap : 0)) month += 1
  return { year, month, day: rest - daysBeforeMonth[month - 1]! - (month > 2 ? leap : 0) + 1 }
}
