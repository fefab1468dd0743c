import { type Money, toDecimal } from '@owekit/core/money'

/**
 * Groups the digits of a decimal text for reading: never for programs.
 *
 * @example
 * grouped('-1234.50') // '-1,234.50'
 */
export function grouped(decimal: string): string {
  const [whole = '', ...rest] = decimal.split('.')
  return [whole.replaceAll(/\B(?=(\d{3})+$)/g, ','), ...rest].join('.')
}

/** True for `0`, `0.00` and the like. */
const isZeroText = (decimal: string): boolean => /^-?[0.]+$/.test(decimal)

/** A decimal text for a table: zero is a dot, so that what counts stands out. */
export const cell = (decimal: string): string => (isZeroText(decimal) ? '·' : grouped(decimal))

/** Money for a table, without its currency. */
export const amountCell = (amount: Money): string => cell(toDecimal(amount))

/** Money for a sentence. */
export const amountText = (amount: Money): string => `${grouped(toDecimal(amount))} ${amount.currency}`

/** The minor units of a decimal text: for comparing and summing texts of one currency. */
export const unitsOf = (decimal: string): bigint => BigInt(decimal.replace('.', ''))

/**
 * The whole-number percentage of a part; nothing where there is no whole.
 *
 * @example
 * percentOf(100n, 300n) // '33 %'
 */
export function percentOf(part: bigint, whole: bigint): string {
  return whole <= 0n ? '' : `${(part * 200n + whole) / (whole * 2n)} %`
}

/**
 * A count with its noun.
 *
 * @example
 * countOf(1, 'invoice') // '1 invoice'
 */
export const countOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
