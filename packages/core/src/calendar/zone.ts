import { fromEpochMilliseconds, toZonedDateTimeISO } from 'temporal-polyfill/fns/Instant'
import { create as plainDate, toZonedDateTime } from 'temporal-polyfill/fns/PlainDate'
import { create as plainDateTime, toZonedDateTime as atLocalTime } from 'temporal-polyfill/fns/PlainDateTime'
import { attempted, ReceivablesError, shown } from '../errors/index.js'
import { civilOf, dayFrom } from './civil.js'
import { realDay, type Day } from './day.js'
import type { Instant } from './instant.js'

const dayLength = 86_400_000

/** Zones that were checked. Bounded, because names may come from outside and upper and lower case both pass. */
const knownZones = new Set<string>()
const mostZones = 1_000

/** The start of a day by zone and day: Temporal takes microseconds, and a year of invoices asks for few days. */
const starts = new Map<string, Map<Day, Instant>>()
const mostStarts = 50_000
let startCount = 0

/**
 * Refuses a time zone that is not an IANA name, such as `Europe/Berlin` or `UTC`.
 *
 * Fixed offsets (`+01:00`) are refused: they know no clock changes, and not every supported runtime reads them.
 *
 * @throws ReceivablesError `invalid_time_zone`
 * @example
 * assertTimeZone('Europe/Berlin')
 * assertTimeZone('Berlin') // throws invalid_time_zone
 */
export function assertTimeZone(zone: string): void {
  if (knownZones.has(zone)) return
  if (typeof zone !== 'string' || zone.length > 64 || !/^[A-Za-z]/.test(zone) || !isKnown(zone)) {
    throw new ReceivablesError(
      'invalid_time_zone',
      `Time zones are IANA names such as Europe/Berlin; ${shown(zone)} is not known here.`,
      { zone: attempted(zone) },
    )
  }
  if (knownZones.size >= mostZones) knownZones.clear()
  knownZones.add(zone)
}

function isKnown(zone: string): boolean {
  try {
    toZonedDateTimeISO(fromEpochMilliseconds(0), zone)
    return true
  } catch {
    return false
  }
}

/**
 * The calendar day on which an instant falls in a zone.
 *
 * @throws ReceivablesError `invalid_time_zone`
 * @example
 * formatDay(dayAt(parseInstant('2026-11-22T11:00:00Z'), 'Pacific/Auckland')) // '2026-11-23'
 */
export function dayAt(instant: Instant, zone: string): Day {
  const guess = Math.floor(instant / dayLength)
  for (const day of [guess, guess - 1, guess + 1]) {
    const start = startOfDay(day, zone)
    if (instant < start || instant >= start + dayLength) continue
    // A day of 24 hours has no clock change, so it holds exactly the instants from its start on.
    if (startOfDay(day + 1, zone) - start === dayLength) return day
    break
  }
  const { year, month, day } = toZonedDateTimeISO(fromEpochMilliseconds(instant), zone)
  return dayFrom(year, month, day)
}

/**
 * The first instant of a day in a zone: midnight, or later where the clocks jump over midnight.
 *
 * @throws ReceivablesError `invalid_time_zone`, `invalid_date`
 * @example
 * formatInstant(startOfDay(parseDay('2026-11-23'), 'Pacific/Auckland')) // '2026-11-22T11:00:00.000Z'
 */
export function startOfDay(day: Day, zone: string): Instant {
  let ofZone = starts.get(zone)
  const cached = ofZone?.get(day)
  if (cached !== undefined) return cached
  assertTimeZone(zone)
  const civil = civilOf(realDay(day))
  const start = toZonedDateTime(plainDate(civil.year, civil.month, civil.day), zone).epochMilliseconds
  if (startCount >= mostStarts) {
    starts.clear()
    startCount = 0
    ofZone = undefined
  }
  if (ofZone === undefined) starts.set(zone, (ofZone = new Map<Day, Instant>()))
  ofZone.set(day, start)
  startCount += 1
  return start
}

/**
 * The instant at which a wall clock in a zone shows a time of a day.
 *
 * A time the clocks jump over moves forward by the jump; a time shown twice is the first of the two.
 *
 * @param minuteOfDay whole minutes after midnight by the clock, 0 to 1439: 540 is 09:00
 * @throws ReceivablesError `invalid_time_zone`, `invalid_date`, `invalid_input` for another minute
 * @example
 * formatInstant(instantAt(parseDay('2026-03-29'), 150, 'Europe/Berlin')) // '2026-03-29T01:30:00.000Z': 02:30 is skipped
 */
export function instantAt(day: Day, minuteOfDay: number, zone: string): Instant {
  if (!Number.isInteger(minuteOfDay) || minuteOfDay < 0 || minuteOfDay > 1439) {
    throw new ReceivablesError(
      'invalid_input',
      `Minutes of a day go from 0 to 1439; ${shown(minuteOfDay)} is not one.`,
      {
        minuteOfDay: attempted(minuteOfDay),
      },
    )
  }
  const start = startOfDay(day, zone)
  if (startOfDay(day + 1, zone) - start === dayLength) return start + minuteOfDay * 60_000
  const civil = civilOf(day)
  const hour = Math.floor(minuteOfDay / 60)
  return atLocalTime(plainDateTime(civil.year, civil.month, civil.day, hour, minuteOfDay % 60), zone).epochMilliseconds
}

/**
 * The instant from which something due on a day is overdue: the start of the day after, in the account's zone.
 *
 * The whole due day is still on time wherever the customer pays from. Worked cases AC-72 to AC-74.
 *
 * @throws ReceivablesError `invalid_time_zone`, `invalid_date`
 * @example
 * formatInstant(overdueFrom(parseDay('2026-11-22'), 'America/Los_Angeles')) // '2026-11-23T08:00:00.000Z'
 */
export function overdueFrom(dueDay: Day, zone: string): Instant {
  return startOfDay(dueDay + 1, zone)
}
