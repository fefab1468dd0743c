import { createReceivables, money } from '@owekit/core'
import { memoryStore } from '@owekit/core/memory'
import { beforeAll, expect, test } from 'vitest'
import { createHandler, type Handler, openApi, type PayLinks } from '../src/index.js'
import { api, bearer, clock, furnish, settings } from './world.js'

// Three tenants with three customers each, the same customer ids in every tenant, and everything a customer can have.
// Whoever asks for whatever, in whichever way, sees nothing of anybody else: not in a body, not by a status.

const tenants = ['acme', 'bolt', 'core']
const customers = ['cus_1', 'cus_2', 'cus_3']
const accounts = tenants.flatMap((tenant) =>
  customers.map((customer) => ({ tenant, customer, mark: `${tenant}${customer.slice(3)}` })),
)

/** What only the account with this mark may show. */
const secrets = (mark: string) => [
  `Name ${mark}`,
  `${mark}@example`,
  `LATE-${mark}`,
  `PLAN-${mark}`,
  `Line ${mark}`,
  `Secret ${mark}`,
]

const links: PayLinks = {
  resolve: () => Promise.reject(new Error('no link is known here')),
  pay: () => Promise.reject(new Error('no link is known here')),
  forInvoice: ({ invoice }) => Promise.resolve({ url: `https://pay.example.com/${invoice}` }),
}

let handler: Handler
const digest = async () => {
  const lines: string[] = []
  for (const tenant of tenants) for await (const line of ar.tenant(tenant).journal.export('json')) lines.push(line)
  return lines.join('')
}
const ar = createReceivables({ store: memoryStore({ clock }), currency: 'EUR', clock })

beforeAll(async () => {
  for (const { tenant, customer, mark } of accounts) await furnish(ar.tenant(tenant), customer, mark)
  handler = createHandler(ar, { ...settings, links })
})

interface Asked {
  readonly method: string
  readonly path: string
  readonly body: string | undefined
}

/** Every route of the document, asked about one account's things. */
function everyRoute(customer: string, mark: string): Asked[] {
  const values: Record<string, string> = {
    customer,
    invoice: `inv_${mark}_late`,
    payment: `pay_${mark}`,
    plan: `plan_${mark}`,
    token: 'x'.repeat(22),
    provider: 'fake',
  }
  const bodies: Record<string, object> = {
    '/customers/{customer}/links': { invoice: values['invoice'] },
    '/payments/record': {
      customer,
      amount: money('1.00', 'EUR'),
      allocate: { specific: [{ invoice: values['invoice'] }] },
    },
    '/payments/refund': { payment: values['payment'], as: 'credit' },
    '/payments/reverse': { payment: values['payment'] },
    '/invoices/void': { invoice: values['invoice'] },
    '/invoices/moveDueDate': { invoice: values['invoice'], dueOn: '2026-12-24' },
    '/plans/cancel': { plan: values['plan'] },
    '/plans/agree': { invoice: values['invoice'], monthly: { parts: 2, firstDueOn: '2026-12-24' } },
    '/holds/release': { hold: `hold_${mark}` },
    '/holds/place': { invoice: values['invoice'], reason: 'dispute' },
    '/writeOffs/record': { invoice: values['invoice'] },
    '/deposits/forfeit': { deposit: `dep_${mark}` },
    '/deposits/release': { deposit: `dep_${mark}` },
    '/credits/issue': { customer, amount: money('1.00', 'EUR'), number: 'C-1', invoice: values['invoice'] },
  }
  const { paths } = openApi(api) as { paths: Record<string, Record<string, unknown>> }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({
      method: method.toUpperCase(),
      path: path.replace(/\{(\w+)\}/g, (_, name: string) => values[name]!),
      body: method === 'post' ? JSON.stringify(bodies[path.replace(/\/preview$/, '')] ?? { customer }) : undefined,
    })),
  )
}

async function ask({ method, path, body }: Asked, headers: Record<string, string>) {
  const abort = new AbortController()
  const response = await handler(
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

const isOpen = (path: string) => /^\/(pay\/|hooks\/|openapi)/.test(path)

/** Secrets in a text of accounts that are not to show in it. */
const leaked = (text: string, foreign: readonly { readonly mark: string }[]) =>
  foreign.flatMap(({ mark }) => secrets(mark).filter((secret) => text.includes(secret)))

test('a page with a token sees its own account, and of the eight others nothing, on every route', async () => {
  let asked = 0
  let ownSeen = 0
  const wrong: string[] = []
  for (const own of accounts) {
    const headers = await bearer(own.customer, { tenant: own.tenant })
    const foreign = accounts.filter((one) => one !== own)
    for (const other of accounts)
      for (const route of everyRoute(other.customer, other.mark)) {
        if (isOpen(route.path)) continue
        asked++
        const { status, text } = await ask(route, headers)
        const what = `${own.mark} ${route.method} ${route.path}: ${status}`
        for (const secret of leaked(text, foreign)) wrong.push(`${what} shows ${secret}`)
        if (leaked(text, [own]).length > 0) ownSeen++
        if (status >= 500) wrong.push(what)
        const named = route.path.includes(other.mark) || !route.path.includes(own.customer)
        if (other !== own && status !== 404 && (route.method === 'POST' || named)) wrong.push(what)
      }
  }
  expect(wrong).toEqual([])
  expect(asked).toBeGreaterThan(5000)
  // The search finds what is there to be found.
  expect(ownSeen).toBeGreaterThan(50)
}, 240_000)

test('staff of a tenant see and change nothing of the other tenants', async () => {
  const before = await digest()
  const wrong: string[] = []
  for (const tenant of tenants) {
    const headers = { 'X-Staff': `${tenant} *` }
    const foreign = accounts.filter((one) => one.tenant !== tenant)
    for (const other of foreign)
      for (const route of everyRoute(other.customer, other.mark)) {
        // A command about a customer's id is about the tenant's own customer of that id, and is not sent here.
        if (isOpen(route.path) || (route.method === 'POST' && !(route.body ?? '').includes(other.mark))) continue
        const { status, text } = await ask(route, headers)
        const what = `${tenant} ${route.method} ${route.path}: ${status}`
        for (const secret of leaked(text, foreign)) wrong.push(`${what} shows ${secret}`)
        if (status >= 500 || (route.method === 'POST' && status !== 404)) wrong.push(what)
      }
  }
  expect(wrong).toEqual([])
  expect(await digest()).toBe(before)
}, 240_000)

test('what is someone else’s and what is not there are answered alike, byte for byte', async () => {
  const headers = await bearer('cus_1', { tenant: 'acme' })
  const all = async (paths: string[]) => {
    const answers = await Promise.all(paths.map((path) => handler(new Request(`${api}${path}`, { headers }))))
    return Promise.all(
      answers.map(async (one) => [
        one.status,
        [...one.headers].map(([name, value]) => `${name}: ${value}`),
        await one.text(),
      ]),
    )
  }
  const [absent, ...others] = await all([
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
    '/customers',
    '/customers/cus_1',
    '/customers/cus_1/holds',
    '/aging',
    '/nothing/like/this',
  ])
  expect(absent?.[0]).toBe(404)
  for (const other of others) expect(other).toEqual(absent)
})

test('nobody in particular sees nothing at all', async () => {
  for (const route of everyRoute('cus_1', 'acme_1')) {
    if (isOpen(route.path)) continue
    const { status } = await ask(route, {})
    expect(status, route.path).toBe(401)
  }
})

test('a page of another origin, or without an allowed one, is turned away', async () => {
  const headers = await bearer('cus_1', { tenant: 'acme' })
  const evil = await bearer('cus_1', { tenant: 'acme', audience: 'https://evil.example' })
  for (const given of [{ ...headers, Origin: 'https://evil.example' }, { ...headers, Origin: 'null' }, evil]) {
    const response = await handler(new Request(`${api}/customers/cus_1/account`, { headers: given }))
    expect(response.status).toBe(401)
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
    expect(await response.json()).toMatchObject({ code: 'token_rejected' })
  }
})
