import { ReceivablesError } from '../errors/index.js'
import { minor, withMinor, type Money } from './money.js'

/**
 * Adds two amounts of one currency.
 *
 * @throws ReceivablesError `currency_mismatch`, `amount_out_of_range`
 * @example
 * toDecimal(add(money('0.10', 'EUR'), money('0.20', 'EUR'))) // '0.30'
 */
export function add(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw mismatch(a.currency, b.currency)
  return withMinor(a, a.minor + b.minor)
}

/**
 * Takes the second amount from the first; the result may be negative.
 *
 * @throws ReceivablesError `currency_mismatch`, `amount_out_of_range`
 * @example
 * toDecimal(subtract(money('120.00', 'EUR'), money('50.00', 'EUR'))) // '70.00'
 */
export function subtract(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw mismatch(a.currency, b.currency)
  return withMinor(a, a.minor - b.minor)
}

/**
 * The same amount with the other sign.
 *
 * @throws ReceivablesError `amount_out_of_range` for the one amount whose opposite does not fit, −2⁶³
 * @example
 * toDecimal(negate(money('5.00', 'EUR'))) // '-5.00'
 */
export function negate(m: Money): Money {
  return withMinor(m, -m.minor)
}

/**
 * Orders two amounts of one currency: −1, 0 or 1, as `Array.prototype.sort` wants it.
 *
 * @throws ReceivablesError `currency_mismatch`
 * @example
 * compare(money('5.00', 'EUR'), money('7.00', 'EUR')) // -1
 */
export function compare(a: Money, b: Money): -1 | 0 | 1 {
  if (a.currency !== b.currency) throw mismatch(a.currency, b.currency)
  return a.minor < b.minor ? -1 : a.minor > b.minor ? 1 : 0
}

/**
 * Tells whether an amount is nothing.
 *
 * @example
 * isZero(money('-0', 'EUR')) // true
 */
export function isZero(m: Money): boolean {
  return m.minor === 0n
}

/**
 * Tells whether an amount is less than nothing.
 *
 * @example
 * isNegative(money('-0.01', 'EUR')) // true
 */
export function isNegative(m: Money): boolean {
  return m.minor < 0n
}

/**
 * Tells whether an amount is more than nothing.
 *
 * @example
 * isPositive(money('0.01', 'EUR')) // true
 */
export function isPositive(m: Money): boolean {
  return m.minor > 0n
}

/**
 * The smaller of two amounts of one currency; the first when they are equal.
 *
 * @throws ReceivablesError `currency_mismatch`
 * @example
 * toDecimal(min(money('5.00', 'EUR'), money('7.00', 'EUR'))) // '5.00'
 */
export function min(a: Money, b: Money): Money {
  return compare(a, b) <= 0 ? a : b
}

/**
 * The larger of two amounts of one currency; the first when they are equal.
 *
 * @throws ReceivablesError `currency_mismatch`
 * @example
 * toDecimal(max(money('5.00', 'EUR'), money('7.00', 'EUR'))) // '7.00'
 */
export function max(a: Money, b: Money): Money {
  return compare(a, b) >= 0 ? a : b
}

/**
 * Adds up a list; the currency is named so that an empty list has a sum too.
 *
 * Only the total has to fit 64 bits, not the steps towards it.
 *
 * @throws ReceivablesError `currency_mismatch` when one amount is of another currency, `amount_out_of_range`,
 * `unknown_currency`
 * @example
 * toDecimal(sum([money('1.00', 'EUR'), money('2.50', 'EUR')], 'EUR')) // '3.50'
 * toDecimal(sum([], 'JPY')) // '0'
 */
export function sum(list: Iterable<Money>, currency: string): Money {
  let total = 0n
  for (const m of list) {
    if (m.currency !== currency) throw mismatch(currency, m.currency)
    total += m.minor
  }
  return minor(total, currency)
}

function mismatch(first: string, second: string): ReceivablesError {
  return new ReceivablesError('currency_mismatch', `Amounts in ${first} and ${second} cannot be put together.`, {
    first,
    second,
  })
}
