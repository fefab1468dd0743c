import { expect, it, test } from 'vitest'
import {
  add,
  compare,
  isMoney,
  isNegative,
  isPositive,
  isZero,
  max,
  min,
  minor,
  money,
  moneyFromJSON,
  negate,
  subtract,
  sum,
  toDecimal,
} from './index.js'

const code = (code: string): unknown => expect.objectContaining({ code })

it.each([
  ['120.00', 'EUR', 12000n, '120.00'],
  ['120', 'EUR', 12000n, '120.00'],
  ['0.5', 'EUR', 50n, '0.50'],
  ['-0.05', 'EUR', -5n, '-0.05'],
  ['-0', 'EUR', 0n, '0.00'],
  ['-0.00', 'EUR', 0n, '0.00'],
  ['007.10', 'EUR', 710n, '7.10'],
  ['100', 'JPY', 100n, '100'],
  ['-1.234', 'KWD', -1234n, '-1.234'],
  ['1.0001', 'UYW', 10001n, '1.0001'],
  ['90071992547409.93', 'EUR', 9007199254740993n, '90071992547409.93'],
  ['92233720368547758.07', 'EUR', 2n ** 63n - 1n, '92233720368547758.07'],
  ['-92233720368547758.08', 'EUR', -(2n ** 63n), '-92233720368547758.08'],
])('money(%j, %s) counts %i minor units and writes %s', (text, currency, units, written) => {
  const m = money(text, currency)
  expect(m.minor).toBe(units)
  expect(toDecimal(m)).toBe(written)
  expect(toDecimal(minor(units, currency))).toBe(written)
})

it.each([
  '',
  ' ',
  '-',
  '.',
  '.5',
  '-.5',
  '5.',
  '1.2.3',
  '+1.00',
  ' 1.00',
  '1.00 ',
  '1e3',
  '1E3',
  '1,00',
  '1,000.00',
  '1_000',
  '0x10',
  '--1',
  '1-',
  'NaN',
  'Infinity',
  '-Infinity',
  '١٢',
  '１',
  '1n',
  '1\n',
  '€1',
  '0'.repeat(61),
])('money refuses the text %j', (text) => {
  expect(() => money(text, 'EUR')).toThrow(code('invalid_amount'))
})

it.each([1.5, NaN, 0, 10n, null, undefined, {}, ['1.00'], new String('1.00')])(
  'money refuses %s, which is no text',
  (value) => {
    expect(() => money(value as never, 'EUR')).toThrow(code('invalid_amount'))
  },
)

test('decimals the currency does not have are refused, and the error names the limit', () => {
  expect(() => money('1.005', 'EUR')).toThrow('Amount "1.005" has 3 decimals; at most 2 are allowed.')
  expect(() => money('1.005', 'EUR')).toThrow(code('too_many_decimals'))
  expect(() => money('1.0', 'JPY')).toThrow(code('too_many_decimals'))
  expect(() => money('1.000', 'EUR')).toThrow(code('too_many_decimals'))
})

it.each(['92233720368547758.08', '-92233720368547758.09', '9'.repeat(60)])('%s EUR does not fit 64 bits', (text) => {
  expect(() => money(text, 'EUR')).toThrow(code('amount_out_of_range'))
})

test('arithmetic that leaves 64 bits is refused', () => {
  const most = minor(2n ** 63n - 1n, 'EUR')
  const least = minor(-(2n ** 63n), 'EUR')
  expect(() => add(most, minor(1n, 'EUR'))).toThrow(code('amount_out_of_range'))
  expect(() => subtract(least, minor(1n, 'EUR'))).toThrow(code('amount_out_of_range'))
  expect(() => negate(least)).toThrow(code('amount_out_of_range'))
  expect(() => sum([most, most], 'EUR')).toThrow(code('amount_out_of_range'))
  expect(() => minor(2n ** 63n, 'EUR')).toThrow(code('amount_out_of_range'))
  expect(sum([most, most, least, least, minor(2n, 'EUR')], 'EUR').minor).toBe(0n)
})

test('minor units are a bigint and nothing else', () => {
  expect(() => minor(12000 as never, 'EUR')).toThrow(code('invalid_amount'))
})

test('AC-71: two currencies never meet, and the error names both', () => {
  const [eur, usd] = [money('1.00', 'EUR'), money('1.00', 'USD')]
  for (const meet of [add, subtract, compare, min, max]) expect(() => meet(eur, usd)).toThrow(/EUR and USD/)
  expect(() => add(eur, usd)).toThrow(expect.objectContaining({ details: { first: 'EUR', second: 'USD' } }))
  expect(() => sum([eur, usd], 'EUR')).toThrow(code('currency_mismatch'))
  expect(() => sum([usd], 'EUR')).toThrow(code('currency_mismatch'))
})

test('adds, subtracts, compares and picks', () => {
  const [five, seven] = [money('5.00', 'EUR'), money('7.00', 'EUR')]
  expect(toDecimal(add(five, seven))).toBe('12.00')
  expect(toDecimal(subtract(five, seven))).toBe('-2.00')
  expect(toDecimal(negate(five))).toBe('-5.00')
  expect([compare(five, seven), compare(seven, five), compare(five, money('5', 'EUR'))]).toEqual([-1, 1, 0])
  expect(min(five, seven)).toBe(five)
  expect(max(five, seven)).toBe(seven)
  expect(toDecimal(sum([five, seven], 'EUR'))).toBe('12.00')
  expect(toDecimal(sum([], 'JPY'))).toBe('0')
  expect([isZero(money('-0', 'EUR')), isNegative(five), isPositive(five)]).toEqual([true, false, true])
})

test('crosses the wire as text and comes back equal', () => {
  const m = money('10.50', 'EUR')
  expect(JSON.stringify({ m })).toBe('{"m":{"amount":"10.50","currency":"EUR"}}')
  expect(moneyFromJSON(JSON.parse(JSON.stringify(m)))).toEqual(m)
  expect(() => moneyFromJSON(null as never)).toThrow(code('invalid_amount'))
  expect(() => moneyFromJSON({ amount: 1.5, currency: 'EUR' } as never)).toThrow(code('invalid_amount'))
  expect(() => moneyFromJSON({ amount: '1.50' } as never)).toThrow(code('unknown_currency'))
})

test('knows money when it sees it', () => {
  expect(isMoney(money('1.00', 'EUR'))).toBe(true)
  expect(isMoney({ ...money('1.00', 'EUR'), toJSON: () => ({ amount: '1.00', currency: 'EUR' }) })).toBe(true)
  for (const other of [null, 1n, '1.00', { amount: '1.00', currency: 'EUR' }]) expect(isMoney(other)).toBe(false)
})

test('an amount in a sentence reads as one', () => {
  expect([money('-1234.50', 'EUR'), money('7', 'JPY')].join(', ')).toBe('-1234.50 EUR, 7 JPY')
})
