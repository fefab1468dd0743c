import { deflateSync } from 'node:zlib'
import { type DocumentOptions, invoiceDocument, reminderDocument } from '@owekit/documents'
import { beforeAll, expect, it, test } from 'vitest'
import { type Books, books, eur, fullOptions } from './books.js'
import { png } from './images.js'

let from: Books
beforeAll(async () => {
  from = await books()
})

const brand = (more: object): Partial<DocumentOptions> => ({ brand: { name: 'Corner Shop', ...more } })
const bank = { holder: 'Corner Shop', iban: 'DE89370400440532013000' }

it.each<{ title: string; path: string; given: Partial<DocumentOptions> }>([
  { title: 'a locale that is no tag', path: 'locale', given: { locale: 'de_DE' } },
  { title: 'a locale there are no words in', path: 'locale', given: { locale: 'ja' } },
  { title: 'a locale that is none', path: 'locale', given: { locale: undefined as never } },
  { title: 'a locale with the name of a method', path: 'locale', given: { locale: 'constructor' } },
  { title: 'a brand without a name', path: 'brand.name', given: brand({ name: ' \u200b ' }) },
  { title: 'a colour by its name', path: 'brand.colour', given: brand({ colour: 'red' }) },
  {
    title: 'a colour with more behind it',
    path: 'brand.colour',
    given: brand({ colour: '#000000; } body { display: none' }),
  },
  { title: 'a colour that is none', path: 'brand.colour', given: brand({ colour: 7 }) },
  { title: 'a logo of 10 MB', path: 'brand.logo', given: brand({ logo: { bytes: new Uint8Array(10_000_000) } }) },
  { title: 'a logo of an unknown kind', path: 'brand.logo', given: brand({ logo: { bytes: Buffer.from('GIF89a') } }) },
  {
    title: 'a logo with a script in it',
    path: 'brand.logo',
    given: brand({ logo: { bytes: Buffer.from('<svg onload="alert(1)"/>') } }),
  },
  { title: 'a logo as text', path: 'brand.logo', given: brand({ logo: { bytes: 'iVBORw0KGgo=' } }) },
  { title: 'a logo that ends early', path: 'brand.logo', given: brand({ logo: { bytes: png(4, 4).subarray(0, 50) } }) },
  {
    title: 'a logo of too many pixels',
    path: 'brand.logo',
    given: brand({ logo: { bytes: png(2, 2_000_001, deflateSync(new Uint8Array(9))) } }),
  },
  {
    title: 'a logo whose pixels are none',
    path: 'brand.logo',
    given: brand({ logo: { bytes: png(4, 4, Buffer.from('nonsense')) } }),
  },
  {
    title: 'a logo with fewer pixels than it says',
    path: 'brand.logo',
    given: brand({ logo: { bytes: png(40, 40, deflateSync(new Uint8Array(9))) } }),
  },
  {
    title: 'a logo that unpacks to more than it says',
    path: 'brand.logo',
    given: brand({ logo: { bytes: png(4, 4, deflateSync(new Uint8Array(50_000_000))) } }),
  },
  { title: 'a logo over http', path: 'brand.logo', given: brand({ logo: { url: 'http://shop.example/logo.png' } }) },
  { title: 'a logo that is a script', path: 'brand.logo', given: brand({ logo: { url: 'javascript:alert(1)' } }) },
  { title: 'a page to pay on that is a script', path: 'payUrl', given: { payUrl: 'javascript:alert(1)' } },
  {
    title: 'an IBAN with wrong check digits',
    path: 'bank.iban',
    given: { bank: { ...bank, iban: 'DE88370400440532013000' } },
  },
  { title: 'a percentage with its sign', path: 'late.percent', given: { late: { percent: '9%' } } },
])('$title is refused, and says where it stands', ({ path, given }) => {
  const make = () => invoiceDocument(from.first, { ...fullOptions('en'), ...given })
  expect(make).toThrow(expect.objectContaining({ code: 'invalid_input', details: expect.objectContaining({ path }) }))
})

test('a day that is none is refused', () => {
  const make = () => invoiceDocument(from.first, { ...fullOptions('en'), on: '2026-02-30' })
  expect(make).toThrow(expect.objectContaining({ code: 'invalid_date' }))
})

test('a letter about nothing is refused', () => {
  const make = () => reminderDocument({ tone: 'plain', today: '2026-04-20', items: [] }, fullOptions('en'))
  expect(make).toThrow(expect.objectContaining({ code: 'invalid_input' }))
})

test('a font that is none is refused when the PDF is made', async () => {
  const { pdf } = invoiceDocument(from.first, fullOptions('en'))
  const refused = { code: 'invalid_input', details: { path: 'fonts', font: 1 } }
  await expect(pdf({ fonts: [Buffer.from('nonsense')] })).rejects.toMatchObject({ ...refused, details: { font: 0 } })
})

test('a good logo stands in both forms', async () => {
  const options = fullOptions('en')
  const logo = { bytes: png(40, 20) }
  const made = invoiceDocument(from.first, {
    ...options,
    brand: { ...options.brand, logo },
    late: { fee: eur('1.00') },
  })
  expect(made.html).toContain('<img src="data:image/png;base64,')
  expect(Buffer.from(await made.pdf()).toString('latin1')).toContain('/Subtype /Image')
})
