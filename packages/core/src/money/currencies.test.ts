import { expect, it, test } from 'vitest'
import { sharedData } from '../../test/shared-data.js'
import { currencyCodes, exponentOf, isCurrency } from './index.js'

const text = sharedData('standards/iso4217.json')
const list = text === undefined ? [] : (JSON.parse(text).currencies as { code: string; minorUnits: number | null }[])

it.each([
  ['EUR', 2],
  ['JPY', 0],
  ['CLP', 0],
  ['KWD', 3],
  ['UYW', 4],
])('%s has %i decimals', (code, exponent) => {
  expect(exponentOf(code)).toBe(exponent)
  expect(isCurrency(code)).toBe(true)
})

it.each(['eur', 'EURO', '', ' EUR', 'XXA', 'DEM', 'toString', '__proto__'])('%j is not a currency', (code) => {
  expect(isCurrency(code)).toBe(false)
  expect(() => exponentOf(code)).toThrow(expect.objectContaining({ code: 'unknown_currency' }))
})

it.each(['XAU', 'XDR', 'XXX'])('%s is listed, but no amount can be counted in it', (code) => {
  expect(() => exponentOf(code)).toThrow(`${code} has no minor unit`)
  expect(currencyCodes()).not.toContain(code)
})

test.skipIf(text === undefined)('all 178 codes agree with the ISO 4217 list (needs ../shared/data)', () => {
  expect(list).toHaveLength(178)
  for (const { code, minorUnits } of list) {
    if (minorUnits === null) expect(() => exponentOf(code), code).toThrow('has no minor unit')
    else expect(exponentOf(code), code).toBe(minorUnits)
  }
  expect(currencyCodes().sort()).toEqual(list.flatMap((c) => (c.minorUnits === null ? [] : [c.code])).sort())
})
