import { createReceivables, money, ReceivablesError, type Store, toDecimal } from '@owekit/core'
import { memoryStore } from '@owekit/core/memory'
import type { ProviderEvent } from '@owekit/core/ports'
import { expect, test } from 'vitest'
import { fakeProvider } from '../src/fake/index.js'
import { consent, eur, savedCard, shop } from './shop.js'

const told = (outcomes: readonly { readonly type: string; readonly state: string; readonly reason: string }[]) =>
  outcomes.map(({ type, state, reason }) => [type, state, reason].filter((part) => part !== '').join(' '))

test('bug: two tenants on one provider account booked each other’s payments', async () => {
  const clock = () => Date.parse('2026-11-22T09:00:00Z')
  const fake = fakeProvider({ clock })
  const links = { url: 'https://pay.example/{tenant}/pay', key: 'a key of thirty-two bytes or more!' }
  const ar = createReceivables({ store: memoryStore({ clock }), clock, providers: [fake], links })
  const [a, b] = [ar.tenant('a'), ar.tenant('b')]
  const deliver = async () => {
    const outcomes: string[][] = []
    for (const request of await fake.webhooks())
      outcomes.push([
        ...told(await a.intake.receive('fake', request)),
        ...told(await b.intake.receive('fake', request)),
      ])
    return outcomes
  }
  for (const one of [a, b]) {
    await one.customers.open({ id: 'cus_1' })
    const issued = { issuedOn: '2026-11-22', dueOn: '2026-12-22' }
    await one.invoices.issue({ customer: 'cus_1', number: 'INV-1', total: eur('100.00'), ...issued })
  }
  const { token } = await a.links.forInvoice({ invoice: 'inv_INV-1' })
  const foreign = await b.links.forInvoice({ invoice: 'inv_INV-1' })
  const { checkout } = await a.links.pay(token, { saveMethod: { consent } })
  expect((await b.links.pay(foreign.token)).checkout).toBe(checkout)
  const { externalId } = fake.payer.pay((await a.links.pay(token, { saveMethod: { consent } })).url)
  expect(await deliver()).toEqual([['payment.succeeded applied', 'payment.succeeded ignored not_ours']])
  const open = async () => {
    const invoices = await Promise.all([a, b].map((one) => one.invoices.get('inv_INV-1')))
    return invoices.map((invoice) => toDecimal(invoice.open))
  }
  expect(await open()).toEqual(['0.00', '100.00'])

  fake.bank.refund(externalId, money('30.00', 'EUR'))
  expect(await deliver()).toEqual([
    [expect.stringMatching(/^refund.sent (applied|held)/), 'refund.sent ignored not_ours'],
  ])
  fake.bank.dispute(externalId, { amount: eur('70.00') })
  expect((await deliver()).map(([, second]) => second)).toEqual(['dispute.opened ignored not_ours'])

  // A charge of the kept card is a's as well.
  await a.invoices.issue({ customer: 'cus_1', number: 'INV-2', total: eur('50.00') })
  const [kept] = (await a.payments.methods({ customer: 'cus_1' })).items
  await a.payments.charge({ id: 'pay_c', method: kept!.id, invoice: 'inv_INV-2' })
  await a.worker.tick()
  expect((await deliver()).map(([, second]) => second)).toEqual(['payment.succeeded ignored not_ours'])

  // Nothing of it is kept in the other's books.
  for (const state of ['applied', 'ignored', 'waiting', 'held'] as const)
    for await (const event of b.intake.list({ state })) expect(event).toBeUndefined()
  expect((await b.verify()).ok).toBe(true)
})

test('bug: two tabs, one of them slow, had two live checkouts for one debt', async () => {
  let open = () => {}
  const gate = new Promise<void>((resolve) => void (open = resolve))
  let calls = 0
  const all = await shop((fake) => ({
    createCheckout: async (request, context) => {
      const answer = await fake.createCheckout(request, context)
      if (++calls === 1) await gate
      return answer
    },
  }))
  const { ar, fake, invoice, deliver, balance } = all
  await invoice('A-1', '100.00')
  const { token } = await ar.links.forInvoice({ invoice: 'inv_A-1', minimum: eur('10.00') })
  const slow = ar.links.pay(token)
  while (calls === 0) await new Promise((resolve) => setTimeout(resolve, 1))
  const quick = await ar.links.pay(token, { amount: eur('50.00') })
  open()
  const one = await slow
  expect([one.amount, quick.amount].map(toDecimal)).toEqual(['100.00', '50.00'])
  // The page of the first try was shown to nobody and is closed; that of the second was closed for the third.
  const pages = [1, 2, 3].map((attempt) => one.checkout.replace(/\d+$/, String(attempt)))
  expect(one.checkout).toBe(pages[2])
  expect(quick.checkout).toBe(pages[1])
  for (const page of pages.slice(0, 2)) expect(() => fake.payer.pay(page)).toThrow('is closed')
  fake.payer.pay(one.checkout)
  await deliver()
  expect(await balance()).toEqual(['0.00', '0.00', '0.00', '0.00'])
})

test('bug: three hundred disputes of unknown payments cost the worker 605 reads a turn, for good', async () => {
  const { ar: shopAr, fake, store, time, invoice } = await shop()
  await invoice('A-1', '100.00')
  const { token } = await shopAr.links.forInvoice({ invoice: 'inv_A-1' })
  const payment = fake.payer.pay((await shopAr.links.pay(token)).checkout).externalId
  const [paid] = await fake.webhooks()
  const dispute = (no: number, of: string) => ({
    event: `evt_${no}`,
    occurredAt: time.now,
    checkout: '',
    type: 'dispute.opened' as const,
    dispute: {
      externalId: `dp_${no}`,
      payment: of,
      amount: eur('1.00'),
      reason: 'x',
      withdrawn: false,
      evidenceDueBy: null,
    },
  })
  const disputes = Array.from({ length: 300 }, (_, no) => dispute(no, no === 200 ? payment : `unknown_${no}`))
  let reads = 0
  const counted: Store = { ...store, read: (tenant, asked) => (reads++, store.read(tenant, asked)) }
  const provider = { ...fake, receive: async () => disputes }
  const clock = () => time.now
  const ar = createReceivables({ store: counted, clock, providers: [provider] })
  const outcomes = await ar.intake.receive('fake', paid!)
  expect(new Set(told(outcomes))).toEqual(new Set(['dispute.opened waiting payment_unknown']))
  const turn = async () => {
    reads = 0
    const { done } = await ar.worker.tick()
    return { done, reads }
  }
  // Four pages of a hundred, the last of them empty, a look for each, and what a turn reads anyway.
  const first = await turn()
  expect(first.done).toBe(0)
  expect(first.reads).toBeLessThan(20)
  const idle = await turn()
  expect(idle.reads).toBeLessThan(20)

  // An hour later they are looked at once an hour, and a day later once a day.
  time.now += 2 * 3_600_000
  const hourly = await turn()
  time.now += 60_000
  const quiet = await turn()
  expect([hourly.reads - quiet.reads, hourly.done + quiet.done]).toEqual([6, 0])
  time.now += 3 * 86_400_000
  const daily = await turn()
  time.now += 3_600_000
  expect([daily.reads - (await turn()).reads, daily.done]).toEqual([6, 0])

  // The payment is booked, and the process dies before it takes up what waits for it: that is found within a day.
  let commits = 0
  const dying: Store = {
    ...store,
    async commit(batch) {
      if (++commits > 1) throw new Error('The process died.')
      return store.commit(batch)
    },
  }
  time.now -= 3 * 86_400_000 + 3_600_000 + 2 * 3_600_000 + 60_000
  await expect(
    createReceivables({ store: dying, clock, providers: [fake] }).intake.receive('fake', paid!),
  ).rejects.toThrow('died')
  time.now += 4 * 86_400_000
  expect((await turn()).done).toBe(1)
  // A person who asks has all of it looked at, whenever.
  expect(await ar.intake.retry()).toBe(0)
})

test('bug: a charge that was over and was announced again was no charge any more, and its money was held', async () => {
  const here = await shop((fake) => ({
    charge: async (request, context) => {
      await fake.charge!(request, context)
      throw new ReceivablesError('provider_refused', 'The answer of something in between.')
    },
  }))
  const { ar, fake, invoice, deliver, incoming, balance } = here
  const { method, external } = await savedCard(here)
  fake.payer.method(external, 'pay later')
  await invoice('B', '50.00')
  await ar.payments.charge({ id: 'pay_c', method, invoice: 'inv_B' })
  await ar.worker.tick()
  const charge = async () => (await incoming()).find(({ id }) => id === 'pay_c')
  expect(await charge()).toMatchObject({ state: 'failed', failure: 'refused' })
  expect(await deliver()).toEqual(['payment.pending applied'])
  expect(await balance()).toEqual(['50.00', '0.00', '0.00', '50.00'])
  fake.payer.settle((await charge())!.externalId)
  expect(await deliver()).toEqual(['payment.succeeded applied'])
  expect(await balance()).toEqual(['0.00', '0.00', '0.00', '0.00'])
  expect(await here.isSound()).toBe(true)
})

test('bug: a method that was left with a hold was lost when the payment was announced again after its end', async () => {
  let again = false
  const here = await shop((fake) => ({
    receive: async (request, context) => {
      const events = await fake.receive(request, context)
      return again ? events.map((event) => toldAnew(event)) : events
    },
  }))
  const { ar, fake, deliver, incoming } = here
  await ar.deposits.request({ customer: 'cus_ada', id: 'dpr_1', reference: 'bk_1', amount: eur('100.00') })
  const { token } = await ar.links.forDeposit({ request: 'dpr_1', capture: 'hold' })
  const { externalId } = fake.payer.pay((await ar.links.pay(token, { saveMethod: { consent } })).checkout)
  const [authorised] = await fake.webhooks()
  await ar.intake.receive('fake', authorised!)
  const methods = async () => (await ar.payments.methods({ customer: 'cus_ada' })).items.map(({ id }) => id)
  expect(await methods()).toEqual([`pay_fake_${externalId}`])
  await ar.payments.void({ payment: `pay_fake_${externalId}` })
  await ar.worker.tick()
  expect(await incoming()).toMatchObject([{ state: 'voided' }])
  // The payment is announced once more, by another event and without the method, before the provider tells of its end.
  again = true
  expect(told(await ar.intake.receive('fake', authorised!))).toEqual(['payment.pending applied'])
  again = false
  expect(await deliver()).toEqual(['payment.voided applied'])
  expect(await methods()).toEqual([`pay_fake_${externalId}`])
  expect(await here.isSound()).toBe(true)
})

/** A hold as an announcement of money under way, under another id, and without the method that was left. */
function toldAnew(event: ProviderEvent): ProviderEvent {
  if (event.type !== 'payment.authorised') return event
  const { savedMethod: _, ...payment } = event.payment
  return { ...event, event: `${event.event}_again`, type: 'payment.pending', payment }
}
