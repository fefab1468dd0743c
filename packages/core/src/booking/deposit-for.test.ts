import fc from 'fast-check'
import { formatDay, parseDay } from '@owekit/core/calendar'
import { expect, it, test } from 'vitest'
import type { ChargeTerms } from '../journal/booking-terms.js'
import { chargeOf } from './charge.js'
import { depositFor, type DepositRule, depositRules } from './deposit-for.js'

const on = parseDay('2026-11-22')
const booking = {
  total: 400_00n,
  persons: 3,
  nights: 7,
  date: parseDay('2026-12-20'),
  minute: 18 * 60,
  timeZone: 'Europe/Paris',
}

it.each<[title: string, rule: DepositRule, deposit: bigint, choices: string, total?: bigint]>([
  ['nothing is asked', { ask: 'none', minimum: 50_00n }, 0n, 'deposit full'],
  ['a fixed amount', { ask: { amount: 150_00n } }, 150_00n, 'deposit full'],
  ['a fixed amount above the total is the total', { ask: { amount: 500_00n } }, 400_00n, 'full'],
  ['a percentage', { ask: { percent: '30' } }, 120_00n, 'deposit full'],
  ['a percentage is rounded half up: 12.5 % of 99.96', { ask: { percent: '12.5' } }, 12_50n, 'deposit full', 99_96n],
  ['an amount a person', { ask: { perPerson: 25_00n } }, 75_00n, 'deposit full'],
  ['the first night, with the odd cents', { ask: 'firstNight' }, 57_15n, 'deposit full'],
  ['at least the minimum', { ask: { percent: '10' }, minimum: 50_00n }, 50_00n, 'deposit full'],
  ['a minimum above the total is the total', { ask: { percent: '10' }, minimum: 500_00n }, 400_00n, 'full'],
  ['all of it within 28 days', { ask: { percent: '30' }, fullWithinDays: 28 }, 400_00n, 'full'],
  ['not yet within 27 days', { ask: { percent: '30' }, fullWithinDays: 27 }, 120_00n, 'deposit full'],
  ['all of a total below 400.01', { ask: { percent: '30' }, fullBelow: 400_01n }, 400_00n, 'full'],
  ['not of one that reaches it', { ask: { percent: '30' }, fullBelow: 400_00n }, 120_00n, 'deposit full'],
  ['the payer may not pay all', { ask: { percent: '30' }, mayPayFull: false }, 120_00n, 'deposit'],
  ['ours: none', depositRules.none, 0n, 'deposit full'],
  ['ours: third, 28 days before', depositRules.third, 400_00n, 'full'],
  ['ours: half', depositRules.half, 200_00n, 'deposit full'],
  ['ours: full', depositRules.full, 400_00n, 'full'],
])('%s', (_, rule, deposit, choices, total = booking.total) => {
  const offer = depositFor(rule, { ...booking, total }, on)
  expect([offer.deposit, offer.choices.join(' ')]).toEqual([deposit, choices])
})

test('the balance is due days before the booking, never before it was asked for', () => {
  const due = (balanceDays: number) => formatDay(depositFor({ ask: 'none', balanceDays }, booking, on).balanceDueOn)
  expect([due(0), due(7), due(28), due(60)]).toEqual(['2026-12-20', '2026-12-13', '2026-11-22', '2026-11-22'])
})

const charges: fc.Arbitrary<ChargeTerms> = fc.oneof(
  fc.constantFrom<ChargeTerms>('none', 'all', 'deposit', 'firstNight'),
  fc.integer({ min: 0, max: 10_000 }).map((basis): ChargeTerms => ({ percent: (basis / 100).toFixed(2) })),
  fc.bigInt({ min: 1n, max: 10n ** 9n }).map((amount): ChargeTerms => ({ amount })),
  fc.bigInt({ min: 1n, max: 10n ** 7n }).map((perPerson): ChargeTerms => ({ perPerson })),
)

test('deposit + balance = total, both not below zero, and who may pay all is asked no more than all', () => {
  const rules = fc.record({
    ask: charges,
    minimum: fc.option(fc.bigInt({ min: 1n, max: 10n ** 9n })),
    fullWithinDays: fc.option(fc.nat(60)),
    fullBelow: fc.option(fc.bigInt({ min: 1n, max: 10n ** 9n })),
    mayPayFull: fc.boolean(),
    balanceDays: fc.nat(60),
  })
  const totals = fc.bigInt({ min: 1n, max: 10n ** 9n })
  fc.assert(
    fc.property(rules, totals, fc.integer({ min: 1, max: 20 }), fc.nat(90), (rule, total, persons, away) => {
      const offer = depositFor(rule, { ...booking, total, persons, date: on + away }, on)
      expect(offer.deposit + offer.balance).toBe(total)
      expect(offer.deposit >= 0n && offer.balance >= 0n).toBe(true)
      expect(offer.choices.includes('deposit')).toBe(offer.deposit < total)
      expect(offer.balanceDueOn >= on).toBe(true)
      expect(
        rule.ask === 'none' || rule.minimum === null || offer.deposit >= rule.minimum || offer.balance === 0n,
      ).toBe(true)
    }),
  )
})

test('a charge is never below zero nor above the total', () => {
  fc.assert(
    fc.property(
      charges,
      fc.bigInt({ min: 1n, max: 10n ** 9n }),
      fc.integer({ min: 1, max: 30 }),
      (charge, total, n) => {
        const amount = chargeOf(charge, { total, persons: n, nights: n, deposit: total })
        expect(amount >= 0n && amount <= total).toBe(true)
      },
    ),
  )
})
