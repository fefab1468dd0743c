import { isReceivablesError } from '../errors/index.js'
import { type Money, money } from '../money/index.js'
import { describe, expect, it, test } from 'vitest'
import {
  depositEmail,
  depositSms,
  invoiceEmail,
  invoiceSms,
  isGsm7,
  type MessageData,
  messageLanguages,
  receiptEmail,
  receiptSms,
  reminderEmail,
  type ReminderData,
  reminderSms,
  thanksEmail,
  thanksSms,
  writeMoney,
} from './index.js'

const tones = ['friendly', 'plain', 'firm', 'final'] as const
const days = { soon: '2026-10-20', today: '2026-11-01', late: '2026-11-13' } as const
const eur = (amount: string) => money(amount, 'EUR')
const frame: MessageData = {
  brand: { name: 'Corner Shop', signature: 'Ada\nCorner Shop', logo: 'https://shop.example/logo.png' },
  customer: 'Grace Hopper',
  payUrl: 'https://pay.example/p/abc?x=1&y=2',
  preferencesUrl: 'https://pay.example/prefs',
}
const first = { number: 'A-1', open: eur('61.11'), dueOn: '2026-11-01' }
const second = { number: 'A-2', kind: 'deposit' as const, open: eur('42.22'), dueOn: '2026-11-10' }

interface Case {
  readonly title: string
  readonly locale: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly sms: string
  readonly amounts: readonly Money[]
}

/** Every message there is, in a locale, about a customer and a shop of these names. */
function* everyMessage(locale: string, data: MessageData = frame, number = 'A-1'): Generator<Case> {
  const of = (
    title: string,
    mail: Omit<Case, 'title' | 'locale' | 'sms' | 'amounts'>,
    sms: string,
    amounts: Money[],
  ) => ({
    title: `${locale} ${title}`,
    locale,
    ...mail,
    sms,
    amounts,
  })
  for (const tone of tones)
    for (const [timing, today] of Object.entries(days)) {
      const one: ReminderData = { ...data, tone, today, items: [{ ...first, number }] }
      yield of(`${tone} ${timing}, one`, reminderEmail(one, locale), reminderSms(one, locale).text, [eur('61.11')])
      const two: ReminderData = { ...one, items: [{ ...first, number }, second], onAccount: eur('30.00') }
      const said = [eur('103.33'), eur('30.00'), eur('73.33')]
      yield of(`${tone} ${timing}, two`, reminderEmail(two, locale), reminderSms(two, locale).text, said)
    }
  const receipt = { ...data, amount: eur('1234.50'), receivedOn: '2026-11-05', items: [{ ...first, number }] }
  yield of('receipt', receiptEmail(receipt, locale), receiptSms(receipt, locale).text, [eur('1234.50'), eur('61.11')])
  yield of('thanks', thanksEmail(receipt, locale), thanksSms(receipt, locale).text, [eur('1234.50')])
  const invoice = { ...data, number, total: eur('120.00'), dueOn: '2026-11-30' }
  yield of('invoice', invoiceEmail(invoice, locale), invoiceSms(invoice, locale).text, [eur('120.00')])
  const deposit = { ...data, number, about: number, amount: eur('60.00'), dueOn: null }
  yield of('deposit', depositEmail(deposit, locale), depositSms(deposit, locale).text, [eur('60.00')])
}

const cases = messageLanguages.flatMap((locale) => [...everyMessage(locale)])
const figure = /(?<!\d)(?:\d{1,3}(?:[.,\s]\d{3})+|\d+)[.,]\d\d(?!\d|[./\u200f]+\d)/g
const plainSpaces = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')
/** What is shown of the HTML: no head, no markup, no entities. */
const shownText = (html: string) =>
  html
    .slice(html.indexOf('<body'))
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#847;/g, '')

describe.each(cases)('$title', ({ locale, subject, text, html, sms, amounts }) => {
  it('has no hole', () => {
    for (const part of [subject, text, html, sms]) {
      expect(part).not.toMatch(/undefined|NaN|null|\[object|#\s|\$\{/)
      expect(part.trim()).not.toBe('')
    }
    expect(subject).not.toMatch(/[\r\n]/)
  })

  it('states the amounts, and no other', () => {
    const listed = [eur('61.11'), eur('42.22'), ...amounts].map((amount) => digitsOf(writeMoney(amount, locale)))
    for (const whole of [text, shownText(html), sms]) {
      for (const amount of amounts) expect(plainSpaces(whole)).toContain(digitsOf(writeMoney(amount, locale)))
      for (const [found] of plainSpaces(whole).matchAll(figure)) expect(listed).toContain(found.trim())
    }
  })

  it('is well-formed, in its language and direction', () => {
    expect(problemsOf(html)).toEqual([])
    expect(html).toContain(`<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">`)
    expect([...html.matchAll(/\b(?:src|background)="([^"]*)"/g)].map(([, url]) => url)).toEqual([frame.brand.logo])
  })

  it('fits GSM-7 as a text message, where the language has its letters', () => {
    expect(sms).not.toMatch(/[\u00a0\u202f]/)
    if (locale !== 'ar') expect(Array.from(sms).filter((letter) => !isGsm7(letter))).toEqual([])
  })
})

function digitsOf(written: string): string {
  return /\d.*\d/.exec(plainSpaces(written))![0]
}

/** What a strict reader of XML has against a document: tags that do not match, attributes without quotes, bare ampersands. */
function problemsOf(html: string): string[] {
  const problems: string[] = []
  const open: string[] = []
  const body = html.replace(/^<!DOCTYPE html>\n/, '')
  const token = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+="[^"<]*")*)\s*(\/?)>|&(?:amp|lt|gt|quot|#\d+);|[^<&]+|./gs
  for (const [whole, closing, name, , empty] of body.matchAll(token)) {
    if (name === undefined) {
      if (whole === '<' || whole === '&') problems.push(`bare ${whole}`)
    } else if (closing) {
      const last = open.pop()
      if (last !== name) problems.push(`</${name}> closes <${last}>`)
    } else if (!empty) open.push(name)
  }
  return [...problems, ...open.map((name) => `<${name}> is not closed`)]
}

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title><script>alert(1)</script>',
  '</style><svg/onload=alert(1)>',
  '<a href="javascript:alert(1)">pay</a>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '<!--><img src=x onerror=alert(1)>-->',
  '{{constructor.constructor("alert(1)")()}}',
  ']]><x xmlns="http://www.w3.org/1999/xhtml"/>',
  'Ada\r\nBcc: eve@example.com\r\n\r\n<b>hi</b>',
  '\u202egnp.exe\u2066<iframe srcdoc=x>',
  '\ud800<b>',
]

test.each(hostile)('the name %j changes no markup', (name) => {
  for (const locale of messageLanguages) {
    const wanted = [...everyMessage(locale)]
    const data: MessageData = {
      ...frame,
      customer: name,
      brand: { ...frame.brand, name, signature: `${name.replace(/\s+/g, ' ')}\nAda` },
    }
    const found = [...everyMessage(locale, data, name)]
    found.forEach(({ html, subject, text, sms }, index) => {
      expect(problemsOf(html)).toEqual([])
      // The tags, with all but the texts of alternative pictures, are those of a harmless name; a long signature adds a line.
      expect(tagsOf(html)).toEqual(tagsOf(wanted[index]!.html))
      expect(subject).not.toMatch(/[\r\n\u202a-\u202e\u2066-\u2069]/)
      expect(text).not.toMatch(/^Bcc:/m)
      expect(sms).not.toMatch(/[\r\n\u202a-\u202e]/)
    })
  }
})

const tagsOf = (html: string) =>
  [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/ alt="[^"]*"/, '')).filter((tag) => tag !== '<br />')

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  ' java\nscript:alert(1)',
  '//pay.example',
  'https://shop@evil.example/',
  ''.padEnd(3),
])('the address %j is refused', (url) => {
  const bad = [{ payUrl: url }, { preferencesUrl: url }, { brand: { ...frame.brand, logo: url } }]
  for (const part of bad) {
    const data: ReminderData = { ...frame, ...part, tone: 'plain', today: days.late, items: [first] }
    expect(codeOf(() => reminderEmail(data, 'en'))).toBe('invalid_input')
  }
})

test('an address in a link keeps its meaning and loses its markup', () => {
  const { html } = invoiceEmail(
    { ...frame, payUrl: 'https://pay.example/"><b>?a=1&b=\'2', number: 'A-1', total: eur('1.00'), dueOn: null },
    'en',
  )
  expect(html).toContain('href="https://pay.example/%22%3E%3Cb%3E?a=1&amp;b=%272"')
})

test('a colour that is none is not used', () => {
  const brand = { ...frame.brand, colour: 'red;background:url(https://evil.example)' }
  const { html } = reminderEmail({ ...frame, brand, tone: 'plain', today: days.late, items: [first] }, 'en')
  expect(html).not.toContain('evil.example')
})

it.each([
  { title: 'nothing listed', part: { items: [] }, code: 'invalid_input' },
  { title: 'an item with nothing open', part: { items: [{ ...first, open: eur('0.00') }] }, code: 'invalid_input' },
  { title: 'all of it on account', part: { onAccount: eur('61.11') }, code: 'invalid_input' },
  { title: 'a debt on account', part: { onAccount: eur('-1.00') }, code: 'invalid_input' },
  { title: 'two currencies', part: { onAccount: money('1.00', 'USD') }, code: 'currency_mismatch' },
  { title: 'a day that is none', part: { today: '2026-02-30' }, code: 'invalid_date' },
])('refuses a reminder with $title', ({ part, code }) => {
  const data: ReminderData = { ...frame, tone: 'plain', today: days.late, items: [first], ...part }
  expect(codeOf(() => reminderEmail(data, 'en'))).toBe(code)
  expect(codeOf(() => reminderSms(data, 'en'))).toBe(code)
})

test('100.00 due, 30.00 on account, 70.00 to pay', () => {
  const data: ReminderData = {
    ...frame,
    tone: 'plain',
    today: days.late,
    items: [{ ...first, open: eur('100.00') }],
    onAccount: eur('30.00'),
  }
  expect(reminderEmail(data, 'en').text).toContain('Due: €100.00\nOn account: €30.00\nTo pay: €70.00\n\nPay €70.00:')
  expect(reminderSms(data, 'en').text).toContain(
    '€100.00 is still open on invoice A-1, 12 days overdue. €30.00 on account, €70.00 to pay.',
  )
})

test('nothing is called late before its due day has passed', () => {
  const data: ReminderData = { ...frame, tone: 'final', today: days.today, items: [first] }
  expect(reminderEmail(data, 'en').text).not.toMatch(/overdue|last reminder|was due/i)
})

it.each([
  [1, 'يوم واحد', '2026-11-02'],
  [2, 'يومين', '2026-11-03'],
  [3, '3 أيام', '2026-11-04'],
  [10, '10 أيام', '2026-11-11'],
  [11, '11 يومًا', '2026-11-12'],
  [99, '99 يومًا', '2027-02-08'],
  [100, '100 يوم', '2027-02-09'],
  [103, '103 أيام', '2027-02-12'],
])('%i days late is %s in Arabic', (_, phrase, today) => {
  const data: ReminderData = { ...frame, tone: 'plain', today, items: [first] }
  expect(reminderEmail(data, 'ar').text).toContain(`لمدة ${phrase})`)
})

it.each([
  [2, 'فاتورتين'],
  [3, '3 فواتير'],
  [11, '11 فاتورة'],
  [100, '100 فاتورة'],
])('%i invoices are %s in Arabic', (count, phrase) => {
  const items = Array.from({ length: count }, (_, index) => ({ ...first, number: `A-${index}` }))
  expect(reminderEmail({ ...frame, tone: 'friendly', today: days.late, items }, 'ar').subject).toContain(phrase)
})

it.each([
  ['de-AT', 'de-AT', 'Guten Tag'],
  ['fr-CA', 'fr-CA', 'Bonjour'],
  ['ar-SA', 'ar-SA', '1 نوفمبر 2026'],
  ['pt-BR', 'en', 'Hello'],
  ['de_DE', 'en', 'Hello'],
  ['', 'en', 'Hello'],
  ['"><script>', 'en', 'Hello'],
])('the locale %j is written in %s', (locale, tag, said) => {
  const { html } = reminderEmail({ ...frame, tone: 'plain', today: days.late, items: [first] }, locale)
  expect(html).toContain(`<html lang="${tag}"`)
  expect(html).toContain(said)
})

test('a currency sign that would double the cost of a text message is written as its code', () => {
  const data = { ...frame, number: 'A-1', total: money('1234.50', 'PLN'), dueOn: null }
  expect(invoiceSms(data, 'de').text).toContain('1.234,50 PLN')
  expect(invoiceSms({ ...data, total: money('10.00', 'INR') }, 'en').text).toContain('INR 10.00')
  expect(invoiceSms({ ...data, total: money('10.00', 'GBP') }, 'en').text).toContain('£10.00')
})

test('a payment message of what is settled asks for nothing', () => {
  const data = { ...frame, amount: eur('50.00'), receivedOn: '2026-11-05', items: [{ number: 'A-1' }] }
  expect(thanksEmail(data, 'en').html).not.toContain('pay.example/p/')
  expect(thanksSms(data, 'en').text).not.toContain('http')
})

function codeOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (isReceivablesError(error)) return error.code
    throw error
  }
  return 'none'
}
