import { expect, test } from 'vitest'
import { createReceivables, ReceivablesError } from '@owekit/core'
import { fakeProvider } from '../src/fake/index.js'
import { count, eur, savedCard, shop, type Shop } from './shop.js'

/** What the postings of an account come to, in cents. */
async function sumOf({ ar }: Shop, account: string): Promise<number> {
  let sum = 0
  for await (const { postings } of ar.journal.read({ customer: 'cus_ada' }))
    for (const line of postings)
      if (line.account === account) sum += Math.round(Number.parseFloat(String(line.amount)) * 100)
  return sum
}

test('bug: a charge that was refused after its answer was lost counted as declined, and its money was asked for twice', async () => {
  let tries = 0
  const here = await shop((fake) => ({
    async charge(...asked) {
      tries++
      if (tries > 1) throw new ReceivablesError('provider_refused', 'There is no such customer.')
      await fake.charge!(...asked)
      throw new ReceivablesError('provider_indeterminate', 'No answer.')
    },
  }))
  const { ar } = here
  const { method } = await savedCard(here)
  await here.invoice('A-1', '70.00')
  const { token } = await ar.links.forInvoice({ invoice: 'inv_A-1' })
  await ar.payments.charge({ id: 'pay_c', method, invoice: 'inv_A-1' })
  await ar.worker.tick()
  here.time.now += 60_000
  const { problems } = await ar.worker.tick()
  expect(problems).toMatchObject([{ kind: 'charge', isGivenUp: true }])
  expect(problems[0]?.message).toMatch(
    /^Nobody knows whether fake charged 70\.00 EUR for pay_c: asked since 2026-11-22T/,
  )
  expect((await ar.links.resolve(token)).state).toBe('in_progress')
  await expect(ar.payments.charge({ method, invoice: 'inv_A-1' })).rejects.toMatchObject({
    code: 'payment_in_progress',
  })
  expect(await here.deliver()).toEqual(['payment.succeeded applied'])
  expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '0.00'])
  expect(await here.isSound()).toBe(true)
})

test('a charge that is refused the first time was not made, and one nobody knows of can be given up by hand', async () => {
  let does: 'refuse' | 'lose' = 'refuse'
  const here = await shop(() => ({
    charge: () =>
      Promise.reject(new ReceivablesError(does === 'refuse' ? 'provider_refused' : 'provider_indeterminate', 'No.')),
  }))
  const { ar } = here
  const { method } = await savedCard(here)
  await here.invoice('A-1', '70.00')
  await ar.payments.charge({ id: 'pay_1', method, invoice: 'inv_A-1' })
  expect((await ar.worker.tick()).problems).toEqual([])
  const failed = async () => (await here.incoming()).filter(({ state }) => state === 'failed').map(({ id }) => id)
  expect(await failed()).toEqual(['pay_1'])
  does = 'lose'
  await ar.payments.charge({ id: 'pay_2', method, invoice: 'inv_A-1' })
  await ar.worker.tick()
  here.time.now += 21 * 3_600_000
  expect((await ar.worker.tick()).problems).toMatchObject([{ kind: 'charge', isGivenUp: true }])
  await ar.payments.void({ payment: 'pay_2' })
  expect(await failed()).toEqual(['pay_1', 'pay_2'])
})

test('bug: a card left by a customer who was merged and then erased was charged', async () => {
  const here = await shop()
  const { ar } = here
  const { method } = await savedCard(here)
  await ar.customers.open({ id: 'cus_bob' })
  await ar.customers.merge({ from: 'cus_ada', into: 'cus_bob' })
  for (const number of ['B-1', 'B-2']) await ar.invoices.issue({ customer: 'cus_bob', number, total: eur('5.00') })
  await ar.payments.charge({ id: 'pay_1', method, invoice: 'inv_B-1' })
  await ar.customers.erase({ id: 'cus_ada' })
  await ar.worker.tick()
  const { items } = await ar.payments.incoming({ customer: 'cus_bob' })
  expect(items.find(({ id }) => id === 'pay_1')).toMatchObject({ state: 'failed', failure: 'customer_erased' })
  await expect(ar.payments.charge({ method, invoice: 'inv_B-2' })).rejects.toMatchObject({ code: 'customer_erased' })
  expect((await ar.payments.methods({ customer: 'cus_bob' })).items).toEqual([])
})

test('bug: a bank took 200.00 of a payment whose rest of 150.00 a person had reversed, and 50.00 stayed in the books', async () => {
  const here = await shop()
  const { ar, fake, deliver } = here
  await here.invoice('A-1', '200.00')
  const { token } = await ar.links.forInvoice({ invoice: 'inv_A-1' })
  const { externalId } = fake.payer.pay((await ar.links.pay(token)).checkout)
  await deliver()
  const payment = `pay_fake_${externalId}`
  await ar.payments.refund({ payment, amount: eur('50.00'), as: 'credit' })
  await ar.worker.tick()
  await deliver()
  await ar.payments.reverse({ payment, reason: 'chargeback' })
  const { externalId: dispute } = fake.bank.dispute(payment.slice('pay_fake_'.length), { amount: eur('200.00') })
  await deliver()
  expect([await sumOf(here, 'cash_clearing'), await sumOf(here, 'chargeback_loss')]).toEqual([-5000, 5000])
  fake.bank.win(dispute)
  await deliver()
  expect([await sumOf(here, 'cash_clearing'), await sumOf(here, 'chargeback_loss')]).toEqual([15000, 0])
  expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '0.00'])
  expect(await count(here, 'chargeback.taken')).toBe(1)
  expect(await here.isSound()).toBe(true)
})

test('bug: one event that nobody could read stopped the worker for good', async () => {
  const here = await shop()
  const { ar, store, time } = here
  const row = {
    provider: 'fake',
    rev: 1,
    payment: '',
    state: 'waiting',
    reason: 'payment_unknown',
    customer: '',
    occurredAt: time.now,
    receivedAt: time.now,
  }
  const rows = ['evt_1', 'evt_2'].map((event) => ({
    ...row,
    event,
    type: 'payout.moved',
    body: { event, type: 'payout.moved' },
  }))
  await store.commit({ tenant: 'default', expect: [], insert: { inbox: rows }, update: {} })
  await here.invoice('A-1', '70.00')
  const { problems, sequenced } = await ar.worker.tick()
  expect(problems).toMatchObject([
    { job: 'event:fake:evt_1', kind: 'event', isGivenUp: false },
    { job: 'event:fake:evt_2', kind: 'event', isGivenUp: false },
  ])
  expect(sequenced).toBeGreaterThan(0)
  const waiting: string[] = []
  for await (const { event } of ar.intake.list({ state: 'waiting' })) waiting.push(event)
  expect(waiting).toEqual(['evt_1', 'evt_2'])
})

test('bug: a provider was asked for ever for a refund of a payment that it has no name for', async () => {
  const here = await shop((fake) => ({
    refund: (request, options) =>
      request.payment === ''
        ? Promise.reject(new ReceivablesError('provider_unavailable', 'No such request could be made.'))
        : fake.refund!(request, options),
  }))
  const { ar } = here
  await ar.customers.open({ id: 'cus_bob' })
  const splits = [
    { customer: 'cus_ada', amount: eur('60.00') },
    { customer: 'cus_bob', amount: eur('40.00') },
  ]
  await ar.payments.record({ id: 'pay_s', amount: eur('100.00'), provider: 'fake', externalId: 'py_1', splits })
  await ar.payments.refund({ payment: 'pay_s/1', amount: eur('10.00') })
  expect((await ar.worker.tick()).problems).toEqual([])
  expect(await count(here, 'refund.failed')).toBe(1)
  expect(await here.balance()).toEqual(['0.00', '60.00', '0.00', '0.00'])
})

test('an event that waited, of a provider that is gone, is held for a person, and the worker goes on', async () => {
  const here = await shop()
  await here.invoice('A-1', '100.00')
  const { token } = await here.ar.links.forInvoice({ invoice: 'inv_A-1' })
  const { externalId } = here.fake.payer.pay((await here.ar.links.pay(token)).checkout)
  await here.fake.webhooks()
  here.fake.bank.dispute(externalId)
  expect(await here.deliver()).toEqual(['dispute.opened waiting payment_unknown'])
  const clock = () => here.time.now
  const later = createReceivables({
    store: here.store,
    clock,
    providers: [{ ...fakeProvider({ clock }), id: 'other' }],
  })
  await later.payments.record({ customer: 'cus_ada', amount: eur('100.00'), provider: 'fake', externalId })
  expect((await later.worker.tick()).problems).toEqual([])
  const held: string[] = []
  for await (const { event, reason } of later.intake.list()) held.push(`${event} ${reason}`)
  expect(held).toEqual([expect.stringMatching(/ provider_not_found$/)])
})
