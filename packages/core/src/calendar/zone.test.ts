import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, it, test } from 'vitest'
import { sharedData } from '../../test/shared-data.js'
import {
  assertTimeZone,
  dayAt,
  formatDay,
  formatInstant,
  instantAt,
  overdueFrom,
  parseDay,
  parseInstant,
  startOfDay,
} from './index.js'

const invalid = expect.objectContaining({ code: 'invalid_time_zone' })

it.each([
  ['AC-72', 'Pacific/Auckland', '2026-11-22T11:00:00.000Z'],
  ['AC-73', 'UTC', '2026-11-23T00:00:00.000Z'],
  ['AC-74', 'America/Los_Angeles', '2026-11-23T08:00:00.000Z'],
])('%s: due 2026-11-22 in %s is overdue from %s', (_ac, zone, from) => {
  const due = parseDay('2026-11-22')
  const instant = overdueFrom(due, zone)
  expect(formatInstant(instant)).toBe(from)
  expect(dayAt(instant - 1, zone)).toBe(due)
  expect(dayAt(instant, zone)).toBe(due + 1)
})

it.each(['', 'Berlin', 'Europe/Nowhere', '+01:00', '-08', 'UTC+1', ' UTC', 'x'.repeat(100)])(
  '%j is no time zone',
  (zone) => {
    expect(() => assertTimeZone(zone)).toThrow(invalid)
    expect(() => dayAt(0, zone)).toThrow(invalid)
    expect(() => startOfDay(0, zone)).toThrow(invalid)
  },
)

it.each(['UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/Argentina/Buenos_Aires', 'Etc/GMT-1'])(
  '%s is a time zone',
  (zone) => {
    expect(() => assertTimeZone(zone)).not.toThrow()
  },
)

test('nothing but text names a zone', () => {
  for (const zone of [null, undefined, 1, {}]) expect(() => assertTimeZone(zone as never)).toThrow(invalid)
})

test('a day that starts late starts when the clocks have jumped', () => {
  expect(formatInstant(startOfDay(parseDay('2024-03-31'), 'Asia/Beirut'))).toBe('2024-03-30T22:00:00.000Z')
  expect(formatInstant(startOfDay(parseDay('2018-11-04'), 'America/Sao_Paulo'))).toBe('2018-11-04T03:00:00.000Z')
})

test('the repeated hour before midnight belongs to the day the clock shows', () => {
  const zone = 'America/St_Johns'
  expect(formatDay(dayAt(parseInstant('2010-11-07T02:30:30Z'), zone))).toBe('2010-11-07')
  expect(formatDay(dayAt(parseInstant('2010-11-07T02:35:00Z'), zone))).toBe('2010-11-06')
  expect(formatDay(dayAt(parseInstant('2010-11-07T03:30:00Z'), zone))).toBe('2010-11-07')
})

const zones = [
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Africa/Casablanca',
  'America/Santiago',
]

test('days, day starts and wall clocks agree with Temporal in every zone tried', () => {
  const instant = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2040, 0) })
  fc.assert(
    fc.property(instant, fc.constantFrom(...zones), fc.integer({ min: 0, max: 1439 }), (ms, zone, minute) => {
      const day = dayAt(ms, zone)
      const date = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate()
      expect(formatDay(day)).toBe(date.toString())
      expect(startOfDay(day, zone)).toBe(date.toZonedDateTime(zone).epochMilliseconds)
      const local = date.toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 })
      expect(instantAt(day, minute, zone)).toBe(local.toZonedDateTime(zone).epochMilliseconds)
    }),
    { numRuns: 1500 },
  )
})

test('on days with a clock change every minute falls on the day Temporal says', () => {
  const changes: [string, string][] = [
    ['Europe/Berlin', '2026-03-29'],
    ['Europe/Berlin', '2026-10-25'],
    ['America/St_Johns', '2010-11-07'],
    ['America/St_Johns', '2010-03-14'],
    ['Pacific/Apia', '2011-12-30'],
    ['America/Sao_Paulo', '2018-11-04'],
    ['Australia/Lord_Howe', '2026-04-05'],
  ]
  for (const [zone, text] of changes) {
    const from = parseInstant(`${text}T00:00:00Z`) - 36 * 3_600_000
    for (let ms = from; ms < from + 96 * 3_600_000; ms += 7 * 60_000) {
      const date = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate()
      expect(formatDay(dayAt(ms, zone)), `${zone} ${formatInstant(ms)}`).toBe(date.toString())
    }
  }
})

it.each([-1, 1440, 0.5, NaN])('minute %d is on no clock', (minute) => {
  expect(() => instantAt(0, minute, 'UTC')).toThrow(expect.objectContaining({ code: 'invalid_input' }))
})

interface LocalTimeCase {
  id: string
  input: { zone: string; local: string }
  expected: { utc: string; kind: string }
}

const text = sharedData('standards/local-time-to-instant.json')
const cases = text === undefined ? [] : (JSON.parse(text).cases as LocalTimeCase[])

test.skipIf(text === undefined)('all 11 local times are here (needs ../shared/data)', () => {
  expect(cases).toHaveLength(11)
})

it.each(cases)('$input.local in $input.zone, $expected.kind: $id', ({ input, expected }) => {
  const [hour = 0, minute = 0] = input.local.slice(11).split(':').map(Number)
  expect(instantAt(parseDay(input.local.slice(0, 10)), hour * 60 + minute, input.zone)).toBe(parseInstant(expected.utc))
})
