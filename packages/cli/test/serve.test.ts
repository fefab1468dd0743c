import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { clientOf } from '../src/serve/client-of.js'
import { keptMap } from '../src/serve/kept-map.js'
import { desk } from './cli.js'
import { books, endAll, type Server, serve } from './server.js'

afterEach(endAll)

const bearer = (key: string) => ({ headers: { Authorization: `Bearer ${key}` } })
const post = (url: string, init: RequestInit = {}) => fetch(url, { method: 'POST', redirect: 'manual', ...init })
const form = (fields: Record<string, string>) => ({ body: new URLSearchParams(fields) })

async function owed({ told, key }: Server): Promise<{ number: string; open: string }[]> {
  const response = await fetch(`${told.url}/customers/ada/invoices?filter=all`, bearer(key))
  expect(response.status).toBe(200)
  const { items: invoices } = (await response.json()) as { items: { number: string; open: { amount: string } }[] }
  return invoices.map(({ number, open: left }) => ({ number, open: left.amount }))
}

/** Presses "Pay" on the pay page and gives the address of the page that moves no money. */
async function toFakePage({ told }: Server): Promise<string> {
  const response = await post(told.payLink!, form({ lang: 'en' }))
  expect(response.status).toBe(303)
  return response.headers.get('Location')!
}

test('a link is opened, paid on the page that moves no money, and settled; and the server ends with 0', async () => {
  const server = await serve(await books())
  const { told } = server
  expect(told).toMatchObject({ provider: 'fake', invoice: 'A-1' })
  expect(await (await fetch(`${told.url}/health`)).json()).toEqual({ ok: true, worker: 'running' })
  const document = (await (await fetch(`${told.url}/openapi.json`)).json()) as { openapi: string }
  expect(document.openapi).toMatch(/^3\.1/)

  const link = await fetch(told.payLink!)
  expect(link.status).toBe(200)
  const text = await link.text()
  expect(text).toContain('Studio &lt;Ada&gt;')
  expect(text).toContain('120.00')
  expect(link.headers.get('Content-Security-Policy')).toContain(`form-action 'self' ${told.url}`)

  const page = await toFakePage(server)
  expect(page.startsWith(`${told.url}/fake-payments/`)).toBe(true)
  const shown = await (await fetch(page)).text()
  expect(shown).toMatch(/no money moves/)
  expect(shown).toMatch(/120\.00/)
  expect(shown).toMatch(/<html lang="en">/)
  expect(shown).not.toContain('<script')

  const declined = await post(`${page}/decline`)
  expect(declined.status).toBe(200)
  expect(await declined.text()).toContain('role="alert"')
  expect(await owed(server)).toContainEqual({ number: 'A-1', open: '120.00' })

  const paid = await post(`${page}/pay`)
  expect(paid.status).toBe(303)
  expect(paid.headers.get('Location')).toBe(told.payLink)
  expect((await owed(server)).sort((a, b) => a.number.localeCompare(b.number))).toEqual([
    { number: 'A-1', open: '0.00' },
    { number: 'A-2', open: '80.00' },
  ])
  expect(await (await fetch(told.payLink!)).text()).toContain('Paid')
  const again = await post(`${page}/pay`)
  expect(again.status).toBe(409)
  expect(await again.text()).toContain('This was paid.')

  // What the payer's bank does afterwards, from the same page.
  expect(await (await fetch(page)).text()).toContain('The payer disputes it')
  expect((await post(`${page}/win`)).status).toBe(409)
  expect((await post(`${page}/dispute`)).status).toBe(200)
  expect(await owed(server)).toContainEqual({ number: 'A-1', open: '120.00' })
  expect((await post(`${page}/dispute`)).status).toBe(409)
  expect((await post(`${page}/win`)).status).toBe(200)
  expect(await owed(server)).toContainEqual({ number: 'A-1', open: '0.00' })
  expect(await (await post(`${page}/lose`)).text()).not.toContain('<form')
  expect(await server.end()).toBe(0)
  await expect(fetch(`${told.url}/health`)).rejects.toThrow('fetch failed')
})

test('staff get in by the key alone, and are told nothing without it', async () => {
  const server = await serve(await books())
  const { told, key } = server
  const answerTo = async (path: string, init: RequestInit) => {
    const response = await fetch(`${told.url}${path}`, init)
    return { status: response.status, body: await response.text() }
  }
  expect((await answerTo('/aging', bearer(key))).status).toBe(200)
  const refused = await answerTo('/customers/ada/account', {})
  expect(refused.status).toBe(401)
  for (const [path, init] of [
    ['/customers/nobody/account', {}],
    ['/customers/ada/account', bearer('wrong')],
    ['/customers/ada/account', bearer(`${key}x`)],
    ['/customers/ada/account', { headers: { Authorization: `Basic ${key}` } }],
    ['/aging', bearer(key.slice(1))],
  ] as const)
    expect(await answerTo(path, init), path).toEqual(refused)
  expect((await answerTo('/nowhere', bearer(key))).status).toBe(404)
  expect((await answerTo('/pay/0123456789abcdefghijkl', {})).status).toBe(404)
  expect((await answerTo('/fake-payments/fake_co_1_1', {})).status).toBe(404)
  expect((await answerTo('/fake-payments/fake_co_1_1/pay', { method: 'POST' })).status).toBe(404)
  const forged = { method: 'POST', body: '{}', headers: { 'webhook-id': 'e', 'webhook-signature': 'v1,x' } }
  expect((await answerTo('/hooks/fake', forged)).status).toBe(400)
})

test('the keys are made once, for the owner of the file alone, and are not told again unless asked', async () => {
  const made = await books()
  const first = await serve(made)
  const path = join(made.folder, 'owekit.secrets.json')
  expect(first.told.adminKeyIn).toBe(path)
  expect(first.told.adminKey).toBe(first.key)
  expect(first.key.length).toBeGreaterThanOrEqual(43)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  const page = await toFakePage(first)
  expect(await first.end()).toBe(0)

  const second = await serve(made, ['--port', new URL(first.told.url).port])
  expect(second.told.adminKey).toBeUndefined()
  expect(second.key).toBe(first.key)
  expect(second.told.payLink).toBe(first.told.payLink)
  // A page that was open when the server ended can still be paid.
  expect((await post(`${page}/pay`)).status).toBe(303)
  expect(await owed(second)).toContainEqual({ number: 'A-1', open: '0.00' })
  expect(await second.end()).toBe(0)

  const third = await serve(made, ['--show-key'])
  expect(third.told.adminKey).toBe(first.key)
  await third.end()
  const given = 'a-key-of-the-environment-0123'
  const fourth = await serve(made, ['--show-key'], { OWEKIT_ADMIN_KEY: given })
  expect(fourth.told.adminKeyIn).toBe('OWEKIT_ADMIN_KEY')
  expect((await fetch(`${fourth.told.url}/aging`, bearer(given))).status).toBe(200)
  expect((await fetch(`${fourth.told.url}/aging`, bearer(first.key))).status).toBe(401)
  await fourth.end()

  if (process.platform !== 'win32') {
    chmodSync(path, 0o644)
    await expect(serve(made)).rejects.toThrow(/ended with 2: .*Others may read/)
    chmodSync(path, 0o600)
  }
  writeFileSync(path, '{"adminKey":"short"}')
  await expect(serve(made)).rejects.toThrow(/ended with 2: .*has no adminKey, linkKey, fakeWebhookSecret/)
})

test('--once says what it would do and leaves nothing behind', async () => {
  const made = await books()
  const before = await made.content()
  const { code, stdout } = await made.owekit('serve', '--once')
  expect(code).toBe(0)
  expect(stdout).toContain('http://127.0.0.1:4180')
  expect(stdout).toContain('no money moves')
  expect(stdout).toContain('one for invoice A-1')
  expect(existsSync(join(made.folder, 'owekit.secrets.json'))).toBe(false)
  expect(await made.content()).toBe(before)
})

test('a port in use, wrong settings and books that are not there are refused with what to do', async () => {
  const made = await books()
  const taken = createServer()
  await new Promise<void>((resolve) => void taken.listen(0, '127.0.0.1', resolve))
  const { port } = taken.address() as AddressInfo
  const busy = await made.owekit('serve', '--port', String(port))
  taken.close()
  expect(busy).toMatchObject({ code: 2, stdout: '' })
  expect(busy.stderr).toContain(`Port ${port} of 127.0.0.1 is in use.`)
  expect(busy.stderr).toContain('--port')
  for (const [args, words] of [
    [['--port', '70000'], 'Say a number from 0 to 65535.'],
    [['--url', 'ftp://x'], 'Say an http or https URL'],
    [['--url', 'https://pay.example.com'], 'is not this machine alone'],
    [['--provider', 'stripe'], 'Stripe needs STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET.'],
  ] as const) {
    const { code, stderr } = await made.owekit('serve', ...args)
    expect(code).toBe(2)
    expect(stderr).toContain(words)
  }
  const none = await made.owekit('--db', 'none.db', 'serve')
  expect(none.code).toBe(3)
  expect(none.stderr).toContain('There are no books')
  expect(existsSync(join(made.folder, 'none.secrets.json'))).toBe(false)
  await expect(serve(made, [], { STRIPE_SECRET_KEY: 'sk_test_1' })).rejects.toThrow(
    'Stripe needs STRIPE_WEBHOOK_SECRET.',
  )
  await expect(serve(made, [], { OWEKIT_ADMIN_KEY: 'short' })).rejects.toThrow('takes at least 24')
})

test('with its keys in the environment Stripe takes the money, and only what it signed is believed', async () => {
  const env = { STRIPE_SECRET_KEY: 'sk_test_none', STRIPE_WEBHOOK_SECRET: 'whsec_none' }
  const server = await serve(await books(), ['--url', 'https://pay.example.com/ar'], env)
  expect(server.told).toMatchObject({ provider: 'stripe', url: 'https://pay.example.com/ar' })
  expect(server.told.payLink).toMatch(/^https:\/\/pay\.example\.com\/ar\/pay\/[\w-]{16,}$/)
  const at = `${server.told.listening}/ar`
  expect((await fetch(`${at}/health`)).status).toBe(200)
  expect((await fetch(`${at}/fake-payments/fake_co_1_1`)).status).toBe(404)
  const link = await fetch(server.told.payLink!.replace('https://pay.example.com/ar', at))
  expect(link.status).toBe(200)
  expect(link.headers.get('Content-Security-Policy')).toContain("form-action 'self' https://checkout.stripe.com;")
  const forged = { body: '{}', headers: { 'stripe-signature': `t=${Math.floor(Date.now() / 1000)},v1=00` } }
  expect((await post(`${at}/hooks/stripe`, forged)).status).toBe(400)
  expect((await post(`${at}/hooks/fake`, forged)).status).toBe(404)
  expect(await server.end()).toBe(0)
})

test('threat row 17: who opens links too fast is told when to come again, and others are not held up', async () => {
  const server = await serve(await books(), ['--url', 'http://localhost:4180/ar'])
  const at = `${server.told.listening}/ar`
  const guess = (client: string, at: string) => fetch(at, { headers: { 'X-Forwarded-For': `6.6.6.6, ${client}` } })
  const answers = []
  for (let i = 0; i < 80; i++) answers.push(await guess('203.0.113.9', `${at}/pay/${String(i).padStart(22, 'x')}.json`))
  const limited = answers.filter(({ status }) => status === 429)
  expect(limited.length).toBeGreaterThan(5)
  expect(answers.filter(({ status }) => status === 404)).toHaveLength(80 - limited.length)
  const last = limited.at(-1)!
  expect(Number(last.headers.get('Retry-After'))).toBeGreaterThan(0)
  expect(last.headers.get('Content-Type')).toBe('application/problem+json')
  expect(await last.json()).toMatchObject({ code: 'rate_limited', status: 429 })
  expect((await guess('203.0.113.9', `${at}/pay/${'y'.repeat(22)}`)).status).toBe(429)
  expect((await guess('203.0.113.10', `${at}/pay/${'y'.repeat(22)}`)).status).toBe(404)
  expect((await fetch(`${at}/aging`, bearer(server.key))).status).toBe(200)
}, 60_000)

test('a link that expired is renewed by whoever holds it, while it may be', async () => {
  const made = await books()
  let now = Date.parse('2026-04-01T12:00:00Z')
  const days = (count: number) => void (now += count * 86_400_000)
  const server = await serve(made, [], {}, () => now)
  const link = server.told.payLink!
  expect((await post(link, form({ renew: '1' }))).status).toBe(409)
  days(31)
  expect(await (await fetch(link)).text()).toContain('Get a new link')
  const renewed = await post(link, form({ renew: '1' }))
  expect(renewed.status).toBe(303)
  const fresh = renewed.headers.get('Location')!
  expect(await (await fetch(fresh)).text()).toContain('120.00')
  expect((await fetch(link)).status).toBe(404)
  days(8 + 60)
  expect(await (await fetch(fresh)).text()).toContain('Please ask Studio')
  expect((await post(fresh, form({ renew: '1' }))).status).toBe(409)
  await server.end()
  const never = await serve(await books(), ['--renew-within', '0'], {}, () => now)
  const other = never.told.payLink!
  days(31)
  expect((await post(other, form({ renew: '1' }))).status).toBe(409)
})

test('a payment is told at once to whoever listens to the account, and a listener does not hold up the end', async () => {
  const server = await serve(await books())
  const { told, key } = server
  const stream = await fetch(`${told.url}/customers/ada/events`, bearer(key))
  expect(stream.headers.get('Content-Type')).toBe('text/event-stream')
  const reader = stream.body!.getReader()
  const next = async () => new TextDecoder().decode((await reader.read()).value)
  const first = await next()
  expect(first).toContain('event: account')
  await post(`${await toFakePage(server)}/pay`)
  const heard = await next()
  expect(heard).toContain('event: account')
  expect(heard).not.toBe(first)
  const began = performance.now()
  expect(await server.end()).toBe(0)
  // Less than the five seconds that answers under way are waited for.
  expect(performance.now() - began).toBeLessThan(4_000)
})

test.each([
  ['198.51.100.7', '', '198.51.100.7'],
  ['::ffff:198.51.100.7', '', '198.51.100.7'],
  ['2001:db8:1:2:3:4:5:6', '', '2001:db8:1:2'],
  ['2001:db8::1', '', '2001:db8:0:0'],
  ['', '', ''],
  // Only a proxy next to it is believed, and only its own word.
  ['127.0.0.1', '1.1.1.1, 203.0.113.9', '203.0.113.9'],
  ['::1', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['::ffff:10.0.0.3', '203.0.113.9', '203.0.113.9'],
  ['198.51.100.7', '203.0.113.9', '198.51.100.7'],
  ['127.0.0.1', 'unknown', '127.0.0.1'],
  ['127.0.0.1', '', '127.0.0.1'],
])('from %s, forwarded for "%s", it is %s who asks', (client, forwarded, name) => {
  const headers = forwarded === '' ? {} : { 'X-Forwarded-For': forwarded }
  expect(clientOf(true)(new Request('http://localhost', { headers }), { client })).toBe(name)
  // Without a proxy nobody is believed.
  if (client === '127.0.0.1')
    expect(clientOf(false)(new Request('http://localhost', { headers }), { client })).toBe(client)
})

test('a map in a file goes on where it was, without a line that was cut off', () => {
  const made = desk()
  onTestFinished(() => made.clear())
  const path = join(made.folder, 'map.jsonl')
  const first = keptMap(path)
  first.set('a', '1').set('b', 'two\nlines').set('a', '3')
  first.set('c', '4')
  first.delete('c')
  writeFileSync(path, `${readFileSync(path, 'utf8')}["d","5`)
  expect([...keptMap(path)]).toEqual([
    ['a', '3'],
    ['b', 'two\nlines'],
  ])
  expect([...keptMap(path)]).toHaveLength(2)
})

test.each(['SIGINT', 'SIGTERM'] as const)(
  'as a process it ends with 0 on %s, and a second one at once is the same wish',
  async (signal) => {
    const { folder } = await books()
    const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
    const args = ['--conditions=@owekit/source', '--import', import.meta.resolve('tsx'), main, 'serve', '--port', '0']
    const child = spawn(process.execPath, args, { cwd: folder, env: { PATH: process.env['PATH'] } })
    let said = ''
    const ended = new Promise<number | null>((resolve) => void child.once('close', resolve))
    await new Promise<void>((resolve, reject) => {
      const hear = (text: Buffer) => {
        said += text.toString()
        if (said.includes('Ctrl-C ends it.')) resolve()
      }
      child.stdout.on('data', hear)
      child.stderr.on('data', hear)
      ended.then(() => reject(new Error(said)), reject)
    })
    child.kill(signal)
    child.kill(signal)
    expect(await ended).toBe(0)
    expect(said).toContain('Ending: no new requests')
    expect(said).toMatch(/^Key {7}[\w-]{43}$/m)
  },
)
