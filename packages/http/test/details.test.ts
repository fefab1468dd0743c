import { createReceivables, money, type Store } from '@owekit/core'
import { memoryStore } from '@owekit/core/memory'
import { expect, test } from 'vitest'
import { createHandler } from '../src/index.js'
import * as shapes from '../src/views/shapes.js'
import { api, bearer, books, clock, furnishAll, settings } from './world.js'

const ar = books({ links: { url: `${api}/pay`, key: 'k'.repeat(32) } })
await furnishAll(ar, 'cus_ada', 'ada')
const handler = createHandler(ar, settings)
const eur = (amount: string) => ({ amount, currency: 'EUR' })

async function read(path: string, headers?: Record<string, string>) {
  const response = await handler(
    new Request(`${api}/customers/cus_ada/${path}`, { headers: headers ?? (await bearer('cus_ada')) }),
  )
  return { status: response.status, json: (await response.json()) as { items?: { id: string; reference: string }[] } }
}

test('a dispute is shown to its customer without its log, and to staff with it', async () => {
  await ar.as('usr_7').disputes.note({ dispute: 'dis_ada', text: 'Slip', url: 'https://files.example.com/7' })
  const shown = {
    id: 'dis_ada',
    invoice: 'inv_ada_plan',
    payment: '',
    lines: [],
    reason: 'price',
    amount: eur('900.00'),
    opened: '2026-11-22',
    resolved: null,
    outcome: '',
  }
  const { json } = await read('disputes/dis_ada')
  expect(shapes.disputeView.parse(json).dispute).toEqual({ ...shown, log: null })
  expect(shapes.disputesView.parse((await read('disputes')).json).items).toEqual([{ ...shown, log: null }])
  const forStaff = await read('disputes/dis_ada', { 'X-Staff': 'default read' })
  expect(shapes.disputeView.parse(forStaff.json).dispute.log).toMatchObject([
    { kind: 'evidence', text: 'Slip', by: 'usr_7' },
  ])
})

test('a plan says how it stands, and comes in a list', async () => {
  const { plan } = shapes.planView.parse((await read('plans/plan_ada')).json)
  expect(plan).toMatchObject({
    state: 'running',
    accepted: null,
    broken: null,
    total: eur('900.00'),
    open: eur('900.00'),
  })
  expect(shapes.plansView.parse((await read('plans')).json).items).toEqual([plan])
})

test('a booking says what it costs, what is paid and what comes next', async () => {
  const { booking } = shapes.bookingView.parse((await read('bookings/trip_ada')).json)
  expect(booking).toMatchObject({
    reference: 'trip_ada',
    status: 'approved',
    total: eur('300.00'),
    deposit: eur('60.00'),
    paid: eur('0.00'),
    balance: eur('300.00'),
    next: { amount: eur('60.00') },
    outcome: null,
  })
  await ar.deposits.settle({
    customer: 'cus_ada',
    reference: 'trip_ada',
    request: booking.request,
    amount: money('60.00', 'EUR'),
    receivedOn: '2026-11-21',
  })
  await ar.bookings.cancel({ reference: 'trip_ada', by: 'customer', reason: 'Told us why' })
  const after = await read('bookings/trip_ada')
  const ended = shapes.bookingView.parse(after.json).booking
  expect(ended).toMatchObject({ status: 'cancelled', outcome: { by: 'customer' } })
  expect(JSON.stringify(after.json)).not.toContain('Told us why')
  expect(shapes.bookingsView.parse((await read('bookings')).json).items).toEqual([ended])
})

test.each([
  ['bk_ada', { 'disputes/dis_ada': 404, 'plans/plan_ada': 404, 'bookings/trip_ada': 404 }, []],
  ['trip_ada', { 'disputes/dis_ada': 404, 'plans/plan_ada': 404, 'bookings/trip_ada': 200 }, ['trip_ada']],
])('a token for %s shows that booking and nothing of the others', async (booking, statuses, references) => {
  const headers = await bearer('cus_ada', { booking })
  for (const [path, status] of Object.entries(statuses)) expect((await read(path, headers)).status, path).toBe(status)
  for (const list of ['disputes', 'plans']) expect((await read(list, headers)).json.items, list).toEqual([])
  expect((await read('bookings', headers)).json.items?.map(({ reference }) => reference)).toEqual(references)
})

test('a token for a booking shows the dispute and the plan of an invoice of it', async () => {
  const own = books()
  const invoice = { customer: 'cus_ada', total: money('90.00', 'EUR'), dueOn: '2026-12-01' }
  await own.customers.open({ id: 'cus_ada' })
  await own.invoices.issue({ ...invoice, number: 'A-1', reference: 'bk_1' })
  await own.invoices.issue({ ...invoice, number: 'A-2', reference: 'bk_2' })
  await own.payments.record({
    customer: 'cus_ada',
    id: 'pay_1',
    amount: money('5.00', 'EUR'),
    receivedOn: '2026-11-20',
    reference: 'bk_1',
  })
  for (const n of [1, 2]) {
    await own.plans.agree({ id: `plan_${n}`, invoice: `inv_A-${n}`, monthly: { parts: 2, firstDueOn: '2026-12-24' } })
    await own.disputes.open({ id: `dis_${n}`, invoice: `inv_A-${n}`, reason: 'price' })
  }
  await own.disputes.open({ id: 'dis_3', payment: 'pay_1', reason: 'not_mine' })
  const headers = await bearer('cus_ada', { booking: 'bk_1' })
  const ids = async (list: string) => {
    const response = await createHandler(own, settings)(new Request(`${api}/customers/cus_ada/${list}`, { headers }))
    return ((await response.json()) as { items: { id: string }[] }).items.map(({ id }) => id)
  }
  expect(await ids('plans')).toEqual(['plan_1'])
  expect(await ids('disputes')).toEqual(['dis_1', 'dis_3'])
})

test.each(['account', 'invoices', 'invoices?filter=all'])(
  '%s asks the store as often for twenty invoices as for two',
  async (path) => {
    const inner = memoryStore({ clock })
    let reads = 0
    const store: Store = { ...inner, read: (tenant, asked) => (reads++, inner.read(tenant, asked)) }
    const counted = createReceivables({ store, clock, currency: 'EUR' })
    for (const [customer, count] of [
      ['cus_two', 2],
      ['cus_twenty', 20],
    ] as const) {
      await counted.customers.open({ id: customer })
      for (let i = 1; i <= count; i++)
        await counted.invoices.issue({ customer, number: `${customer}-${i}`, total: money('1.00', 'EUR') })
    }
    const readsFor = async (customer: string, count: number) => {
      reads = 0
      const response = await createHandler(
        counted,
        settings,
      )(new Request(`${api}/customers/${customer}/${path}`, { headers: await bearer(customer) }))
      const json = (await response.json()) as { invoices?: { items: unknown[] }; items?: unknown[] }
      expect((json.invoices ?? json).items).toHaveLength(count)
      return reads
    }
    expect(await readsFor('cus_twenty', 20)).toBe(await readsFor('cus_two', 2))
  },
)
