import { chmodSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { stripeApiVersion, stripeEvents } from '@owekit/pay-stripe'
import { StandIn } from '@owekit/test-stripe'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import type { Desk } from './cli.js'
import { books, endAll, serve } from './server.js'

afterEach(endAll)

interface Check {
  readonly check: string
  readonly level: string
  readonly message: string
  readonly todo: string
}

/** What the doctor found, and the exit code. */
async function doctor(desk: Desk, ...args: string[]) {
  const { code, stdout, stderr } = await desk.owekit('doctor', ...args, '--json')
  expect(stderr).toBe('')
  const { ok, checks } = JSON.parse(stdout) as { ok: boolean; checks: Check[] }
  expect(code).toBe(ok ? 0 : 1)
  for (const { level, todo } of checks) if (level !== 'ok') expect(todo).not.toBe('')
  return { ok, checks, levels: checks.map(({ check, level }) => `${check} ${level}`) }
}

/** Everything the books hold, once the server's worker has nothing left to do. */
async function settled(desk: Desk): Promise<string | undefined> {
  let content: string | undefined
  await expect
    .poll(async () => (content = await desk.content()), { timeout: 10_000, interval: 50 })
    .not.toMatch(/feedQueue|"state":"claimed"/)
  return content
}

const of = ({ checks }: { checks: readonly Check[] }, check: string) => checks.filter((one) => one.check === check)
const present = { now: () => Date.now() }
const healthy = ['books ok', 'schema ok', 'work ok', 'keys ok', 'clock ok', 'site ok', 'staff ok', 'webhook ok']

/** A server on a port of its own. */
async function listening(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Hands requests on to a server, with changes on the way. */
function proxy(to: string, change: (text: string) => string = (text) => text): Promise<string> {
  return listening((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    const hand = async () => {
      const text = change(String(Buffer.concat(chunks)))
      const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers
      const answer = await fetch(`${to}${request.url}`, {
        method: request.method!,
        headers: headers as Record<string, string>,
        ...(request.method === 'POST' ? { body: text } : {}),
      })
      response.writeHead(answer.status, { 'Content-Type': answer.headers.get('Content-Type') ?? '' })
      response.end(await answer.text())
    }
    request.on('end', () => void hand())
  })
}

test('a server that is set up as it should be passes, and nothing is written', async () => {
  const made = await books(present)
  const { told } = await serve(made)
  const before = await settled(made)
  const found = await doctor(made, '--url', told.url)
  expect(found.levels).toEqual(healthy)
  expect(await made.content()).toBe(before)
  const { code, stdout } = await made.owekit('doctor', '--url', told.url)
  expect(code).toBe(0)
  expect(stdout).toContain(`takes what is signed, and refuses what is forged.`)
  expect(stdout).toContain('Everything is as it should be.')
})

test('where nobody answers, and before the first start, it says what to do and writes nothing', async () => {
  const made = await books(present)
  const gone = await listening(() => undefined)
  const found = await doctor(made, '--url', gone.replace(/:\d+$/, ':1'))
  expect(found.ok).toBe(false)
  expect(of(found, 'keys')[0]).toMatchObject({
    level: 'fail',
    message: expect.stringContaining('There is no ') as string,
  })
  expect(of(found, 'site')[0]).toMatchObject({
    level: 'fail',
    message: expect.stringContaining('does not answer') as string,
  })
  expect(of(found, 'webhook')[0]).toMatchObject({ level: 'warn' })
  const none = await doctor(made, '--db', 'none.db', '--url', gone.replace(/:\d+$/, ':1'))
  expect(of(none, 'books')[0]).toMatchObject({ level: 'fail', message: expect.stringContaining('no books') as string })
  expect(await made.content('none.db')).toBeUndefined()
})

test('books that are none, are another tenant’s, or cannot be opened are told apart', async () => {
  const made = await books(present)
  const { told } = await serve(made)
  const other = await doctor(made, '--tenant', 'acme', '--url', told.url)
  expect(of(other, 'books')[0]).toMatchObject({
    level: 'warn',
    message: expect.stringContaining('it has books of default') as string,
  })
  made.file('text.db', 'this is no database, but a text that is long enough to be looked at as one')
  const text = await doctor(made, '--db', 'text.db', '--url', told.url)
  expect(of(text, 'books')[0]).toMatchObject({ level: 'fail' })
  made.file('empty.db', '')
  const empty = await doctor(made, '--db', 'empty.db', '--url', told.url)
  expect(of(empty, 'schema')[0]).toMatchObject({
    level: 'warn',
    message: expect.stringContaining('is current') as string,
  })
  expect(made.file('empty.db', '')).toBeDefined()
})

test.skipIf(process.platform === 'win32')('keys that others may read, or that are cut off, are told', async () => {
  const made = await books(present)
  const server = await serve(made)
  const path = join(made.folder, 'owekit.secrets.json')
  chmodSync(path, 0o644)
  const open = await doctor(made, '--url', server.told.url)
  expect(of(open, 'keys')[0]).toMatchObject({ level: 'fail', todo: `Run: chmod 600 ${path}` })
  chmodSync(path, 0o600)
  writeFileSync(path, '{"adminKey":"short"}')
  expect(of(await doctor(made, '--url', server.told.url), 'keys')[0]).toMatchObject({ level: 'fail' })
})

test('a server with other keys does not believe the test event', async () => {
  const made = await books(present)
  const theirs = await serve(await books(present))
  await (await serve(made)).end()
  const found = await doctor(made, '--url', theirs.told.url)
  expect(of(found, 'webhook')[0]).toMatchObject({
    level: 'fail',
    message: expect.stringContaining('does not believe') as string,
  })
})

test('a proxy that leads elsewhere, answers itself, or touches the body is found out', async () => {
  const made = await books(present)
  const { told } = await serve(made)
  const moved = await listening((_, response) =>
    response.writeHead(301, { Location: 'https://www.example.com/' }).end(),
  )
  const led = await doctor(made, '--url', moved)
  expect(of(led, 'site')[0]).toMatchObject({
    level: 'fail',
    message: `${moved}/health leads to https://www.example.com/.`,
  })
  const page = await listening((_, response) => response.end('<h1>Welcome</h1>'))
  expect(of(await doctor(made, '--url', page), 'site')[0]).toMatchObject({
    level: 'fail',
    message: expect.stringContaining('not as owekit serve does') as string,
  })
  const pretty = await proxy(told.url, (text) =>
    text.startsWith('{') ? JSON.stringify(JSON.parse(text), null, 2) : text,
  )
  const touched = await doctor(made, '--url', pretty)
  expect(touched.levels).toContain('webhook fail')
  expect(of(touched, 'webhook')[0]!.todo).toContain('untouched')
  const fine = await proxy(told.url)
  expect((await doctor(made, '--url', fine)).levels).toEqual(healthy)
  const open = await listening((request, response) =>
    response
      .writeHead(200, { 'Content-Type': 'application/json' })
      .end(request.url === '/health' ? '{"ok":true,"worker":"running"}' : '{"received":true}'),
  )
  const wide = await doctor(made, '--url', open)
  expect(of(wide, 'staff')[0]).toMatchObject({ level: 'fail', message: 'Staff routes answer 200 without a key.' })
  expect(of(wide, 'webhook')[0]).toMatchObject({
    level: 'fail',
    message: expect.stringContaining('to a forged event') as string,
  })
  const asleep = await listening((_, response) => response.writeHead(503).end('{"ok":false,"worker":"stopped"}'))
  expect(of(await doctor(made, '--url', asleep), 'site')[0]).toMatchObject({
    level: 'fail',
    message: expect.stringContaining('its worker is stopped') as string,
  })
})

test.each([
  [60_000, 'warn'],
  [600_000, 'fail'],
  [-600_000, 'fail'],
])('a clock that is %i ms ahead is told: %s', async (ahead, level) => {
  const made = await books({ now: () => Date.now() + ahead })
  const { told } = await serve(made)
  const found = await doctor(made, '--url', told.url)
  expect(of(found, 'clock')[0]).toMatchObject({ level, message: expect.stringContaining('seconds apart') as string })
})

const keys = { STRIPE_SECRET_KEY: 'sk_test_x', STRIPE_WEBHOOK_SECRET: 'whsec_doctor' }

/** A server with Stripe's keys, and a stand-in of Stripe with these endpoints. */
async function withStripe(endpointsAt: (url: string) => object[], secret = keys.STRIPE_WEBHOOK_SECRET) {
  const made = await books({ ...present, env: { ...keys, STRIPE_WEBHOOK_SECRET: secret } })
  const { told } = await serve(made, [], keys)
  const service = new StandIn(() => Date.now())
  const api = `http://127.0.0.1:${await service.listen()}`
  onTestFinished(() => service.close())
  for (const [at, one] of endpointsAt(`${told.url}/hooks/stripe`).entries())
    service.put({
      id: `we_${at + 1}`,
      object: 'webhook_endpoint',
      status: 'enabled',
      enabled_events: [...stripeEvents],
      api_version: stripeApiVersion,
      metadata: {},
      ...one,
    })
  const before = await settled(made)
  const found = await doctor(made, '--url', told.url, '--stripe-api', api)
  expect(await made.content()).toBe(before)
  return { found, service, stripe: of(found, 'stripe').map(({ level, message }) => `${level} ${message}`) }
}

test('with Stripe, the endpoint is looked at and the server is tried with a signed event', async () => {
  const { found, service } = await withStripe((url) => [{ url }])
  expect(found.levels).toEqual([...healthy, 'stripe ok'])
  expect(service.seen.map(({ path }) => path)).toEqual(['/v1/webhook_endpoints'])
})

test.each<[string, (url: string) => object[], string]>([
  ['no endpoint', () => [], 'fail No webhook endpoint sends to'],
  ['an endpoint elsewhere on the site', (url) => [{ url: url.replace('/stripe', '') }], 'we_1 sends to'],
  [
    'missing events',
    (url) => [{ url, enabled_events: ['payout.paid'] }],
    'fail we_1 does not send payment_intent.processing',
  ],
  [
    'another version',
    (url) => [{ url, api_version: '2025-03-31.basil' }],
    `fail we_1 sends events of 2025-03-31.basil; ${stripeApiVersion} is read.`,
  ],
  ['a disabled endpoint', (url) => [{ url, status: 'disabled' }], 'fail we_1 is disabled.'],
])('with Stripe: %s', async (_, endpoints, words) => {
  const { found, stripe } = await withStripe(endpoints)
  expect(found.ok).toBe(false)
  expect(stripe.join('\n')).toContain(words)
})

test('a server with another signing secret, and a Stripe that says no, are told', async () => {
  const { found } = await withStripe((url) => [{ url }], 'whsec_another')
  expect(of(found, 'webhook')[0]).toMatchObject({
    level: 'fail',
    message: expect.stringContaining('does not believe') as string,
  })
  const made = await books({ ...present, env: keys })
  const { told } = await serve(made, [], keys)
  const refusing = await listening((_, response) =>
    response
      .writeHead(401, { 'Content-Type': 'application/json' })
      .end('{"error":{"type":"invalid_request_error","message":"sk_test_x"}}'),
  )
  const refused = await doctor(made, '--url', told.url, '--stripe-api', refusing)
  expect(of(refused, 'stripe')[0]).toMatchObject({
    level: 'fail',
    todo: expect.stringContaining('STRIPE_SECRET_KEY') as string,
  })
  expect(JSON.stringify(refused)).not.toContain('sk_test_x')
})

test('half of Stripe’s keys, and a wrong use, are told', async () => {
  const made = await books({ ...present, env: { STRIPE_SECRET_KEY: 'sk_test_x' } })
  expect(of(await doctor(made), 'keys')[0]).toMatchObject({
    level: 'fail',
    message: 'Stripe needs STRIPE_WEBHOOK_SECRET.',
  })
  expect((await made.owekit('doctor', '--url', 'nowhere')).code).toBe(2)
})
