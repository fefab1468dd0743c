import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ExactSums } from './exact-sums.js'

test.each([
  { title: 'at 2^53', amounts: [2n ** 53n - 1n, 1n, 1n] },
  { title: 'below −2^53', amounts: [-(2n ** 53n) - 1n, -1n] },
  { title: 'at 2^63', amounts: [2n ** 63n - 1n, 1n, 5n] },
  { title: 'back below 2^63', amounts: [2n ** 63n - 1n, 1n, -(2n ** 63n), -7n] },
  { title: 'of amounts beyond 2^64', amounts: [2n ** 70n, 3n, -(2n ** 70n)] },
])('a sum is exact $title', ({ amounts }) => {
  const sums = new ExactSums()
  for (const amount of amounts) sums.add(100, amount)
  expect(sums.at(100)).toBe(amounts.reduce((sum, amount) => sum + amount, 0n))
  expect(sums.from(99, 2)).toEqual([0n, sums.at(100)])
})

test('sums never round, whatever goes in', () => {
  const edge = fc.constantFrom(2n ** 53n, 2n ** 63n, 2n ** 64n, -(2n ** 53n), -(2n ** 63n))
  const amount = fc.oneof(
    fc.bigInt({ min: -(2n ** 66n), max: 2n ** 66n }),
    fc.tuple(edge, fc.bigInt({ min: -2n, max: 2n })).map(([near, by]) => near + by),
  )
  fc.assert(
    fc.property(fc.array(amount), (amounts) => {
      const sums = new ExactSums()
      for (const each of amounts) sums.add(0, each)
      const sum = amounts.reduce((all, each) => all + each, 0n)
      expect(sums.at(0)).toBe(sum)
      expect(sums.areZero(0, 1)).toBe(sum === 0n)
    }),
  )
})

test('what nothing was added to is zero, wherever it is', () => {
  expect(new ExactSums().areZero(1_000_000, 3)).toBe(true)
  expect(new ExactSums().at(1_000_000)).toBe(0n)
})
