import { money, type Receivables } from '@owekit/core'
import { beforeEach, expect, test } from 'vitest'
import { createHandler, type Handler, type Scope } from '../src/index.js'
import * as shapes from '../src/views/shapes.js'
import { api, bearer, books, furnish, settings } from './world.js'

let ar: Receivables
let handler: Handler

beforeEach(async () => {
  ar = books()
  handler = createHandler(ar, settings)
  await furnish(ar, 'cus_ada', 'ada')
})

const get = async (path: string, headers?: Record<string, string>) =>
  handler(new Request(`${api}${path}`, { headers: headers ?? (await bearer('cus_ada')) }))

test('the account has what is owed, what comes next, and the open invoices', async () => {
  const response = await get('/customers/cus_ada/account')
  expect(response.status).toBe(200)
  const view = shapes.accountView.parse(await response.json())
  expect(view).toMatchObject({
    schema: 'ar.account/1',
    asOf: '2026-11-22',
    timeZone: 'Europe/Paris',
    customer: { id: 'cus_ada', displayName: 'Name ada' },
    balances: [
      {
        currency: 'EUR',
        open: '1150.00',
        toPay: '1150.00',
        overdue: '250.00',
        dueSoon: '300.00',
        deposits: '80.00',
        pending: '0.00',
        credit: '0.00',
        unapplied: '0.00',
        oldestDue: '2026-11-01',
        maxDaysOverdue: 21,
        next: { date: '2026-11-25', amount: '300.00' },
      },
    ],
    actions: [],
  })
  expect(view.invoices.count).toBe(2)
  expect(view.invoices.items[0]).toEqual({
    id: 'inv_ada_late',
    number: 'LATE-ada',
    issued: '2026-10-02',
    due: '2026-11-01',
    total: { amount: '500.00', currency: 'EUR' },
    paid: { amount: '250.00', currency: 'EUR' },
    open: { amount: '250.00', currency: 'EUR' },
    state: 'overdue',
    daysOverdue: 21,
    discount: null,
    lateFee: null,
    dispute: { since: '2026-11-22' },
    plan: null,
    links: { view: null, pay: null, payExpires: null },
  })
  expect(view.invoices.items[1]).toMatchObject({ id: 'inv_ada_plan', plan: 'plan_ada', due: '2026-11-25' })
})

test.each([
  ['/customers/cus_ada/account', shapes.accountView],
  ['/customers/cus_ada/account?limit=0', shapes.accountView],
  ['/customers/cus_ada/invoices', shapes.invoicesView],
  ['/customers/cus_ada/invoices?filter=all', shapes.invoicesView],
  ['/customers/cus_ada/invoices?filter=paid', shapes.invoicesView],
  ['/customers/cus_ada/invoices?filter=overdue', shapes.invoicesView],
  ['/customers/cus_ada/invoices/inv_ada_late', shapes.invoiceView],
  ['/customers/cus_ada/invoices/inv_ada_plan', shapes.invoiceView],
  ['/customers/cus_ada/payments', shapes.paymentsView],
  ['/customers/cus_ada/payments/pay_ada', shapes.paymentView],
  ['/customers/cus_ada/deposits', shapes.depositsView],
  ['/customers/cus_ada/deposits?reference=other_ada', shapes.depositsView],
  ['/customers/cus_ada/plans/plan_ada', shapes.planView],
  ['/customers/cus_ada/statement', shapes.statementView],
  ['/customers/cus_ada/statement?from=2026-11-01&to=2026-11-30', shapes.statementView],
  ['/customers/cus_ada/timeline', shapes.timelineView],
])('%s has its shape, a strong ETag, and stays private', async (path, shape) => {
  const response = await get(path)
  expect(response.status).toBe(200)
  shape.parse(await response.json())
  const etag = response.headers.get('ETag')!
  expect(etag).toMatch(/^"\d+-2026-11-22-\w+"$/)
  expect(response.headers.get('Cache-Control')).toBe('private, no-cache')
  expect(response.headers.get('Vary')).toContain('Authorization')
  expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
  const again = await get(path, { ...(await bearer('cus_ada')), 'If-None-Match': `W/"x", ${etag}` })
  expect(again.status).toBe(304)
  expect(await again.text()).toBe('')
  expect(again.headers.get('ETag')).toBe(etag)
  await ar.payments.record({ customer: 'cus_ada', amount: money('1.00', 'EUR'), receivedOn: '2026-11-21' })
  const later = await get(path, { ...(await bearer('cus_ada')), 'If-None-Match': etag })
  expect(later.status).toBe(200)
})

test('a new day is a new ETag, for what is overdue depends on it', async () => {
  let today = Date.parse('2026-11-22T10:00:00Z')
  const { createReceivables } = await import('@owekit/core')
  const { memoryStore } = await import('@owekit/core/memory')
  const clock = () => today
  const moving = createReceivables({ store: memoryStore({ clock }), clock })
  await furnish(moving, 'cus_ada', 'ada')
  const serve = createHandler(moving, settings)
  const ask = async (etag = '') =>
    serve(
      new Request(`${api}/customers/cus_ada/account`, {
        headers: { ...(await bearer('cus_ada')), 'If-None-Match': etag },
      }),
    )
  const etag = (await ask()).headers.get('ETag')!
  expect((await ask(etag)).status).toBe(304)
  today += 86_400_000
  expect((await ask(etag)).status).toBe(200)
})

test('readers with other permissions have other ETags', async () => {
  const some = async (scopes: Scope[]) =>
    (await get('/customers/cus_ada/account', await bearer('cus_ada', { scopes }))).headers.get('ETag')
  const etags = await Promise.all([some(['account:read']), some(['account:read', 'invoices:read'])])
  expect(etags[0]).not.toBe(etags[1])
})

test.each(['open', 'all'])('a list of %s invoices is read in pages, each invoice once', async (filter) => {
  for (let i = 0; i < 7; i++)
    await ar.invoices.issue({
      customer: 'cus_ada',
      number: `P-${i}`,
      total: money('10.00', 'EUR'),
      issuedOn: '2026-11-01',
      dueOn: i % 2 === 0 ? '2026-12-01' : '2026-12-02',
    })
  const seen: string[] = []
  let next: string | null = ''
  for (let page = 0; next !== null && page < 20; page++) {
    const query: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`
    const response = await get(`/customers/cus_ada/invoices?filter=${filter}&limit=2${query}`)
    const view = shapes.invoicesView.parse(await response.json())
    seen.push(...view.items.map((one) => one.number))
    next = view.next
  }
  expect(seen).toHaveLength(9)
  expect(new Set(seen).size).toBe(9)
})

test('the timeline goes back page by page, and says nothing of holds', async () => {
  const seen: string[] = []
  let next: string | null = ''
  while (next !== null) {
    const query: string = next === '' ? '' : `&cursor=${next}`
    const response = await get(`/customers/cus_ada/timeline?limit=2${query}`)
    const view = shapes.timelineView.parse(await response.json())
    seen.push(...view.items.map((one) => one.type))
    next = view.next
  }
  expect(seen).toEqual([
    'payment.settled',
    'payment.settled',
    'plan.agreed',
    'invoice.rescheduled',
    'invoice.issued',
    'invoice.issued',
  ])
})

test('a page is told of what it may do, and of a discount still on offer', async () => {
  await ar.invoices.issue({
    customer: 'cus_ada',
    id: 'inv_offer',
    number: 'OFFER',
    total: money('1000.00', 'EUR'),
    issuedOn: '2026-11-20',
    terms: '2/10 net 30',
  })
  const links = { resolve: () => Promise.reject(new Error()), pay: () => Promise.reject(new Error()) }
  const serve = createHandler(ar, {
    ...settings,
    links,
    invoiceLinks: ({ id }) => ({ view: `https://shop.example.com/i/${id}`, pay: 'javascript:alert(1)' }),
  })
  const response = await serve(
    new Request(`${api}/customers/cus_ada/invoices/inv_offer`, { headers: await bearer('cus_ada') }),
  )
  const { invoice, actions } = shapes.invoiceView.parse(await response.json())
  expect(invoice.discount).toEqual({
    until: '2026-11-30',
    pay: { amount: '980.00', currency: 'EUR' },
    save: { amount: '20.00', currency: 'EUR' },
  })
  expect(invoice.links).toEqual({ view: 'https://shop.example.com/i/inv_offer', pay: null, payExpires: null })
  expect(actions).toEqual(['pay', 'copyLink'])
})

test('money on account beyond what is open is credit', async () => {
  await ar.customers.open({ id: 'cus_rich', name: 'Rich' })
  await ar.payments.record({ customer: 'cus_rich', amount: money('70.00', 'EUR'), receivedOn: '2026-11-20' })
  const response = await get('/customers/cus_rich/account', await bearer('cus_rich'))
  const view = shapes.accountView.parse(await response.json())
  expect(view.balances[0]).toMatchObject({
    open: '0.00',
    toPay: '0.00',
    credit: '70.00',
    unapplied: '70.00',
    next: null,
  })
})

test('several currencies are told apart and never added', async () => {
  await ar.invoices.issue({
    customer: 'cus_ada',
    number: 'JP-1',
    total: money('5000', 'JPY'),
    rate: '0.006',
    issuedOn: '2026-11-20',
    dueOn: '2026-11-28',
  })
  const view = shapes.accountView.parse(await (await get('/customers/cus_ada/account')).json())
  expect(view.balances.map(({ currency, open, dueSoon }) => [currency, open, dueSoon])).toEqual([
    ['EUR', '1150.00', '300.00'],
    ['JPY', '5000', '5000'],
  ])
})

test('a token for one booking shows that booking and nothing else', async () => {
  const headers = await bearer('cus_ada', { booking: 'bk_ada' })
  const account = shapes.accountView.parse(await (await get('/customers/cus_ada/account', headers)).json())
  expect(account.balances).toMatchObject([{ open: '250.00', overdue: '250.00', toPay: '250.00', deposits: '0.00' }])
  expect(account.invoices.items.map((one) => one.id)).toEqual(['inv_ada_late'])
  for (const path of [
    'invoices?filter=all',
    'payments',
    'deposits',
    'timeline',
    'statement',
    'invoices/inv_ada_late',
  ]) {
    const response = await get(`/customers/cus_ada/${path}`, headers)
    expect(response.status, path).toBe(200)
    const text = await response.text()
    for (const foreign of ['PLAN-ada', 'inv_ada_plan', 'dep_ada', 'other_ada', 'plan_ada'])
      expect(text, `${path} shows ${foreign}`).not.toContain(foreign)
  }
  for (const path of ['invoices/inv_ada_plan', 'payments/dep_ada', 'plans/plan_ada', 'deposits?reference=other_ada'])
    expect((await get(`/customers/cus_ada/${path}`, headers)).status, path).toBe(404)
})

test('scopes are kept to', async () => {
  const headers = await bearer('cus_ada', { scopes: ['account:read'] })
  const account = shapes.accountView.parse(await (await get('/customers/cus_ada/account', headers)).json())
  expect(account.invoices).toEqual({ items: [], next: null, count: 0 })
  for (const path of ['invoices', 'payments', 'deposits', 'statement', 'timeline', 'plans/plan_ada']) {
    const response = await get(`/customers/cus_ada/${path}`, headers)
    expect(response.status, path).toBe(403)
    expect(await response.json()).toMatchObject({ code: 'forbidden', status: 403 })
  }
})

test('a view belongs together even while the account moves', async () => {
  const reading = ar.tenant('default').invoices
  let disturbed = 0
  const uneasy: Receivables = {
    ...ar,
    tenant: () => uneasy,
    as: () => uneasy,
    invoices: {
      ...reading,
      openItems: async (asked) => {
        const items = await reading.openItems(asked)
        if (disturbed++ === 0)
          await ar.payments.record({ customer: 'cus_ada', amount: money('250.00', 'EUR'), receivedOn: '2026-11-21' })
        return items
      },
    },
  }
  const response = await createHandler(
    uneasy,
    settings,
  )(new Request(`${api}/customers/cus_ada/account`, { headers: await bearer('cus_ada') }))
  const view = shapes.accountView.parse(await response.json())
  expect(disturbed).toBe(2)
  const [eur] = view.balances
  expect(view.version).toBe((await ar.customers.version('cus_ada')).version)
  expect(Number(eur!.dueSoon)).toBeLessThan(300)
  expect(eur).toMatchObject({ open: '900.00' })
})

test('HEAD is GET without the body', async () => {
  const headers = await bearer('cus_ada')
  const response = await handler(new Request(`${api}/customers/cus_ada/account`, { method: 'HEAD', headers }))
  expect(response.status).toBe(200)
  expect(response.headers.get('ETag')).toMatch(/^"/)
  expect(await response.text()).toBe('')
})
