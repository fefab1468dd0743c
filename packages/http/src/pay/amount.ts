import { isReceivablesError, type Money } from '@owekit/core'
import { money } from '@owekit/core/money'

/**
 * Reads an amount as people type it: `1.250,00`, `1,250.00`, `1250`, `١٢٫٥`. What could be read in two ways is not read.
 *
 * @example
 * typedAmount('12,5', 'EUR') // €12.50
 * typedAmount('1.250', 'EUR') // undefined: twelve hundred and fifty, or one and a quarter?
 */
export function typedAmount(text: string, currency: string): Money | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/\u066b/g, ',')
    .replace(/\u066c/g, '')
    .replace(/[\s'’\u200e\u200f\u061c]/g, '')
  if (!/^[\d.,]+$/.test(plain) || plain.length > 24) return undefined
  const decimal = decimalOf(plain)
  if (decimal === undefined) return undefined
  try {
    return money(decimal, currency)
  } catch (error) {
    // Another spelling, more digits than the currency has, or beyond what can be counted: not an amount.
    if (isReceivablesError(error)) return undefined
    throw error
  }
}

function decimalOf(text: string): string | undefined {
  if (/^\d+$/.test(text)) return text
  const [, whole = '', mark = '', part = ''] = /^([\d.,]*?)([.,])(\d*)$/.exec(text) ?? []
  if (whole === '' || part === '') return undefined
  const other = mark === ',' ? '.' : ','
  if (whole.includes(other)) return isGrouped(whole, other) ? `${whole.replaceAll(other, '')}.${part}` : undefined
  // A single mark before three digits may stand for thousands or for decimals; several can only be thousands.
  if (whole.includes(mark)) return isGrouped(text, mark) ? text.replaceAll(mark, '') : undefined
  return part.length === 3 ? undefined : `${whole}.${part}`
}

function isGrouped(text: string, mark: string): boolean {
  const [first = '', ...rest] = text.split(mark)
  return /^\d{1,3}$/.test(first) && rest.length > 0 && rest.every((group) => /^\d{3}$/.test(group))
}
