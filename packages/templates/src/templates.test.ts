import { isReceivablesError, money } from '@owekit/core'
import { describe, expect, it, test } from 'vitest'
import {
  checkTemplate,
  countSegments,
  type EmailTemplate,
  previewTemplate,
  renderTemplate,
  type SmsTemplate,
  type TemplateData,
} from './index.js'

const data: TemplateData['reminder'] = {
  brand: { name: 'Corner Shop', colour: '#0f766e' },
  customer: 'Grace Hopper',
  payUrl: 'https://pay.example/p/abc?x=1&y=2',
  tone: 'plain',
  today: '2026-11-13',
  items: [
    { number: 'A-1', open: money('60.00', 'EUR'), dueOn: '2026-11-01' },
    { number: 'A-2', open: money('40.00', 'EUR'), dueOn: '2026-11-10' },
  ],
  onAccount: money('30.00', 'EUR'),
}
const sms = (text: string): SmsTemplate<'reminder'> => ({ channel: 'sms', purpose: 'reminder', text })
const email = (html: string): EmailTemplate<'reminder'> => ({
  channel: 'email',
  purpose: 'reminder',
  subject: '{{ to_pay | money }}',
  text: 'x',
  html,
})

const whole = email(`<h1 style="color:{{ brand.colour }}">{{ brand.name }}</h1>
{% if customer %}<p>Dear {{ customer }},</p>{% endif %}
<table>{% for item in items %}<tr><td>{{ item.number }}</td><td>{{ item.due_on | date }}</td><td>{{ item.open | money }}</td></tr>{% endfor %}</table>
<p>{{ due | money }} due{% if on_account %}, {{ on_account | money }} on account{% endif %}, {{ to_pay | money }} to pay.
{{ days_late | plural: one: "# day", other: "# days" }} late. 1 < 2</p>
{% if pay_url %}<a href="{{ pay_url | url }}">Pay</a>{% endif %} <a href="https://shop.example/terms?c={{ customer | url_encode }}">Terms</a>
{% for line in brand.signature %}{{ line }}<br>{% endfor %}`)

function failureOf(act: () => unknown): { code: string; why: string; line: unknown; column: unknown } {
  try {
    act()
  } catch (error) {
    if (!isReceivablesError(error)) throw error
    const { why, line, column } = error.details
    return { code: error.code, why: typeof why === 'string' ? why : '', line, column }
  }
  throw new Error('nothing was thrown')
}

test('a template with everything passes, and says what the data says', () => {
  checkTemplate(whole)
  const made = renderTemplate(whole, data, 'en')
  expect(made.subject).toBe('€70.00')
  expect(made.html).toContain('<html lang="en" dir="ltr">')
  expect(made.html).toContain('<h1 style="color:#0f766e">Corner Shop</h1>')
  expect(made.html).toContain('<td>A-1</td><td>November 1, 2026</td><td>€60.00</td>')
  expect(made.html).toContain('€100.00 due, €30.00 on account, €70.00 to pay.\n12 days late.')
  expect(made.html).toContain('href="https://pay.example/p/abc?x=1&amp;y=2"')
})

it.each([
  ['de', '70,00 €', '1. November 2026', '12 Tage'],
  ['ar', '‏70.00 €', '1 نوفمبر 2026', '12 يومًا'],
  ['ja', '€70.00', '2026年11月1日', '12日'],
  ['not a locale', '€70.00', 'November 1, 2026', '12 days'],
])('amounts, days and plurals of %s', (locale, amount, day, days) => {
  const forms = { de: 'one: "# Tag", other: "# Tage"', ar: 'many: "# يومًا", other: "# يوم"', ja: 'other: "#日"' }[
    locale
  ]
  const template = email(
    `<p>{{ to_pay | money }}|{{ due_on | date }}|{{ days_late | plural: ${forms ?? 'one: "# day", other: "# days"'} }}</p>`,
  )
  const { html } = renderTemplate(template, data, locale)
  expect(html.replaceAll('\u00a0', ' ')).toContain(`<p>${amount}|${day}|${days}</p>`)
})

describe('is refused when it is saved', () => {
  it.each([
    {
      title: 'a variable there is none of',
      text: 'a\n  {{ total | money }}',
      why: 'there is no variable total',
      at: [2, 6],
    },
    {
      title: 'one in a branch not taken',
      text: '{% if tone == "x" %}{{ secret }}{% endif %}',
      why: 'there is no variable secret',
      at: [1, 24],
    },
    {
      title: 'a path there is none of',
      text: '{{ brand.owner }}',
      why: 'there is no variable brand.owner',
      at: [1, 4],
    },
    {
      title: 'one of a loop',
      text: '{% for item in items %}{{ item.secret }}{% endfor %}',
      why: 'undefined variable',
      at: [1, 27],
    },
    { title: 'a filter there is none of', text: '{{ customer | shout }}', why: 'undefined filter: shout', at: [1, 1] },
    { title: 'a tag that is not closed', text: 'Pay {{ to_pay', why: 'not closed', at: [1, 5] },
    { title: 'an if without an end', text: 'a {% if customer %}', why: 'not closed', at: [1, 3] },
    {
      title: 'an amount that is not written',
      text: '{{ to_pay }}',
      why: 'this is an amount: write it with | money',
      at: [1, 1],
    },
    { title: 'a list that is not written', text: '{{ items }}', why: 'this is a list', at: [1, 1] },
    { title: 'an amount of what is none', text: '{{ customer | money }}', why: 'Money is written', at: undefined },
    { title: 'a missing address', text: '{{ pay_url | url }}', why: 'there may be no address', at: [1, 1] },
    { title: 'a plural without other', text: '{{ count | plural: one: "x" }}', why: 'plural needs other', at: [1, 1] },
    { title: 'a file', text: '{% include "/etc/passwd" %}', why: 'tag "include" not found', at: [1, 1] },
    { title: 'a file, rendered', text: '{% render "/etc/passwd" %}', why: 'tag "render" not found', at: [1, 1] },
    { title: 'a layout', text: '{% layout "x" %}', why: 'tag "layout" not found', at: [1, 1] },
    { title: 'echo, which does not escape', text: '{% echo customer %}', why: 'tag "echo" not found', at: [1, 1] },
    {
      title: 'cycle, which does not escape',
      text: '{% cycle customer, "b" %}',
      why: 'tag "cycle" not found',
      at: [1, 1],
    },
    { title: 'raw, which does not escape', text: '{{ customer | raw }}', why: 'undefined filter: raw', at: [1, 1] },
    {
      title: 'the constructor',
      text: '{{ customer.constructor }}',
      why: 'there is no variable customer.constructor',
      at: [1, 4],
    },
    { title: 'a prototype', text: '{{ brand.__proto__ }}', why: 'there is no variable brand.__proto__', at: [1, 4] },
    {
      title: 'the constructor of an item',
      text: '{% for i in items %}{{ i.constructor.constructor }}{% endfor %}',
      why: 'undefined variable',
      at: [1, 24],
    },
    {
      title: 'the constructor by another name',
      text: '{% assign k = "constructor" %}{{ customer[k] }}',
      why: 'undefined variable',
      at: [1, 34],
    },
    {
      title: 'thirty million rounds',
      text: '{% for i in (1..30000000) %}x{% endfor %}',
      why: 'memory alloc limit exceeded',
      at: [1, 1],
    },
    {
      title: 'rounds in rounds',
      text: '{% for i in (1..9999) %}{% for j in (1..9999) %}{% endfor %}{% endfor %}',
      why: 'limit exceeded',
      at: undefined,
    },
    {
      title: 'a text that doubles',
      text: '{% assign x = "ab" %}{% for i in (1..60) %}{% assign x = x | append: x %}{% endfor %}',
      why: 'memory alloc limit exceeded',
      at: undefined,
    },
    { title: 'more than can be read', text: 'x'.repeat(100_001), why: 'parse length limit exceeded', at: undefined },
  ])('$title', ({ text, why, at }) => {
    const before = performance.now()
    const failure = failureOf(() => checkTemplate(sms(text)))
    expect(failure.code).toBe('invalid_template')
    expect(failure.why).toContain(why)
    if (at !== undefined) expect([failure.line, failure.column]).toEqual(at)
    expect(performance.now() - before).toBeLessThan(5000)
  })

  it.each([
    ['<a href="javascript:alert(1)">x</a>', 'href starts with'],
    ['<a href="JaVaScRiPt:alert(1)">x</a>', 'href starts with'],
    ['<a href=" javascript:alert(1)">x</a>', 'href starts with'],
    ['<a href="java&#115;cript:alert(1)">x</a>', 'href starts with'],
    ['<a href="data:text/html,x">x</a>', 'href starts with'],
    ['<a href="//evil.example">x</a>', 'href starts with'],
    ['<a href="{{ pay_url }}">x</a>', 'written with | url'],
    ['<a href="{{ pay_url | url | append: customer }}">x</a>', 'written with | url'],
    ['<a href="https://{{ customer }}/x">x</a>', 'names its whole host'],
    ['<a href="https://shop.example{{ customer }}">x</a>', 'names its whole host'],
    ['<a href="{% if customer %}javascript:{% endif %}x">x</a>', 'holds no {% … %}'],
    ['<a {{ customer }}>x</a>', 'each of its attributes in quotes'],
    ['<{{ customer }}>', 'each of its attributes in quotes'],
    ['<a href=https://x.example>x</a>', 'each of its attributes in quotes'],
    ['<a href="https://x.example" onclick="x()">x</a>', 'the attribute onclick'],
    ['<script>alert(1)</script>', '<script> has no place'],
    ['<svg/onload=alert(1)>', 'each of its attributes in quotes'],
    ['<img src="data:image/png;base64,x">', 'src starts with'],
    ['<form action="https://x.example">', '<form> has no place'],
    ['<!-- x -->', 'a comment has no place'],
    ['<p', 'each of its attributes in quotes'],
    ['<p style="background:url(https://evil.example)">x</p>', 'a style loads nothing'],
    ['<p style="color:{{ customer }}">x</p>', 'only brand.colour'],
    ['<p style="background:u&#114;l(x)">x</p>', 'a style loads nothing'],
    ['{% capture x %}<b{% endcapture %}ok', 'each of its attributes in quotes'],
  ])('%s', (html, why) => {
    const failure = failureOf(() => checkTemplate(email(`<p>ok</p>\n ${html}`)))
    expect(failure.code).toBe('invalid_template')
    expect(failure.why).toContain(why)
    expect(failure.line).toBe(2)
  })
})

test.each([
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='x",
  '{{ brand.name }}',
  '</p><b>',
])('the name %j is text', (name) => {
  const hostile = { ...data, customer: name, brand: { name, colour: `red"${name}`, signature: name } }
  const tags = (html: string) => [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/\?c=[^"]*|#\w{6}/, ''))
  const { html } = renderTemplate(whole, hostile, 'en')
  expect(tags(html)).toEqual(tags(renderTemplate(whole, data, 'en').html))
  const said = renderTemplate(sms('{{ customer }}'), hostile, 'en').text
  expect(said).toBe(name)
})

test('an address of data that leads elsewhere is refused when it is written', () => {
  for (const template of [whole, sms('{{ pay_url }}')]) {
    const failure = failureOf(() => renderTemplate(template, { ...data, payUrl: 'javascript:alert(1)' }, 'en'))
    expect(failure.code).toBe('invalid_input')
  }
  expect(failureOf(() => renderTemplate(whole, { ...data, items: [] }, 'en')).code).toBe('invalid_input')
})

test('a template that was never checked is no way around the rules', () => {
  const failure = failureOf(() => renderTemplate(email('<a href="{{ pay_url }}" onclick="x()">x</a>'), data, 'en'))
  expect(failure).toMatchObject({ code: 'invalid_template', why: expect.stringContaining('onclick') as string })
  expect(failureOf(() => renderTemplate(sms('{% for i in (1..30000000) %}x{% endfor %}'), data, 'en')).code).toBe(
    'invalid_template',
  )
})

test('a preview answers with the message or with what is wrong', () => {
  const good = previewTemplate(sms('{{ brand.name }}: {{ to_pay | money }}'), data, 'fr')
  expect(good).toEqual({
    ok: true,
    message: { text: 'Corner Shop: 70,00 €', segments: 1, encoding: 'GSM-7', outside: [] },
  })
  const bad = previewTemplate(sms('{{ nobody }}'), data, 'fr')
  expect(bad).toMatchObject({ ok: false, error: { code: 'invalid_template' } })
})

test('a text message is no longer than can be sent', () => {
  expect(failureOf(() => renderTemplate(sms('x'.repeat(1601)), data, 'en')).code).toBe('text_too_long')
})

it.each([
  ['a'.repeat(160), 1, 'GSM-7'],
  ['a'.repeat(161), 2, 'GSM-7'],
  [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 3, 'GSM-7'],
  ['ł'.repeat(70), 1, 'UCS-2'],
  ['ł'.repeat(71), 2, 'UCS-2'],
])('counts the parts of %j', (text, segments, encoding) => {
  expect(countSegments(text)).toMatchObject({ segments, encoding })
})

test('names the characters that double the cost', () => {
  expect(countSegments('Łódź ok').outside).toEqual(['Ł', 'ó', 'ź'])
})
