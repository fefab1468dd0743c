import { attempted, ReceivablesError, shown } from '../errors/index.js'
import { exponentOf } from './currencies.js'
import { formatMinor, inRange, parseMinor } from './decimal-text.js'

/** How an amount crosses the wire: decimal text, because JSON has no exact number. */
export interface MoneyJSON {
  readonly amount: string
  readonly currency: string
}

/**
 * An amount of one currency: whole minor units (cents for EUR, yen for JPY), never a fraction of one.
 *
 * Immutable and exact within signed 64 bits. Made by {@link money}, {@link minor} or {@link moneyFromJSON};
 * `JSON.stringify` writes it as `{ amount: '120.00', currency: 'EUR' }`.
 */
export interface Money {
  /** The count of minor units. */
  readonly minor: bigint
  /** The ISO 4217 code, upper case. */
  readonly currency: string
  /** How many decimals the currency has. */
  readonly exponent: number
  toJSON(): { amount: string; currency: string }
  /** `'120.00 EUR'`: for logs and messages; {@link toDecimal} has the amount alone. */
  toString(): string
}

class Amount implements Money {
  readonly minor: bigint
  readonly currency: string
  readonly exponent: number

  constructor(minor: bigint, currency: string, exponent: number) {
    this.minor = minor
    this.currency = currency
    this.exponent = exponent
  }

  toJSON(): { amount: string; currency: string } {
    return { amount: formatMinor(this.minor, this.exponent), currency: this.currency }
  }

  toString(): string {
    return `${formatMinor(this.minor, this.exponent)} ${this.currency}`
  }
}

/**
 * Reads an amount from decimal text.
 *
 * Text only: a JavaScript number is refused, and so are decimals the currency does not have, because a cent that
 * vanished in rounding cannot be found again. See {@link parseMinor} for the spelling.
 *
 * @throws ReceivablesError `invalid_amount`, `too_many_decimals`, `amount_out_of_range`, `unknown_currency`
 * @example
 * money('120.00', 'EUR').minor // 12000n
 * money('1.005', 'EUR') // throws too_many_decimals: EUR has 2
 */
export function money(amount: string, currency: string): Money {
  const exponent = exponentOf(currency)
  return new Amount(parseMinor(amount, exponent), currency, exponent)
}

/**
 * Makes an amount from a count of minor units.
 *
 * @throws ReceivablesError `invalid_amount` when it is not a bigint, `amount_out_of_range`, `unknown_currency`
 * @example
 * toDecimal(minor(12000n, 'EUR')) // '120.00'
 * toDecimal(minor(100n, 'JPY')) // '100'
 */
export function minor(units: bigint, currency: string): Money {
  if (typeof units !== 'bigint') {
    throw new ReceivablesError('invalid_amount', `Minor units are a bigint such as 12000n; ${shown(units)} is not.`, {
      amount: attempted(units),
    })
  }
  return new Amount(inRange(units), currency, exponentOf(currency))
}

/**
 * Reads an amount from its wire form, checking it as strictly as {@link money} does.
 *
 * @throws ReceivablesError `invalid_amount`, `too_many_decimals`, `amount_out_of_range`, `unknown_currency`
 * @example
 * moneyFromJSON({ amount: '10.50', currency: 'EUR' }).minor // 1050n
 */
export function moneyFromJSON(json: MoneyJSON): Money {
  if (typeof json === 'object' && json !== null) return money(json.amount, json.currency)
  throw new ReceivablesError(
    'invalid_amount',
    `Money is written { "amount": "10.50", "currency": "EUR" }; ${shown(json)} is not.`,
    { amount: attempted(json) },
  )
}

/**
 * Tells whether a value is {@link Money}, also when another copy of the SDK made it.
 *
 * @example
 * isMoney(money('1.00', 'EUR')) // true
 * isMoney({ amount: '1.00', currency: 'EUR' }) // false: that is its wire form
 */
export function isMoney(value: unknown): value is Money {
  if (value instanceof Amount) return true
  if (typeof value !== 'object' || value === null) return false
  const { minor, currency, exponent, toJSON } = value as Partial<Money>
  return (
    typeof minor === 'bigint' &&
    typeof currency === 'string' &&
    typeof exponent === 'number' &&
    typeof toJSON === 'function'
  )
}

/**
 * Writes an amount as decimal text with all the decimals of its currency, without the currency.
 *
 * @example
 * toDecimal(money('-0.05', 'EUR')) // '-0.05'
 */
export function toDecimal(m: Money): string {
  return formatMinor(m.minor, m.exponent)
}

/**
 * An amount of the same currency with other minor units; refuses what does not fit 64 bits.
 *
 * The one place where arithmetic makes money. Fields are read-only by type and no code here ever assigns them.
 */
export function withMinor(like: Money, minor: bigint): Money {
  return new Amount(inRange(minor), like.currency, like.exponent)
}
