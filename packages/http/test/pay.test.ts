import { money, ReceivablesError } from '@owekit/core'
import { expect, test } from 'vitest'
import { createHandler, type HandlerOptions, type PayLinks, tokenBucket } from '../src/index.js'
import { typedAmount } from '../src/pay/amount.js'
import { localeFor, locales, words } from '../src/pay/words.js'
import * as shapes from '../src/views/shapes.js'
import { linksWith, payable, token } from './pay-links.js'
import { api, bearer, books, clock, furnish, settings } from './world.js'

const ar = books()
await furnish(ar, 'cus_ada', 'ada')

const serve = (links: PayLinks, more: HandlerOptions = {}) =>
  createHandler(ar, { ...settings, pay: { missAfter: 0 }, links, ...more })

const page = (links: PayLinks, query = '', headers: Record<string, string> = {}, more: HandlerOptions = {}) =>
  serve(links, more)(new Request(`${api}/pay/${token}${query}`, { headers }))

const submit = (links: PayLinks, form: Record<string, string>, more: HandlerOptions = {}, opened = token) =>
  serve(links, more)(new Request(`${api}/pay/${opened}`, { method: 'POST', body: new URLSearchParams(form) }))

test('the page says how much, to whom and what for, with the language it is asked in', async () => {
  const response = await page(linksWith(payable), '', { 'Accept-Language': 'de-AT, en;q=0.5' })
  expect(response.status).toBe(200)
  const text = await response.text()
  expect(text).toContain('<html lang="de" dir="ltr">')
  expect(text).toContain('Zahlung an Hotel Sonnenblick')
  expect(text.replaceAll('\u00a0', ' ')).toContain('1.250,00 €')
  expect(text).toContain('21 Tage überfällig')
  expect(text).toContain('INV-2026-014')
  expect(text).toContain('22. Dezember 2026')
  expect(text).not.toContain('<script')
  expect(text).not.toMatch(/ style="|javascript:|https?:\/\//)
})

test('the page keeps its address to itself, and runs nothing', async () => {
  const response = await page(linksWith(payable))
  expect(response.headers.get('Referrer-Policy')).toBe('no-referrer')
  expect(response.headers.get('X-Robots-Tag')).toBe('noindex')
  expect(response.headers.get('Cache-Control')).toBe('private, no-store')
  expect(response.headers.get('Access-Control-Allow-Credentials')).toBeNull()
  const policy = response.headers.get('Content-Security-Policy')!
  expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]{43}='; form-action 'self' https:; /)
  expect(policy).toContain("frame-ancestors 'none'")
  const style = /<style>([\s\S]*)<\/style>/.exec(await response.text())![1]!
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style))
  expect(policy).toContain(btoa(String.fromCharCode(...new Uint8Array(digest))))
})

test.each(locales)('%s has every word, and the page says none of another language', async (locale) => {
  const views = [
    payable,
    { ...payable, state: 'in_progress', pending: money('70.00', 'EUR') },
    { ...payable, state: 'paid', paidOn: '2026-11-20' },
    { ...payable, state: 'nothing_due', credit: money('5.00', 'EUR') },
    { ...payable, state: 'expired', renewable: true },
    { ...payable, state: 'cancelled' },
  ] as const
  for (const view of views) {
    const response = await page(linksWith(view), `?lang=${locale}`)
    const text = await response.text()
    expect(response.status).toBe(200)
    expect(text).toContain(`<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">`)
    expect(text).not.toMatch(/\{\w+\}|undefined|null|NaN/)
    if (locale !== 'en')
      for (const word of [words.en.toPay, words.en.items, words.en.expired]) expect(text).not.toContain(word)
  }
})

test.each([
  ['de', null, 'de'],
  [null, 'fr-CH, fr;q=0.9, en;q=0.8', 'fr'],
  [null, 'nl, es;q=0.4, de;q=0.7', 'de'],
  [null, 'en;q=0, ar', 'ar'],
  ['xx', 'zz', 'en'],
  [null, null, 'en'],
  [null, ';;q=,,=x', 'en'],
])('asked %s, accepting %s: %s', (asked, accepted, locale) => {
  expect(localeFor(asked, accepted, 'en')).toBe(locale)
})

test('threat row 10: text from the books stays text', async () => {
  const evil = `<img src=x onerror=alert(1)>"'&`
  const [first] = payable.items
  const links = linksWith({ ...payable, merchant: evil, items: [{ ...first!, number: evil }] })
  const text = await (await page(links, `?next=${encodeURIComponent('/back?"><script>')}`)).text()
  expect(text).not.toContain('<img')
  expect(text).not.toContain('<script')
  expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;')
})

test('the whole amount is paid at the provider', async () => {
  const links = linksWith(payable)
  const response = await submit(links, { expected: '1250.00' })
  expect(response.status).toBe(303)
  expect(response.headers.get('Location')).toBe('https://checkout.example/c/1')
  expect(links.paid).toEqual([{}])
})

test.each([
  ['50', '50.00'],
  ['1.250,00', '1250.00'],
  ['1,250.00', '1250.00'],
  ['99,5', '99.50'],
])('a part of %s is paid', async (typed, paid) => {
  const links = linksWith(payable)
  const response = await submit(links, { amount: typed, lang: 'de' })
  expect(response.status).toBe(303)
  expect(links.paid[0]?.amount?.toJSON()).toEqual({ amount: paid, currency: 'EUR' })
})

test.each(['49.99', '1250.01', '', 'all', '-60', '60.001', '1e3', '1.250', '٥', '60 EUR', '9'.repeat(40)])(
  'a part of %j is not taken, and the page says what is',
  async (typed) => {
    const links = linksWith(payable)
    const response = await submit(links, { amount: typed })
    expect(response.status).toBe(422)
    const text = await response.text()
    expect(text).toContain('aria-invalid="true"')
    expect(text).toContain('Please enter an amount from <bdi>€50.00</bdi> to <bdi>€1,250.00</bdi>.')
    expect(links.paid).toEqual([])
  },
)

test.each<[string, string, string | undefined]>([
  ['12,5', 'EUR', '12.50'],
  ['١٢٫٥', 'EUR', '12.50'],
  ['１２．５', 'EUR', '12.50'],
  ["1'250.00", 'EUR', '1250.00'],
  ['1 250,00', 'EUR', '1250.00'],
  ['1.234.567', 'EUR', '1234567.00'],
  ['1.234.567,8', 'EUR', '1234567.80'],
  ['1,234.5', 'EUR', '1234.50'],
  ['1250', 'JPY', '1250'],
  ['1.250', 'EUR', undefined],
  ['1.250', 'JPY', undefined],
  ['12.5', 'JPY', undefined],
  ['1,2,3', 'EUR', undefined],
  ['1.2,3.4', 'EUR', undefined],
  ['.5', 'EUR', undefined],
  ['5.', 'EUR', undefined],
  ['0x10', 'EUR', undefined],
  ['', 'EUR', undefined],
])('%s in %s is read as %s', (typed, currency, amount) => {
  expect(typedAmount(typed, currency)?.toJSON().amount).toBe(amount)
})

test('without a minimum there is no part to pay, by form or by hand', async () => {
  const links = linksWith({ ...payable, minimum: null })
  expect(await (await page(links)).text()).not.toContain('name="amount"')
  expect((await submit(links, { amount: '60' })).status).toBe(422)
  expect(links.paid).toEqual([])
})

test('an amount that moved while the page was open is shown before it is paid', async () => {
  const links = linksWith({ ...payable, amount: money('1300.00', 'EUR') })
  const response = await submit(links, { expected: '1250.00' })
  expect(response.status).toBe(409)
  expect(await response.text()).toContain('The amount has changed.')
  expect(links.paid).toEqual([])
})

test.each(['in_progress', 'paid', 'nothing_due', 'expired', 'cancelled'] as const)(
  'nothing is paid through a link that is %s',
  async (state) => {
    const links = linksWith({ ...payable, state })
    expect((await submit(links, {})).status).toBe(409)
    expect(links.paid).toEqual([])
    expect(await (await page(links)).text()).not.toContain('name="expected"')
  },
)

test('what happened in between is shown, not an error', async () => {
  const links = linksWith(payable, { refuse: new ReceivablesError('payment_in_progress', 'On its way.') })
  const response = await submit(links, { expected: '1250.00' })
  expect(response.status).toBe(409)
  expect(response.headers.get('Content-Type')).toContain('text/html')
})

test('threat row 14: a provider that is away is told in words, and nothing of what it said', async () => {
  const links = linksWith(payable, { refuse: new ReceivablesError('provider_unavailable', 'socket hang up sk_live_1') })
  const response = await submit(links, { expected: '1250.00' })
  expect(response.status).toBe(503)
  const text = await response.text()
  expect(text).toContain('Nothing was charged.')
  expect(text).not.toContain('sk_live')
})

test.each([
  ['paid', { paidOn: '2026-11-20' }],
  ['in_progress', { pending: money('1250.00', 'EUR') }],
  ['nothing_due', {}],
] as const)('who is done, with a link that is %s, goes back to where they came from', async (state, more) => {
  const links = linksWith({ ...payable, state, ...more })
  const returnTo = { pay: { missAfter: 0, returnTo: ['https://shop.example.com'] } }
  const text = await (await page(links, '?next=https://shop.example.com/orders/7', {}, returnTo)).text()
  expect(text).toMatch(
    /<a class="button quiet" href="https:\/\/shop\.example\.com\/orders\/7"\s*>Back to Hotel Sonnenblick<\/a/,
  )
  const elsewhere = await (await page(links, '?next=https://evil.example/', {}, returnTo)).text()
  expect(elsewhere).not.toContain('<a ')
})

test('who came too often finds the way back', async () => {
  const rateLimit = { take: () => ({ ok: false, retryAfter: 3 }) as const }
  const response = await page(linksWith(payable), '', {}, { rateLimit, clientOf: () => '203.0.113.9' })
  expect([response.status, response.headers.get('Retry-After')]).toEqual([429, '3'])
  expect(await response.text()).toContain(`action="/ar/v1/pay/${token}"`)
})

test('what is wrong with an amount is said once, beside the field', async () => {
  const text = await (await submit(linksWith(payable), { amount: '12' })).text()
  expect(text.match(/id="limits"/g)).toHaveLength(1)
  expect(text).toMatch(/aria-describedby="limits" aria-invalid="true"/)
  expect(text).not.toContain('From <bdi>')
})

test('a fresh link is asked for', async () => {
  const expired = { ...payable, state: 'expired', renewable: true } as const
  const sent = linksWith(expired, { renew: async () => ({}) })
  expect(await (await page(sent)).text()).toContain('Get a new link')
  expect(await (await submit(sent, { renew: '1' })).text()).toContain('A new link is on its way')
  const taken = linksWith(expired, { renew: async () => ({ url: `${api}/pay/new` }) })
  expect((await submit(taken, { renew: '1' })).headers.get('Location')).toBe(`${api}/pay/new`)
  const fixed = linksWith({ ...expired, renewable: false }, { renew: async () => ({ url: 'https://never.example' }) })
  expect(await (await page(fixed)).text()).toContain('Please ask Hotel Sonnenblick for a new one.')
  expect((await submit(fixed, { renew: '1' })).status).toBe(409)
})

test('an address that opens nothing gives a page, with 404', async () => {
  const handler = serve(linksWith(payable))
  for (const opened of ['x', 'x'.repeat(22), `${token}x`, 'a%00b', 'x'.repeat(500)]) {
    const response = await handler(new Request(`${api}/pay/${opened}`))
    expect(response.status, opened).toBe(404)
    expect(await response.text()).toContain('There is nothing here')
  }
})

test('the data answers any origin, without credentials, and shows no more than the page', async () => {
  const links = linksWith(payable)
  const response = await serve(links)(
    new Request(`${api}/pay/${token}.json`, { headers: { Origin: 'https://anyone.example' } }),
  )
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
  expect(response.headers.get('Access-Control-Allow-Credentials')).toBeNull()
  const view = shapes.payView.parse(await response.json())
  expect(view).toMatchObject({ state: 'payable', amount: { amount: '1250.00' }, href: `${api}/pay/${token}` })
  const shown = (await (await page(links)).text()).replaceAll('&amp;', '&')
  for (const item of view.items) expect(shown).toContain(item.number)
  expect(JSON.stringify(view)).not.toContain('inv_1')
  const etag = response.headers.get('ETag')!
  const again = await serve(links)(new Request(`${api}/pay/${token}.json`, { headers: { 'If-None-Match': etag } }))
  expect(again.status).toBe(304)
})

test('a page can begin a payment with data', async () => {
  const links = linksWith(payable, { start: { url: '', checkout: 'lnk_1.1', clientSecret: 'cs_1' } })
  const post = (body: object) =>
    serve(links)(
      new Request(`${api}/pay/${token}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    )
  expect(await (await post({ amount: { amount: '60.00', currency: 'EUR' } })).json()).toEqual({
    url: '',
    checkout: 'lnk_1.1',
    clientSecret: 'cs_1',
  })
  expect((await post({ amount: 60 })).status).toBe(400)
  expect((await post({ amounts: 1 })).status).toBe(400)
  expect((await post({ next: 1 })).status).toBe(400)
})

test('a page pays in place, and keeps the method with our words and not its own', async () => {
  const links = linksWith(payable, { start: { url: '', checkout: 'lnk_1.1', clientSecret: 'cs_1' } })
  const consent = 'Hotel Sonnenblick may charge this card if I do not come.'
  const post = async (body: object, handler = serve(links)) => {
    const headers = { 'Content-Type': 'application/json' }
    const request = new Request(`${api}/pay/${token}`, { method: 'POST', headers, body: JSON.stringify(body) })
    return (await handler(request)).status
  }
  const keeping = serve(links, { pay: { saveMethod: { consent } } })
  expect(await post({ show: 'inPlace' })).toBe(200)
  expect(await post({ show: 'inPlace', saveMethod: true }, keeping)).toBe(200)
  expect(await post({ saveMethod: false })).toBe(200)
  expect(links.paid).toEqual([{ show: 'inPlace' }, { show: 'inPlace', saveMethod: { consent } }, {}])
  const refused = [{ show: 'here' }, { saveMethod: true }, { saveMethod: { consent: 'anything' } }, { capture: 'now' }]
  for (const body of refused) expect(await post(body), JSON.stringify(body)).toBe(400)
  expect(await post({ saveMethod: 'yes' }, keeping)).toBe(400)
  const data = await keeping(new Request(`${api}/pay/${token}.json`))
  expect(shapes.payView.parse(await data.json())).toMatchObject({ consent })
})

test('a link that only holds the amount says so, on the page and as data', async () => {
  const links = linksWith({ ...payable, capture: 'hold' })
  expect(await (await page(links)).text()).toContain('Nothing is taken yet.')
  const data = await serve(links)(new Request(`${api}/pay/${token}.json`))
  expect(shapes.payView.parse(await data.json())).toMatchObject({ capture: 'hold' })
  expect(await (await page(linksWith(payable))).text()).not.toContain('Nothing is taken yet.')
})

test('a page that may makes a link for an invoice of its customer', async () => {
  const linked = books({ links: { url: `${api}/pay`, key: 'k'.repeat(32) } })
  await furnish(linked, 'cus_ada', 'ada')
  const ask = async (invoice: string, headers: Record<string, string>, of = linked) => {
    const response = await createHandler(of, { ...settings, links: linksWith(payable) })(
      new Request(`${api}/customers/cus_ada/links`, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json' },
        body: JSON.stringify({ invoice }),
      }),
    )
    return [response.status, (await response.json()) as { url: string }] as const
  }
  const [status, { url, ...more }] = await ask('inv_ada_late', await bearer('cus_ada'))
  expect([status, more]).toEqual([200, { expiresAt: '2026-12-22T10:00:00.000Z' }])
  const view = await linked.links.resolve(url.slice(`${api}/pay/`.length))
  expect(view.items.map(({ document }) => document)).toEqual(['inv_ada_late'])
  expect(await ask('inv_ada_plan', await bearer('cus_ada', { booking: 'bk_ada' }))).toMatchObject([404, {}])
  expect(await ask('inv_ada_late', await bearer('cus_ada', { scopes: ['account:read'] }))).toMatchObject([403, {}])
  // Books that make no links have none to give.
  expect(await ask('inv_ada_late', await bearer('cus_ada'), ar)).toMatchObject([400, { code: 'not_configured' }])
})

test('threat row 17: a thousand guesses are blocked, and each miss takes as long as every other', async () => {
  const links = linksWith(payable)
  let resolved = 0
  const counted = { ...links, resolve: (asked: string) => (resolved++, links.resolve(asked)) }
  const handler = serve(counted, {
    rateLimit: tokenBucket({ burst: 30, perSecond: 0.5, clock }),
    clientOf: () => '203.0.113.9',
  })
  const statuses = new Map<number, number>()
  for (let i = 0; i < 1000; i++) {
    const guess = (i * 7919).toString(36).padStart(22, 'x')
    const { status } = await handler(new Request(`${api}/pay/${guess}${i % 2 === 0 ? '' : '.json'}`))
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
  }
  expect([...statuses]).toEqual([
    [404, 30],
    [429, 970],
  ])
  expect(resolved).toBe(30)
})

test('threat row 16: no miss is answered before its time, whatever was wrong with it', async () => {
  const handler = serve(linksWith(payable), { pay: { missAfter: 120 } })
  for (const opened of ['x', 'x'.repeat(22), `${'x'.repeat(22)}.json`, 'x'.repeat(400)]) {
    const began = performance.now()
    await handler(new Request(`${api}/pay/${opened}`))
    expect(performance.now() - began).toBeGreaterThan(118)
  }
})

test.each([
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  'https:evil.example',
  'https://evil.example',
  'https://user@shop.example.com/',
  'https://shop.example.com.evil.example/',
  'javascript:alert(1)',
])('threat row 7: a payer does not go to %j, by query, form or data', async (asked) => {
  const links = linksWith(payable)
  const more = { pay: { missAfter: 0, returnTo: ['https://shop.example.com'] } }
  const text = await (await page(links, `?next=${encodeURIComponent(asked)}`, {}, more)).text()
  expect(text).not.toContain('name="next"')
  await submit(links, { next: asked }, more)
  await serve(
    links,
    more,
  )(
    new Request(`${api}/pay/${token}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ next: asked }),
    }),
  )
  expect(links.paid).toEqual([{}, {}])
  // What is allowed does arrive.
  await submit(links, { next: 'https://shop.example.com/back' }, more)
  expect(links.paid.at(-1)).toEqual({ next: 'https://shop.example.com/back' })
})
