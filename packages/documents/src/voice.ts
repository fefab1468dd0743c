import type { Money } from '@owekit/core'
import { messageLanguages, plainLine, writeDay, writeMoney } from '@owekit/core/messages'
import { attempt, invalidOption } from './invalid.js'
import { arabic } from './words/arabic.js'
import { english } from './words/english.js'
import { french } from './words/french.js'
import { german } from './words/german.js'
import { spanish } from './words/spanish.js'
import type { Words } from './words/words.js'

const languages: { readonly [language: string]: Words } = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  ar: arabic,
}

/** How a document writes words, amounts, days and what comes from outside, in a locale. */
export interface Voice {
  /** The `lang` of the text. */
  readonly tag: string
  readonly words: Words
  readonly money: (amount: Money) => string
  /** `''` for no money. */
  readonly moneyOrNone: (amount: Money) => string
  /** @param day `YYYY-MM-DD`; null gives `''` */
  readonly day: (day: string | null) => string
  /** @param percent decimal text: `2.5` is 2.5 % */
  readonly percent: (percent: string) => string
  /** A name, a number or a description from outside, which keeps its own direction and cannot turn that of the words around it. */
  readonly outside: (text: string) => string
  /** Lines from outside; empty ones are left out. */
  readonly lines: (text: string) => string[]
}

/** More than any text of the books: a cell with it still fits on a page. */
const longest = 2000

/**
 * The voice of a locale.
 *
 * @throws ReceivablesError `invalid_input` with path `locale` for what is no BCP 47 tag, or of a language there are no words in
 */
export function voiceOf(locale: string): Voice {
  const tag = tagOf(locale)
  const words = languages[new Intl.Locale(tag).language]!
  const outside = (text: string) => isolated(plainLine(text, longest), words)
  return {
    tag,
    words,
    money: (amount) => writeMoney(amount, tag),
    moneyOrNone: (amount) => (amount.minor === 0n ? '' : writeMoney(amount, tag)),
    day: (day) => (day === null ? '' : writeDay(day, tag)),
    percent: (percent) => writePercent(percent, tag),
    outside,
    lines: (text) =>
      text
        .split(/\r\n|\r|\n/)
        .map(outside)
        .filter((line) => line !== ''),
  }
}

function tagOf(locale: string): string {
  try {
    const { language, baseName } = new Intl.Locale(locale)
    if (Object.hasOwn(languages, language)) return locale.includes('-u-') ? locale : baseName
  } catch {
    // No BCP 47 tag, such as `de_DE`.
  }
  const known = messageLanguages.join(', ')
  throw invalidOption('locale', `A locale is a BCP 47 tag of ${known}; ${attempt(locale)} is not.`, {
    value: attempt(locale),
    known: [...messageLanguages],
  })
}

const turnsRight = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u

/** Between marks of the Unicode algorithm (FSI, PDI) where directions may meet; as it is elsewhere. */
function isolated(text: string, { direction }: Words): string {
  return text !== '' && (direction === 'rtl' || turnsRight.test(text)) ? `\u2068${text}\u2069` : text
}

function writePercent(percent: string, tag: string): string {
  if (!/^\d{1,6}(?:\.\d{1,6})?$/.test(percent))
    throw invalidOption('late.percent', `A percentage is decimal text such as 9.12; ${attempt(percent)} is not.`)
  const { numberingSystem } = new Intl.Locale(tag)
  const format = new Intl.NumberFormat(new Intl.Locale(tag, { numberingSystem: numberingSystem ?? 'latn' }), {
    style: 'unit',
    unit: 'percent',
    maximumFractionDigits: 6,
  })
  return format.format(percent as `${number}`)
}
