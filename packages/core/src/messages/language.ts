import { parseDay } from '../calendar/index.js'
import { type Money, toDecimal } from '../money/index.js'
import { arabic } from './arabic.js'
import { english } from './english.js'
import { french } from './french.js'
import { german } from './german.js'
import { plainText } from './plain-text.js'
import { isGsm7, smsText } from './sms-text.js'
import { spanish } from './spanish.js'
import type { Words } from './words.js'

const languages: Readonly<Record<string, Words>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  ar: arabic,
}

/** The languages that messages are written in; any other locale gets English. */
export const messageLanguages: readonly string[] = Object.keys(languages)

/** How a channel writes words, amounts, days and numbers of documents in a locale. */
export interface Voice {
  /** The `lang` of the text. */
  readonly tag: string
  readonly words: Words
  money(amount: Money): string
  /** @param day `YYYY-MM-DD` */
  day(day: string): string
  /** A number or a name of ours or the tenant's that stands in the middle of words, whatever their direction. */
  quoted(text: string): string
}

/**
 * Writes an amount in a locale, with the decimals that the currency has in ISO 4217; `Intl` gives the forint and fifteen others
 * none. Digits are 0 to 9 unless the locale asks for others (`ar-EG-u-nu-arab`).
 *
 * @param style the sign of the currency, or its code
 * @throws RangeError when the locale is no BCP 47 tag
 * @example
 * writeMoney(money('1234.50', 'EUR'), 'de') // '1.234,50 €', with a space that does not break
 * writeMoney(money('1234.50', 'HUF'), 'en', 'code') // 'HUF 1,234.50'
 */
export function writeMoney(amount: Money, locale: string, style: 'symbol' | 'code' = 'symbol'): string {
  const { currency, exponent } = amount
  const key = `${locale} ${currency} ${style}`
  const format = held(key, () => {
    return new Intl.NumberFormat(plainDigits(locale), {
      style: 'currency',
      currency,
      currencyDisplay: style,
      minimumFractionDigits: exponent,
      maximumFractionDigits: exponent,
    })
  })
  // As text: a number of 64 bits would lose its cents.
  return format.format(toDecimal(amount) as `${number}`)
}

/**
 * Writes a day in a locale, always of the Gregorian calendar, whatever the region's own: it is the day in the contract.
 *
 * @param day `YYYY-MM-DD`
 * @throws ReceivablesError `invalid_date`
 * @throws RangeError when the locale is no BCP 47 tag
 * @example
 * writeDay('2026-11-22', 'de') // '22. November 2026'
 */
export function writeDay(
  day: string,
  locale: string,
  style: Intl.DateTimeFormatOptions = { dateStyle: 'long' },
): string {
  const format = held(`${locale} ${JSON.stringify(style)}`, () => {
    return new Intl.DateTimeFormat(plainDigits(locale), { ...style, calendar: 'gregory', timeZone: 'UTC' })
  })
  const written = format.format(parseDay(day) * 86_400_000)
  // The first of a month is an ordinal in French, which Intl does not know.
  return locale.startsWith('fr') ? written.replace(/^1 (?=\p{L})/u, '1er ') : written
}

/** The voice of mails. */
export function emailVoice(locale: string): Voice {
  const { tag, words } = languageOf(locale)
  return {
    tag,
    words,
    money: (amount) => writeMoney(amount, tag),
    day: (day) => writeDay(day, tag),
    quoted: quotedIn(words),
  }
}

/** The voice of text messages: short days, and the code of a currency whose sign would double their cost. */
export function smsVoice(locale: string): Voice {
  const { tag, words } = languageOf(locale)
  return {
    tag,
    words,
    money: (amount) => {
      const written = smsText(writeMoney(amount, tag))
      return isGsm7(written) ? written : smsText(writeMoney(amount, tag, 'code'))
    },
    day: (day) => smsText(writeDay(day, tag, words.smsDay)),
    quoted: quotedIn(words),
  }
}

/** The words of a locale's language, and the locale itself for figures where there are any; English for all others. */
function languageOf(locale: string): { tag: string; words: Words } {
  try {
    const { language, baseName } = new Intl.Locale(locale)
    const words = languages[language]
    if (words !== undefined) return { tag: locale.includes('-u-') ? locale : baseName, words }
  } catch {
    // No BCP 47 tag, such as `de_DE` or nothing at all: English.
  }
  return { tag: 'en', words: english }
}

/** Between words that run from right to left, `2026-0042` would show as `0042-2026`: a mark on both sides keeps it together. */
function quotedIn({ direction }: Words): (text: string) => string {
  return direction === 'rtl' ? (text) => `\u200e${plainText(text)}\u200e` : plainText
}

function plainDigits(locale: string): Intl.Locale {
  const asked = new Intl.Locale(locale)
  return new Intl.Locale(locale, { numberingSystem: asked.numberingSystem ?? 'latn' })
}

const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

/** Formats are dear to make; only so many are kept, because locales come from outside. */
function held<Format extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => Format): Format {
  const found = formats.get(key)
  if (found !== undefined) return found as Format
  if (formats.size >= 200) formats.clear()
  const made = make()
  formats.set(key, made)
  return made
}
