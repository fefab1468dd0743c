import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitByPercent, splitByWeights, splitEvenly } from './index.js'
import { sharesInBigints, sharesInNumbers } from './shares.js'

const total = fc.oneof(fc.bigInt({ min: 0n, max: 10n ** 6n }), fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }))
const weight = fc.oneof(
  fc.bigInt({ min: 0n, max: 5n }),
  fc.bigInt({ min: 0n, max: 10n ** 9n }),
  fc.bigInt({ min: 0n, max: 2n ** 63n }),
)
const weights = fc.array(weight, { minLength: 1, maxLength: 40 }).filter((list) => list.some((w) => w > 0n))
const sumOf = (list: readonly bigint[]) => list.reduce((sum, x) => sum + x, 0n)

test('the parts always add up to the total', () => {
  fc.assert(
    fc.property(total, weights, (x, list) => {
      expect(sumOf(splitByWeights(x, list))).toBe(x)
    }),
    { numRuns: 500 },
  )
})

test('splitting −x gives the parts of x with the other sign', () => {
  fc.assert(
    fc.property(total, weights, (x, list) => {
      expect(splitByWeights(-x, list)).toEqual(splitByWeights(x, list).map((part) => -part))
    }),
  )
})

test('every part is within one unit of its exact share, and zero weights get nothing', () => {
  fc.assert(
    fc.property(total, weights, (x, list) => {
      const whole = sumOf(list)
      splitByWeights(x, list).forEach((part, i) => {
        const off = part * whole - x * list[i]!
        expect(off < whole && off > -whole).toBe(true)
        if (list[i] === 0n) expect(part).toBe(0n)
      })
    }),
  )
})

test('paying less than everything never pays one item more than it has open', () => {
  fc.assert(
    fc.property(weights, fc.bigInt({ min: 0n, max: 10n ** 6n }), (open, permille) => {
      const pay = (sumOf(open) * permille) / 10n ** 6n
      splitByWeights(pay, open).forEach((part, i) => expect(part <= open[i]!).toBe(true))
    }),
  )
})

test('the form in numbers gives what the form in bigints gives, wherever it dares', () => {
  const small = fc.array(fc.oneof(fc.bigInt({ min: 0n, max: 9n }), fc.bigInt({ min: 0n, max: 10n ** 7n })), {
    minLength: 1,
    maxLength: 60,
  })
  const large = fc.bigInt({ min: 0n, max: 2n ** 53n })
  let compared = 0
  fc.assert(
    fc.property(fc.oneof(total, large), fc.oneof(small, weights, fc.tuple(large, large, large)), (x, list) => {
      const whole = sumOf(list)
      if (whole === 0n) return
      const fast = sharesInNumbers(x, list)
      if (fast === undefined) return
      compared += 1
      expect(fast).toEqual(sharesInBigints(x, list, whole))
    }),
    { numRuns: 3000 },
  )
  expect(compared).toBeGreaterThan(300)
})

test('near 2^53 the quotient estimate is corrected', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 2n ** 26n - 1n }),
      fc.bigInt({ min: 1n, max: 2n ** 27n }),
      fc.bigInt({ min: 1n, max: 2n ** 20n }),
      (x, a, b) => {
        expect(sharesInNumbers(x, [a, b])).toEqual(sharesInBigints(x, [a, b], a + b))
      },
    ),
    { numRuns: 2000 },
  )
})

test('equal parts are what equal weights give', () => {
  const any = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
  fc.assert(
    fc.property(any, fc.integer({ min: 1, max: 60 }), (x, parts) => {
      expect(splitEvenly(x, parts)).toEqual(
        splitByWeights(
          x,
          Array.from({ length: parts }, () => 1n),
        ),
      )
    }),
  )
})

test('percentages that reach 100 conserve the total', () => {
  fc.assert(
    fc.property(total, fc.integer({ min: 0, max: 10_000 }), (x, cut) => {
      const percents = [(cut / 100).toFixed(2), ((10_000 - cut) / 100).toFixed(2)]
      expect(sumOf(splitByPercent(x, percents))).toBe(x)
    }),
  )
})
