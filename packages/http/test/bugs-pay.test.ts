import { createReceivables, money, type Receivables, type ReceivablesOptions } from '@owekit/core'
import { fakeProvider } from '@owekit/core/fake'
import { memoryStore } from '@owekit/core/memory'
import { expect, test, vi } from 'vitest'
import { createHandler, type HandlerOptions, payLinks, tokenBucket } from '../src/index.js'
import { networkOf } from '../src/rate-limit.js'

const eur = (amount: string) => money(amount, 'EUR')
const day = 86_400_000
const key = 'a key of thirty-two bytes or more!'

/** Books with pay links, a page for them, staff who may do all, and a clock that waits for nobody. */
async function desk(more: Partial<ReceivablesOptions> = {}) {
  const time = { now: Date.parse('2026-11-22T09:00:00Z') }
  const clock = () => time.now
  const links = { url: 'https://x.example/pay', key }
  const store = memoryStore({ clock })
  const ar = createReceivables({ store, clock, currency: 'EUR', providers: [fakeProvider({ clock })], links, ...more })
  await ar.customers.open({ id: 'cus_ada', name: 'Ada' })
  const authorize = () => ({ actor: 'usr_1', tenant: 'default', may: ['*'] })
  const pages = (from: Receivables) => payLinks(from, { merchant: 'Studio Ada' }, clock)
  const handler = createHandler(ar, { clock, links: pages(ar), authorize, pay: { missAfter: 0 } })
  const send = async (path: string, given?: RequestInit) => {
    const response = await handler(new Request(`https://x.example${path}`, given))
    const text = await response.text()
    return { status: response.status, headers: response.headers, text }
  }
  return {
    ar,
    pages,
    send,
    wait: (days: number) => void (time.now += days * day),
    issue: (number: string, amount: string) => ar.invoices.issue({ customer: 'cus_ada', number, total: eur(amount) }),
    stateOf: async (url: string) => (await ar.links.resolve(url.split('/').at(-1)!)).state,
  }
}

test('bug: a link that was revoked or had expired showed live figures as data', async () => {
  const { ar, send, wait, issue } = await desk()
  await issue('A-1', '100.00')
  const revoked = await ar.links.forBalance({ customer: 'cus_ada' })
  const expired = await ar.links.forInvoice({ invoice: 'inv_A-1', days: 1 })
  const asData = async (token: string) => {
    const answer = await send(`/pay/${token}.json`, { headers: { Origin: 'https://evil.example' } })
    return JSON.parse(answer.text) as Record<string, unknown>
  }
  expect(await asData(revoked.token)).toMatchObject({ state: 'payable', amount: { amount: '100.00' } })
  await ar.links.revoke({ link: revoked.id })
  await issue('SECRET-2', '777.00')
  wait(400)
  const nothing = { amount: null, open: null, minimum: null, pending: null, credit: null, items: [] }
  expect(await asData(revoked.token)).toMatchObject({ state: 'cancelled', ...nothing })
  expect(await asData(expired.token)).toMatchObject({ state: 'expired', ...nothing })
  for (const { token } of [revoked, expired])
    for (const path of [`/pay/${token}`, `/pay/${token}.json`])
      expect((await send(path)).text).not.toMatch(/SECRET-2|877|777|100\.00|A-1/)

  // One that is paid says so, and the day.
  await issue('A-3', '30.00')
  const paid = await ar.links.forInvoice({ invoice: 'inv_A-3' })
  const receivedOn = new Date(Date.parse('2026-11-22') + 400 * day).toISOString().slice(0, 10)
  const allocate = { specific: [{ invoice: 'inv_A-3' }] }
  await ar.payments.record({ customer: 'cus_ada', id: 'pay_1', amount: eur('30.00'), receivedOn, allocate })
  expect(await asData(paid.token)).toMatchObject({ state: 'paid', paidOn: receivedOn, ...nothing })
})

test('bug: renewing an expired link undid a revocation that came in between', async () => {
  const { ar, pages, send, wait, issue } = await desk()
  await issue('A-1', '100.00')
  const { id, token } = await ar.links.forInvoice({ invoice: 'inv_A-1', days: 1 })
  wait(2)
  // Somebody revokes it after the page has looked at it, and before it is renewed.
  const racing = {
    ...ar,
    as: (actor: string) => {
      const { links, ...others } = ar.as(actor)
      const renew: Receivables['links']['renew'] = async (input) => {
        await ar.links.revoke({ link: id, reason: 'leaked' })
        return links.renew(input)
      }
      return { ...others, links: { ...links, renew } }
    },
  } satisfies Receivables
  await expect(pages(racing).renew!(token)).rejects.toMatchObject({ code: 'link_revoked' })
  expect((await ar.links.get(id)).view.state).toBe('cancelled')
  const form = new URLSearchParams({ renew: '1' })
  expect((await send(`/pay/${token}`, { method: 'POST', body: form })).status).toBe(409)
  // The host may open it again, and a token that was replaced renews nothing.
  const fresh = await ar.links.renew({ link: id, days: 1 })
  wait(2)
  const old = ar.links.renew({ link: id, holder: { token } })
  await expect(old).rejects.toMatchObject({ code: 'link_not_found' })
  const again = await pages(ar).renew!(fresh.token)
  expect(again.url).toMatch(/^https:\/\/x\.example\/pay\//)
})

test('bug: a link of one day was renewed thirty times by whoever held it, years later', async () => {
  const { ar, pages, wait, issue } = await desk()
  await issue('N', '10.00')
  const balance = await ar.links.forBalance({ customer: 'cus_ada', currency: 'EUR', days: 1 })
  const links = pages(ar)
  let token = balance.token
  const outcomes: string[] = []
  for (let round = 0; round < 30; round++) {
    wait(60)
    await issue(`N${round}`, '10.00')
    try {
      token = (await links.renew!(token)).url!.split('/').at(-1)!
      outcomes.push('renewed')
    } catch (error) {
      outcomes.push((error as { code: string }).code)
    }
  }
  expect(outcomes).toEqual(['renewed', ...Array.from({ length: 29 }, () => 'link_expired')])
  expect(await links.resolve(token)).toMatchObject({ state: 'expired', renewable: false })
  // The host gives it a new end, and from that its holder has sixty days again.
  const anew = await ar.links.renew({ link: balance.id, days: 1 })
  wait(59)
  const { url } = await links.renew!(anew.token)
  wait(8)
  expect(await links.resolve(url!.split('/').at(-1)!)).toMatchObject({ state: 'expired', renewable: false })
  expect((await ar.verify()).ok).toBe(true)
})

test('bug: asking for a link again after 91 days gave one that was over, and 409 where the host had set a minimum', async () => {
  const { ar, send, wait, issue, stateOf } = await desk()
  const post = async (invoice: string) => {
    const headers = { 'Content-Type': 'application/json' }
    const answer = await send('/customers/cus_ada/links', {
      method: 'POST',
      headers,
      body: JSON.stringify({ invoice }),
    })
    return { status: answer.status, ...(JSON.parse(answer.text) as { url: string; expiresAt: string }) }
  }
  await issue('A', '100.00')
  await issue('B', '100.00')
  const first = await post('inv_A')
  expect(await post('inv_A')).toEqual(first)
  wait(91)
  // Thirty days from the 91st day after 22 November.
  const { facts } = await ar.dryRun.links.forInvoice({ invoice: 'inv_A' })
  expect(facts.map(({ type }) => type)).toEqual(['link.renewed'])
  const again = await post('inv_A')
  expect(again).toMatchObject({ status: 200, expiresAt: '2027-03-23T09:00:00.000Z' })
  expect(await stateOf(again.url)).toBe('payable')
  const both = await Promise.all([post('inv_A'), post('inv_A')])
  expect(both).toEqual([again, again])

  const own = await ar.links.forInvoice({ invoice: 'inv_B', minimum: eur('10.00') })
  expect(await post('inv_B')).toMatchObject({ status: 200, url: own.url })
  expect((await ar.links.get(own.id)).view.minimum).toEqual(eur('10.00'))
  wait(31)
  const three = await Promise.all([1, 2, 3].map(() => post('inv_B')))
  expect(new Set(three.map(({ url }) => url)).size).toBe(1)
  expect(await stateOf(three[0]!.url)).toBe('payable')
  const other = ar.links.forInvoice({ invoice: 'inv_B', minimum: eur('20.00') })
  await expect(other).rejects.toMatchObject({ code: 'already_exists', details: { fields: ['minimum'] } })
  await ar.links.revoke({ link: own.id })
  expect(await stateOf((await post('inv_B')).url)).toBe('cancelled')
})

test('bug: three others pushed a client out of the limit that it had used up', async () => {
  let time = 0
  const limit = tokenBucket({ burst: 2, perSecond: 0.001, keys: 3, clock: () => time })
  const take = async (key: string) => (await limit.take(key)).ok
  const mine = []
  for (let i = 0; i < 4; i++) mine.push(await take('me'))
  for (const other of ['x', 'y', 'z']) await take(other)
  expect([...mine, await take('me')]).toEqual([true, true, false, false, false])
  // Once it has all of it again it makes room as well: then a key that is still short of its own is kept.
  await take('z')
  time = 3_000_000
  await take('z')
  await take('new')
  expect([await take('z'), await take('z')]).toEqual([true, false])
})

test('bug: keys of any length were kept whole, and are told apart still', async () => {
  const limit = tokenBucket({ burst: 1, perSecond: 1, keys: 100, clock: () => 0 })
  const kept = vi.spyOn(Map.prototype, 'set')
  const long = 'k'.repeat(1_000_000)
  for (let i = 0; i < 20; i++) expect(await limit.take(`${long}${i}`)).toEqual({ ok: true })
  expect(await limit.take(`${long}19`)).toEqual({ ok: false, retryAfter: 1 })
  const lengths = kept.mock.calls.map(([key]) => String(key).length)
  kept.mockRestore()
  expect(lengths.length).toBeGreaterThanOrEqual(21)
  expect(Math.max(...lengths)).toBeLessThanOrEqual(200)
})

test.each([{ perSecond: 0 }, { perSecond: -1 }, { perSecond: NaN }, { burst: 0 }, { keys: 0 }, { burst: Infinity }])(
  'bug: a limit of %j, that lets nobody in again, said Retry-After: Infinity',
  (wrong) => {
    expect(() => tokenBucket({ burst: 2, perSecond: 1, ...wrong })).toThrow(/is a finite number/)
  },
)

test.each([
  ['2001:db8:1:2:aaaa::1', '2001:db8:1:2::/64'],
  ['2001:DB8:0001:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['[::1]', '0:0:0:0::/64'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['203.0.113.9', '203.0.113.9'],
  ['usr_1', 'usr_1'],
  ['', ''],
])('the network of %j is %j', (client, network) => {
  expect(networkOf(client)).toBe(network)
})

test('bug: one IPv6 network was many clients, and all whom nobody names were one', async () => {
  const { ar, issue, pages } = await desk()
  await issue('A-1', '100.00')
  const { token } = await ar.links.forInvoice({ invoice: 'inv_A-1' })
  const serve = (more: Partial<HandlerOptions>) =>
    createHandler(ar, {
      links: pages(ar),
      pay: { missAfter: 0 },
      rateLimit: tokenBucket({ burst: 3, perSecond: 1, clock: () => 0 }),
      ...more,
    })
  const ask = async (handler: ReturnType<typeof serve>, path: string, client?: string) =>
    (await handler(new Request(`https://x.example/pay/${path}`), client === undefined ? {} : { client })).status
  const handler = serve({})
  const statuses: number[] = []
  for (let i = 1; i <= 5; i++) statuses.push(await ask(handler, token, `2001:db8:1:2::${i}`))
  expect(statuses).toEqual([200, 200, 200, 429, 429])
  expect(await ask(handler, token, '2001:db8:1:3::1')).toBe(200)

  // Without a name: a stranger who guesses holds back those who guess, and nobody who has a link.
  const nameless = serve({})
  const guesses: number[] = []
  for (let i = 0; i < 5; i++) guesses.push(await ask(nameless, `guess${i}`.padStart(22, 'x')))
  expect(guesses).toEqual([404, 404, 404, 429, 429])
  expect(await ask(nameless, token)).toBe(200)
})
