import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createReceivables, money } from '@owekit/core'
import { memoryStore } from '@owekit/core/memory'
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import { afterAll, expect, test } from 'vitest'
import { createHandler, type Handler, type Intake, toNode } from '../src/index.js'
import { bearer, clock, furnish, settings } from './world.js'

// One handler, mounted wherever people mount things: views, commands, raw bodies, streams and leaving early work alike.

const ar = createReceivables({ store: memoryStore({ clock }), currency: 'EUR', clock })
await furnish(ar, 'cus_ada', 'ada')
let received: Uint8Array = new Uint8Array()
let left = 0
const intake: Intake = {
  receive: async (_, { body }) => {
    received = body
  },
}
const served = createHandler(ar, {
  ...settings,
  intake,
  changes: (listener) => {
    const stop = ar.journal.listen((facts) =>
      facts.forEach(({ customer }) => listener({ tenant: 'default', customer })),
    )
    return () => {
      left++
      stop()
    }
  },
})

const closing: (() => unknown)[] = []
afterAll(async () => {
  for (const close of closing) await close()
})

async function listenOn(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  closing.push(() => {
    server.closeAllConnections()
    return new Promise((done) => server.close(done))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

type Ask = (path: string, init?: RequestInit) => Promise<Response>

const over =
  (origin: string): Ask =>
  (path, init) =>
    fetch(origin + path, init)

/** What a route file of Next.js exports. */
const routeFile = (handler: Handler) => ({
  GET: (request: Request) => handler(request),
  POST: (request: Request) => handler(request),
})

const mounts: Record<string, () => Promise<Ask>> = {
  'node:http': async () =>
    over(await listenOn(createServer((request, response) => void toNode(served)(request, response)))),
  express: async () => {
    const app = express()
    app.use('/ar/v1', toNode(served))
    app.use(express.json())
    app.get('/own', (_, response) => void response.send('own'))
    return over(await listenOn(createServer(app as unknown as RequestListener)))
  },
  fastify: async () => {
    const app = fastify({ forceCloseConnections: true })
    // Fastify hands bodies over unread when a parser for every type does nothing.
    await app.register(async (scope) => {
      scope.removeAllContentTypeParsers()
      scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
      scope.all('/ar/v1/*', (request, reply) => {
        reply.hijack()
        return toNode(served)(request.raw, reply.raw)
      })
    })
    closing.push(() => app.close())
    return over(await app.listen({ port: 0, host: '127.0.0.1' }))
  },
  hono: async () => {
    const app = new Hono()
    app.all('/ar/v1/*', (context) => served(context.req.raw))
    return async (path, init) => app.request(`http://localhost${path}`, init)
  },
  'a Next.js route file': async () => {
    const file = routeFile(served)
    return (path, init) => file[(init?.method ?? 'GET') as 'GET' | 'POST'](new Request(`http://localhost${path}`, init))
  },
}

test.each(Object.keys(mounts))('%s', async (name) => {
  const ask = await mounts[name]!()
  const headers = await bearer('cus_ada')

  const account = await ask('/ar/v1/customers/cus_ada/account?limit=1', { headers })
  expect(account.status).toBe(200)
  expect(account.headers.get('Content-Type')).toBe('application/json')
  expect(await account.json()).toMatchObject({ schema: 'ar.account/1', customer: { id: 'cus_ada' } })

  const etag = account.headers.get('ETag')!
  const same = await ask('/ar/v1/customers/cus_ada/account?limit=1', { headers: { ...headers, 'If-None-Match': etag } })
  expect(same.status).toBe(304)
  expect(await same.text()).toBe('')

  const hold = await ask('/ar/v1/holds/place/preview', {
    method: 'POST',
    headers: { 'X-Staff': 'default *', 'Content-Type': 'application/json' },
    body: JSON.stringify({ customer: 'cus_ada', reason: 'review' }),
  })
  expect(hold.status, await hold.clone().text()).toBe(200)

  const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 31) & 255)
  const hook = await ask('/ar/v1/hooks/fake', {
    method: 'POST',
    body: bytes,
    headers: { 'Content-Type': 'application/json' },
  })
  expect(hook.status).toBe(200)
  expect(Buffer.compare(received, bytes)).toBe(0)

  const missing = await ask('/ar/v1/customers/cus_bob/account', { headers })
  expect(missing.status).toBe(404)
  expect(missing.headers.get('Content-Type')).toBe('application/problem+json')

  const abort = new AbortController()
  const stream = await ask('/ar/v1/customers/cus_ada/events', { headers, signal: abort.signal })
  const reader = stream.body!.getReader()
  const read = async () => new TextDecoder().decode((await reader.read()).value)
  expect(await read()).toContain('event: account')
  await ar.payments.record({ customer: 'cus_ada', amount: money('0.01', 'EUR'), receivedOn: '2026-11-21' })
  const { version } = await ar.customers.version('cus_ada')
  expect(await read()).toContain(`"version":${version}`)
  const before = left
  abort.abort()
  await expect.poll(() => left).toBe(before + 1)
})

test('a request that is none is turned away by the bridge', async () => {
  const origin = await listenOn(createServer((request, response) => void toNode(served)(request, response)))
  const { connect } = await import('node:net')
  const answer = await new Promise<string>((done) => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1', () =>
      socket.write('GET http://evil.example/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'),
    )
    let text = ''
    socket.on('data', (chunk) => (text += chunk.toString())).on('close', () => done(text))
  })
  expect(answer).toMatch(/^HTTP\/1.1 400/)
})

test('what Express serves beside it goes on working', async () => {
  const ask = await mounts['express']!()
  expect(await (await ask('/own')).text()).toBe('own')
})
