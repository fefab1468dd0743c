import { invoiceDocument, statementDocument } from '@owekit/documents'
import { beforeAll, describe, expect, it, test } from 'vitest'
import { type Books, books, eur, fullOptions, kinds, locales } from './books.js'
import { openPdf, piecesOf } from './text-of.js'

let from: Books
beforeAll(async () => {
  from = await books()
})

describe.each(kinds)('$kind', ({ make }) => {
  it.each(['en', 'ar'])('the same view gives the same bytes: %s', async (locale) => {
    const [one, other] = [make(from, fullOptions(locale)), make(from, fullOptions(locale))]
    expect(one.html).toBe(other.html)
    expect(Buffer.compare(await one.pdf(), await other.pdf())).toBe(0)
  })
})

interface Node {
  readonly role?: string
  readonly alt?: string
  readonly children?: readonly Node[]
}

const rolesOf = ({ role, children = [] }: Node): string[] => [
  ...(role === undefined ? [] : [role]),
  ...children.flatMap(rolesOf),
]

it.each(locales)('a PDF says its title, its language and its structure: %s', async (locale) => {
  const document = invoiceDocument(from.first, fullOptions(locale))
  const bytes = await document.pdf()
  const pdf = await openPdf(bytes)
  const { info } = await pdf.getMetadata()
  expect(info).toMatchObject({ Title: document.title, Language: locale, CreationDate: 'D:20260301000000Z' })
  expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true })
  expect(Buffer.from(bytes).toString('latin1')).toContain('/DisplayDocTitle true')
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, at) => pdf.getPage(at + 1)))
  const roles = (await Promise.all(pages.map((page) => page.getStructTree()))).flatMap((tree) => rolesOf(tree as Node))
  for (const role of ['H1', 'P', 'Table', 'Caption', 'TR', 'TH', 'TD', 'H2', 'Link', 'Figure'])
    expect(roles).toContain(role)
  const links = (await Promise.all(pages.map((page) => page.getAnnotations()))).flat() as { readonly url: string }[]
  expect(links.map(({ url }) => url)).toEqual([fullOptions(locale).payUrl])
})

/** 2,000 lines; what they come to is told by the books, here by hand. */
function longInvoice() {
  const line = from.first.lines[0]!
  const lines = Array.from({ length: 2000 }, (_, at) => ({
    ...line,
    description: `Line ${at + 1}`,
    amount: eur('1.00'),
  }))
  return { ...from.first, lines, net: eur('2000.00'), total: eur('2023.22'), open: eur('2023.22'), settlements: [] }
}

describe('a long invoice', () => {
  it.each(['en', 'ar'])(
    'repeats its headings, numbers its pages, and never leaves totals alone: %s',
    async (locale) => {
      const { bank: _, ...options } = fullOptions(locale)
      const pages = await piecesOf(await invoiceDocument(longInvoice(), options).pdf())
      expect(pages.length).toBeGreaterThan(30)
      const rows = pages.map((page) => page.filter(({ text }) => /^Line \d+$/.test(text)))
      expect(rows.flat().map(({ text }) => text)).toEqual(longInvoice().lines.map(({ description }) => description))
      const heading = { en: 'Amount', ar: 'المبلغ' }[locale]!
      for (const [no, page] of pages.entries()) {
        const texts = page.map(({ text }) => text)
        if (rows[no]!.length > 0) expect(texts).toContain(heading)
        if (locale === 'en') expect(texts).toContain(`Page ${no + 1} of ${pages.length}`)
      }
      const total = pages.findIndex((page) => page.some(({ text }) => text.includes('2,023.22')))
      expect(rows[total]!.length).toBeGreaterThan(0)
    },
  )

  test('nothing stands outside its page, and no row on the foot of it', async () => {
    const pages = await piecesOf(await invoiceDocument(longInvoice(), fullOptions('en')).pdf())
    for (const { text, x, y, width } of pages.flat()) {
      expect(x, text).toBeGreaterThanOrEqual(47.9)
      expect(x + width, text).toBeLessThanOrEqual(595.28 - 47.9)
      expect(y, text).toBeGreaterThan(40)
      if (text.startsWith('Line')) expect(y).toBeGreaterThan(48 + 24)
    }
  })
})

/** How many lines fit, tried one after the other, so that the totals come to every place a page ends at. */
it.each(Array.from({ length: 12 }, (_, at) => 24 + at))('with %d lines the totals stand with a row', async (count) => {
  const view = { ...longInvoice(), lines: longInvoice().lines.slice(0, count) }
  const pages = await piecesOf(await invoiceDocument(view, { brand: { name: 'Shop' }, locale: 'en' }).pdf())
  const page = pages.find((one) => one.some(({ text }) => text === '€2,023.22'))!
  for (const label of ['Net', 'Total', 'Open']) expect(page.map(({ text }) => text)).toContain(label)
  expect(page.some(({ text }) => text === `Line ${count}`)).toBe(true)
})

test('a word that is longer than its column is broken, not cut', async () => {
  const word = 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(6)
  const view = { ...from.first, lines: [{ ...from.first.lines[0]!, description: word }] }
  const pages = await piecesOf(await invoiceDocument(view, fullOptions('de')).pdf())
  const whole = pages
    .flat()
    .map(({ text }) => text)
    .join('')
  expect(whole).toContain(word)
})

test.each(['en', 'ar'])('the longest description is said whole, on one page: %s', async (locale) => {
  const description = 'Lang 1 '.repeat(285).trim()
  const view = { ...from.first, lines: [{ ...from.first.lines[0]!, description }] }
  const document = invoiceDocument(view, fullOptions(locale))
  const pages = await piecesOf(await document.pdf())
  const page = pages.findIndex((one) => one.some(({ text }) => text.includes('Lang')))
  const said = pages[page]!.map(({ text }) => text).join(' ')
  expect(said.match(/Lang/g)).toHaveLength(285)
  expect(document.html).toContain(description)
  for (const { y } of pages[page]!) expect(y).toBeGreaterThan(40)
})

test('a statement of another size of paper has its pages in that size', async () => {
  const pdf = await openPdf(await statementDocument(from.statement, fullOptions('en')).pdf({ size: 'LETTER' }))
  expect((await pdf.getPage(1)).view).toEqual([0, 0, 612, 792])
})
