import { inkOn } from '@owekit/core/messages'
import { invoiceDocument, statementDocument } from '@owekit/documents'
import { beforeAll, describe, expect, it, test } from 'vitest'
import { type Books, books, fullOptions, kinds, locales } from './books.js'
import { textsOf } from './text-of.js'

let from: Books
beforeAll(async () => {
  from = await books()
})

const elements =
  /^(?:!DOCTYPE|html|head|meta|title|style|body|main|article|header|footer|section|div|address|dl|dt|dd|h1|h2|p|a|span|br|img|table|caption|thead|tbody|tr|th|td|figure|figcaption|svg|path)$/

/** Opens and closes every tag, as a reader of XML would. */
function openTags(html: string): string[] {
  const open: string[] = []
  for (const [, slash, name, rest] of html.replace(/<style>.*?<\/style>/s, '').matchAll(/<(\/?)([!\w]+)([^>]*)>/g)) {
    expect(name).toMatch(elements)
    if (slash === '/') expect(open.pop()).toBe(name)
    else if (name !== '!DOCTYPE' && !rest!.endsWith('/')) open.push(name!)
  }
  return open
}

describe.each(kinds)('$kind', ({ make }) => {
  it.each(locales)('is one well-formed page of its language and direction: %s', (locale) => {
    const { html, title } = make(from, fullOptions(locale))
    expect(openTags(html)).toEqual([])
    expect(html).toContain(`<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">`)
    expect(html.match(/<h1 /g)).toHaveLength(html.match(/<article /g)!.length)
    expect(html).toContain(`<title>${title.replaceAll("'", '&#39;')}</title>`)
    for (const [, attributes] of html.matchAll(/<th ([^>]*)>/g)) expect(attributes).toMatch(/scope="(?:col|row)"/)
  })

  it('loads nothing and runs nothing: no address but the one to pay on, and a policy that says so', () => {
    const { html } = make(from, fullOptions('en'))
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`)
    expect(html).not.toMatch(/<(?:script|link|iframe|object|embed|form)|@import|url\(|\son\w+=/i)
    const addresses = [...html.matchAll(/(?:href|src|action|srcset)="([^"]*)"/g)].map(([, address]) => address!)
    expect(addresses.filter((address) => !address.startsWith('https://pay.example/'))).toEqual([])
  })
})

describe('threat row 10: text from outside', () => {
  const payloads = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    `' onmouseover='alert(1)`,
    '</style><script>alert(1)</script>',
    '<!-- --><svg/onload=alert(1)>',
    '{{constructor.constructor("alert(1)")()}}',
    '\u202egnp.exe\u0000\u001b[31m',
  ]

  it.each(payloads)('stays text wherever it stands: %j', (payload) => {
    const { first, statement } = from
    const options = {
      ...fullOptions('en'),
      brand: { name: payload, address: payload, legal: payload, signature: payload },
      customer: { name: payload, address: payload, taxId: payload },
      bank: { holder: payload, iban: 'DE89370400440532013000', bic: payload, reference: payload, hasCode: true },
      notes: payload,
    }
    const view = {
      ...first,
      number: payload,
      reference: payload,
      lines: [{ ...first.lines[0]!, description: payload, quantity: payload, reference: payload }],
      taxes: [{ ...first.taxes[0]!, code: payload }],
    }
    const line = { ...statement.lines[0]!, number: payload, type: payload as never, description: payload }
    const pages = [
      invoiceDocument(view, options),
      statementDocument({ ...statement, customer: payload, lines: [line] }, options),
    ]
    for (const { html } of pages) {
      expect(openTags(html)).toEqual([])
      const tags = [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag).join('\n')
      expect(tags).not.toMatch(/<(?:script|svg\/)|<img|\son\w+=/)
      // oxlint-disable-next-line no-control-regex
      expect(html).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e]/)
      if (!payload.includes('\u0000'))
        expect(textsOf(html).filter((text) => text.includes(payload)).length).toBeGreaterThan(5)
    }
  })
})

/** Relative luminance and contrast of WCAG 2.2. */
function contrast(one: string, other: string): number {
  const [a, b] = [one, other].map((colour) => {
    const full = colour.length === 4 ? colour.replace(/[0-9a-f]/g, '$&$&') : colour
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const part = parseInt(full.slice(at, at + 2), 16) / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    }) as [number, number, number]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05
  }) as [number, number]
  return Math.max(a, b) / Math.min(a, b)
}

test('words can be read on their ground, in light, in the dark and on paper: 4.5 to 1', () => {
  const { html } = invoiceDocument(from.first, fullOptions('en'))
  const roots = [...html.matchAll(/:root \{([^}]*)\}/g)].map(([, colours]) =>
    Object.fromEntries([...colours!.matchAll(/--(\w+): (#\w+)/g)].map(([, name, colour]) => [name!, colour!])),
  )
  expect(roots).toHaveLength(3)
  for (const colours of roots)
    for (const words of ['ink', 'quiet'])
      for (const ground of ['paper', 'desk'])
        expect(contrast(colours[words]!, colours[ground]!), `${words} on ${ground}`).toBeGreaterThanOrEqual(4.5)
})

it.each(['#ffd400', '#0f766e', '#777777', '#ffffff', '#000000'])('words on a button of %s can be read', (colour) => {
  const options = fullOptions('en')
  const { html } = invoiceDocument(from.first, { ...options, brand: { ...options.brand, colour } })
  expect(html).toContain(`--brand: ${colour}; --on-brand: ${inkOn(colour)}`)
  expect(contrast(colour, inkOn(colour))).toBeGreaterThanOrEqual(4.5)
})

test('a logo by its address is the only thing from elsewhere, and only where the brand asks for it', () => {
  const options = fullOptions('en')
  const brand = { ...options.brand, logo: { url: 'https://shop.example/logo.png' } }
  const { html } = invoiceDocument(from.first, { ...options, brand })
  expect(html).toContain(`img-src data: https://shop.example"`)
  expect(html).toContain('<img src="https://shop.example/logo.png" alt="Corner Shop" />')
})
