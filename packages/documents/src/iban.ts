/**
 * True for an IBAN whose check digits are right (ISO 13616, modulo 97), spaces aside.
 *
 * @example
 * isIban('DE89 3704 0044 0532 0130 00') // true
 * isIban('DE88 3704 0044 0532 0130 00') // false
 */
export function isIban(text: string): boolean {
  const iban = compact(text)
  return /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban) && isMod97(iban)
}

/**
 * True for a creditor reference of ISO 11649, spaces aside.
 *
 * @example
 * isCreditorReference('RF18 5390 0754 7034') // true
 */
export function isCreditorReference(text: string): boolean {
  const reference = compact(text)
  return /^RF\d{2}[A-Z0-9]{1,21}$/.test(reference) && isMod97(reference)
}

/** Letters and digits alone, in upper case. */
export const compact = (text: string): string => text.replace(/\s+/g, '').toUpperCase()

/** In fours, as it is printed. */
export const inFours = (text: string): string => compact(text).replace(/(.{4})(?=.)/g, '$1 ')

function isMod97(text: string): boolean {
  let rest = 0
  for (const character of text.slice(4) + text.slice(0, 4)) {
    const value = parseInt(character, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}
