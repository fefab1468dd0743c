import fc from 'fast-check'
import { formatInstant, parseDay, parseInstant } from '@owekit/core/calendar'
import { expect, it, test } from 'vitest'
import type { CancellationTerms, ChargeTerms } from '../journal/booking-terms.js'
import { cancellationFor, cancellationPolicies, feeSteps, outcomeOf } from './cancellation-for.js'

const booking = {
  total: 300_00n,
  persons: 2,
  nights: 2,
  date: parseDay('2026-12-20'),
  minute: 18 * 60,
  timeZone: 'Europe/Paris',
}
/** Free until a week before, half until 48 hours before, then everything. */
const policy: CancellationTerms = {
  windows: [
    { until: { hours: 48 }, charge: { percent: '50' } },
    { until: { days: 7 }, charge: 'none' },
  ],
  after: 'all',
}

it.each([
  { title: 'weeks before, free', at: '2026-12-01T00:00:00Z', paid: 200_00n, got: [0n, 0n, 0n, 200_00n, 0n] },
  { title: 'at the last instant of it, free', at: '2026-12-13T17:00:00Z', paid: 1n, got: [0n, 0n, 0n, 1n, 0n] },
  {
    title: 'an instant later, half',
    at: '2026-12-13T17:00:00.001Z',
    paid: 200_00n,
    got: [150_00n, 150_00n, 0n, 50_00n, 0n],
  },
  { title: 'half, of too little', at: '2026-12-18T17:00:00Z', paid: 100_00n, got: [150_00n, 100_00n, 50_00n, 0n, 0n] },
  {
    title: 'after every deadline, all',
    at: '2026-12-18T17:00:01Z',
    paid: 300_00n,
    got: [300_00n, 300_00n, 0n, 0n, 0n],
  },
  { title: 'nothing was paid', at: '2026-12-19T00:00:00Z', paid: 0n, got: [300_00n, 0n, 300_00n, 0n, 0n] },
])('$title: fee, keep, owed, refund, credit', ({ at, paid, got }) => {
  const outcome = cancellationFor(policy, booking, { at: parseInstant(at), by: 'customer', paid, deposit: 90_00n })
  expect([outcome.fee, outcome.keep, outcome.owed, outcome.refund, outcome.credit]).toEqual(got)
})

test('the rest stays as credit when the policy says so; an organiser gives everything back as money', () => {
  const credit: CancellationTerms = { ...policy, rest: 'credit' }
  const cancelled = { at: parseInstant('2026-12-15T00:00:00Z'), paid: 200_00n, deposit: 0n }
  expect(cancellationFor(credit, booking, { ...cancelled, by: 'customer' })).toMatchObject({
    keep: 150_00n,
    credit: 50_00n,
    refund: 0n,
  })
  expect(cancellationFor(credit, booking, { ...cancelled, by: 'organiser' })).toMatchObject({
    fee: 0n,
    keep: 0n,
    owed: 0n,
    refund: 200_00n,
    credit: 0n,
  })
})

it.each([
  ['48 hours are 48 hours, also over a clock change', '2026-03-29', 9 * 60, { hours: 48 }, '2026-03-27T07:00:00.000Z'],
  ['2 days are 2 days by the clock', '2026-03-29', 9 * 60, { days: 2 }, '2026-03-27T08:00:00.000Z'],
  ['at a time of that day', '2026-03-29', 9 * 60, { days: 1, at: 18 * 60 }, '2026-03-28T17:00:00.000Z'],
  ['a time the clocks jump over moves forward', '2026-03-30', 0, { days: 1, at: 150 }, '2026-03-29T01:30:00.000Z'],
])('a deadline is found by the zone of the booking: %s', (_, date, minute, until, instant) => {
  const at = feeSteps(
    { windows: [{ until, charge: 'none' }], after: 'all' },
    { ...booking, date: parseDay(date), minute, timeZone: 'Europe/Berlin' },
    0n,
  )
  expect(at[0]?.until === null || at[0] === undefined ? '' : formatInstant(at[0].until)).toBe(instant)
})

it.each([
  ['flexible', [0n, 300_00n]],
  ['moderate', [0n, 150_00n, 300_00n]],
  ['strict', [90_00n, 300_00n]],
  ['nonRefundable', [300_00n]],
] as const)('ours: %s', (name, fees) => {
  expect(feeSteps(cancellationPolicies[name], booking, 90_00n).map(({ fee }) => fee)).toEqual(fees)
})

const charges: fc.Arbitrary<ChargeTerms> = fc.oneof(
  fc.constantFrom<ChargeTerms>('none', 'all', 'deposit', 'firstNight'),
  fc.integer({ min: 0, max: 100 }).map((percent): ChargeTerms => ({ percent: String(percent) })),
  fc.bigInt({ min: 1n, max: 10n ** 6n }).map((amount): ChargeTerms => ({ amount })),
)
const policies: fc.Arbitrary<CancellationTerms> = fc.record({
  windows: fc.array(
    fc.record({
      until: fc.oneof(
        fc.nat(2000).map((hours) => ({ hours })),
        fc.record({ days: fc.nat(90), at: fc.option(fc.nat(1439)) }),
      ),
      charge: charges,
    }),
    { maxLength: 5 },
  ),
  after: charges,
  rest: fc.constantFrom<'refund' | 'credit'>('refund', 'credit'),
})

test('keep + refund + credit = paid, keep + owed = fee, and the fee is one that was disclosed', () => {
  const start = parseInstant('2026-09-01T00:00:00Z')
  const instants = fc.integer({ min: 0, max: 120 * 24 * 60 }).map((minutes) => start + minutes * 60_000)
  const amounts = fc.bigInt({ min: 0n, max: 10n ** 6n })
  fc.assert(
    fc.property(policies, instants, amounts, amounts, (terms, at, paid, total) => {
      const of = { ...booking, total: total + 1n }
      const deposit = total / 3n
      const outcome = cancellationFor(terms, of, { at, by: 'customer', paid, deposit })
      expect(outcome.keep + outcome.refund + outcome.credit).toBe(paid)
      expect(outcome.keep + outcome.owed).toBe(outcome.fee)
      expect([outcome.keep, outcome.owed, outcome.refund, outcome.credit].every((part) => part >= 0n)).toBe(true)
      expect(feeSteps(terms, of, deposit).map(({ fee }) => fee)).toContain(outcome.fee)
      expect(outcome.refund === 0n || outcome.credit === 0n).toBe(true)
    }),
  )
})

test('the steps are in the order of their deadlines, whatever the order they were given in', () => {
  fc.assert(
    fc.property(policies, (terms) => {
      const deadlines = feeSteps(terms, booking, 0n).map(({ until }) => until ?? Infinity)
      expect(deadlines).toEqual([...deadlines].sort((a, b) => a - b))
      expect(deadlines.at(-1)).toBe(Infinity)
    }),
  )
})

test('what a fee takes of the money is the smaller of both', () => {
  expect(outcomeOf(150n, 200n, 'credit', '')).toMatchObject({ keep: 150n, credit: 50n, owed: 0n })
  expect(outcomeOf(150n, 100n, 'credit', '')).toMatchObject({ keep: 100n, credit: 0n, owed: 50n })
})
