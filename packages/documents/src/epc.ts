import { type Money, toDecimal } from '@owekit/core'
import { compact, isCreditorReference } from './iban.js'

/** What a transfer says. */
export interface Transfer {
  readonly holder: string
  readonly iban: string
  /** `''` for none. */
  readonly bic: string
  readonly amount: Money
  /** A creditor reference, or any text. */
  readonly reference: string
}

const mostBytes = 331

/**
 * What the QR code of a transfer in euro holds (EPC069-12, version 002): a creditor reference goes into its own line, any other text
 * into the line for text, never both.
 *
 * @returns undefined where there can be none: another currency, an amount not between 0.01 and 999,999,999.99, or more than fits
 * @example
 * epcPayload({ holder: 'Corner Shop', iban: 'DE89370400440532013000', bic: '', amount: money('70.00', 'EUR'), reference: 'A-1' })
 * // 'BCD\n002\n1\nSCT\n\nCorner Shop\nDE89370400440532013000\nEUR70.00\n\n\nA-1'
 */
export function epcPayload({ holder, iban, bic, amount, reference }: Transfer): string | undefined {
  if (amount.currency !== 'EUR' || amount.minor <= 0n || amount.minor > 99_999_999_999n) return undefined
  const isStructured = isCreditorReference(reference)
  const payload = [
    'BCD',
    '002',
    '1',
    'SCT',
    compact(bic),
    Array.from(holder).slice(0, 70).join(''),
    compact(iban),
    `EUR${toDecimal(amount)}`,
    '',
    isStructured ? compact(reference) : '',
    isStructured ? '' : Array.from(reference).slice(0, 140).join(''),
  ]
    .join('\n')
    .trimEnd()
  return new TextEncoder().encode(payload).length <= mostBytes ? payload : undefined
}
