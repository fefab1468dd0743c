import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { sharedData } from '../../test/shared-data.js'
import { divideRounded, roundToMultiple, type RoundingMode } from './index.js'

const halves = ['half-up', 'half-down', 'half-even', 'half-odd', 'half-ceiling', 'half-floor'] as const
const modes: readonly RoundingMode[] = [...halves, 'up', 'down', 'ceiling', 'floor']

it.each([
  ['half-up', [-3n, -2n, 2n, 3n]],
  ['half-down', [-2n, -1n, 1n, 2n]],
  ['half-even', [-2n, -2n, 2n, 2n]],
  ['half-odd', [-3n, -1n, 1n, 3n]],
  ['half-ceiling', [-2n, -1n, 2n, 3n]],
  ['half-floor', [-3n, -2n, 1n, 2n]],
  ['up', [-3n, -2n, 2n, 3n]],
  ['down', [-2n, -1n, 1n, 2n]],
  ['ceiling', [-2n, -1n, 2n, 3n]],
  ['floor', [-3n, -2n, 1n, 2n]],
] as const)('%s takes −2.5, −1.5, 1.5, 2.5 to %s', (mode, expected) => {
  expect([-5n, -3n, 3n, 5n].map((num) => divideRounded(num, 2n, mode))).toEqual(expected)
  expect([-5n, -3n, 3n, 5n].map((num) => divideRounded(-num, -2n, mode))).toEqual(expected)
})

test('half up is the default, and a zero denominator is refused', () => {
  expect(divideRounded(5n, 2n)).toBe(3n)
  expect(() => divideRounded(1n, 0n)).toThrow(expect.objectContaining({ code: 'invalid_rate' }))
  expect(() => divideRounded(1n, 2n, 'sideways' as never)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
})

it.each([
  [1002n, 1000n],
  [1003n, 1005n],
  [-1003n, -1005n],
])('Swiss cash: %i centimes are paid as %i', (minor, paid) => {
  expect(roundToMultiple(minor, 5n)).toBe(paid)
})

test('every mode stays within one unit, half modes within a half, and whole quotients are left alone', () => {
  const int = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n })
  fc.assert(
    fc.property(
      int,
      int.filter((den) => den !== 0n),
      fc.constantFrom(...modes),
      (num, den, mode) => {
        const got = divideRounded(num, den, mode)
        const size = den < 0n ? -den : den
        const off = got * den - num
        const distance = off < 0n ? -off : off
        expect(distance < size).toBe(true)
        if (mode.startsWith('half')) expect(2n * distance <= size).toBe(true)
        expect(divideRounded(num * den, den, mode)).toBe(num)
      },
    ),
  )
})

test('half up, half down, half even, half odd, up and down mirror at zero', () => {
  const mirrored: RoundingMode[] = ['half-up', 'half-down', 'half-even', 'half-odd', 'up', 'down']
  fc.assert(
    fc.property(fc.bigInt(), fc.bigInt({ min: 1n, max: 1000n }), fc.constantFrom(...mirrored), (num, den, mode) => {
      expect(divideRounded(-num, den, mode)).toBe(-divideRounded(num, den, mode))
    }),
  )
})

interface RoundingCase {
  id: string
  input: { minorUnits: number; dropDigits: number; mode: string }
  expected: { minorUnits: number }
}

const peersNames: Record<string, RoundingMode> = {
  HALF_POSITIVE_INFINITY: 'half-ceiling',
  HALF_NEGATIVE_INFINITY: 'half-floor',
}
const text = sharedData('peers-cases/rounding-vectors.json')
const cases = text === undefined ? [] : (JSON.parse(text).cases as RoundingCase[])

test.skipIf(text === undefined)('all 15 rounding vectors of peers are here (needs ../shared/data)', () => {
  expect(cases).toHaveLength(15)
})

it.each(cases)('rounds as moneyphp does: $id', ({ input, expected }) => {
  const mode = peersNames[input.mode] ?? (input.mode.toLowerCase().replace('_', '-') as RoundingMode)
  expect(roundToMultiple(BigInt(input.minorUnits), 10n ** BigInt(input.dropDigits), mode)).toBe(
    BigInt(expected.minorUnits),
  )
})
