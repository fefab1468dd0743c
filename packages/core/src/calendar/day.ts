import { attempted, ReceivablesError, shown } from '../errors/index.js'
import { civilOf, dayFrom, daysInMonth } from './civil.js'

/** A calendar day as the count of days since 1970-01-01, which is day 0. It has no time and no time zone. */
export type Day = number

const firstDay = -719_162
const lastDay = 2_932_896

const pairs = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'))

/**
 * Reads a day written `YYYY-MM-DD`.
 *
 * Strict: a real day of the calendar, years 0001 to 9999, exactly ten characters, no time and no zone.
 *
 * @throws ReceivablesError `invalid_date`
 * @example
 * parseDay('2026-03-01') // 20513
 * parseDay('2026-02-29') // throws invalid_date
 */
export function parseDay(text: string): Day {
  if (typeof text !== 'string' || text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) {
    throw invalidDate(text)
  }
  const year = number(text, 0, 4)
  const month = number(text, 5, 7)
  const day = number(text, 8, 10)
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))) throw invalidDate(text)
  return dayFrom(year, month, day)
}

/**
 * Writes a day as `YYYY-MM-DD`; {@link parseDay} reads it back.
 *
 * @throws ReceivablesError `invalid_date` outside the years 0001 to 9999, or when it is not a whole number
 * @example
 * formatDay(20513) // '2026-03-01'
 */
export function formatDay(day: Day): string {
  const { year, month, day: dayOfMonth } = civilOf(realDay(day))
  return `${pairs[(year / 100) | 0]}${pairs[year % 100]}-${pairs[month]}-${pairs[dayOfMonth]}`
}

/**
 * The day a number of days later, or earlier when it is negative. Plain calendar days: weekends count.
 *
 * @throws ReceivablesError `invalid_date` when the result lies outside the years 0001 to 9999
 * @example
 * formatDay(addDays(parseDay('2026-01-31'), 30)) // '2026-03-02'
 */
export function addDays(day: Day, days: number): Day {
  return realDay(day + days)
}

/**
 * How many days from the first day to the second; negative when the second is earlier.
 *
 * @example
 * daysBetween(parseDay('2026-02-01'), parseDay('2026-03-01')) // 28
 */
export function daysBetween(from: Day, to: Day): number {
  return to - from
}

/**
 * The day of the week as ISO 8601 numbers it, 1 for Monday to 7 for Sunday.
 *
 * @example
 * dayOfWeek(parseDay('2026-03-01')) // 7, a Sunday
 */
export function dayOfWeek(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

/**
 * Tells whether a day is a Saturday or a Sunday.
 *
 * @example
 * isWeekend(parseDay('2026-03-01')) // true
 */
export function isWeekend(day: Day): boolean {
  return dayOfWeek(day) > 5
}

/** Gives a day back when it is a whole number within the years 0001 to 9999, and refuses it otherwise. */
export function realDay(day: number): Day {
  if (day >= firstDay && day <= lastDay && Number.isInteger(day)) return day
  throw new ReceivablesError(
    'invalid_date',
    `Days go from 0001-01-01 to 9999-12-31; day ${shown(day)} from 1970-01-01 is not one of them.`,
    { day: attempted(day) },
  )
}

function number(text: string, from: number, to: number): number {
  let value = 0
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48
    if (!(digit >= 0 && digit <= 9)) return NaN
    value = value * 10 + digit
  }
  return value
}

function invalidDate(text: unknown): ReceivablesError {
  return new ReceivablesError(
    'invalid_date',
    `Days are real calendar days written YYYY-MM-DD, such as 2026-03-01; ${shown(text)} is not.`,
    { day: attempted(text) },
  )
}
