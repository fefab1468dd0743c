import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { OutboundMessage } from '@owekit/core/ports'
import { webhookNotifier, type WebhookNotifierOptions } from '@owekit/notify-webhook'
import { afterEach, describe, expect, it, test } from 'vitest'
import { type Answer, Receiver, secret } from './receiver.js'
import { certificate } from './certificate.js'

const key = { idempotencyKey: 'msg_1' }
const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function receiverWith(answer: Answer = [204], ...options: ConstructorParameters<typeof Receiver>) {
  const receiver = await new Receiver(...options).open()
  receiver.answer = answer
  closers.push(() => receiver.close())
  return receiver
}

/** A server that does with a connection as it is told. */
async function socketServer(behave: (socket: Socket) => void): Promise<string> {
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
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

const messageTo = (address: string): OutboundMessage => ({
  message: 'msg_1',
  tenant: 'acme',
  purpose: 'reminder',
  to: { address },
  subject: 'Invoice A-1 is due',
  text: '€70.00 is open.',
  html: '',
  locale: 'de-AT',
  attachments: [],
  data: { invoice: 'inv_A-1', open: '70.00' },
})

const notifierTo = (origin: string, options: Partial<WebhookNotifierOptions> = {}) =>
  webhookNotifier({ secrets: [secret], allow: [origin], ...options })

describe('a webhook', () => {
  test('is one POST of JSON that says what the message says, and not where it goes', async () => {
    const receiver = await receiverWith()
    const { externalId } = await notifierTo(receiver.origin).send(messageTo(`${receiver.origin}/hooks?t=1#x`), key)
    const [{ method, path, headers, body }] = receiver.requests as [Receiver['requests'][number]]
    expect([method, path]).toEqual(['POST', '/hooks?t=1'])
    expect(Object.keys(headers).sort()).toEqual(
      [
        'connection',
        'content-length',
        'content-type',
        'host',
        'user-agent',
        'webhook-id',
        'webhook-signature',
        'webhook-timestamp',
      ].sort(),
    )
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': externalId,
      host: receiver.origin.slice(7),
    })
    const { to: _, attachments: __, ...data } = messageTo('')
    expect(JSON.parse(body.toString())).toEqual({ type: 'message.reminder', data })
  })

  test('has an id that is the same at every attempt, and another for another key or tenant', async () => {
    const receiver = await receiverWith()
    const post = notifierTo(receiver.origin)
    const message = messageTo(receiver.origin)
    const ids = [
      await post.send(message, key),
      await post.send(message, key),
      await post.send(message, { idempotencyKey: 'msg_2' }),
      await post.send({ ...message, tenant: 'other' }, key),
    ].map(({ externalId }) => externalId)
    expect(ids[1]).toBe(ids[0])
    expect(new Set(ids).size).toBe(3)
    expect(ids[0]).toMatch(/^msg_[\da-f]{40}$/)
    const bodies = receiver.requests.slice(0, 2).map(({ body }) => body.toString())
    expect(bodies[1]).toBe(bodies[0])
  })

  test('is signed with the secrets of its receiver', async () => {
    const receiver = await receiverWith()
    const asked: string[] = []
    const secrets = async ({ to }: OutboundMessage) => {
      asked.push(to.address)
      return [Buffer.alloc(32, 1).toString('base64'), secret]
    }
    await notifierTo(receiver.origin, { secrets }).send(messageTo(`${receiver.origin}/a`), key)
    expect(asked).toEqual([`${receiver.origin}/a`])
    expect(receiver.taken).toHaveLength(1)
  })

  it.each<[string, () => string[] | Promise<string[]>, object]>([
    ['that are none', () => ['x'], { code: 'notifier_refused', details: { fault: 'settings' } }],
    ['that are not there', () => [], { code: 'notifier_refused', details: { fault: 'settings' } }],
    ['that cannot be read now', () => Promise.reject(new Error('no database')), { code: 'notifier_unavailable' }],
  ])('with secrets %s is not sent', async (_, secrets, error) => {
    const receiver = await receiverWith()
    await expect(notifierTo(receiver.origin, { secrets }).send(messageTo(receiver.origin), key)).rejects.toMatchObject(
      error,
    )
    expect(receiver.requests).toEqual([])
  })

  it.each<[string, Partial<OutboundMessage>]>([
    ['too large', { text: 'x'.repeat(2000) }],
    ['not JSON', { data: { amount: 1n } }],
  ])('that is %s is refused before anybody is asked', async (_, change) => {
    const receiver = await receiverWith()
    const call = notifierTo(receiver.origin, { maxBytes: 2000 }).send({ ...messageTo(receiver.origin), ...change }, key)
    await expect(call).rejects.toMatchObject({ code: 'notifier_refused', details: { fault: 'content', part: 'data' } })
    expect(receiver.requests).toEqual([])
  })
})

describe('what a receiver answers', () => {
  it.each([200, 201, 202, 204, 299])('%i is a yes', async (status) => {
    const receiver = await receiverWith([status])
    await notifierTo(receiver.origin).send(messageTo(receiver.origin), key)
    expect(receiver.taken).toHaveLength(1)
  })

  it.each<[number, string]>([
    [301, 'address'],
    [302, 'address'],
    [303, 'address'],
    [307, 'address'],
    [308, 'address'],
    [400, 'content'],
    [401, 'settings'],
    [403, 'settings'],
    [404, 'address'],
    [405, 'settings'],
    [410, 'address'],
    [413, 'content'],
    [415, 'content'],
    [422, 'content'],
  ])('%i is a no for good, for its %s', async (status, fault) => {
    const receiver = await receiverWith([status, { location: '/elsewhere' }])
    const call = notifierTo(receiver.origin).send(messageTo(receiver.origin), key)
    await expect(call).rejects.toMatchObject({ code: 'notifier_refused', details: { status, fault } })
    expect(receiver.requests.map(({ path }) => path)).toEqual(['/'])
  })

  it.each<[number, Record<string, string>, object]>([
    [408, {}, { status: 408 }],
    [425, {}, { status: 425 }],
    [429, {}, { status: 429 }],
    [429, { 'retry-after': '120' }, { status: 429, retryAfterSeconds: 120 }],
    [503, { 'retry-after': 'soon' }, { status: 503 }],
  ])('%i %j is for later', async (status, headers, details) => {
    const receiver = await receiverWith([status, headers])
    const call = notifierTo(receiver.origin).send(messageTo(receiver.origin), key)
    await expect(call).rejects.toMatchObject({ code: 'notifier_unavailable' })
    await expect(call).rejects.toHaveProperty('details', details)
  })

  it.each([500, 501, 502, 504, 599])('%i leaves it in doubt', async (status) => {
    const receiver = await receiverWith([status])
    const call = notifierTo(receiver.origin).send(messageTo(receiver.origin), key)
    await expect(call).rejects.toMatchObject({ code: 'notifier_indeterminate', details: { status } })
  })

  it.each<[string, string]>([
    ['never ends', 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 10000000\r\n\r\n<html>'],
    ['is 10 MB', `HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n${'x'.repeat(10_000_000)}`],
    ['is pressed', 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nbombs'],
  ])('a yes whose body %s is a yes: nothing of it is read', async (_, answer) => {
    const place = await socketServer((socket) => socket.once('data', () => socket.write(answer)))
    const origin = `http://${place}`
    expect(await notifierTo(origin).send(messageTo(origin), key)).toHaveProperty('externalId')
  })

  it.each<[string, string]>([
    ['nonsense', 'What?\r\n\r\n'],
    ['headers without end', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}`],
    ['headers that come too slowly', 'HTTP/1.1 200 OK\r\nX:'],
  ])('%s leaves it in doubt', async (_, answer) => {
    const place = await socketServer((socket) => socket.once('data', () => socket.write(answer)))
    const origin = `http://${place}`
    await expect(notifierTo(origin, { timeoutSeconds: 2 }).send(messageTo(origin), key)).rejects.toMatchObject({
      code: 'notifier_indeterminate',
    })
  })
})

describe('ways to a receiver', () => {
  test('TLS carries the message, where the certificate is believed', async () => {
    const receiver = await receiverWith([204], { tls: certificate })
    await notifierTo(receiver.origin, { ca: certificate.cert }).send(messageTo(receiver.origin), key)
    expect(receiver.taken).toHaveLength(1)
  })

  test('a certificate that nobody vouches for is a matter of settings, and nothing was sent', async () => {
    const receiver = await receiverWith([204], { tls: certificate })
    const call = notifierTo(receiver.origin).send(messageTo(receiver.origin), key)
    await expect(call).rejects.toMatchObject({ code: 'notifier_refused', details: { fault: 'settings' } })
    expect(receiver.requests).toEqual([])
  })

  test('a name is asked for once, and the connection goes to what was looked at, whatever it means a moment later', async () => {
    const receiver = await receiverWith()
    const answers = ['127.0.0.1', '192.0.2.1']
    const asked: string[] = []
    const resolve = async (host: string) => {
      asked.push(host)
      return [{ address: answers.shift() ?? '', family: 4 as const }]
    }
    const origin = `http://nobody.invalid:${receiver.port}`
    await notifierTo(origin, { resolve }).send(messageTo(origin), key)
    expect(asked).toEqual(['nobody.invalid'])
    expect(receiver.taken[0]!.headers.host).toBe(`nobody.invalid:${receiver.port}`)
  })

  test('threat row 8: nothing reaches this machine that was not allowed', async () => {
    const receiver = await receiverWith()
    const post = webhookNotifier({ secrets: [secret], allowHttp: true, ports: [receiver.port] })
    for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433']) {
      const call = post.send(messageTo(`http://${host}:${receiver.port}/`), key)
      await expect(call).rejects.toMatchObject({ code: 'notifier_refused', details: { fault: 'address' } })
    }
    expect(receiver.requests).toEqual([])
  })

  test.each<[string, (socket: Socket) => void]>([
    ['that is cut within the handshake', (socket) => socket.once('data', () => socket.destroy())],
    ['whose handshake never ends', () => {}],
  ])('a connection %s: certainly not sent', async (_, behave) => {
    const origin = `https://${await socketServer(behave)}`
    await expect(notifierTo(origin, { timeoutSeconds: 2 }).send(messageTo(origin), key)).rejects.toMatchObject({
      code: 'notifier_unavailable',
    })
  })

  test('a name whose address does not come in time: certainly not sent', async () => {
    const origin = 'http://slow.example'
    const resolve = () => new Promise<never>(() => {})
    const call = notifierTo(origin, { resolve, timeoutSeconds: 0.05 }).send(messageTo(origin), key)
    await expect(call).rejects.toMatchObject({ code: 'notifier_unavailable' })
  })
})

it.each<[string, Partial<WebhookNotifierOptions>]>([
  ['secrets', { secrets: [] }],
  ['secrets', { secrets: ['short'] }],
  ['timeoutSeconds', { timeoutSeconds: 0 }],
  ['timeoutSeconds', { timeoutSeconds: Infinity }],
  ['maxBytes', { maxBytes: 0 }],
  ['ports', { ports: [0] }],
  ['allow', { allow: ['here'] }],
])('%s that cannot work are not configured', (setting, options) => {
  expect(() => webhookNotifier({ secrets: [secret], ...options })).toThrow(
    expect.objectContaining({ code: 'not_configured', details: { setting } }),
  )
})
