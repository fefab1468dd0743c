import { isReceivablesError } from '@owekit/core'
import { SignJWT, UnsecuredJWT, type JWTPayload } from 'jose'
import { expect, test } from 'vitest'
import { mintWidgetToken, verifyWidgetToken, type WidgetGrant, type WidgetKeys } from '../src/index.js'
import { keys, now, site } from './world.js'

const grant: WidgetGrant = { customer: 'cus_ada', scopes: ['account:read'], audience: site, now }
const secret = new TextEncoder().encode('n'.repeat(40))
const header = { alg: 'HS256', kid: '2026-11', typ: 'owekit-widget+jwt' }
const seconds = Math.floor(now / 1000)
const claims: JWTPayload = {
  iss: 'owekit',
  sub: 'cus_ada',
  aud: site,
  iat: seconds,
  exp: seconds + 900,
  jti: 'j1',
  tenant: 'default',
  scp: ['account:read'],
  v: 1,
}
const sign = (payload: JWTPayload, head: Record<string, unknown> = header, key: Uint8Array = secret) =>
  new SignJWT(payload).setProtectedHeader(head as { alg: string }).sign(key)

test('a token says who may see what, where, and for how long', async () => {
  const token = await mintWidgetToken({ ...grant, tenant: 'acme', booking: 'bk_77', ttl: 60 }, keys)
  expect(await verifyWidgetToken(token, keys, { origin: site, now })).toMatchObject({
    customer: 'cus_ada',
    tenant: 'acme',
    scopes: ['account:read'],
    audience: site,
    booking: 'bk_77',
    expires: seconds + 60,
  })
})

test('two tokens of one grant are told apart', async () => {
  const ids = await Promise.all(
    [1, 2].map(async () => (await verifyWidgetToken(await mintWidgetToken(grant, keys), keys, { now })).id),
  )
  expect(new Set(ids).size).toBe(2)
})

test('threat row 3: the key is changed without turning a page away', async () => {
  const [old] = keys
  const both: WidgetKeys = [{ id: '2026-12', secret: 'm'.repeat(40) }, old]
  const after: WidgetKeys = [both[0]]
  const before = await mintWidgetToken(grant, keys)
  const fresh = await mintWidgetToken(grant, both)
  await expect(verifyWidgetToken(before, both, { now })).resolves.toBeDefined()
  await expect(verifyWidgetToken(fresh, after, { now })).resolves.toBeDefined()
  await expect(verifyWidgetToken(before, after, { now })).rejects.toThrow('its key is not live')
})

const refused: [string, () => Promise<string> | string, { origin?: string; now?: number }?][] = [
  ['alg none', () => new UnsecuredJWT(claims).encode()],
  [
    'alg none with our header',
    () =>
      `${btoa(JSON.stringify({ ...header, alg: 'none' })).replaceAll('=', '')}.${btoa(JSON.stringify(claims)).replaceAll('=', '')}.`,
  ],
  ['another algorithm', () => sign(claims, { ...header, alg: 'HS512' })],
  ['another key under our id', () => sign(claims, header, new Uint8Array(40))],
  ['an unknown key id', () => sign(claims, { ...header, kid: '2025-01' })],
  ['no key id', () => sign(claims, { alg: 'HS256', typ: header.typ })],
  ['another type of token', () => sign(claims, { ...header, typ: 'JWT' })],
  ['no type', () => sign(claims, { alg: 'HS256', kid: header.kid })],
  ['another issuer', () => sign({ ...claims, iss: 'someone' })],
  ['no subject', () => sign({ ...claims, sub: undefined as never })],
  ['no id', () => sign({ ...claims, jti: undefined as never })],
  ['no end', () => sign({ ...claims, exp: undefined as never })],
  ['no audience', () => sign({ ...claims, aud: undefined as never })],
  ['several audiences', () => sign({ ...claims, aud: [site, 'https://other.example'] })],
  ['no tenant', () => sign({ ...claims, tenant: undefined })],
  ['a life too long', () => sign({ ...claims, exp: seconds + 901 })],
  ['unknown scopes', () => sign({ ...claims, scp: ['everything'] })],
  ['scopes as text', () => sign({ ...claims, scp: 'account:read' })],
  ['an empty booking', () => sign({ ...claims, ref: '' })],
  ['another version', () => sign({ ...claims, v: 2 })],
  ['another origin', () => sign(claims), { origin: 'https://evil.example' }],
  ['a sub-domain', () => sign(claims), { origin: 'https://a.shop.example.com' }],
  ['another port', () => sign(claims), { origin: 'https://shop.example.com:8443' }],
  ['another scheme', () => sign(claims), { origin: 'http://shop.example.com' }],
  ['the null origin', () => sign(claims), { origin: 'null' }],
  ['after its end and 31 seconds', () => sign(claims), { now: now + 931_000 }],
  ['issued 31 seconds ahead', () => sign({ ...claims, iat: seconds + 31, exp: seconds + 900 })],
  [
    'a changed claim',
    async () =>
      (await sign(claims)).replace(
        /\.[^.]+\./,
        `.${btoa(JSON.stringify({ ...claims, sub: 'cus_bob' })).replaceAll('=', '')}.`,
      ),
  ],
  ['a changed signature', async () => `${(await sign(claims)).slice(0, -4)}AAAA`],
  ['no token', () => ''],
  ['two parts', () => 'a.b'],
  ['a long text', () => 'a'.repeat(100_000)],
]

test.each(refused)('threat row 3: a widget token is refused: %s', async (_, make, options = {}) => {
  const error: unknown = await verifyWidgetToken(await make(), keys, { now, ...options }).catch(
    (caught: unknown) => caught,
  )
  expect(isReceivablesError(error, 'token_rejected'), String(error)).toBe(true)
})

test.each([0, 29_000, 929_000])('passes with clocks %i ms apart', async (ahead) => {
  await expect(verifyWidgetToken(await sign(claims), keys, { now: now + ahead })).resolves.toBeDefined()
})

test('passes 29 seconds before it was issued', async () => {
  await expect(verifyWidgetToken(await sign(claims), keys, { now: now - 29_000 })).resolves.toBeDefined()
})

test.each([
  [{ ...grant, ttl: 901 }, '1 to 900'],
  [{ ...grant, ttl: 0 }, '1 to 900'],
  [{ ...grant, ttl: 1.5 }, '1 to 900'],
  [{ ...grant, audience: 'https://shop.example.com/' }, 'origin'],
  [{ ...grant, audience: 'shop.example.com' }, 'origin'],
  [{ ...grant, audience: '*' }, 'origin'],
  [{ ...grant, scopes: [] }, 'scopes'],
  [{ ...grant, scopes: ['everything' as never] }, 'scopes'],
  [{ ...grant, customer: '' }, 'customer'],
])('is not made: %o', async (wrong, why) => {
  await expect(mintWidgetToken(wrong, keys)).rejects.toThrow(why)
})

test.each([
  [[{ id: 'a', secret: 'short' }]],
  [[{ id: '', secret: 'n'.repeat(40) }]],
  [
    [
      { id: 'a', secret: 'n'.repeat(40) },
      { id: 'a', secret: 'm'.repeat(40) },
    ],
  ],
  [['a', 'b', 'c'].map((id) => ({ id, secret: id.repeat(40) }))],
  [[]],
])('keys are refused: %o', async (wrong) => {
  await expect(verifyWidgetToken('a.b.c', wrong as never)).rejects.toThrow(/key/i)
})
