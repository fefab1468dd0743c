import { expect, test } from 'vitest'
import { createHandler, tokenBucket, verifyWidgetToken } from '../src/index.js'
import { api, bearer, books, clock, furnish, keys, now, settings, site } from './world.js'

const ar = books()
await furnish(ar, 'cus_ada', 'ada')
await furnish(ar.tenant('acme'), 'cus_ada', 'acme')
const account = `${api}/customers/cus_ada/account`

test.each([
  ['https://shop.example.com', true],
  ['https://shop.example.com:8443', false],
  ['http://shop.example.com', false],
  ['https://a.shop.example.com', false],
  ['https://shop.example.com.evil.example', false],
  ['https://evil.example', false],
  ['null', false],
  ['', false],
])('threat row 18: a browser asking ahead from %s is let in: %s', async (origin, may) => {
  const response = await createHandler(
    ar,
    settings,
  )(new Request(account, { method: 'OPTIONS', headers: { Origin: origin, 'Access-Control-Request-Method': 'GET' } }))
  expect(response.status).toBe(204)
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe(may ? origin : null)
  expect(response.headers.get('Access-Control-Allow-Credentials')).toBeNull()
  expect(response.headers.get('Vary')).toContain('Origin')
})

test('each tenant has its own list of origins', async () => {
  const handler = createHandler(ar, {
    ...settings,
    origins: { default: [site], acme: ['https://acme.example'] },
  })
  const ask = async (headers: Record<string, string>) => {
    const response = await handler(new Request(account, { headers }))
    return [response.status, response.headers.get('Access-Control-Allow-Origin')]
  }
  expect(await ask(await bearer('cus_ada'))).toEqual([200, site])
  expect(await ask(await bearer('cus_ada', { tenant: 'acme', audience: 'https://acme.example' }))).toEqual([
    200,
    'https://acme.example',
  ])
  expect(await ask(await bearer('cus_ada', { tenant: 'acme' }))).toEqual([401, site])
  expect(await ask({ 'X-Staff': 'acme read', Origin: site })).toEqual([200, null])
})

test('a page of the same site sends no origin with a reading, and is let in', async () => {
  const { Authorization } = await bearer('cus_ada', { audience: 'https://api.example.com' })
  const response = await createHandler(
    ar,
    settings,
  )(new Request(account, { headers: { Authorization: Authorization! } }))
  expect(response.status).toBe(200)
})

test('threat row 3: a token that was taken back is refused', async () => {
  const headers = await bearer('cus_ada')
  const { id } = await verifyWidgetToken(headers['Authorization']!.slice(7), keys, { now })
  const handler = createHandler(ar, { ...settings, tokens: { keys, revoked: (claims) => claims.id === id } })
  expect((await handler(new Request(account, { headers }))).status).toBe(401)
  expect((await handler(new Request(account, { headers: await bearer('cus_ada') }))).status).toBe(200)
})

test('threat row 17: one token is limited, and another is not held back by it', async () => {
  const rateLimit = tokenBucket({ burst: 5, perSecond: 1, clock })
  const handler = createHandler(ar, { ...settings, rateLimit })
  const headers = await bearer('cus_ada')
  const statuses = []
  for (let i = 0; i < 8; i++) statuses.push((await handler(new Request(account, { headers }))).status)
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429, 429])
  const response = await handler(new Request(account, { headers }))
  expect(response.headers.get('Retry-After')).toBe('1')
  expect(await response.json()).toMatchObject({ code: 'rate_limited', status: 429 })
  expect((await handler(new Request(account, { headers: await bearer('cus_ada') }))).status).toBe(200)
})

test('a bucket fills again, and never holds more than its keys', () => {
  let time = 0
  const limit = tokenBucket({ burst: 2, perSecond: 2, keys: 3, clock: () => time })
  expect([limit.take('a'), limit.take('a'), limit.take('a')]).toEqual([
    { ok: true },
    { ok: true },
    { ok: false, retryAfter: 1 },
  ])
  time = 500
  expect([limit.take('a'), limit.take('a')]).toEqual([{ ok: true }, { ok: false, retryAfter: 1 }])
  for (const key of ['b', 'c', 'd']) void limit.take(key)
  // `a` has nothing left and is remembered; `b`, which had, was pushed out and begins anew.
  expect([limit.take('a'), limit.take('b'), limit.take('b')]).toEqual([
    { ok: false, retryAfter: 1 },
    { ok: true },
    { ok: true },
  ])
})

test('threat row 14: the log has ids and figures, and nobody’s name, address or token', async () => {
  const lines: string[] = []
  const handler = createHandler(ar, { ...settings, log: (entry) => lines.push(JSON.stringify(entry)) })
  const headers = await bearer('cus_ada')
  await handler(new Request(account, { headers }))
  await handler(new Request(`${api}/customers/cus_ada/invoices/inv_ada_late?secret=1`, { headers }))
  await handler(new Request(`${api}/pay/${'t'.repeat(22)}`))
  await handler(
    new Request(`${api}/customers/open`, {
      method: 'POST',
      headers: { 'X-Staff': 'default *', 'Content-Type': 'application/json', 'Idempotency-Key': 'k1' },
      body: JSON.stringify({ id: 'cus_new', name: 'Canary Person', email: 'canary@example.com' }),
    }),
  )
  expect(lines).toHaveLength(4)
  expect(JSON.parse(lines[0]!)).toMatchObject({ method: 'GET', route: '/customers/:customer/account', status: 200 })
  for (const secret of [
    'ada@',
    'Name',
    'Canary',
    'canary',
    headers['Authorization']!.slice(7),
    'ttttt',
    'secret',
    '250.00',
  ])
    expect(lines.join('\n')).not.toContain(secret)
})

test('what went wrong inside is told to the host and not to the caller', async () => {
  const seen: unknown[] = []
  const broken = {
    ...ar,
    tenant: () => broken,
    as: () => broken,
    customers: { ...ar.customers, version: () => Promise.reject(new Error('secret row')) },
  } as typeof ar
  const handler = createHandler(broken, { ...settings, onError: (error) => seen.push(error) })
  const response = await handler(new Request(account, { headers: await bearer('cus_ada') }))
  expect(response.status).toBe(500)
  expect(await response.text()).not.toContain('secret')
  expect(String(seen[0])).toContain('secret row')
})

test('a token that was let in before is still turned away elsewhere, and when its time is over', async () => {
  let time = now
  const handler = createHandler(ar, { ...settings, clock: () => time })
  const headers = await bearer('cus_ada')
  const status = async (more: Record<string, string> = {}) =>
    (await handler(new Request(account, { headers: { ...headers, ...more } }))).status
  expect([await status(), await status()]).toEqual([200, 200])
  expect(await status({ Origin: 'https://evil.example' })).toBe(401)
  expect(await status({ Authorization: `${headers['Authorization']}A` })).toBe(401)
  time = now + 929_000
  expect(await status()).toBe(200)
  time = now + 931_000
  expect([await status(), await status()]).toEqual([401, 401])
})
