import { commandNames } from '@owekit/core/schemas'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createHandler, openApi } from '../src/index.js'
import { linksWith, payable, token } from './pay-links.js'
import { api, bearer, books, furnishAll, settings } from './world.js'

// Whatever is sent, the answer is an answer: never 5xx, always of a known type, and what was refused left no trace.

const ar = books({ links: { url: `${api}/pay`, key: 'k'.repeat(32) } })
await furnishAll(ar, 'cus_ada', 'ada')
const handler = createHandler(ar, {
  ...settings,
  links: linksWith(payable),
  pay: { missAfter: 0 },
  intake: { receive: async () => undefined },
  notices: { receive: async () => undefined },
})
const page = await bearer('cus_ada')

const digest = async () => {
  const lines: string[] = []
  for await (const line of ar.journal.export('json')) lines.push(line)
  return lines.join('')
}

const odd = fc.constantFrom<unknown>(
  'inv_ada_late',
  'cus_ada',
  'plan_ada',
  'pay_ada',
  'dep_ada',
  'hold_ada',
  '',
  ' ',
  '__proto__',
  'constructor',
  'toString',
  '\0',
  '\ud800',
  '../..',
  '%2e%2e',
  "' OR 1=1 --",
  '{{7*7}}',
  '2026-02-30',
  '2026-11-22',
  '9999-12-31',
  'EUR',
  'XXX',
  'x'.repeat(300),
  'x'.repeat(20_000),
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  true,
  false,
  null,
  [],
  {},
  [[[]]],
  { amount: '1.00', currency: 'EUR' },
  { amount: '1.005', currency: 'EUR' },
  { amount: '-1', currency: 'EUR' },
  { amount: 1, currency: 'EUR' },
  { amount: '9'.repeat(40), currency: 'EUR' },
  { amount: '1', currency: '__proto__' },
  { minor: '1', currency: 'EUR' },
  { toJSON: 1 },
)
const names = [
  ...new Set(
    commandNames().flatMap((name) => {
      const { components } = openApi(api) as { components: { schemas: Record<string, { properties: object }> } }
      return Object.keys(components.schemas[name.replace('.', '_')]!.properties)
    }),
  ),
  '__proto__',
  'constructor',
  'key',
  'then',
]
const object = fc.dictionary(
  fc.constantFrom(...names),
  fc.oneof(odd, fc.dictionary(fc.constantFrom(...names), odd, { maxKeys: 3 }), fc.array(odd, { maxLength: 3 })),
  { maxKeys: 6 },
)
const body = fc.oneof(
  { weight: 6, arbitrary: object.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '{',
      '[[',
      '[['.repeat(50_000),
      '{"a":'.repeat(10_000),
      '\ufeff{}',
      '{"a":1e999}',
      '{"__proto__":{"x":1}}',
      'NaN',
      '{}\0',
      'null',
    ),
  },
)
const segment = fc.oneof(
  fc.constantFrom(
    'customers',
    'cus_ada',
    'account',
    'invoices',
    'payments',
    'record',
    'preview',
    'pay',
    'hooks',
    'events',
    'aging',
    token,
    `${token}.json`,
    '..',
    '.',
    '',
    '%',
    '%00',
    '%ff',
    '%2f',
    '%E0%A4%A',
    '__proto__',
    'constructor',
    'hasOwnProperty',
    ':customer',
    '*',
    'x'.repeat(3000),
  ),
  fc.string({ maxLength: 20 }).map((text) => encodeURIComponent(text.toWellFormed())),
)
/** Every route of the document but commands, about things that are there. */
const readings = Object.keys((openApi(api) as { paths: object }).paths)
  .filter(
    (route) =>
      route.includes('{') ||
      !commandNames().includes(
        route
          .slice(1)
          .replace(/\/preview$/, '')
          .replace('/', '.'),
      ),
  )
  .map((route) =>
    route.replace(/\{(\w+)\}/g, (_, name: string) => {
      const known: Readonly<Record<string, string>> = {
        customer: 'cus_ada',
        invoice: 'inv_ada_late',
        payment: 'pay_ada',
        plan: 'plan_ada',
        dispute: 'dis_ada',
        booking: 'trip_ada',
        token,
        provider: 'fake',
        notifier: 'fake',
      }
      if (known[name] === undefined) throw new Error(`${route}: say what ${name} is.`)
      return known[name]
    }),
  )
const path = fc.oneof(
  fc.constantFrom(
    ...commandNames().flatMap((name) => [`/${name.replace('.', '/')}`, `/${name.replace('.', '/')}/preview`]),
  ),
  fc.constantFrom(...readings),
  fc.array(segment, { minLength: 1, maxLength: 6 }).map((parts) => `/${parts.join('/')}`),
)
const query = fc.oneof(
  fc.constant(''),
  fc
    .dictionary(
      fc.constantFrom(
        'limit',
        'cursor',
        'filter',
        'from',
        'to',
        'currency',
        'asOf',
        'knownAt',
        'basis',
        'reference',
        'lang',
        'next',
        'customer',
      ),
      odd.map(String),
      { maxKeys: 3 },
    )
    .map(
      (given) => `?${new URLSearchParams(Object.entries(given).map(([name, value]) => [name, value.toWellFormed()]))}`,
    ),
)
const headers = fc.record({
  who: fc.constantFrom<Record<string, string>>(
    { 'X-Staff': 'default *' },
    { 'X-Staff': 'default read' },
    { 'X-Staff': 'nobody *' },
    page,
    {},
    { Authorization: 'Bearer a.b.c' },
    { Authorization: `Bearer ${'x'.repeat(9000)}` },
    { Authorization: `${page['Authorization']}x` },
  ),
  type: fc.constantFrom(
    'application/json',
    'application/json; charset=utf-8',
    'APPLICATION/JSON',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    '',
  ),
  key: fc.constantFrom('k', 'k1', '', ' ', 'x'.repeat(500), '__proto__'),
  etag: fc.constantFrom('', '*', '"x"', 'W/"x"', ',,,', '"'.repeat(500)),
  origin: fc.constantFrom('', 'null', 'https://shop.example.com', 'https://evil.example', 'garbage'),
})

test('threat rows 12 and 13: two thousand hostile requests', async () => {
  const statuses = new Map<number, number>()
  let before = await digest()
  const request = fc.record({
    method: fc.constantFrom('GET', 'POST', 'POST', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH'),
    path,
    query,
    headers,
    body,
  })
  await fc.assert(
    fc.asyncProperty(request, async ({ method, path: asked, query: search, headers: given, body: sent }) => {
      const all = new Headers({ ...given.who, 'Accept-Language': given.etag })
      for (const [name, value] of [
        ['Content-Type', given.type],
        ['Idempotency-Key', given.key],
        ['If-None-Match', given.etag],
        ['Origin', given.origin],
      ] as const)
        if (value !== '') all.set(name, value)
      const abort = new AbortController()
      const response = await handler(
        new Request(`${api}${asked}${search}`, {
          method,
          headers: all,
          signal: abort.signal,
          ...(method === 'GET' || method === 'HEAD' ? {} : { body: sent as BodyInit }),
        }),
      )
      const type = response.headers.get('Content-Type') ?? ''
      if (type === 'text/event-stream') abort.abort()
      const text = await response.text()
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
      expect(response.status, `${method} ${asked}${search}: ${text}`).toBeLessThan(500)
      if (response.status >= 400 && method !== 'HEAD' && !asked.includes('/pay/')) {
        expect(type).toBe('application/problem+json')
        expect(JSON.parse(text)).toMatchObject({ status: response.status, code: expect.any(String) })
      }
      const after = await digest()
      if (response.status >= 300 || asked.endsWith('/preview') || method !== 'POST') expect(after).toBe(before)
      before = after
    }),
    { numRuns: 2000, seed: 20_261_122 },
  )
  expect((await ar.verify()).ok).toBe(true)
  for (const status of [200, 204, 400, 401, 403, 404, 405, 415])
    expect(statuses.get(status) ?? 0, String(status)).toBeGreaterThan(5)
}, 240_000)
