import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  add,
  compare,
  currencyCodes,
  formatMinor,
  minor,
  money,
  moneyFromJSON,
  negate,
  parseMinor,
  subtract,
  sum,
  toDecimal,
} from './index.js'

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
const cents = fc.bigInt({ min: -(2n ** 61n), max: 2n ** 61n })

test.each(currencyCodes())('every amount of %s survives text and JSON', (currency) => {
  fc.assert(
    fc.property(int64, (units) => {
      const m = minor(units, currency)
      expect(money(toDecimal(m), currency)).toEqual(m)
      expect(moneyFromJSON(m.toJSON())).toEqual(m)
    }),
    { numRuns: 25 },
  )
})

test('text of minor units is read back for any number of decimals', () => {
  fc.assert(
    fc.property(int64, fc.integer({ min: 0, max: 12 }), (units, decimals) => {
      expect(parseMinor(formatMinor(units, decimals), decimals)).toBe(units)
    }),
  )
})

test('any text is either refused or is exactly the amount it spells', () => {
  const near = fc.stringMatching(/^-?[0-9]{0,22}\.?[0-9]{0,3}$/)
  fc.assert(
    fc.property(fc.oneof(near, fc.string()), (text) => {
      let units: bigint
      try {
        units = parseMinor(text, 2)
      } catch {
        return
      }
      expect(text).toMatch(/^-?\d+(\.\d{1,2})?$/)
      const [whole = '', part = ''] = text.replace('-', '').split('.')
      expect(units).toBe(BigInt(whole + part.padEnd(2, '0')) * (text.startsWith('-') ? -1n : 1n))
    }),
    { numRuns: 1000 },
  )
})

test('adding is exact, commutative and undone by subtracting', () => {
  fc.assert(
    fc.property(cents, cents, (x, y) => {
      const [a, b] = [minor(x, 'EUR'), minor(y, 'EUR')]
      expect(add(a, b).minor).toBe(x + y)
      expect(add(a, b)).toEqual(add(b, a))
      expect(subtract(add(a, b), b)).toEqual(a)
      expect(add(a, negate(a)).minor).toBe(0n)
      expect(compare(a, b)).toBe(Math.sign(Number(x - y)))
    }),
  )
})

test('a sum does not depend on the order of its list', () => {
  fc.assert(
    fc.property(fc.array(int64, { maxLength: 20 }), (units) => {
      const list = units.map((u) => minor(u / 32n, 'EUR'))
      expect(sum(list, 'EUR')).toEqual(sum([...list].reverse(), 'EUR'))
    }),
  )
})
