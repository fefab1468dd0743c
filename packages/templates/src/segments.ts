import { SegmentedMessage } from 'sms-segments-calculator'

/** What a text message costs to send. */
export interface SmsSegments {
  /** How many parts it is cut into, and paid for. */
  readonly segments: number
  readonly encoding: 'GSM-7' | 'UCS-2'
  /** The characters that keep it from GSM-7, each once. */
  readonly outside: readonly string[]
}

/**
 * Counts the parts of a text message: 160 letters of GSM-7, or 153 in each of several; 70 and 67 when one of them is outside it.
 *
 * @example
 * countSegments('a'.repeat(161)) // { segments: 2, encoding: 'GSM-7', outside: [] }
 * countSegments('Łódź').outside // ['Ł', 'ó', 'ź']
 */
export function countSegments(text: string): SmsSegments {
  const message = new SegmentedMessage(text)
  return {
    segments: message.segmentsCount,
    encoding: message.encodingName,
    outside: [...new Set(message.getNonGsmCharacters())],
  }
}
