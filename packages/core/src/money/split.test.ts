import { expect, it, test } from 'vitest'
import { sharedData } from '../../test/shared-data.js'
import { minor, money, parseMinor, splitByPercent, splitByWeights, splitEvenly, toDecimal } from './index.js'

it.each([
  {
    ac: 'AC-30',
    currency: 'EUR',
    pay: '100.00',
    over: ['100.00', '100.00', '100.00'],
    got: ['33.34', '33.33', '33.33'],
  },
  { ac: 'AC-31', currency: 'EUR', pay: '33.33', over: ['10.00', '20.00', '70.00'], got: ['3.33', '6.67', '23.33'] },
  { ac: 'AC-32', currency: 'EUR', pay: '0.02', over: ['1.00', '1.00', '1.00'], got: ['0.01', '0.01', '0.00'] },
  { ac: 'AC-33', currency: 'JPY', pay: '100', over: ['100', '100', '100'], got: ['34', '33', '33'] },
  { ac: 'AC-34', currency: 'KWD', pay: '1.000', over: ['1.000', '1.000', '1.000'], got: ['0.334', '0.333', '0.333'] },
])('$ac: $currency $pay in proportion over $over', ({ currency, pay, over, got }) => {
  const parts = splitByWeights(
    money(pay, currency).minor,
    over.map((open) => money(open, currency).minor),
  )
  expect(parts.map((part) => toDecimal(minor(part, currency)))).toEqual(got)
})

it.each([
  { ac: 'AC-35', total: '1000.00', got: ['333.30', '333.30', '333.40'] },
  { ac: 'AC-36', total: '99.99', got: ['33.33', '33.33', '33.33'] },
])('$ac: instalments of 33.33, 33.33 and 33.34 % of $total', ({ total, got }) => {
  const parts = splitByPercent(money(total, 'EUR').minor, ['33.33', '33.33', '33.34'])
  expect(parts.map((part) => toDecimal(minor(part, 'EUR')))).toEqual(got)
})

it.each([[['50', '49.99']], [['50', '50.000000000001']], [['150', '-50']], [[]]])(
  'percentages %j do not reach 100 and are refused',
  (percents) => {
    expect(() => splitByPercent(100n, percents)).toThrow(expect.objectContaining({ code: 'invalid_terms' }))
  },
)

it.each([[[]], [[0n, 0n]], [[-1n]], [[5n, -1n]], [[1n, -1n]]])('weights %s are refused', (weights) => {
  expect(() => splitByWeights(100n, weights)).toThrow(expect.objectContaining({ code: 'invalid_weights' }))
})

it.each([0, -1, 1.5, NaN, 100_001])('%s equal parts are refused', (parts) => {
  expect(() => splitEvenly(100n, parts)).toThrow(expect.objectContaining({ code: 'invalid_weights' }))
})

test('money too large for numbers is split as exactly', () => {
  expect(splitByWeights(2n ** 62n + 1n, [1n, 1n, 1n])).toEqual([
    1537228672809129302n,
    1537228672809129302n,
    1537228672809129301n,
  ])
  expect(splitByWeights(5n, [3n * 10n ** 30n, 7n * 10n ** 30n])).toEqual([2n, 3n])
})

interface SplitCase {
  id: string
  source: { repo: string }
  input: { minorUnits: number; ratios?: (number | string)[]; equalParts?: number }
  expected: { parts?: number[]; error?: true }
}

const text = sharedData('peers-cases/allocation-vectors.json')
const cases = text === undefined ? [] : (JSON.parse(text).cases as SplitCase[])

test.skipIf(text === undefined)('all 39 allocation vectors of peers are here (needs ../shared/data)', () => {
  expect(cases).toHaveLength(39)
})

it.each(cases)('splits as $source.repo does: $id', ({ input, expected }) => {
  const total = BigInt(input.minorUnits)
  const split = () =>
    input.ratios === undefined
      ? splitEvenly(total, input.equalParts ?? NaN)
      : splitByWeights(
          total,
          input.ratios.map((ratio) => parseMinor(String(ratio), 4)),
        )
  if (expected.error === true) expect(split).toThrow(expect.objectContaining({ code: 'invalid_weights' }))
  else expect(split()).toEqual((expected.parts ?? []).map(BigInt))
})
