import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, it, test } from 'vitest'
import {
  addDays,
  addMonths,
  civilOf,
  dayOfWeek,
  daysBetween,
  endOfMonth,
  formatDay,
  isWeekend,
  monthsFrom,
  onDayOfMonth,
  parseDay,
} from './index.js'

const invalid = expect.objectContaining({ code: 'invalid_date' })
const anyDay = fc.integer({ min: parseDay('0001-01-01'), max: parseDay('9999-12-31') })
const epoch = Temporal.PlainDate.from('1970-01-01')
const temporalOf = (day: number) => epoch.add({ days: day })

it.each([
  ['1970-01-01', 0],
  ['1969-12-31', -1],
  ['2026-03-01', 20_513],
  ['2000-02-29', 11_016],
  ['0001-01-01', -719_162],
  ['9999-12-31', 2_932_896],
])('%s is day %i', (text, day) => {
  expect(parseDay(text)).toBe(day)
  expect(formatDay(day)).toBe(text)
})

it.each([
  '',
  '2026-02-29',
  '1900-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-04-31',
  '2026-01-00',
  '0000-01-01',
  '2026-1-1',
  '26-01-01',
  '2026-01-01T00:00',
  '2026/01/01',
  ' 2026-01-01',
  '20260101',
  '+002026-01-01',
  '-001-01-01',
  '10000-01-01',
  '٢٠٢٦-٠١-٠١',
])('%j is no day', (text) => {
  expect(() => parseDay(text)).toThrow(invalid)
})

it.each([null, undefined, 20513, new Date(0), {}])('%s is no text of a day', (value) => {
  expect(() => parseDay(value as never)).toThrow(invalid)
})

it.each([NaN, 0.5, Infinity, 2_932_897, -719_163])('day %d cannot be written', (day) => {
  expect(() => formatDay(day)).toThrow(invalid)
})

test('leaving the calendar is refused', () => {
  expect(() => addDays(parseDay('9999-12-31'), 1)).toThrow(invalid)
  expect(() => addDays(parseDay('0001-01-01'), -1)).toThrow(invalid)
  expect(() => addMonths(parseDay('9999-12-01'), 1)).toThrow(invalid)
  expect(() => addMonths(parseDay('0001-01-31'), -1)).toThrow(invalid)
  expect(() => addMonths(0, 0.5)).toThrow(invalid)
  expect(() => onDayOfMonth(parseDay('9999-12-20'), 15)).toThrow(invalid)
})

test('months are clamped from the anchor, not from the last date', () => {
  expect(monthsFrom(parseDay('2026-01-31'), 4).map(formatDay)).toEqual([
    '2026-01-31',
    '2026-02-28',
    '2026-03-31',
    '2026-04-30',
  ])
  expect(monthsFrom(parseDay('2024-02-29'), 2, 12).map(formatDay)).toEqual(['2024-02-29', '2025-02-28'])
  expect(monthsFrom(0, 0)).toEqual([])
})

it.each([
  ['2026-02-10', 15, '2026-02-15'],
  ['2026-02-15', 15, '2026-02-15'],
  ['2026-02-16', 15, '2026-03-15'],
  ['2026-02-16', 31, '2026-02-28'],
  ['2026-02-28', 31, '2026-02-28'],
  ['2026-12-20', 1, '2027-01-01'],
])('from %s the next day %i is %s', (from, dayOfMonth, expected) => {
  expect(formatDay(onDayOfMonth(parseDay(from), dayOfMonth))).toBe(expected)
})

test('text is read back, and text order is day order', () => {
  fc.assert(
    fc.property(anyDay, anyDay, (a, b) => {
      expect(parseDay(formatDay(a))).toBe(a)
      expect(formatDay(a) < formatDay(b)).toBe(a < b)
    }),
    { numRuns: 1000 },
  )
})

test('days, weekdays and month ends agree with Temporal', () => {
  fc.assert(
    fc.property(anyDay, anyDay, (a, b) => {
      const date = temporalOf(a)
      expect(formatDay(a)).toBe(date.toString())
      expect(dayOfWeek(a)).toBe(date.dayOfWeek)
      expect(isWeekend(a)).toBe(date.dayOfWeek >= 6)
      expect(formatDay(endOfMonth(a))).toBe(date.with({ day: date.daysInMonth }).toString())
      expect(daysBetween(a, b)).toBe(date.until(temporalOf(b), { largestUnit: 'days' }).days)
    }),
    { numRuns: 500 },
  )
})

test('adding months agrees with Temporal, which clamps too', () => {
  const day = fc.integer({ min: parseDay('0200-01-01'), max: parseDay('9800-12-31') })
  fc.assert(
    fc.property(day, fc.integer({ min: -2000, max: 2000 }), (from, months) => {
      expect(formatDay(addMonths(from, months))).toBe(temporalOf(from).add({ months }).toString())
    }),
    { numRuns: 500 },
  )
})

test('every day of 400 years, a whole cycle of the calendar, follows the one before it', () => {
  let [year, month, day] = [1999, 12, 31]
  for (let n = parseDay('2000-01-01'); n <= parseDay('2399-12-31'); n++) {
    const civil = civilOf(n)
    const follows =
      (civil.year === year && civil.month === month && civil.day === day + 1) ||
      (civil.year === year && civil.month === month + 1 && civil.day === 1) ||
      (civil.year === year + 1 && civil.month === 1 && month === 12 && civil.day === 1)
    if (!follows) expect(civil).toBe(`the day after ${year}-${month}-${day}`)
    ;({ year, month, day } = civil)
  }
  expect([year, month, day]).toEqual([2399, 12, 31])
})
