import { createReceivables, type Receivables } from '@owekit/core'
import { type FakeProvider, fakeProvider } from '@owekit/core/fake'
import { memoryStore } from '@owekit/core/memory'
import { memoryNotifier } from '@owekit/core/notify'
import { beforeAll, expect, test } from 'vitest'
import { createHandler, type Handler, type PayLinks } from '../src/index.js'
import { type Asked, everyRoute, isOpen } from './every-route.js'
import { api, bearer, clock, furnishAll, settings } from './world.js'

// Three tenants with three customers each, the same customer ids in every tenant, and everything a customer can have.
// Whoever asks for whatever, in whichever way, sees nothing of anybody else: not in a body, not by a status.

const tenants = ['acme', 'bolt', 'core']
const customers = ['cus_1', 'cus_2', 'cus_3']

interface Account {
  readonly tenant: string
  readonly customer: string
  readonly mark: string
  /** Everything it has, by name. */
  readonly values: Record<string, string>
}

/** What only the account with this mark may show. */
const secrets = (mark: string) => [
  `Name ${mark}`,
  `${mark}@example`,
  `LATE-${mark}`,
  `PLAN-${mark}`,
  `Line ${mark}`,
  `Secret ${mark}`,
]

const linksOf = (ar: Receivables): PayLinks => ({
  async resolve(token) {
    const view = await ar.links.resolve(token)
    return { ...view, minimum: null, merchant: 'Us', renewable: false }
  },
  pay: (token, asked) => ar.links.pay(token, asked),
})

/** Money of a customer that is held on a card, which is kept; the payment names both. */
async function holdOnCard(ar: Receivables, fake: FakeProvider, customer: string, mark: string): Promise<string> {
  const request = `dpr_${mark}`
  const amount = { amount: '20.00', currency: 'EUR' }
  await ar.deposits.request({ customer, id: request, reference: `room_${mark}`, amount })
  const { token } = await ar.links.forDeposit({ request, capture: 'hold' })
  const { checkout } = await ar.links.pay(token, { saveMethod: { consent: `Secret ${mark}` } })
  const { externalId } = fake.payer.pay(checkout)
  for (const webhook of await fake.webhooks()) await ar.intake.receive('fake', webhook)
  return `pay_fake_${externalId}`
}

/** What staff of a tenant is asked to do about each of its customers, by customer. */
async function askStaff(ar: Receivables, marks: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string>> {
  // Far enough ahead that it is still to come, whatever else is tried.
  const steps = [{ id: 'call', days: 300, channels: ['task'] }]
  await ar.reminders.setPolicy({ policy: { id: 'calls', steps }, isDefault: true })
  for (const [customer, mark] of marks) {
    const { id } = await ar.invoices.issue({
      customer,
      number: `CALL-${mark}`,
      total: { amount: '500.00', currency: 'EUR' },
    })
    await ar.reminders.sendNow({ invoice: id, reason: `Secret ${mark}` })
  }
  for (let turn = 0; turn < 3; turn++) await ar.worker.tick()
  return new Map((await ar.reminders.tasks()).items.map(({ customer, id }) => [customer, id]))
}

/** Books of three tenants on one store, and the handler of all of them; a pay page is of the tenant whose site it is on. */
async function world() {
  const fake = fakeProvider({ clock })
  const ar = createReceivables({
    store: memoryStore({ clock }),
    currency: 'EUR',
    clock,
    providers: [fake],
    notifiers: [memoryNotifier({ clock })],
    messages: { brand: { name: 'Us' } },
    links: { url: `${api}/pay`, key: 'k'.repeat(32) },
  })
  const accounts: Account[] = []
  for (const [shift, tenant] of tenants.entries())
    for (const customer of customers) {
      const mark = `${tenant}${customer.slice(3)}`
      const values = await furnishAll(ar.tenant(tenant), customer, mark, shift)
      const held = await holdOnCard(ar.tenant(tenant), fake, customer, mark)
      accounts.push({
        tenant,
        customer,
        mark,
        values: { ...values, held, other: customers.find((one) => one !== customer)! },
      })
    }
  for (const tenant of tenants) {
    const own = accounts.filter((one) => one.tenant === tenant)
    const tasks = await askStaff(ar.tenant(tenant), new Map(own.map(({ customer, mark }) => [customer, mark])))
    for (const { customer, values } of own) values['task'] = tasks.get(customer)!
  }
  const handler = createHandler(ar, {
    ...settings,
    pay: { missAfter: 0 },
    notices: (request) => ar.tenant(request.headers.get('X-Site') ?? 'acme').reminders,
    links: (request) => linksOf(ar.tenant(request.headers.get('X-Site') ?? 'acme')),
    intake: (request) => ar.tenant(request.headers.get('X-Site') ?? 'acme').intake,
  })
  /** Everything that was ever written of a tenant. */
  const digest = async (tenant: string) => {
    const facts: string[] = []
    for await (const fact of ar.tenant(tenant).journal.read()) facts.push(`${fact.type} ${JSON.stringify(fact)}`)
    return facts
  }
  return { ar, accounts, handler, digest }
}

let accounts: Account[]
let handler: Handler
let digest: (tenant: string) => Promise<string[]>
const digests = async () => Promise.all(tenants.map(digest))

beforeAll(async () => {
  ;({ accounts, handler, digest } = await world())
})

async function ask({ method, path, body }: Asked, headers: Record<string, string>, of = handler) {
  const abort = new AbortController()
  const response = await of(
    new Request(`${api}${path}`, {
      method,
      headers: {
        ...headers,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() }),
      },
      signal: abort.signal,
      ...(body === undefined ? {} : { body }),
    }),
  )
  if (response.headers.get('Content-Type') === 'text/event-stream') abort.abort()
  return { status: response.status, text: await response.text() }
}

/** Secrets in a text of accounts that are not to show in it. */
const leaked = (text: string, foreign: readonly Account[]) =>
  foreign.flatMap(({ mark }) => secrets(mark).filter((secret) => text.includes(secret)))

test('threat row 1: what is attacked is there: its own staff see every thing by every route, and every command finds it', async () => {
  const wrong: string[] = []
  for (const { tenant, mark, values } of accounts.slice(0, 4))
    for (const route of everyRoute(values)) {
      if (isOpen(route.route) || (route.method === 'POST' && !route.path.endsWith('/preview'))) continue
      const { status } = await ask(route, { 'X-Staff': `${tenant} *` })
      // Found, and answered, or refused by a rule of the books: neither absent nor misunderstood.
      if (![200, 409, 422].includes(status))
        wrong.push(`${mark} ${route.method} ${route.path} ${route.body}: ${status}`)
    }
  expect(wrong).toEqual([])
})

test('threat row 1: a page with a token sees its own account, and of the eight others nothing, on every route', async () => {
  let asked = 0
  let ownSeen = 0
  const before = await digests()
  const wrong: string[] = []
  for (const own of accounts) {
    const headers = await bearer(own.customer, { tenant: own.tenant })
    const foreign = accounts.filter((one) => one !== own)
    for (const other of accounts)
      for (const route of everyRoute(other.values)) {
        if (isOpen(route.route)) continue
        asked++
        const { status, text } = await ask(route, headers)
        const what = `${own.mark} ${route.method} ${route.path} ${route.body ?? ''}: ${status}`
        for (const secret of leaked(text, foreign)) wrong.push(`${what} shows ${secret}`)
        if (leaked(text, [own]).length > 0) ownSeen++
        if (status >= 500) wrong.push(what)
        const named = route.names.length > 0 || !route.path.includes(own.customer)
        if (other !== own && status !== 404 && (route.method === 'POST' || named)) wrong.push(what)
      }
  }
  expect(wrong).toEqual([])
  expect(asked).toBeGreaterThan(7000)
  // The search finds what is there to be found.
  expect(ownSeen).toBeGreaterThan(100)
  // A page may make links of its own account, which is all that was written.
  const written = (await digests()).flatMap((facts, at) => facts.filter((fact) => !before[at]!.includes(fact)))
  expect(written.map((fact) => fact.split(' ')[0])).toEqual(accounts.map(() => 'link.created'))
}, 240_000)

test('threat row 1: a pay link shows its own account on its own site, and opens nothing elsewhere', async () => {
  const wrong: string[] = []
  for (const tenant of tenants)
    for (const { mark, tenant: home, values } of accounts)
      for (const path of [`/pay/${values['token']}`, `/pay/${values['token']}.json`]) {
        const response = await handler(new Request(`${api}${path}`, { headers: { 'X-Site': tenant } }))
        const text = await response.text()
        const what = `${mark} on ${tenant} ${path}: ${response.status}`
        if (response.status !== (tenant === home ? 200 : 404)) wrong.push(what)
        const others = accounts.filter((one) => one.mark !== mark || tenant !== home)
        for (const secret of leaked(text, others)) wrong.push(`${what} shows ${secret}`)
        // Nor a name or an address of its own: whoever holds a link sees what is to be paid.
        for (const secret of [`Name ${mark}`, `${mark}@example`, `Secret ${mark}`])
          if (text.includes(secret)) wrong.push(`${what} shows ${secret}`)
        if (tenant === home && !text.includes(`LATE-${mark}`)) wrong.push(`${what} does not show what it is for`)
      }
  expect(wrong).toEqual([])
})

test('threat row 1: staff of a tenant see and change nothing of the other tenants', async () => {
  const before = await digests()
  const wrong: string[] = []
  let attacks = 0
  for (const tenant of tenants) {
    const headers = { 'X-Staff': `${tenant} *`, 'X-Site': tenant }
    const foreign = accounts.filter((one) => one.tenant !== tenant)
    for (const other of foreign)
      for (const route of everyRoute(other.values)) {
        // A command about a customer's id alone is about the tenant's own customer of that id; the next test has those.
        if (isOpen(route.route) || (route.method === 'POST' && route.names.length === 0)) continue
        attacks++
        const { status, text } = await ask(route, headers)
        const what = `${tenant} ${route.method} ${route.path} ${route.body ?? ''}: ${status}`
        for (const secret of leaked(text, foreign)) wrong.push(`${what} shows ${secret}`)
        if (status >= 500 || (route.names.length > 0 && status !== 404)) wrong.push(what)
      }
  }
  expect(wrong).toEqual([])
  expect(attacks).toBeGreaterThan(1000)
  expect(await digests()).toEqual(before)
}, 240_000)

test('threat row 1: what staff do to customers of theirs leaves those of the same id elsewhere as they were', async () => {
  const own = await world()
  const [, ...others] = tenants
  const before = await Promise.all(others.map(own.digest))
  let done = 0
  for (const { values } of own.accounts.filter(({ tenant }) => tenant === 'acme').reverse())
    for (const route of everyRoute(values)) {
      if (isOpen(route.route) || route.method !== 'POST') continue
      const { status, text } = await ask(route, { 'X-Staff': 'acme *', 'X-Site': 'acme' }, own.handler)
      expect(status, `${route.path} ${text}`).toBeLessThan(500)
      if (status === 200) done++
    }
  expect(done).toBeGreaterThan(60)
  expect(await Promise.all(others.map(own.digest))).toEqual(before)
  for (const tenant of tenants) expect((await own.ar.tenant(tenant).verify()).ok).toBe(true)
}, 240_000)

test('threat row 1: what is someone else’s and what is not there are answered alike, byte for byte', async () => {
  const headers = await bearer('cus_1', { tenant: 'acme' })
  const [absent, ...others] = await Promise.all(
    [
      '/customers/cus_none/account',
      '/customers/cus_2/account',
      '/customers/cus_2/invoices/inv_acme_2_late',
      '/customers/cus_1/invoices/inv_none',
      '/customers/cus_1/invoices/inv_acme_2_late',
      '/customers/cus_1/invoices/inv_bolt_1_late',
      '/customers/cus_1/payments/pay_acme_2',
      '/customers/cus_1/payments/pay_none',
      '/customers/cus_1/plans/plan_bolt_1',
      '/customers/cus_1/plans/plan_none',
      '/customers/cus_1/disputes/dis_acme_2',
      '/customers/cus_1/disputes/dis_none',
      '/customers/cus_1/bookings/trip_acme_2',
      '/customers/cus_1/bookings/trip_none',
      '/customers',
      '/customers/cus_1',
      '/customers/cus_1/holds',
      '/aging',
      '/nothing/like/this',
    ].map(async (path) => {
      const response = await handler(new Request(`${api}${path}`, { headers }))
      return [response.status, [...response.headers].map(([name, value]) => `${name}: ${value}`), await response.text()]
    }),
  )
  expect(absent?.[0]).toBe(404)
  for (const other of others) expect(other).toEqual(absent)
})

test('threat row 1: nobody in particular sees nothing at all', async () => {
  for (const route of everyRoute(accounts[0]!.values)) {
    if (isOpen(route.route)) continue
    const { status } = await ask(route, {})
    expect(status, route.path).toBe(401)
  }
})

test('threat row 18: a page of another origin, or without an allowed one, is turned away', async () => {
  const headers = await bearer('cus_1', { tenant: 'acme' })
  const evil = await bearer('cus_1', { tenant: 'acme', audience: 'https://evil.example' })
  for (const given of [{ ...headers, Origin: 'https://evil.example' }, { ...headers, Origin: 'null' }, evil]) {
    const response = await handler(new Request(`${api}/customers/cus_1/account`, { headers: given }))
    expect(response.status).toBe(401)
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
    expect(await response.json()).toMatchObject({ code: 'token_rejected' })
  }
})
