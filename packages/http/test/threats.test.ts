import { money, toDecimal } from '@owekit/core'
import { signedWebhook } from '@owekit/core/fake'
import type { RawWebhook } from '@owekit/core/ports'
import { expect, test } from 'vitest'
import { type Shop, secret, shop } from './shop.js'
import { bearer, site } from './world.js'

// The threats to links, tokens, webhooks and pages, by the row they have in the table of threats: each is tried for real,
// through the handler, on books with a signing provider. Rows 1 and 18 are in leaks and access, 3 in tokens, 7, 10 and 17
// in pay, 12 and 13 also in fuzz, 14 in access.

const eur = (amount: string) => money(amount, 'EUR')
const day = 86_400_000
const encoder = new TextEncoder()
const codeOf = ({ text }: { text: string }) => (JSON.parse(text) as { code: string }).code

test('threat row 2: a token is 128 bits of chance, each as likely 1 as 0, and no two are alike', async () => {
  const { ar } = await shop()
  const tokens: string[] = []
  for (let i = 0; i < 400; i++) {
    await ar.invoices.issue({ customer: 'cus_ada', number: `N-${i}`, total: eur('1.00') })
    tokens.push((await ar.links.forInvoice({ invoice: `inv_N-${i}` })).token)
  }
  expect(new Set(tokens).size).toBe(400)
  const ones = new Array<number>(128).fill(0)
  for (const token of tokens) {
    const bytes = Buffer.from(token, 'base64url')
    expect(bytes).toHaveLength(16)
    for (let bit = 0; bit < 128; bit++) ones[bit]! += (bytes[bit >> 3]! >> (bit & 7)) & 1
  }
  // Five standard deviations of 400 tosses.
  for (const count of ones) expect(Math.abs(count - 200)).toBeLessThan(50)
})

test('threat row 2: a token that is guessed at, cut, changed or lengthened opens nothing, by any method', async () => {
  const { token, get, form, data, content, fake } = await shop()
  const before = await content()
  const flipped = token
    .split('')
    .map((letter, at) => token.slice(0, at) + (letter === 'A' ? 'B' : 'A') + token.slice(at + 1))
  const tries = [
    ...flipped,
    token.slice(1),
    token.slice(0, -1),
    `${token}A`,
    `${token}%00`,
    token.toUpperCase(),
    token.toLowerCase(),
    token.split('').reverse().join(''),
    `x/../${token}x`,
  ]
  const missing = await get(`/pay/${'x'.repeat(22)}`)
  expect(missing.status).toBe(404)
  for (const wrong of tries) {
    const page = await get(`/pay/${wrong}`)
    expect([page.status, page.text], wrong).toEqual([404, missing.text])
    expect((await get(`/pay/${wrong}.json`)).status, wrong).toBe(404)
    expect((await form(`/pay/${wrong}`, { expected: '100.00' })).status, wrong).toBe(404)
    expect((await data(`/pay/${wrong}`, {})).status, wrong).toBe(404)
  }
  expect(await content()).toBe(before)
  expect(await fake.webhooks()).toEqual([])
})

test('threat row 2: a link that expired, was revoked or was replaced takes nothing', async () => {
  const { ar, token, link, form, data, get, wait, content } = await shop()
  const pays = async (of: string) => [
    (await form(`/pay/${of}`, { expected: '100.00' })).status,
    (await data(`/pay/${of}`, {})).status,
  ]
  wait(31 * day)
  expect(await pays(token)).toEqual([409, 422])
  expect((await get(`/pay/${token}`)).text).not.toContain('name="expected"')
  const { token: fresh } = await ar.links.renew({ link })
  expect(await pays(token)).toEqual([404, 404])
  await ar.links.revoke({ link })
  const before = await content()
  expect(await pays(fresh)).toEqual([409, 422])
  expect((await form(`/pay/${fresh}`, { renew: '1' })).status).toBe(409)
  expect(await content()).toBe(before)
})

test('threat row 2: a pay token is no widget token, and a widget token no pay token', async () => {
  const { token, get } = await shop()
  expect((await get('/customers/cus_ada/account', { Authorization: `Bearer ${token}`, Origin: site })).status).toBe(401)
  const { Authorization } = await bearer('cus_ada')
  const widget = Authorization!.slice('Bearer '.length)
  expect((await get(`/pay/${widget}`)).status).toBe(404)
  expect((await get(`/customers/cus_ada/account?token=${widget}`, { Origin: site })).status).toBe(401)
  expect((await get('/customers/cus_ada/account', { Cookie: `token=${widget}`, Origin: site })).status).toBe(401)
})

test('threat rows 2 and 16: the store is asked for hashes alone: no token is ever in what it is told or keeps', async () => {
  const told: string[] = []
  const tell = (given: unknown) =>
    told.push(JSON.stringify(given, (_, held: unknown) => (typeof held === 'bigint' ? String(held) : held)))
  const { token, get, form, content, wait } = await shop({
    store: (inner) => ({
      ...inner,
      read: (tenant, reads) => (tell(reads), inner.read(tenant, reads)),
      commit: (batch) => (tell(batch), inner.commit(batch)),
    }),
  })
  await get(`/pay/${token}`)
  await form(`/pay/${token}`, { expected: '100.00' })
  wait(31 * day)
  const renewed = await form(`/pay/${token}`, { renew: '1' })
  const fresh = renewed.headers.get('Location')!.split('/').at(-1)!
  await get(`/pay/${fresh}.json`)
  expect(told.length).toBeGreaterThan(10)
  for (const text of [told.join('\n'), await content()]) {
    expect(text).not.toContain(token)
    expect(text).not.toContain(fresh)
    expect(text).toMatch(/[0-9a-f]{64}/)
  }
})

test('threat row 4: fifty who renew one expired link at once get one fresh link between them', async () => {
  const { ar, token, form, get, wait } = await shop()
  wait(31 * day)
  const answers = await Promise.all(Array.from({ length: 50 }, () => form(`/pay/${token}`, { renew: '1' })))
  const places = new Set(answers.filter(({ status }) => status === 303).map(({ headers }) => headers.get('Location')))
  expect(places.size).toBe(1)
  for (const { status } of answers) expect([303, 404]).toContain(status)
  const [place] = [...places]
  expect((await get(new URL(place!).pathname.replace('/ar/v1', ''))).text).toContain('100.00')
  const facts: string[] = []
  for await (const fact of ar.journal.read()) facts.push(fact.type)
  expect(facts.filter((type) => type === 'link.renewed')).toHaveLength(1)
  expect((await form(`/pay/${token}`, { renew: '1' })).status).toBe(404)
})

test('threat row 4: a link is renewed only while it may be: expired, not revoked, and not long ago', async () => {
  const { ar, token, link, form, wait, get } = await shop()
  expect((await form(`/pay/${token}`, { renew: '1' })).status).toBe(409)
  wait(31 * day + 60 * day)
  expect((await get(`/pay/${token}`)).text).not.toContain('name="renew"')
  expect((await form(`/pay/${token}`, { renew: '1' })).status).toBe(409)
  const { token: fresh } = await ar.links.renew({ link, days: 1 })
  wait(2 * day)
  await ar.links.revoke({ link })
  expect((await form(`/pay/${fresh}`, { renew: '1' })).status).toBe(409)
})

/** A paid checkout's event, as the provider sends it. */
async function paidEvent({ ar, fake, token }: Shop, says = {}): Promise<RawWebhook> {
  const { checkout } = await ar.links.pay(token)
  fake.payer.pay(checkout, { says })
  const [request] = await fake.webhooks()
  return request!
}

const resigned = async ({ now }: Shop, request: RawWebhook, body: Uint8Array, id?: string, at = now()) =>
  signedWebhook({ id: id ?? request.headers.get('webhook-id')!, at, body, secret })

type Forge = (given: Shop, request: RawWebhook) => Partial<RawWebhook> | Promise<Partial<RawWebhook>>

const withHeader = ({ headers, ...request }: RawWebhook, name: string, value: string | undefined) => {
  const changed = new Headers(headers as Headers)
  if (value === undefined) changed.delete(name)
  else changed.set(name, value)
  return { ...request, headers: changed }
}

const bodyOf = (request: RawWebhook) => new TextDecoder().decode(request.body)

const rejectedEvents: readonly [string, Forge, number][] = [
  [
    'signed by somebody else',
    ({ now }, { headers, body }) => signedWebhook({ id: headers.get('webhook-id')!, at: now(), body, secret: 'guess' }),
    400,
  ],
  ['without a signature', (_, request) => withHeader(request, 'webhook-signature', undefined), 400],
  ['with an empty signature', (_, request) => withHeader(request, 'webhook-signature', 'v1,'), 400],
  [
    'with a signature of another kind',
    (_, request) =>
      withHeader(request, 'webhook-signature', request.headers.get('webhook-signature')!.replace('v1', 'v2')),
    400,
  ],
  [
    'with a thousand signatures',
    (_, request) => withHeader(request, 'webhook-signature', `v1,${'A'.repeat(43)}= `.repeat(1000)),
    400,
  ],
  ['without an id', (_, request) => withHeader(request, 'webhook-id', undefined), 400],
  ['under another id', (_, request) => withHeader(request, 'webhook-id', 'evt_other'), 400],
  ['without a time', (_, request) => withHeader(request, 'webhook-timestamp', undefined), 400],
  [
    'with its time moved',
    ({ now }, request) => withHeader(request, 'webhook-timestamp', String(Math.floor(now() / 1000) + 1)),
    400,
  ],
  [
    'with its amount changed',
    (_, request) => ({ ...request, body: encoder.encode(bodyOf(request).replace('100.00', '1000.00')) }),
    400,
  ],
  [
    'with its body in another order',
    (_, request) => ({
      ...request,
      body: encoder.encode(
        JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(bodyOf(request)) as object).reverse())),
      ),
    }),
    400,
  ],
  ['with one space more', (_, request) => ({ ...request, body: encoder.encode(`${bodyOf(request)} `) }), 400],
  ['cut off', (_, request) => ({ ...request, body: request.body.slice(0, -1) }), 400],
  ['empty', (_, request) => ({ ...request, body: new Uint8Array() }), 400],
  ['well signed, but no JSON', (given, request) => resigned(given, request, encoder.encode('{')), 400],
  ['well signed, but no text', (given, request) => resigned(given, request, Uint8Array.of(0xff, 0xfe, 0x00)), 400],
  [
    'well signed, with an amount that is none',
    (given, request) => resigned(given, request, encoder.encode(bodyOf(request).replace('"100.00"', '100'))),
    400,
  ],
  [
    'well signed, under the id of another event',
    (given, request) => resigned(given, request, request.body, 'evt_other'),
    400,
  ],
  ['six minutes old', (given, request) => (given.wait(360_000), request), 400],
  [
    'dated six minutes ahead',
    (given, request) => resigned(given, request, request.body, undefined, given.now() + 360_000),
    400,
  ],
  [
    'of ten megabytes, well signed',
    (given, request) => resigned(given, request, new Uint8Array(10_000_000).fill(32)),
    400,
  ],
  ['of more than ten megabytes', (given, request) => resigned(given, request, new Uint8Array(10_000_001)), 413],
]

test.each(rejectedEvents)('threat row 5: an event %s is rejected and leaves no trace', async (_, forge, status) => {
  const given = await shop()
  const request = await paidEvent(given)
  const forged = await forge(given, request)
  const before = await given.content()
  const answer = await given.hook(forged)
  expect([answer.status, answer.headers.get('Content-Type')], answer.text).toEqual([status, 'application/problem+json'])
  expect(codeOf(answer)).toBe(status === 413 ? 'too_large' : 'webhook_rejected')
  // Nothing of what was sent is told back.
  expect(answer.text).not.toContain('100.00')
  expect(await given.content()).toBe(before)
  // The true one is taken all the same, so it was the forgery that was turned away.
  const { body, headers } = request
  const again = await signedWebhook({ id: headers.get('webhook-id')!, at: given.now(), body, secret })
  expect((await given.hook(again)).status).toBe(200)
  expect(toDecimal((await given.ar.invoices.get('inv_A-1')).open)).toBe('0.00')
})

test.each<[string, string, string, number]>([
  ['another provider', 'stripe', 'POST', 404],
  ['a provider of an odd name', '__proto__', 'POST', 404],
  ['the provider, by GET', 'fake', 'GET', 405],
])('threat row 5: an event for %s is turned away', async (_, provider, method, status) => {
  const given = await shop()
  const request = await paidEvent(given)
  const before = await given.content()
  expect((await given.hook({ ...request, method }, provider)).status).toBe(status)
  expect(await given.content()).toBe(before)
})

test('threat row 5: one event, delivered a hundred times within its five minutes, is booked once', async () => {
  const given = await shop()
  const request = await paidEvent(given)
  const answers = await Promise.all(Array.from({ length: 50 }, () => given.hook(request)))
  const settled = await given.content()
  given.wait(200_000)
  for (let i = 0; i < 50; i++) answers.push(await given.hook(request))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(await given.content()).toBe(settled)
  expect((await given.ar.payments.list({ customer: 'cus_ada' })).items).toHaveLength(1)
  expect((await given.ar.verify()).ok).toBe(true)
})

test('threat row 5: an event that comes again with another content changes nothing', async () => {
  const given = await shop()
  const request = await paidEvent(given)
  await given.hook(request)
  const before = await given.content()
  const other = await resigned(given, request, encoder.encode(bodyOf(request).replaceAll('100.00', '900.00')))
  expect((await given.hook(other)).status).toBe(200)
  expect(await given.content()).toBe(before)
})

test('threat row 5: events in the wrong order come to what they come to in the right one', async () => {
  const balances = []
  for (const order of [
    [0, 1],
    [1, 0],
  ]) {
    const given = await shop()
    const { checkout } = await given.ar.links.pay(given.token)
    const { externalId } = given.fake.payer.pay(checkout)
    given.fake.bank.dispute(externalId)
    const events = await given.fake.webhooks()
    for (const at of order) expect((await given.hook(events[at]!)).status).toBe(200)
    const { perCurrency } = await given.ar.balances.of('cus_ada')
    const { holds } = await given.ar.invoices.get('inv_A-1')
    balances.push([
      perCurrency.map(({ open, unapplied }) => [String(open), String(unapplied)]),
      holds.map((hold) => hold.reason),
    ])
    expect((await given.ar.verify()).ok).toBe(true)
  }
  expect(balances[0]).toEqual([[['100.00 EUR', '0.00 EUR']], ['chargeback']])
  expect(balances[1]).toEqual(balances[0])
})

test.each([
  ['another amount', { amount: eur('1.00') }, 'amount_mismatch'],
  ['more than was asked', { amount: eur('100000.00') }, 'amount_mismatch'],
  ['another currency', { amount: money('100', 'JPY') }, 'currency_mismatch'],
  ['another account', { account: 'acct_thief' }, 'account_mismatch'],
])('threat row 6: a signed event that names %s is held for a person, and settles nothing', async (_, says, reason) => {
  const given = await shop()
  expect((await given.hook(await paidEvent(given, says))).status).toBe(200)
  const held = []
  for await (const event of given.ar.intake.list()) held.push(event.reason)
  expect(held).toEqual([reason])
  expect(toDecimal((await given.ar.invoices.get('inv_A-1')).open)).toBe('100.00')
  expect((await given.ar.payments.list({ customer: 'cus_ada' })).items).toEqual([])
})

const polluted = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf']

test.each(polluted)('threat row 12: %s is a word like any other, or no name at all', async (name) => {
  const { data, get, ar, content } = await shop()
  const before = await content()
  const staff = { 'X-Staff': `${name} *` }
  const opened = await data('/customers/open', { id: name, name }, staff)
  if (opened.status === 400) {
    expect(codeOf(opened)).toBe('invalid_id')
    expect((await get(`/customers/${name}/account`, { 'X-Staff': 'default *' })).status).toBe(400)
    expect(await content()).toBe(before)
  } else {
    const metadata = JSON.parse(`{"${name}":"x"}`) as object
    const invoice = { customer: name, number: name, total: eur('5.00'), reference: name, metadata }
    expect((await data('/invoices/issue', invoice, staff)).status).toBe(200)
    const { text, status } = await get(`/customers/${name}/account`, staff)
    expect([status, text.includes('"open":"5.00"')]).toEqual([200, true])
    expect(Object.entries((await ar.tenant(name).invoices.get(`inv_${name}`)).metadata)).toEqual([[name, 'x']])
  }
  // As a member of an object it is refused.
  const answer = await data('/customers/open', `{"id":"cus_p","${name}":{"polluted":true}}`, { 'X-Staff': 'default *' })
  expect(answer.status).toBe(400)
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  expect(({} as Record<string, unknown>)['x']).toBeUndefined()
})

test.each<[string, string]>([
  ['a megabyte of name', JSON.stringify({ id: 'cus_x', name: 'x'.repeat(900_000) })],
  ['two megabytes', JSON.stringify({ id: 'cus_x', name: 'x'.repeat(2_000_000) })],
  ['an id of a thousand characters', JSON.stringify({ id: 'x'.repeat(1000) })],
  ['a hundred thousand brackets', `{"id":${'['.repeat(100_000)}`],
  [
    'fifty thousand members',
    JSON.stringify(Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`m${i}`, 1]))),
  ],
  ['a text with NUL', JSON.stringify({ id: 'cus_x', name: 'a\0b' })],
  ['half of a character', '{"id":"cus_x","name":"\\ud800"}'],
])('threat row 13: %s is refused soon, with a code, and leaves no trace', async (_, body) => {
  const { data, content } = await shop()
  const before = await content()
  const began = performance.now()
  const answer = await data('/customers/open', body, { 'X-Staff': 'default *' })
  expect([400, 413]).toContain(answer.status)
  expect(codeOf(answer)).toMatch(/^(invalid_\w+|text_too_long|too_large)$/)
  expect(performance.now() - began).toBeLessThan(5_000)
  expect(await content()).toBe(before)
})

test.each(['100000000 lines', 'x'.repeat(200_000), '%'.repeat(10_000), '["'.repeat(5_000), '9'.repeat(400)])(
  'threat row 13: a cursor that is none of ours is refused: %#',
  async (cursor) => {
    const { get } = await shop()
    const headers = { 'X-Staff': 'default *' }
    for (const list of [
      'invoices?filter=all&',
      'invoices?',
      'payments?',
      'timeline?',
      'disputes?',
      'plans?',
      'bookings?',
    ]) {
      const answer = await get(`/customers/cus_ada/${list}cursor=${encodeURIComponent(cursor)}`, headers)
      expect([answer.status, codeOf(answer)], list).toEqual([400, 'invalid_input'])
    }
  },
)

test('threat row 14: neither a pay link, nor an answer of any kind, nor what the provider is told names the payer more than it must', async () => {
  const { get, token, form, hook, ...given } = await shop()
  const answers = [
    await get(`/pay/${token}`),
    await get(`/pay/${token}.json`),
    await form(`/pay/${token}`, { amount: 'all' }),
    await form(`/pay/${token}`, { expected: '100.00' }),
    await hook(await paidEvent({ get, token, form, hook, ...given })),
    await get('/openapi.json'),
  ]
  for (const { text, headers } of answers) expect(text + JSON.stringify([...headers])).not.toMatch(/canary/i)
})

test('threat row 15: of a customer who was erased nothing personal is left in any view, page or row; the debt is', async () => {
  const { ar, get, token, content, data } = await shop()
  const staff = { 'X-Staff': 'default *' }
  expect(await content()).toMatch(/canary/i)
  expect((await data('/customers/erase', { id: 'cus_ada' }, staff)).status).toBe(200)
  expect(await content()).not.toMatch(/canary/i)
  for (const path of [
    '/customers',
    '/customers/cus_ada',
    '/customers/cus_ada/account',
    '/customers/cus_ada/timeline',
    `/pay/${token}`,
  ])
    expect((await get(path, staff)).text, path).not.toMatch(/canary/i)
  expect((await get(`/pay/${token}`)).text).toContain('100.00')
  expect((await ar.verify()).ok).toBe(true)
})

test('threat row 19: twenty tabs of one page pay once', async () => {
  const { ar, fake, token, form, hook } = await shop()
  const tabs = await Promise.all(Array.from({ length: 20 }, () => form(`/pay/${token}`, { expected: '100.00' })))
  const pages = new Set(tabs.map(({ headers }) => headers.get('Location')))
  expect([tabs.map(({ status }) => status), pages.size]).toEqual([new Array(20).fill(303), 1])
  fake.payer.pay([...pages][0]!)
  expect(() => fake.payer.pay([...pages][0]!)).toThrow()
  // The twenty-first, before the event has come: the provider is asked, and says that it was paid.
  expect((await form(`/pay/${token}`, { expected: '100.00' })).status).toBe(409)
  for (const request of await fake.webhooks()) await hook(request)
  const late = await form(`/pay/${token}`, { expected: '100.00' })
  expect([late.status, late.text.includes('Paid in full')]).toEqual([409, true])
  expect((await ar.payments.list({ customer: 'cus_ada' })).items).toHaveLength(1)
})

test.each<[string, 'form' | 'data', Record<string, unknown>]>([
  ['less than the page said', 'form', { expected: '1.00' }],
  ['less than the minimum', 'form', { amount: '19.99' }],
  ['more than is open', 'form', { amount: '100.01' }],
  ['nothing', 'form', { amount: '0' }],
  ['less than nothing', 'form', { amount: '-20' }],
  ['a part and the whole at once', 'form', { amount: '0.01', expected: '100.00' }],
  ['less than the minimum, as data', 'data', { amount: { amount: '19.99', currency: 'EUR' } }],
  ['more than is open, as data', 'data', { amount: { amount: '100.01', currency: 'EUR' } }],
  ['less than nothing, as data', 'data', { amount: { amount: '-50.00', currency: 'EUR' } }],
  ['another currency', 'data', { amount: { amount: '50', currency: 'JPY' } }],
  ['a number', 'data', { amount: 50 }],
  ['a fraction of a cent', 'data', { amount: { amount: '50.001', currency: 'EUR' } }],
  ['an expected amount, as data', 'data', { expected: '1.00' }],
])('threat row 20: a page that was told to ask for %s begins no payment', async (_, how, sent) => {
  const { content, token, ...given } = await shop()
  const before = await content()
  const { status } = await (how === 'form'
    ? given.form(`/pay/${token}`, sent as Record<string, string>)
    : given.data(`/pay/${token}`, sent))
  expect(status).toBeGreaterThanOrEqual(400)
  expect(status).toBeLessThan(500)
  expect(await content()).toBe(before)
})

test('threat row 21: of a hundred refunds at once as many land as there is money for', async () => {
  const { ar, data } = await shop()
  await ar.payments.record({ customer: 'cus_ada', id: 'pay_over', amount: eur('200.00'), receivedOn: '2026-11-20' })
  const refund = { payment: 'pay_over', amount: { amount: '7.00', currency: 'EUR' } }
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => data('/payments/refund', refund, { 'X-Staff': 'default *' })),
  )
  // 100.00 of it settled the invoice; 100.00 is left, which is fourteen times 7.00.
  const done = answers.filter(({ status }) => status === 200)
  expect(done).toHaveLength(14)
  for (const answer of answers) if (answer.status !== 200) expect([409, 422], answer.text).toContain(answer.status)
  expect(toDecimal((await ar.payments.get('pay_over')).refunded)).toBe('98.00')
  expect((await ar.verify()).ok).toBe(true)
})

test.each(['javascript:alert(1)', 'data:text/html,x', '//evil.example', '', 'file:///etc/passwd'])(
  'threat row 22: a provider that says its page is at %j sends nobody there',
  async (url) => {
    const { form, token } = await shop({
      provider: (fake) => ({
        ...fake,
        createCheckout: async (request, context) => ({ ...(await fake.createCheckout(request, context)), url }),
      }),
    })
    const answer = await form(`/pay/${token}`, { expected: '100.00' })
    expect(answer.headers.get('Location')).toBeNull()
    expect(answer.status).toBeGreaterThanOrEqual(400)
    if (url !== '') expect(answer.text).not.toContain(url)
  },
)
