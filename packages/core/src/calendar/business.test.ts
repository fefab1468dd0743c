import { expect, it, test } from 'vitest'
import { sharedData } from '../../test/shared-data.js'
import {
  addBusinessDays,
  formatDay,
  holidayCalendar,
  nextBusinessDay,
  parseDay,
  previousBusinessDay,
  weekendsOnly,
} from './index.js'

it.each([
  ['2026-01-30', '2026-01-30', '2026-01-30'],
  ['2026-01-31', '2026-02-02', '2026-01-30'],
  ['2026-02-01', '2026-02-02', '2026-01-30'],
])('%s rolls on to %s and back to %s', (day, following, preceding) => {
  expect(formatDay(nextBusinessDay(parseDay(day)))).toBe(following)
  expect(formatDay(previousBusinessDay(parseDay(day), weekendsOnly))).toBe(preceding)
})

test('a calendar that never opens is refused instead of searched for ever', () => {
  expect(() => nextBusinessDay(0, () => true)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
})

test('a holiday that is no day is refused', () => {
  expect(() => holidayCalendar(['2026-02-30'])).toThrow(expect.objectContaining({ code: 'invalid_date' }))
})

test('counting open days starts after the first day', () => {
  expect(addBusinessDays(parseDay('2026-01-31'), 0)).toBe(parseDay('2026-01-31'))
  expect(formatDay(addBusinessDays(parseDay('2026-01-30'), 1))).toBe('2026-02-02')
})

interface RollCase {
  id: string
  input: { calendar: string; date: string; addBusinessDays?: number }
  expected: { following: string; preceding: string; date: string }
}

const text = sharedData('standards/business-days.json')
const cases = text === undefined ? [] : (JSON.parse(text).cases as RollCase[])

test.skipIf(text === undefined)('all 12 rolls of public calendars are here (needs ../shared/data)', () => {
  expect(cases).toHaveLength(12)
})

it.each(cases)('$input.calendar from $input.date: $id', ({ input, expected }) => {
  const dates = JSON.parse(sharedData(`standards/holidays/${input.calendar}.json`) ?? '{}').dates as Record<
    string,
    string
  >
  const isClosed = holidayCalendar(Object.keys(dates))
  const day = parseDay(input.date)
  if (input.addBusinessDays !== undefined) {
    expect(formatDay(addBusinessDays(day, input.addBusinessDays, isClosed))).toBe(expected.date)
  } else {
    expect(formatDay(nextBusinessDay(day, isClosed))).toBe(expected.following)
    expect(formatDay(previousBusinessDay(day, isClosed))).toBe(expected.preceding)
  }
})
