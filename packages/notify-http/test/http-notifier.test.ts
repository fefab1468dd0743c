import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { OutboundMessage } from '@owekit/core/ports'
import { type Carrier, httpNotifier, type HttpNotifierOptions, resendNotifier } from '@owekit/notify-http'
import { afterEach, describe, expect, it, test } from 'vitest'

const message: OutboundMessage = {
  message: 'msg_1',
  tenant: 'acme',
  purpose: 'reminder',
  to: { address: '+15551234567' },
  subject: '',
  text: '€70.00 is open.',
  html: '',
  locale: 'en',
  attachments: [],
}
const key = { idempotencyKey: 'msg_1' }

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** A server that does with each connection as it is told. */
async function serverThat(behave: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    behave(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A server that reads requests and answers each with the same bytes. */
const answering = (answer: string) => serverThat((socket) => socket.once('data', () => socket.end(answer)))

const reply = (status: number, body = '', headers = '') =>
  `HTTP/1.1 ${status} X\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${headers}Connection: close\r\n\r\n${body}`

/** A service of which nothing is special. */
const plain = (url: string): Carrier => ({
  id: 'plain',
  channel: 'sms',
  capabilities: { repeats: 'none', attachments: false, html: false, feedback: false },
  request: ({ text }) => ({ url: `${url}/messages`, headers: { 'content-type': 'text/plain' }, body: text }),
  receipt({ json }) {
    const { id } = (json ?? {}) as { id?: string }
    return id === undefined ? undefined : { externalId: id }
  },
})

/** For servers that never answer; long enough for what they say before that. */
const brief = { timeoutSeconds: 2 }

const sent = (url: string, options: HttpNotifierOptions = {}) => httpNotifier(plain(url), options).send(message, key)

describe('a yes', () => {
  it.each([200, 201, 202])('of %i gives its receipt', async (status) => {
    expect(await sent(await answering(reply(status, '{"id":"x1"}')))).toEqual({ externalId: 'x1' })
  })

  it.each<[string, string]>([
    ['a page', reply(200, '<!doctype html><title>Welcome</title>', 'Content-Type: text/html\r\n')],
    ['nothing', reply(204)],
    ['other JSON', reply(200, '{"ok":true}')],
    ['JSON that is no object', reply(200, 'null')],
    ['half of it', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"id":"x1"'],
    ['ten megabytes', reply(200, `{"id":"x1","pad":"${'x'.repeat(10_000_000)}"}`)],
    ['a page of ten megabytes', reply(200, `<html>${'x'.repeat(10_000_000)}`)],
  ])('with %s leaves it in doubt', async (_, answer) => {
    await expect(sent(await answering(answer))).rejects.toMatchObject({
      code: 'notifier_indeterminate',
      details: { status: answer.startsWith('HTTP/1.1 204') ? 204 : 200 },
    })
  })

  test('whose body never ends leaves it in doubt, when the time is over', async () => {
    const head = 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"id":"x1",'
    const url = await serverThat((socket) => socket.once('data', () => socket.write(head)))
    await expect(sent(url, brief)).rejects.toMatchObject({ code: 'notifier_indeterminate', details: { status: 200 } })
  })

  test('that is whole, and does not end, is no receipt either, whoever fetches', async () => {
    const start = (body: ReadableStreamDefaultController) => body.enqueue(new TextEncoder().encode('{"id":"x1"}'))
    const fetch = async () => new Response(new ReadableStream({ start }))
    const call = sent('https://x.example', { fetch, timeoutSeconds: 0.1 })
    await expect(call).rejects.toMatchObject({ code: 'notifier_indeterminate', details: { status: 200 } })
  })
})

describe('a no', () => {
  it.each<[number, string]>([
    [301, 'settings'],
    [302, 'settings'],
    [307, 'settings'],
    [308, 'settings'],
    [400, 'content'],
    [401, 'settings'],
    [402, 'settings'],
    [403, 'settings'],
    [404, 'settings'],
    [405, 'settings'],
    [410, 'settings'],
    [413, 'content'],
    [415, 'content'],
    [422, 'content'],
    [451, 'content'],
  ])('of %i that says nothing else is for good, for its %s', async (status, fault) => {
    const url = await answering(reply(status, '<html>No</html>', 'Location: /elsewhere\r\n'))
    await expect(sent(url)).rejects.toMatchObject({ code: 'notifier_refused', details: { status, fault } })
  })

  it.each<[number, string, object]>([
    [408, '', { status: 408 }],
    [425, '', { status: 425 }],
    [429, '', { status: 429 }],
    [429, 'Retry-After: 17\r\n', { status: 429, retryAfterSeconds: 17 }],
    [429, 'Retry-After: whenever\r\n', { status: 429 }],
    [503, 'Retry-After: 120\r\n', { status: 503, retryAfterSeconds: 120 }],
  ])('of %i %j is for now', async (status, headers, details) => {
    const error: unknown = await sent(await answering(reply(status, '<html>', headers))).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toMatchObject({ code: 'notifier_unavailable' })
    expect(error).toHaveProperty('details', details)
  })

  test('with a date says how long it is until then', async () => {
    const soon = new Date(Date.now() + 90_000).toUTCString()
    const error: unknown = await sent(await answering(reply(503, '', `Retry-After: ${soon}\r\n`))).catch(
      (thrown: unknown) => thrown,
    )
    const { retryAfterSeconds } = (error as { details: { retryAfterSeconds: number } }).details
    expect(retryAfterSeconds).toBeGreaterThan(60)
    expect(retryAfterSeconds).toBeLessThanOrEqual(90)
  })

  it.each([303, 500, 501, 502, 504, 599])('of %i leaves it in doubt', async (status) => {
    const url = await answering(reply(status, 'Oops', 'Location: /done\r\n'))
    await expect(sent(url)).rejects.toMatchObject({ code: 'notifier_indeterminate', details: { status } })
  })

  it.each<[string, string]>([
    ['of ten megabytes', reply(422, `"${'x'.repeat(10_000_000)}"`)],
    ['that is cut', 'HTTP/1.1 422 X\r\nContent-Length: 100\r\n\r\n{"code":'],
  ])('with a body %s is a no all the same', async (_, answer) => {
    await expect(sent(await answering(answer))).rejects.toMatchObject({
      code: 'notifier_refused',
      details: { status: 422 },
    })
  })

  test('whose body never ends is a no all the same, when the time is over', async () => {
    const head = 'HTTP/1.1 401 X\r\nContent-Length: 100\r\n\r\n{'
    const url = await serverThat((socket) => socket.once('data', () => socket.write(head)))
    await expect(sent(url, brief)).rejects.toMatchObject({ code: 'notifier_refused', details: { status: 401 } })
  })
})

describe('no answer', () => {
  it.each<[string, (socket: Socket) => void]>([
    ['reset when it had the request', (socket) => socket.once('data', () => socket.resetAndDestroy())],
    ['closed when it had the request', (socket) => socket.once('data', () => socket.destroy())],
    ['closed within the headers of an answer', (socket) => socket.once('data', () => socket.end('HTTP/1.1 200 O'))],
    ['silent', () => {}],
    ['speaking something else', (socket) => socket.once('data', () => socket.end('SSH-2.0-x\r\n\r\n'))],
    // fetch connects again and again, and does not tell that it wrote nothing.
    ['closed before it had anything', (socket) => socket.destroy()],
  ])('from a server that is %s leaves it in doubt', async (_, behave) => {
    await expect(sent(await serverThat(behave), brief)).rejects.toMatchObject({ code: 'notifier_indeterminate' })
  })

  test('from nobody: it was not sent', async () => {
    const url = await serverThat(() => {})
    await closers.pop()!()
    await expect(sent(url)).rejects.toMatchObject({ code: 'notifier_unavailable', details: { code: 'ECONNREFUSED' } })
  })

  test('from a name that is none: it was not sent', async () => {
    await expect(sent('http://nobody.invalid')).rejects.toMatchObject({ code: 'notifier_unavailable' })
  })

  test('from a server that cuts the handshake: it was not sent', async () => {
    const url = await serverThat((socket) => socket.once('data', () => socket.end()))
    await expect(sent(url.replace('http:', 'https:'))).rejects.toMatchObject({ code: 'notifier_unavailable' })
  })

  it.each([
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ])('for %s is a matter of settings', async (code) => {
    const fetch = () =>
      Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error('No'), { code }) }))
    await expect(sent('https://x.example', { fetch })).rejects.toMatchObject({
      code: 'notifier_refused',
      details: { fault: 'settings', code },
    })
  })

  test('is asked for once', async () => {
    let connections = 0
    const url = await serverThat((socket) => {
      connections += 1
      socket.once('data', () => socket.destroy())
    })
    await expect(sent(url)).rejects.toMatchObject({ code: 'notifier_indeterminate' })
    expect(connections).toBe(1)
  })
})

test('what the service said in words is not repeated, for it may quote an address', async () => {
  const url = await answering(reply(422, '{"message":"+15551234567 is none"}'))
  const error: unknown = await sent(url).catch((thrown: unknown) => thrown)
  expect(JSON.stringify([String(error), error])).not.toContain('+1555')
})

test('secrets are not repeated', async () => {
  const apiKey = 're_do_not_tell'
  const post = resendNotifier({ apiKey, from: { address: 'a@shop.example' }, baseUrl: await answering(reply(401)) })
  const error: unknown = await post
    .send({ ...message, to: { address: 'ada@example.com' } }, key)
    .catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'notifier_refused' })
  expect(JSON.stringify([String(error), error, post])).not.toContain(apiKey)
})

it.each([0, -1, NaN, Infinity, 86_401])('%d seconds are no time', (timeoutSeconds) => {
  expect(() => httpNotifier(plain(''), { timeoutSeconds })).toThrow(
    expect.objectContaining({ code: 'not_configured', details: { setting: 'timeoutSeconds' } }),
  )
})
