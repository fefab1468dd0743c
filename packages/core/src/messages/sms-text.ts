/** The letters of GSM-7 (3GPP TS 23.038), those of its extension table included. Of other letters a message holds less than half as many. */
const gsm7 = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿' +
    'abcdefghijklmnopqrstuvwxyzäöñüà\f^{}\\[~]|€',
)

const signs: Record<string, string> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‹': "'",
  '›': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '-',
  '…': '...',
}

/**
 * Tells whether a text message can be sent in GSM-7, 160 letters to a part, and needs no UCS-2, 70 to a part.
 *
 * @example
 * isGsm7('Total: 70,00 €') // true
 * isGsm7('Łódź') // false
 */
export function isGsm7(text: string): boolean {
  for (const character of text) if (!gsm7.has(character)) return false
  return true
}

/**
 * A text message at its cheapest: spaces of other widths become plain ones, and typographic quotes, dashes and dots become
 * those of GSM-7 where that alone keeps the message in it. Letters are never changed.
 *
 * @example
 * smsText('1\u202f000,00\u00a0€ pour «\u00a0Ada\u00a0»') // '1 000,00 € pour " Ada "'
 */
export function smsText(text: string): string {
  const spaced = text.replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
  if (isGsm7(spaced)) return spaced
  const plain = spaced.replace(/[‘’‚‹›“”„«»–—…]/g, (sign) => signs[sign]!)
  return isGsm7(plain) ? plain : spaced
}
