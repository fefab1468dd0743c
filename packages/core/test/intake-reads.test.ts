import { createReceivables, money, type Store } from '@owekit/core'
import { fakeProvider } from '@owekit/core/fake'
import { memoryStore } from '@owekit/core/memory'
import { expect, test } from 'vitest'

const now = Date.parse('2026-11-22T09:00:00Z')
const clock = () => now

async function setUp() {
  const trips = { reads: 0, commits: 0 }
  const inner = memoryStore({ clock })
  const store: Store = {
    ...inner,
    commit(batch) {
      trips.commits++
      return inner.commit(batch)
    },
    read(tenant, reads) {
      trips.reads++
      return inner.read(tenant, reads)
    },
  }
  const fake = fakeProvider({ clock })
  const ar = createReceivables({
    store,
    clock,
    providers: [fake],
    links: { url: 'https://pay.example/pay', key: 'a key of thirty-two bytes or more!' },
  })
  await ar.customers.open({ id: 'cus_ada', name: 'Ada' })
  await ar.invoices.issue({ customer: 'cus_ada', number: 'A-1', total: money('100.00', 'EUR') })
  const { token } = await ar.links.forInvoice({ invoice: 'inv_A-1' })
  const { checkout } = await ar.links.pay(token)
  return { ar, fake, checkout, trips, store }
}

test('an event that was applied before costs one read, whatever it is about', async () => {
  const { ar, fake, checkout, trips } = await setUp()
  const { externalId } = fake.payer.announce(checkout)
  fake.payer.settle(externalId)
  fake.bank.refund(externalId, money('30.00', 'EUR'))
  fake.bank.payout()
  const requests = await fake.webhooks()
  expect(requests).toHaveLength(4)
  const first = []
  for (const request of requests) first.push(...(await ar.intake.receive('fake', request)))
  expect(first.map(({ replayed }) => replayed)).toEqual([false, false, false, false])
  for (const [no, request] of requests.entries()) {
    Object.assign(trips, { reads: 0, commits: 0 })
    expect(await ar.intake.receive('fake', request)).toEqual([{ ...first[no], replayed: true }])
    expect(trips).toEqual({ reads: 1, commits: 0 })
  }
})

test('an event that came before with another content is ignored, and nothing is written', async () => {
  const { ar, fake, checkout, trips, store } = await setUp()
  fake.payer.pay(checkout)
  const [request] = await fake.webhooks()
  await ar.intake.receive('fake', request!)
  const liar = {
    ...fake,
    async receive(...asked: Parameters<typeof fake.receive>) {
      const events = await fake.receive(...asked)
      return events.map((event) =>
        'payment' in event ? { ...event, payment: { ...event.payment, amount: money('1.00', 'EUR') } } : event,
      )
    },
  }
  const other = createReceivables({ store, clock, providers: [liar] })
  Object.assign(trips, { reads: 0, commits: 0 })
  expect(await other.intake.receive('fake', request!)).toMatchObject([
    { state: 'ignored', reason: 'content_differs', replayed: true },
  ])
  expect(trips).toEqual({ reads: 1, commits: 0 })
})

test('a repeat takes up what waits for its payment', async () => {
  const { ar, fake, checkout, store } = await setUp()
  const { externalId } = fake.payer.pay(checkout)
  fake.bank.refund(externalId)
  const [paid, refunded] = await fake.webhooks()
  // The refund comes first and waits; the process dies after it books the payment and before it takes the refund up.
  const [early] = await ar.intake.receive('fake', refunded!)
  expect(early).toMatchObject({ state: 'waiting' })
  let commits = 0
  const dying: Store = {
    ...store,
    async commit(batch) {
      if (++commits > 1) throw new Error('The process died.')
      return store.commit(batch)
    },
  }
  await expect(
    createReceivables({ store: dying, clock, providers: [fake] }).intake.receive('fake', paid!),
  ).rejects.toThrow('died')
  const [again] = await ar.intake.receive('fake', paid!)
  expect(again).toMatchObject({ state: 'applied', replayed: true })
  const waiting = []
  for await (const event of ar.intake.list({ state: 'waiting' })) waiting.push(event)
  expect(waiting).toEqual([])
  expect((await ar.verify()).ok).toBe(true)
})
