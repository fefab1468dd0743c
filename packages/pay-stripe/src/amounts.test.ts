import { currencyCodes, minor, money, toDecimal } from '@owekit/core/money'
import { expect, it, test } from 'vitest'
import { fromStripe, minimumCharge, toStripe } from './amounts.js'

it.each([
  { amount: '12.50', currency: 'EUR', units: 1250 },
  { amount: '0.01', currency: 'USD', units: 1 },
  { amount: '500', currency: 'JPY', units: 500 },
  { amount: '500', currency: 'ISK', units: 50_000 },
  { amount: '5', currency: 'UGX', units: 500 },
  { amount: '5.120', currency: 'KWD', units: 5120 },
  { amount: '10.45', currency: 'HUF', units: 1045 },
  { amount: '100.50', currency: 'TWD', units: 10_050 },
])('$amount $currency is $units to Stripe, and back', ({ amount, currency, units }) => {
  expect(toStripe(money(amount, currency))).toEqual({ amount: units, currency: currency.toLowerCase() })
  const back = fromStripe(units, currency.toLowerCase())
  expect([toDecimal(back), back.currency]).toEqual([amount, currency])
})

it.each([
  { title: 'a third decimal that is not 0', ask: () => toStripe(money('5.124', 'KWD')) },
  { title: 'a currency that is counted in two ways', ask: () => toStripe(money('5.00', 'MGA')) },
  { title: 'a currency that is not offered', ask: () => toStripe(money('5.000', 'IQD')) },
  { title: 'more than a number can hold', ask: () => toStripe(minor(2n ** 60n, 'EUR')) },
  { title: 'cents of a króna', ask: () => fromStripe(50_050, 'isk') },
  { title: 'half a cent', ask: () => fromStripe(0.5, 'eur') },
])('$title is refused, never rounded', ({ ask }) => {
  expect(ask).toThrow(expect.objectContaining({ code: 'provider_unsupported' }))
})

test('every currency comes back as it went, or is not taken', () => {
  const taken = currencyCodes().filter((code) => {
    try {
      const amount = minor(123_450n, code)
      const { amount: units, currency } = toStripe(amount)
      expect(String(fromStripe(units, currency))).toBe(String(amount))
      return true
    } catch (error) {
      expect(error).toMatchObject({ code: 'provider_unsupported' })
      return false
    }
  })
  expect(
    currencyCodes()
      .filter((code) => !taken.includes(code))
      .sort((a, b) => (a < b ? -1 : 1)),
  ).toEqual(['CLF', 'IQD', 'LYD', 'MGA', 'UYI', 'UYW'])
})

test('the least that is charged is a number Stripe takes', () => {
  for (const code of ['EUR', 'GBP', 'JPY', 'KWD', 'ISK']) {
    expect(toStripe(minor(minimumCharge(code), code)).amount).toBeGreaterThan(0)
  }
  expect([minimumCharge('EUR'), minimumCharge('GBP'), minimumCharge('KWD'), minimumCharge('XOF')]).toEqual([
    50n,
    30n,
    10n,
    1n,
  ])
})
