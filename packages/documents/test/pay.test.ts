import { money } from '@owekit/core'
import { epcPayload, invoiceDocument, isCreditorReference, isIban } from '@owekit/documents'
import jsQR from 'jsqr'
import { beforeAll, expect, it, test } from 'vitest'
import { type Books, books, eur, fullOptions, payUrl } from './books.js'

let from: Books
beforeAll(async () => {
  from = await books()
})

/** What another's reader finds in the codes of a page, drawn three dots a square. */
function codesOf(html: string): string[] {
  return [...html.matchAll(/viewBox="0 0 (\d+) \d+".*?fill="#000" d="([^"]*)"/g)].map(([, across, path]) => {
    const size = Number(across) * 3
    const dots = new Uint8ClampedArray(size * size * 4).fill(255)
    for (const [, x, y] of path!.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
      for (let dot = 0; dot < 9; dot += 1) {
        const at = ((Number(y) * 3 + Math.floor(dot / 3)) * size + Number(x) * 3 + (dot % 3)) * 4
        dots.fill(0, at, at + 3)
      }
    return jsQR.default(dots, size, size)?.data ?? ''
  })
}

test('the codes say the page to pay on, and the transfer of what is open', () => {
  const { html } = invoiceDocument(from.first, fullOptions('de'))
  expect(codesOf(html)).toEqual([
    payUrl,
    'BCD\n002\n1\nSCT\nCOBADEFFXXX\nCorner Shop\nDE89370400440532013000\nEUR189.62\n\n\nA-1',
  ])
})

test('there is no code nobody asked for, and no way to pay where nothing is open', () => {
  const { bank: _, ...options } = fullOptions('de')
  expect(codesOf(invoiceDocument(from.first, { ...options, hasPayCode: false }).html)).toEqual([])
  const paid = { ...from.first, open: eur('0.00'), status: 'paid' as const }
  const { html } = invoiceDocument(paid, fullOptions('de'))
  expect(html).not.toContain('pay.example')
  expect(html).toContain('Vollständig bezahlt')
})

const transfer = {
  holder: 'Corner Shop',
  iban: 'DE89370400440532013000',
  bic: '',
  amount: eur('70.00'),
  reference: 'A-1',
}

it.each([
  { title: 'text goes into the line for text', given: {}, lines: ['', '', 'A-1'] },
  {
    title: 'a creditor reference goes into its own',
    given: { reference: 'RF18 5390 0754 7034' },
    lines: ['', 'RF18539007547034'],
  },
  {
    title: 'a reference with wrong check digits is text',
    given: { reference: 'RF19539007547034' },
    lines: ['', '', 'RF19539007547034'],
  },
])('$title', ({ given, lines }) => {
  const payload = epcPayload({ ...transfer, ...given })!.split('\n')
  expect(payload.slice(0, 8)).toEqual([
    'BCD',
    '002',
    '1',
    'SCT',
    '',
    'Corner Shop',
    'DE89370400440532013000',
    'EUR70.00',
  ])
  expect(payload.slice(8)).toEqual(lines)
})

it.each([
  { title: 'another currency', amount: money('70.00', 'CHF') },
  { title: 'nothing', amount: eur('0.00') },
  { title: 'money back', amount: eur('-1.00') },
  { title: 'a billion', amount: eur('1000000000.00') },
])('$title has no code for a transfer', ({ amount }) => {
  expect(epcPayload({ ...transfer, amount })).toBeUndefined()
})

test('a payload of more than 331 bytes has no code', () => {
  expect(epcPayload({ ...transfer, holder: 'ع'.repeat(70), reference: 'ع'.repeat(140) })).toBeUndefined()
})

it.each([
  ['DE89 3704 0044 0532 0130 00', true],
  ['gb29nwbk60161331926819', true],
  ['DE89 3704 0044 0532 0130 01', false],
  ['DE89', false],
  ['', false],
])('%s is an IBAN: %s', (text, is) => {
  expect(isIban(text)).toBe(is)
})

it.each([
  ['RF18 5390 0754 7034', true],
  ['RF18539007547035', false],
  ['A-1', false],
])('%s is a creditor reference: %s', (text, is) => {
  expect(isCreditorReference(text)).toBe(is)
})
