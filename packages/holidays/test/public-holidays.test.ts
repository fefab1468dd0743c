import { formatDay, isWeekend, nextBusinessDay, parseDay } from '@owekit/core/calendar'
import { publicHolidays } from '@owekit/holidays'
import Holidays from 'date-holidays'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, test } from 'vitest'

it.each([
  ['DE', '', '2026-12-28'],
  ['GB', 'ENG', '2026-12-29'],
])('AC-81: after Christmas Day 2026, %s %s is open on %s', (country, state, open) => {
  const isClosed = publicHolidays(new Holidays(country, state))
  expect(formatDay(nextBusinessDay(parseDay('2026-12-25'), isClosed))).toBe(open)
})

test('a part of a country has days of its own', () => {
  const corpusChristi = parseDay('2026-06-04')
  expect(publicHolidays(new Holidays('DE'))(corpusChristi)).toBe(false)
  expect(publicHolidays(new Holidays('DE', 'BY'))(corpusChristi)).toBe(true)
  const peace = parseDay('2024-08-08')
  expect(publicHolidays(new Holidays('DE', 'BY'))(peace)).toBe(false)
  expect(publicHolidays(new Holidays('DE', 'BY', 'A'))(peace)).toBe(true)
})

test('a weekend of other days, and holidays of other kinds', () => {
  const friday = parseDay('2026-06-05')
  const weekend = (day: number) => day % 7 === friday % 7
  const isClosed = publicHolidays(new Holidays('DE'), { weekend })
  expect([friday, friday + 1, friday + 2].map(isClosed)).toEqual([true, false, false])
  const mothersDay = parseDay('2026-05-10')
  expect(publicHolidays(new Holidays('DE'), { weekend })(mothersDay)).toBe(false)
  expect(publicHolidays(new Holidays('DE'), { weekend, types: ['public', 'observance'] })(mothersDay)).toBe(true)
})

test('one that lasts into the next year is closed there too', () => {
  const long = { type: 'public', date: '2026-12-31', start: new Date('2026-12-31'), end: new Date('2027-01-03') }
  const isClosed = publicHolidays({ getHolidays: (year) => (year === 2026 ? [long] : []) }, { weekend: () => false })
  expect(['2026-12-31', '2027-01-02', '2027-01-03'].map((day) => isClosed(parseDay(day)))).toEqual([true, true, false])
})

it.each(['XX', ''])('a country that is not known is refused: %j', (country) => {
  expect(() => publicHolidays(new Holidays(country))).toThrow(expect.objectContaining({ code: 'invalid_input' }))
})

/** Published days lie in `shared/data` beside some clones; they are never copied here. */
function published(name: string): { dates: Record<string, string>; years: string } | undefined {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const file = join(folder, 'shared', 'data', 'standards', 'holidays', `${name}.json`)
    if (existsSync(file))
      return JSON.parse(readFileSync(file, 'utf8')) as { dates: Record<string, string>; years: string }
    if (folder === dirname(folder)) return undefined
  }
}

const regions = [
  { name: 'DE', source: new Holidays('DE') },
  { name: 'GB-ENG', source: new Holidays('GB', 'ENG') },
].map((region) => ({ ...region, days: published(region.name) }))

describe.skipIf(regions.some(({ days }) => days === undefined))('published days (need ../shared/data)', () => {
  it.each(regions)('$name is closed on them, 2024 to 2030, and on no others', ({ source, days }) => {
    const isClosed = publicHolidays(source)
    const found: string[] = []
    for (let day = parseDay('2024-01-01'); day <= parseDay('2030-12-31'); day++)
      if (isClosed(day) && !isWeekend(day)) found.push(formatDay(day))
    const wanted = Object.keys(days!.dates).filter((day) => !isWeekend(parseDay(day)))
    expect(found).toEqual(wanted.sort())
  })
})
