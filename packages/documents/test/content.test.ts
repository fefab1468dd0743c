import { creditNoteDocument, invoiceDocument, receiptDocument, statementDocument } from '@owekit/documents'
import { beforeAll, describe, expect, it, test } from 'vitest'
import { type Books, books, eur, fullOptions } from './books.js'
import { bare, textsOf } from './text-of.js'

let from: Books
beforeAll(async () => {
  from = await books()
})

const said = (html: string) => textsOf(html).join('\n')

it.each([
  {
    locale: 'en',
    due: 'Please pay €189.62 by March 31, 2026.',
    early: 'if it is paid in full by March 11, 2026, 2% (€5.43) is taken off: €266.29 in all in place of €271.72',
    late: 'interest of 9.12% a year',
    fee: 'a fee of €40.00',
  },
  {
    locale: 'de',
    due: 'Bitte zahlen Sie 189,62 € bis zum 31. März 2026.',
    early: 'bis zum 11. März 2026 werden 2 % (5,43 €) abgezogen: insgesamt 266,29 € statt 271,72 €',
    late: 'Zinsen von 9,12 % im Jahr',
    fee: 'Pauschale von 40,00 €',
  },
  {
    locale: 'fr',
    due: 'Merci de payer 189,62 € au plus tard le 31 mars 2026.',
    early: 'au plus tard le 11 mars 2026, 2 % (5,43 €) sont déduits, soit 266,29 € au total au lieu de 271,72 €',
    late: 'au taux annuel de 9,12 %',
    fee: 'des frais de 40,00 €',
  },
  {
    locale: 'es',
    due: 'que pague 189,62 € a más tardar el 31 de marzo de 2026.',
    early: 'hasta el 11 de marzo de 2026, se descuenta el 2 % (5,43 €): 266,29 € en total en lugar de 271,72 €',
    late: 'intereses del 9,12 % anual',
    fee: 'un recargo de 40,00 €',
  },
  {
    locale: 'ar',
    due: 'يرجى دفع 189.62 € في موعد أقصاه 31 مارس 2026.',
    early: 'حتى 11 مارس 2026 يُخصم 2% (5.43 €)، ليصبح الإجمالي 266.29 € بدلًا من 271.72 €',
    late: 'فائدة سنوية بنسبة 9.12%',
    fee: 'رسمًا قدره 40.00 €',
  },
])('what early and late payment come to is said before it is so: $locale', ({ locale, due, early, late, fee }) => {
  const text = bare(said(invoiceDocument(from.first, fullOptions(locale)).html))
  for (const sentence of [due, early, late, fee]) expect(text).toContain(bare(sentence))
})

describe('an invoice', () => {
  test('leaves out an offer that is over, and says when what is open is open', () => {
    const text = said(invoiceDocument(from.first, { ...fullOptions('en'), on: '2026-04-20' }).html)
    expect(text).not.toContain('Early-payment discount')
    expect(text).toContain('Open on April 20, 2026')
    const lastDay = said(invoiceDocument(from.first, { ...fullOptions('en'), on: '2026-03-11' }).html)
    expect(lastDay).toContain('Early-payment discount')
  })

  test('that is void asks for nothing', () => {
    const { html } = invoiceDocument({ ...from.first, status: 'void', voidedOn: '2026-03-02' }, fullOptions('en'))
    const text = said(html)
    expect(text).toContain('Void since March 2, 2026. Nothing is to be paid.')
    expect(text).not.toMatch(/Please pay|Open\b|IBAN|interest/)
  })

  test('in instalments lists each with its day and what is open of it', () => {
    const text = said(invoiceDocument(from.second, fullOptions('en')).html)
    expect(text).toContain('Please pay €1,234.56 in the instalments below, each by its day.')
    expect(text).toMatch(/1\nApril 9, 2026\n€1,000.00\n€1,000.00\n2\nMay 9, 2026\n€234.56\n€234.56/)
  })

  test('says what of it is disputed', () => {
    const text = said(invoiceDocument({ ...from.first, disputed: eur('48.50') }, fullOptions('en')).html)
    expect(text).toContain('€48.50 of it is disputed and being looked into.')
  })
})

test('a credit note names the invoice it corrects, and promotional credit says that it is not paid out', () => {
  expect(said(creditNoteDocument(from.credit, fullOptions('fr')).html)).toMatch(/Rectifie la facture\nA-1/)
  const given = { ...from.credit, kind: 'promotional', corrects: null, expiresOn: '2026-12-31' }
  const text = said(creditNoteDocument(given, fullOptions('en')).html)
  expect(text).toContain('Promotional credit is set against what you buy; it is not paid out.')
  expect(text).toMatch(/Valid until\nDecember 31, 2026/)
})

test('a receipt for a payment that was reversed does not thank for it', () => {
  const text = said(receiptDocument({ ...from.payment, reversedOn: '2026-04-01' }, fullOptions('en')).html)
  expect(text).toContain('This payment was reversed on April 1, 2026.')
  expect(text).not.toContain('We received')
})

test('a statement of a quiet period says so, and where it began it ends', () => {
  const quiet = { ...from.statement, lines: [], closing: from.statement.opening }
  const text = said(statementDocument(quiet, fullOptions('de')).html)
  expect(text).toContain('In diesem Zeitraum wurde nichts gebucht.')
  expect(text).toMatch(/Anfangssaldo\n0,00\s€\nEndsaldo\n0,00\s€/u)
})
