import { Buffer } from 'node:buffer'
import { signWebhook, verifyWebhook } from '@owekit/notify-webhook'
import { describe, expect, it, test } from 'vitest'

const secret = (letter: string) => `whsec_${Buffer.from(letter.repeat(32)).toString('base64')}`
const now = Date.UTC(2026, 2, 1)
const body = Buffer.from('{"a":"€"}')

function signed(change: Partial<Parameters<typeof signWebhook>[0]> = {}) {
  return {
    headers: new Headers({ ...signWebhook({ id: 'msg_1', at: now, body, secrets: [secret('a')], ...change }) }),
    body,
  }
}

const verify = (request: ReturnType<typeof signed>, secrets = [secret('a')], at = now) =>
  verifyWebhook(request, { secrets, now: at })

const rejected = expect.objectContaining({ code: 'webhook_rejected' })

describe('a webhook', () => {
  test('that was signed is believed, and read', () => {
    expect(verify(signed())).toEqual({ id: 'msg_1', sentAt: now, payload: { a: '€' } })
  })

  test('has a signature for each secret, so that secrets can be changed on either side first', () => {
    const request = signed({ secrets: [secret('b'), secret('a')] })
    expect(request.headers.get('webhook-signature')!.split(' ')).toHaveLength(2)
    for (const one of ['a', 'b']) expect(verify(request, [secret(one)]).id).toBe('msg_1')
    expect(verify(signed(), [secret('c'), secret('a')]).id).toBe('msg_1')
    expect(() => verify(request, [secret('c')])).toThrow(rejected)
  })

  test('is believed with signatures of other versions beside ours, and not with those alone', () => {
    const { headers } = signed()
    const ours = headers.get('webhook-signature')!
    headers.set('webhook-signature', `v1a,${ours.slice(3)} v2,xyz ${ours}`)
    expect(verify({ headers, body }).id).toBe('msg_1')
    headers.set('webhook-signature', `v1a,${ours.slice(3)} v2,${ours.slice(3)}`)
    expect(() => verify({ headers, body })).toThrow(rejected)
  })

  it.each<[string, (headers: Headers) => void]>([
    ['another id', (headers) => headers.set('webhook-id', 'msg_2')],
    ['another time', (headers) => headers.set('webhook-timestamp', String(now / 1000 + 1))],
    ['no id', (headers) => headers.delete('webhook-id')],
    ['an id with a dot', (headers) => headers.set('webhook-id', 'msg_1.5')],
    ['no time', (headers) => headers.delete('webhook-timestamp')],
    ['a time that is no number', (headers) => headers.set('webhook-timestamp', '1e9')],
    ['no signature', (headers) => headers.delete('webhook-signature')],
    ['an empty signature', (headers) => headers.set('webhook-signature', '')],
    ['half a signature', (headers) => headers.set('webhook-signature', headers.get('webhook-signature')!.slice(0, 20))],
    [
      'eleven signatures, ours last',
      (headers) => headers.set('webhook-signature', `${'v1,a '.repeat(10)}${headers.get('webhook-signature')!}`),
    ],
  ])('with %s is not believed', (_, change) => {
    const request = signed()
    change(request.headers)
    expect(() => verify(request)).toThrow(rejected)
  })

  test('with another body is not believed, nor one of a megabyte and more, nor one that is not JSON', () => {
    expect(() => verify({ ...signed(), body: Buffer.from('{"a":"e"}') })).toThrow(rejected)
    for (const odd of [Buffer.alloc(1_000_001, ' '), Buffer.from('{'), Buffer.from([0x22, 0xff, 0x22])]) {
      expect(() => verify({ ...signed({ body: odd }), body: odd })).toThrow(rejected)
    }
  })

  it.each([
    [300, true],
    [301, false],
    [-300, true],
    [-301, false],
  ])('that was sent %i seconds ago: %s', (ago, isBelieved) => {
    const request = signed({ at: now - ago * 1000 })
    if (isBelieved) expect(verify(request).id).toBe('msg_1')
    else expect(() => verify(request)).toThrow(rejected)
  })

  test('of a service behind Svix has headers of other names', () => {
    const { headers } = signed()
    const svix = new Headers([...headers].map(([name, value]) => [name.replace('webhook-', 'svix-'), value]))
    expect(verifyWebhook({ headers: svix, body }, { secrets: [secret('a')], now, prefix: 'svix' }).id).toBe('msg_1')
    expect(() => verify({ headers: svix, body })).toThrow(rejected)
  })
})

it.each([
  ['none', []],
  ['an empty one', ['']],
  ['one that is not base64', ['whsec_äöü']],
  ['one of 23 bytes', [Buffer.alloc(23, 1).toString('base64')]],
  ['one of 65 bytes', [Buffer.alloc(65, 1).toString('base64')]],
])('secrets that are %s are not configured, on either side', (_, secrets) => {
  const refused = expect.objectContaining({ code: 'not_configured', details: { setting: 'secrets' } })
  expect(() => signed({ secrets })).toThrow(refused)
  expect(() => verify(signed(), secrets)).toThrow(refused)
})

it.each(['', 'msg.1', 'msg 1', 'msg\n1', 'x'.repeat(201)])('%j is no id', (id) => {
  expect(() => signed({ id })).toThrow(expect.objectContaining({ code: 'invalid_input' }))
})
