import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { money, minor, splitByPercent, toDecimal } from '../money/index.js'
import { sharedData } from '../../test/shared-data.js'
import {
  dayOfNextMonth,
  dueDate,
  endOfMonthAfter,
  eomPlus,
  formatDay,
  holidayCalendar,
  net,
  netEom,
  onReceipt,
  parseDay,
  type Terms,
} from './index.js'

const invalid = expect.objectContaining({ code: 'invalid_terms' })
const due = (issued: string, terms: Terms) => formatDay(dueDate(parseDay(issued), terms))

it.each([
  ['AC-38', '2026-01-31', 'net 30', net(30), '2026-03-02'],
  ['AC-39', '2026-01-31', 'month end, then 30 days', eomPlus(30), '2026-03-02'],
  ['AC-40', '2026-01-31', '30 days, then month end', netEom(30), '2026-03-31'],
  ['AC-41', '2026-01-31', 'end of next month', endOfMonthAfter(1), '2026-02-28'],
  ['AC-42', '2026-09-13', '45 days, then month end', netEom(45), '2026-10-31'],
  ['AC-42', '2026-09-13', 'month end, then 45 days', eomPlus(45), '2026-11-14'],
  ['AC-43', '2025-02-10', 'end of next month', endOfMonthAfter(1), '2025-03-31'],
  ['AC-44', '2020-06-11', 'end of next month', endOfMonthAfter(1), '2020-07-31'],
] as const)('%s: %s, %s', (_ac, issued, _words, terms, expected) => {
  expect(due(issued, terms)).toBe(expected)
})

it.each([
  ['2026-01-31', dayOfNextMonth(15), '2026-02-15'],
  ['2026-01-31', dayOfNextMonth(31), '2026-02-28'],
  ['2026-12-01', dayOfNextMonth(1), '2027-01-01'],
  ['2026-01-31', onReceipt, '2026-01-31'],
  ['2026-01-31', [{ addMonths: 1 }], '2026-02-28'],
  ['2026-01-01', [{ addDays: 30 }, { nextBusinessDay: 'weekends' }], '2026-02-02'],
  ['2026-04-03', [{ nextBusinessDay: holidayCalendar(['2026-04-03', '2026-04-06']) }], '2026-04-07'],
] as const)('issued %s, steps %j: due %s', (issued, terms, expected) => {
  expect(due(issued, terms)).toBe(expected)
})

test('a step may name a calendar that the caller knows', () => {
  const calendars = { target2: holidayCalendar(['2026-04-03', '2026-04-06']) }
  expect(formatDay(dueDate(parseDay('2026-04-03'), [{ nextBusinessDay: 'target2' }], calendars))).toBe('2026-04-07')
  expect(() => dueDate(0, [{ nextBusinessDay: 'moon' }], calendars)).toThrow(
    /"moon" is not known; these are: weekends, target2/,
  )
  expect(() => dueDate(0, [{ nextBusinessDay: 'toString' }])).toThrow(invalid)
})

it.each([
  [[{ addDays: -30 }]],
  [[{ addDays: 1.5 }]],
  [[{ addDays: '30' }]],
  [[{ addDays: 36_501 }]],
  [[{ addMonths: -1 }]],
  [[{ dayOfMonth: 0 }]],
  [[{ dayOfMonth: 32 }]],
  [[{ endOfMonth: false }]],
  [[{}]],
  [[{ addDays: 1, addMonths: 1 }]],
  [[{ nextBusinessDay: 7 }]],
  [[{ someday: 1 }]],
  [[null]],
  [[30]],
  ['net 30'],
  [Array.from({ length: 13 }, () => ({ addDays: 1 }))],
])('terms %j are refused', (terms) => {
  expect(() => dueDate(0, terms as never)).toThrow(invalid)
})

it.each([net, eomPlus, netEom, endOfMonthAfter, dayOfNextMonth])('preset %# refuses a negative number', (preset) => {
  expect(() => preset(-1)).toThrow(invalid)
})

test('no terms are due before the issue date', () => {
  const days = fc.integer({ min: 0, max: 400 })
  const step = fc.oneof(
    fc.record({ addDays: days }),
    fc.record({ addMonths: fc.integer({ min: 0, max: 24 }) }),
    fc.constant({ endOfMonth: true } as const),
    fc.record({ dayOfMonth: fc.integer({ min: 1, max: 31 }) }),
    fc.constant({ nextBusinessDay: 'weekends' }),
  )
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), fc.array(step, { maxLength: 5 }), (issued, terms) => {
      expect(dueDate(issued, terms)).toBeGreaterThanOrEqual(issued)
    }),
  )
})

interface Line {
  percent?: number
  rule?: string
  days?: number
  day?: number
}

interface PeerCase {
  id: string
  source: { repo: string }
  input: { invoiceDate?: string; from?: string; rule?: string; amount?: string; terms?: Line[] }
  expected: { dueDates?: string[]; dueDate?: string; amounts?: string[]; error?: true }
}

/** Our steps for the rules peers name. */
function stepsFor(line: Line): Terms {
  const [rule, day] = (line.rule ?? 'days_after').split(':')
  switch (rule) {
    case 'days_after':
      return net(line.days ?? 0)
    case 'end_of_month_then_days':
      return eomPlus(line.days ?? 0)
    case 'last_day_of_invoice_month':
    case 'last_of_month_after':
      return endOfMonthAfter(0)
    case 'day_of_following_month':
      return dayOfNextMonth(line.day ?? 0)
    case 'first_of_next_month':
      return dayOfNextMonth(1)
    case 'day_of_month':
      return [{ dayOfMonth: Number(day) }]
    default:
      throw new Error(`no steps for ${rule}`)
  }
}

const text = sharedData('peers-cases/payment-terms.json')
const cases = text === undefined ? [] : (JSON.parse(text).cases as PeerCase[])

test.skipIf(text === undefined)('all 26 payment terms of peers are here (needs ../shared/data)', () => {
  expect(cases).toHaveLength(26)
})

it.each(cases)('terms as $source.repo has them: $id', ({ input, expected }) => {
  const lines = input.terms ?? [{ rule: input.rule ?? '' }]
  const from = input.invoiceDate ?? input.from ?? '2026-01-01'
  const percents = lines.map((line) => String(line.percent ?? 100))
  const dates = () => lines.map((line) => due(from, stepsFor(line)))
  const amounts = () =>
    splitByPercent(money(input.amount ?? '0', 'EUR').minor, percents).map((part) => toDecimal(minor(part, 'EUR')))
  if (expected.error === true) expect(() => [dates(), amounts()]).toThrow(invalid)
  if (expected.dueDates !== undefined) expect(dates()).toEqual(expected.dueDates)
  if (expected.dueDate !== undefined) expect(dates()).toEqual([expected.dueDate])
  if (expected.amounts !== undefined) expect(amounts()).toEqual(expected.amounts)
})
