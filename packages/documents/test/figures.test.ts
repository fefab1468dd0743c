import type { Money } from '@owekit/core'
import { writeMoney } from '@owekit/core/messages'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Books, books, eur, fullOptions, kinds, locales } from './books.js'
import { amountsIn, bare, piecesOf, textsOf } from './text-of.js'

let from: Books
beforeAll(async () => {
  from = await books()
})

const isMoney = (value: object): value is Money => 'minor' in value && 'currency' in value

/** Every amount anywhere in a view. */
function amountsOf(view: unknown): Money[] {
  if (typeof view !== 'object' || view === null) return []
  return isMoney(view) ? [view] : Object.values(view).flatMap(amountsOf)
}

describe.each(kinds)('$kind', ({ view, make }) => {
  it.each(locales)('the PDF says the amounts of the HTML, and both those of the view: %s', async (locale) => {
    const document = make(from, fullOptions(locale))
    const pages = await piecesOf(await document.pdf())
    const inPdf = pages.flat().flatMap(({ text }) => amountsIn(text))
    const inHtml = textsOf(document.html).flatMap(amountsIn)
    expect(inHtml.length).toBeGreaterThan(2)
    expect([...inPdf].sort()).toEqual([...inHtml].sort())
    // The fee and the percentage of the terms are options, and no figures of the books.
    const known = [...amountsOf(view(from)), eur('40.00'), eur('9.12')]
    const written = new Set(known.flatMap((amount) => amountsIn(writeMoney(amount, locale))))
    expect(inHtml.filter((amount) => !written.has(amount))).toEqual([])
  })

  it.each(locales.filter((locale) => locale !== 'ar'))('the PDF says every word of the HTML: %s', async (locale) => {
    const document = make(from, fullOptions(locale))
    const pages = await piecesOf(await document.pdf())
    const whole = bare(
      pages
        .flat()
        .map(({ text }) => text)
        .join(' '),
    )
    const isArabic = (text: string) => /\p{Script=Arabic}/u.test(text)
    const missing = textsOf(document.html).filter((text) => !isArabic(text) && !whole.includes(bare(text)))
    expect(missing).toEqual([])
  })

  it('the PDF says every Arabic word of the HTML, letter for letter', async () => {
    const document = make(from, fullOptions('ar'))
    const pages = await piecesOf(await document.pdf())
    const whole = bare(
      pages
        .flat()
        .map(({ text }) => text)
        .join(' '),
    )
    const asked = textsOf(document.html).flatMap((text) => text.split(/[^\p{L}\p{M}]+/u))
    // Letters that are one glyph come back in the order that reader finds them, from left to right; marks after their letters.
    const letters = (text: string) => text.replace(/\p{M}+/gu, '')
    const ligated = (text: string) => text.replace(/ل([اأإآ])/g, '$1ل').replace(/الله/g, 'هللا')
    const found = letters(whole)
    const missing = asked
      .filter((word) => /\p{Script=Arabic}/u.test(word))
      .map(letters)
      .filter((word) => !found.includes(word) && !found.includes(ligated(word)))
    expect([...new Set(missing)]).toEqual([])
  })
})

it('an invoice says its lines, taxes, total, what settled it and what is open, each to the cent', () => {
  const { html } = kinds[0]!.make(from, fullOptions('en'))
  for (const amount of [
    '200.00',
    '48.50',
    '248.50',
    '14.00',
    '9.22',
    '271.72',
    '50.00',
    '32.10',
    '189.62',
    '266.29',
    '5.43',
  ])
    expect(html).toContain(`€${amount}`)
})
