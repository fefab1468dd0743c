import { attempted, ReceivablesError, shown } from '../errors/index.js'
import { dayFrom, daysInMonth } from './civil.js'

/** A moment as the count of milliseconds since 1970-01-01T00:00:00Z, a whole number. */
export type Instant = number

const form = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d\d):(\d\d))$/

const first = -62_135_596_800_000
const last = 253_402_300_799_999

/**
 * Reads an instant written as RFC 3339: a date, a time with seconds, and `Z` or an offset.
 *
 * Text without an offset names no instant and is refused, as are leap seconds. Digits below the millisecond are cut
 * off. The instant itself lies in the years 0001 to 9999 of UTC.
 *
 * @throws ReceivablesError `invalid_instant`
 * @example
 * parseInstant('2026-11-23T00:00:00+13:00') // 1795345200000, which is 2026-11-22T11:00:00Z
 */
export function parseInstant(text: string): Instant {
  const match = typeof text === 'string' && text.length <= 40 ? form.exec(text) : null
  if (match === null) throw invalidInstant(text)
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const offsetHours = Number(match[9] ?? 0)
  const offsetMinutes = Number(match[10] ?? 0)
  const real =
    year >= 1 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month) &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59 &&
    offsetHours <= 23 &&
    offsetMinutes <= 59
  if (!real) throw invalidInstant(text)
  const offset = (offsetHours * 60 + offsetMinutes) * (match[8] === '-' ? -60_000 : 60_000)
  const milliseconds = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3))
  const time = ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds
  const instant = dayFrom(year, month, day) * 86_400_000 + time - offset
  if (instant < first || instant > last) throw invalidInstant(text)
  return instant
}

/**
 * Writes an instant as ISO text in UTC, always with milliseconds and `Z`, so that text order is time order.
 *
 * @throws ReceivablesError `invalid_instant` outside the years 0001 to 9999, or when it is not a whole number
 * @example
 * formatInstant(1795345200000) // '2026-11-22T11:00:00.000Z'
 */
export function formatInstant(instant: Instant): string {
  if (instant >= first && instant <= last && Number.isInteger(instant)) return new Date(instant).toISOString()
  throw invalidInstant(instant)
}

function invalidInstant(value: unknown): ReceivablesError {
  return new ReceivablesError(
    'invalid_instant',
    `Instants are RFC 3339 with Z or an offset, such as 2026-11-22T11:00:00Z; ${shown(value)} is not.`,
    { instant: attempted(value) },
  )
}
