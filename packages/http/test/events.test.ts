import { createReceivables, money, type Receivables } from '@owekit/core'
import { memoryStore } from '@owekit/core/memory'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Changes, createHandler, type Handler } from '../src/index.js'
import { openHub } from '../src/live/hub.js'
import { api, bearer, furnish, settings } from './world.js'

let ar: Receivables
let now: number
const clock = () => now

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  now = Date.parse('2026-11-22T10:00:00Z')
  ar = createReceivables({ store: memoryStore({ clock }), currency: 'EUR', clock })
  await furnish(ar, 'cus_ada', 'ada')
  await ar.customers.open({ id: 'cus_bob', name: 'Bob' })
})

afterEach(() => {
  vi.useRealTimers()
})

const changes: Changes = (listener) =>
  ar.journal.listen((facts) => {
    for (const { customer } of facts) listener({ tenant: 'default', customer })
  })

async function listen(handler: Handler, more: Record<string, string> = {}) {
  const abort = new AbortController()
  const headers = { ...(await bearer('cus_ada')), ...more }
  const response = await handler(new Request(`${api}/customers/cus_ada/events`, { headers, signal: abort.signal }))
  const reader = response.body!.getReader()
  const next = async () => {
    const { done, value } = await reader.read()
    return done ? 'the end' : new TextDecoder().decode(value)
  }
  return { response, next, abort, reader }
}

const pay = () => ar.payments.record({ customer: 'cus_ada', amount: money('1.00', 'EUR'), receivedOn: '2026-11-21' })
const version = async () => (await ar.customers.version('cus_ada')).version
const event = (at: number, asOf = '2026-11-22') =>
  `id: ${at}.${asOf}\nevent: account\ndata: {"version":${at},"asOf":"${asOf}"}\n\n`

test('a page is told where the account stands, and of every change', async () => {
  const { response, next } = await listen(createHandler(ar, { ...settings, clock, changes }))
  expect(response.headers.get('Content-Type')).toBe('text/event-stream')
  expect(response.headers.get('Cache-Control')).toBe('private, no-store')
  expect(await next()).toBe(event(await version()))
  await pay()
  expect(await next()).toBe(event(await version()))
})

test('a page that comes back is told at once what it missed, and nothing when it missed nothing', async () => {
  const handler = createHandler(ar, { ...settings, clock, changes })
  const seen = `${await version()}.2026-11-22`
  const same = await listen(handler, { 'Last-Event-ID': seen })
  expect(await same.next()).toBe(': \n\n')
  await pay()
  const missed = await listen(handler, { 'Last-Event-ID': seen })
  expect(await missed.next()).toBe(event(await version()))
  const odd = await listen(handler, { 'Last-Event-ID': 'not one of ours' })
  expect(await odd.next()).toBe(event(await version()))
})

test('what another process writes is seen by looking; in between there is a heartbeat', async () => {
  const { next } = await listen(createHandler(ar, { ...settings, clock }))
  await next()
  await vi.advanceTimersByTimeAsync(20_000)
  expect(await next()).toBe(': \n\n')
  await pay()
  await vi.advanceTimersByTimeAsync(20_000)
  expect(await next()).toBe(event(await version()))
})

test('a new day is told, for what is overdue depends on it', async () => {
  const handler = createHandler(ar, { ...settings, clock: () => Date.parse('2026-11-22T10:00:00Z') })
  const { next } = await listen(handler)
  await next()
  now += 86_400_000
  await vi.advanceTimersByTimeAsync(20_000)
  expect(await next()).toBe(event(await version(), '2026-11-23'))
})

test('the stream ends with the token', async () => {
  const { next } = await listen(createHandler(ar, { ...settings, clock, changes }))
  await next()
  now += 901_000
  await vi.advanceTimersByTimeAsync(20_000)
  expect(await next()).toBe('the end')
})

test('nobody hears of another account', async () => {
  const { next } = await listen(createHandler(ar, { ...settings, clock, changes }))
  await next()
  await ar.payments.record({ customer: 'cus_bob', amount: money('1.00', 'EUR'), receivedOn: '2026-11-21' })
  await vi.advanceTimersByTimeAsync(20_000)
  expect(await next()).toBe(': \n\n')
})

test.each(['abort', 'cancel'] as const)(
  'after %s nothing is left: no listener, no timer, no subscription',
  async (how) => {
    let subscribed = 0
    const counted: Changes = (listener) => {
      subscribed++
      const stop = changes(listener)
      return () => {
        subscribed--
        stop()
      }
    }
    const handler = createHandler(ar, { ...settings, clock, changes: counted })
    const streams = await Promise.all(Array.from({ length: 100 }, () => listen(handler)))
    expect([subscribed, vi.getTimerCount()]).toEqual([1, 1])
    const full = await handler(new Request(`${api}/customers/cus_ada/events`, { headers: await bearer('cus_ada') }))
    expect(full.status).toBe(429)
    for (const { abort, reader } of streams)
      if (how === 'abort') abort.abort()
      else await reader.cancel()
    expect([subscribed, vi.getTimerCount()]).toEqual([0, 0])
    const { response } = await listen(handler)
    expect(response.status).toBe(200)
  },
)

test('streams end when the server closes, and one that was let go leaves nothing on its signal', async () => {
  const closing = new AbortController()
  let listening = 0
  const { signal } = closing
  const add = signal.addEventListener.bind(signal)
  const remove = signal.removeEventListener.bind(signal)
  vi.spyOn(signal, 'addEventListener').mockImplementation(
    (...given: Parameters<typeof add>) => (listening++, add(...given)),
  )
  vi.spyOn(signal, 'removeEventListener').mockImplementation(
    (...given: Parameters<typeof remove>) => (listening--, remove(...given)),
  )
  const handler = createHandler(ar, { ...settings, clock, changes, closing: signal })
  const left = await listen(handler)
  await left.next()
  await left.reader.cancel()
  expect(listening).toBe(0)
  const stays = await listen(handler)
  await stays.next()
  expect(listening).toBe(1)
  closing.abort()
  expect(await stays.next()).toBe('the end')
  const late = await listen(handler)
  await late.next()
  expect(await late.next()).toBe('the end')
})

test('a reader that does not read is let go, and holds nothing back', async () => {
  const handler = createHandler(ar, { ...settings, clock, changes })
  const slow = await listen(handler)
  const quick = await listen(handler)
  await quick.next()
  for (let i = 0; i < 30; i++) {
    await pay()
    expect(await quick.next()).toBe(event(await version()))
  }
  let read = 0
  while ((await slow.next()) !== 'the end') read++
  expect(read).toBeGreaterThan(1)
  expect(read).toBeLessThan(25)
})

test('one reading serves everybody who listens to an account', async () => {
  let readings = 0
  const version = { version: 1, asOf: '2026-11-22' }
  const counted = {
    customers: { version: async () => (readings++, { ...version, version: version.version }) },
  } as unknown as Receivables
  let tell: Parameters<Changes>[0] = () => undefined
  const hub = openHub({ changes: (listener) => ((tell = listener), () => {}), clock, every: 20_000 })
  let sent = 0
  const stops = Array.from({ length: 50 }, () =>
    hub.listen(counted, 'default', 'cus_ada', {
      version: 1,
      asOf: '2026-11-22',
      until: Infinity,
      send: () => sent++,
      close: () => {},
    }),
  )
  version.version = 2
  tell({ tenant: 'default', customer: 'cus_ada' })
  await vi.waitFor(() => expect(sent).toBe(50))
  expect(readings).toBe(1)
  expect(hub.size).toBe(50)
  for (const stop of stops) stop?.()
  expect(hub.size).toBe(0)
})
