import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { afterEach, expect, it, test } from 'vitest'
import { applyRate, divideRounded, percent, rate, ratio, type RoundingMode } from './index.js'

afterEach(() => {
  Decimal.set({ precision: 20, defaults: true })
})

it.each([
  { title: 'AC-37: 5 % late fee on JPY 1234', minor: 1234n, factor: percent('5'), got: 62n },
  { title: '10 % of 1725.05, half up', minor: 172505n, factor: percent('10'), got: 17251n },
  {
    title: 'AC-45: 90 % of 1725.05 is payable, so the discount is the other 172.50',
    minor: 172505n,
    factor: percent('90'),
    got: 155255n,
  },
  { title: 'a negative amount mirrors', minor: -172505n, factor: percent('10'), got: -17251n },
  { title: 'a negative rate mirrors', minor: 172505n, factor: percent('-10'), got: -17251n },
  { title: 'zero per cent is nothing', minor: 172505n, factor: percent('0'), got: 0n },
  { title: 'a factor above one', minor: 100000n, factor: rate('2.5'), got: 250000n },
  { title: 'thirty days of a year', minor: 36500n, factor: ratio(30n, 365n), got: 3000n },
  { title: 'beyond 2^53', minor: 2n ** 62n, factor: percent('12.5'), got: 2n ** 59n },
])('$title', ({ minor, factor, got }) => {
  expect(applyRate(minor, factor)).toBe(got)
})

test('a rate is an exact ratio in lowest terms that keeps its text', () => {
  expect(percent('2')).toMatchObject({ num: 1n, den: 50n, text: '0.02' })
  expect(rate('2.50')).toMatchObject({ num: 5n, den: 2n, text: '2.50' })
  expect(ratio(5n, -10n)).toMatchObject({ num: -1n, den: 2n, text: '5/-10' })
  expect(rate('0.333333333333333333333333333333'.slice(0, 30)).den).toBe(10n ** 28n)
})

it.each(['', '1e2', '+1', '1.', '.1', ' 1', '1,5', 'NaN', 'Infinity', '1'.repeat(40), '10%'])(
  'the rate %j is refused',
  (text) => {
    expect(() => rate(text)).toThrow(expect.objectContaining({ code: 'invalid_rate' }))
    expect(() => percent(text)).toThrow(expect.objectContaining({ code: 'invalid_rate' }))
  },
)

test('a number is no rate, and nothing divides by zero', () => {
  expect(() => rate(0.1 as never)).toThrow(expect.objectContaining({ code: 'invalid_rate' }))
  expect(() => ratio(1n, 0n)).toThrow(expect.objectContaining({ code: 'invalid_rate' }))
})

test('a host that changes its Decimal does not change our arithmetic, and we do not change theirs', () => {
  Decimal.set({ precision: 3, rounding: Decimal.ROUND_DOWN })
  expect(percent('12.3456789')).toMatchObject({ num: 123456789n, den: 10n ** 9n })
  expect(Decimal.precision).toBe(3)
})

test('one division gives what rounding on the remainder gives, whatever the size and the sign', () => {
  const amount = fc.oneof(
    fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n }),
  )
  const part = fc.oneof(fc.bigInt({ min: 1n, max: 1000n }), fc.bigInt({ min: 1n, max: 10n ** 14n }))
  const mode = fc.constantFrom<RoundingMode>('half-up', 'half-even', 'down')
  fc.assert(
    fc.property(amount, part, part, mode, (minor, num, den, mode) => {
      expect(applyRate(minor, ratio(num, den), mode)).toBe(divideRounded(minor * num, den, mode))
      expect(applyRate(minor, ratio(-num, den), mode)).toBe(divideRounded(minor * -num, den, mode))
    }),
    { numRuns: 3000 },
  )
})

test('exact halves go away from zero', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 50n }), (n) => {
      expect(applyRate(2n * n + 1n, ratio(1n, 2n))).toBe(n + 1n)
      expect(applyRate(-2n * n - 1n, ratio(1n, 2n))).toBe(-n - 1n)
    }),
  )
})
