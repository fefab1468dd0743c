import { civilOf, type Day, type HolidayCalendar, isWeekend, parseDay } from '@owekit/core/calendar'
import { ReceivablesError } from '@owekit/core/ports'

/** An instance of date-holidays, or anything of its shape. */
export interface HolidaySource {
  getHolidays(year: number): readonly {
    /** `YYYY-MM-DD`, a time may follow. */
    readonly date: string
    readonly start: Date
    readonly end: Date
    readonly type: string
  }[]
}

/** What is closed besides public holidays, and which those are. */
export interface HolidayOptions {
  /** Weekdays on which nothing is open. @default Saturday and Sunday */
  readonly weekend?: (day: Day) => boolean
  /** Kinds of holidays on which nothing is open: `public`, `bank`, `school`, `optional`, `observance`. @default ['public'] */
  readonly types?: readonly string[]
}

const dayLength = 86_400_000

/**
 * The days on which a region is closed: weekends and public holidays, substitutes included. A year is asked for once.
 *
 * @throws ReceivablesError `invalid_input` for a region of which date-holidays knows no such days
 * @example
 * import Holidays from 'date-holidays'
 * const isClosed = publicHolidays(new Holidays('GB', 'ENG'))
 * isClosed(parseDay('2026-12-28')) // true: a Monday, for Boxing Day falls on a Saturday
 */
export function publicHolidays(
  source: HolidaySource,
  { weekend = isWeekend, types = ['public'] }: HolidayOptions = {},
): HolidayCalendar {
  const years = new Map<number, Set<Day>>()
  const closedIn = (year: number) => {
    let days = years.get(year)
    if (days === undefined) years.set(year, (days = daysOf(source, year, types)))
    return days
  }
  if (closedIn(2026).size === 0)
    throw new ReceivablesError(
      'invalid_input',
      `The calendar knows no ${types.join(' or ')} holidays: is the country one it has, as in new Holidays('DE')?`,
      { types: [...types] },
    )
  return (day) => {
    if (weekend(day)) return true
    const { year } = civilOf(day)
    // One of the year before may last into this one.
    return closedIn(year).has(day) || closedIn(year - 1).has(day)
  }
}

function daysOf(source: HolidaySource, year: number, types: readonly string[]): Set<Day> {
  const days = new Set<Day>()
  for (const { type, date, start, end } of source.getHolidays(year)) {
    if (!types.includes(type)) continue
    const first = parseDay(date.slice(0, 10))
    // Clock changes make days of 23 and 25 hours.
    const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / dayLength))
    for (let i = 0; i < length; i++) days.add(first + i)
  }
  return days
}
