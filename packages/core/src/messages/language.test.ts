import { money } from '../money/index.js'
import { expect, it } from 'vitest'
import { writeDay, writeMoney } from './language.js'

const plainSpaces = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

it.each([
  ['HUF', '1234.50', 'en', 'HUF 1,234.50'],
  ['IQD', '1.250', 'en', 'IQD 1.250'],
  ['JPY', '1234', 'en', '¥1,234'],
  ['EUR', '92233720368547758.07', 'en', '€92,233,720,368,547,758.07'],
  ['EUR', '1234.50', 'ar-EG-u-nu-arab', '‏١٬٢٣٤٫٥٠ €'],
  ['EUR', '1234.50', 'ar-EG', '‏1,234.50 €'],
])('%s %s is %s: all its decimals, every cent', (currency, amount, locale, written) => {
  expect(plainSpaces(writeMoney(money(amount, currency), locale))).toBe(written)
})

it.each([
  ['2026-11-01', 'fr', '1er novembre 2026'],
  ['2026-11-11', 'fr', '11 novembre 2026'],
  ['2026-11-22', 'ar-SA', '22 نوفمبر 2026'],
  ['2026-11-22', 'th', '22 พฤศจิกายน ค.ศ. 2026'],
])('%s in %s is %s: the day of the Gregorian calendar', (day, locale, written) => {
  expect(writeDay(day, locale)).toBe(written)
})
