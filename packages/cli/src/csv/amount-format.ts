import { ReceivablesError } from '@owekit/core'
import { type Money, money } from '@owekit/core/money'
import { shown } from '../shown.js'

/** Reads an amount of a currency. */
export type AmountReader = (text: string, currency: string) => Money

const refused = (text: string, why: string) =>
  new ReceivablesError('invalid_amount', `${shown(text)} ${why}`, { amount: shown(text) })

/**
 * Makes the reader of amounts with the given decimal sign: digits, the sign, digits, and nothing else.
 *
 * Thousand separators, currency signs, brackets and exponents are refused with their reason: what they mean differs
 * from file to file. Amounts must be above zero.
 *
 * @example
 * amountFormat(',')('120,50', 'EUR').minor // 12050n
 */
export function amountFormat(decimal: '.' | ','): AmountReader {
  const other = decimal === '.' ? ',' : '.'
  const grammar = decimal === '.' ? /^-?\d+(\.\d+)?$/ : /^-?\d+(,\d+)?$/
  const why = (text: string): string => {
    if (text === '') return 'is empty'
    if (/\p{Sc}|^[A-Z]{3}\s*\d|\d\s*[A-Z]{3}$/u.test(text)) return 'holds a currency sign; write the number alone'
    if (/^\(.*\)$|-$/.test(text)) return 'is written as a negative; an amount is above zero'
    if (text.startsWith('+')) return 'has a plus sign; write the number alone'
    if (/\d[\s'’_]\d/u.test(text)) return 'has thousand separators; write the digits alone'
    if (text.includes(other)) {
      const asDecimal = /^-?\d+[.,]\d+$/.test(text)
      return asDecimal
        ? `has "${other}", and the decimal sign is "${decimal}"; if it is "${other}", say --decimal ${other}`
        : 'has thousand separators; write the digits alone'
    }
    return `is not a number such as 120${decimal}50`
  }
  return (text, currency) => {
    if (!grammar.test(text)) throw refused(text, why(text))
    const amount = money(decimal === ',' ? text.replace(',', '.') : text, currency)
    if (amount.minor <= 0n)
      throw refused(
        text,
        amount.minor === 0n ? 'is zero; an amount is above zero' : 'is negative; an amount is above zero',
      )
    return amount
  }
}
