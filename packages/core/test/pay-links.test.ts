import { createReceivables, money, toDecimal, type Receivables } from '@owekit/core'
import { memoryStore } from '@owekit/core/memory'
import { beforeEach, expect, test } from 'vitest'
import { type FakeProvider, fakeProvider } from '../src/fake/index.js'

const eur = (amount: string) => money(amount, 'EUR')
let now: number
let fake: FakeProvider
let ar: Receivables

beforeEach(async () => {
  now = Date.parse('2026-11-22T09:00:00Z')
  const clock = () => now
  fake = fakeProvider({ clock })
  ar = createReceivables({
    store: memoryStore({ clock }),
    clock,
    providers: [fake],
    links: {
      url: 'https://pay.example/pay',
      key: 'a key of thirty-two bytes or more!',
      returnTo: ['https://shop.example'],
    },
  })
  await ar.customers.open({ id: 'cus_ada', name: 'Ada', email: 'ada@example.com' })
})

async function invoice(number: string, amount: string, dueOn = '2026-12-22') {
  await ar.invoices.issue({ customer: 'cus_ada', number, total: eur(amount), issuedOn: '2026-11-22', dueOn })
}

async function deliver() {
  const outcomes = []
  for (const request of await fake.webhooks()) outcomes.push(...(await ar.intake.receive('fake', request)))
  return outcomes.map(({ type, state, reason }) => [type, state, reason].filter((part) => part !== '').join(' '))
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

const open = async (invoice: string) => toDecimal((await ar.invoices.get(invoice)).open)

test('a payment through a link settles its invoice, once, however often it is told', async () => {
  await invoice('A-1', '2000.00')
  await invoice('A-2', '10.00', '2026-11-30')
  const { token, url } = await ar.links.forInvoice({ invoice: 'inv_A-1' })
  expect(url).toBe(`https://pay.example/pay/${token}`)
  const started = await ar.links.pay(token)
  expect(toDecimal(started.amount)).toBe('2000.00')
  fake.payer.pay(started.checkout)
  const [request] = await fake.webhooks()
  const told = await Promise.all(Array.from({ length: 3 }, () => ar.intake.receive('fake', request!)))
  expect(told.flat().filter(({ replayed }) => !replayed)).toHaveLength(1)
  expect(await open('inv_A-1')).toBe('0.00')
  expect(await open('inv_A-2')).toBe('10.00')
  expect(await ar.links.resolve(token)).toMatchObject({ state: 'paid', paidOn: '2026-11-22' })
  await expect(ar.links.pay(token)).rejects.toMatchObject({ code: 'nothing_due' })
  expect((await ar.verify()).ok).toBe(true)
})

test('threat row 19: twenty tabs get one checkout; another amount closes it', async () => {
  await invoice('A-1', '100.00')
  const { token } = await ar.links.forInvoice({ invoice: 'inv_A-1', minimum: eur('20.00') })
  const tabs = await Promise.all(Array.from({ length: 20 }, () => ar.links.pay(token)))
  expect(new Set(tabs.map(({ url }) => url)).size).toBe(1)
  await ar.payments.record({ customer: 'cus_ada', id: 'pay_bank', amount: eur('30.00') })
  const again = await ar.links.pay(token)
  expect(toDecimal(again.amount)).toBe('70.00')
  expect(() => fake.payer.pay(tabs[0]!.checkout)).toThrow()
  fake.payer.pay(again.checkout)
  await deliver()
  expect(await open('inv_A-1')).toBe('0.00')
})

test('a delayed payment shows as on its way, keeps others out, and ends as told', async () => {
  await invoice('A-1', '100.00')
  const { token } = await ar.links.forInvoice({ invoice: 'inv_A-1' })
  const payment = fake.payer.announce((await ar.links.pay(token)).checkout)
  expect(await deliver()).toEqual(['payment.pending applied'])
  expect(await ar.links.resolve(token)).toMatchObject({ state: 'in_progress' })
  expect(toDecimal((await ar.balances.of('cus_ada')).pending)).toBe('100.00')
  await expect(ar.links.pay(token)).rejects.toMatchObject({ code: 'payment_in_progress' })
  fake.payer.fail(payment.externalId)
  await deliver()
  expect(toDecimal((await ar.balances.of('cus_ada')).pending)).toBe('0.00')
  const second = fake.payer.announce((await ar.links.pay(token)).checkout)
  fake.payer.settle(second.externalId)
  await deliver()
  expect(await ar.links.resolve(token)).toMatchObject({ state: 'paid' })
  expect(toDecimal((await ar.balances.of('cus_ada')).pending)).toBe('0.00')
  expect((await ar.verify()).ok).toBe(true)
})

test('threat row 6: an amount that was not asked for is held for a person, who may book it', async () => {
  await invoice('A-1', '100.00')
  const { token } = await ar.links.forInvoice({ invoice: 'inv_A-1' })
  fake.payer.pay((await ar.links.pay(token)).checkout, { says: { amount: eur('1.00') } })
  expect(await deliver()).toEqual(['payment.succeeded held amount_mismatch'])
  expect(await open('inv_A-1')).toBe('100.00')
  const [waiting] = await all(ar.intake.list())
  await ar.intake.resolve({ provider: 'fake', event: waiting!.event, action: 'apply' })
  expect(await open('inv_A-1')).toBe('99.00')
  expect(await all(ar.intake.list())).toEqual([])
})

test('dismissing a payment that lied about its amount ends the wait for it, and the link asks again', async () => {
  await invoice('A-1', '100.00')
  const { token } = await ar.links.forInvoice({ invoice: 'inv_A-1' })
  const payment = fake.payer.announce((await ar.links.pay(token)).checkout)
  fake.payer.settle(payment.externalId, { says: { amount: eur('1.00') } })
  await deliver()
  expect(await ar.links.resolve(token)).toMatchObject({ state: 'in_progress' })
  const [held] = await all(ar.intake.list())
  const dismissed = await ar.intake.resolve({
    provider: 'fake',
    event: held!.event,
    action: 'dismiss',
    note: 'not ours',
  })
  expect(dismissed).toMatchObject({ state: 'ignored', reason: 'dismissed: not ours' })
  expect(toDecimal((await ar.balances.of('cus_ada')).pending)).toBe('0.00')
  expect(toDecimal((await ar.links.resolve(token)).amount)).toBe('100.00')
  expect((await ar.verify()).ok).toBe(true)
})

test('a chargeback opens the invoice again, held; winning it settles the invoice again', async () => {
  await invoice('A-1', '100.00')
  const { token } = await ar.links.forInvoice({ invoice: 'inv_A-1' })
  const payment = fake.payer.pay((await ar.links.pay(token)).checkout)
  await deliver()
  const dispute = fake.bank.dispute(payment.externalId)
  await deliver()
  expect(await ar.invoices.get('inv_A-1')).toMatchObject({ holds: [{ reason: 'chargeback' }] })
  expect(await open('inv_A-1')).toBe('100.00')
  fake.bank.win(dispute.externalId)
  await deliver()
  expect(await open('inv_A-1')).toBe('0.00')
  expect((await ar.invoices.get('inv_A-1')).holds).toEqual([])
  expect((await ar.verify()).ok).toBe(true)
})

test('bug: a refund that failed after its payment was charged back was on account of a payment that was gone', async () => {
  await invoice('A-1', '100.00')
  const { token } = await ar.links.forInvoice({ invoice: 'inv_A-1' })
  const { externalId } = fake.payer.pay((await ar.links.pay(token)).checkout)
  await deliver()
  const payment = `pay_fake_${externalId}`
  fake.bank.holdRefunds(true)
  await ar.payments.refund({ payment, amount: eur('73.00'), as: 'reopen' })
  await ar.worker.tick()
  const [request] = await fake.webhooks()
  const [event] = await fake.receive(request!, { now })
  fake.bank.dispute(externalId)
  await deliver()
  fake.bank.failRefund((event as Extract<typeof event, { refund: unknown }>).refund.externalId)
  expect(await deliver()).toEqual(['refund.failed applied'])
  expect(await ar.payments.get(payment)).toMatchObject({ state: 'reversed', reversedOn: '2026-11-22' })
  const { open: owed, unapplied } = await ar.balances.of('cus_ada')
  expect([owed, unapplied].map(toDecimal)).toEqual(['100.00', '0.00'])
  const cash = []
  for await (const { postings } of ar.journal.read({ customer: 'cus_ada' }))
    for (const { account, amount } of postings) if (account === 'cash_clearing') cash.push(amount)
  // The whole was taken though 73.00 had gone: lost, until the refund came back.
  expect(cash).toEqual(['100.00', '-73.00', '-27.00', '-73.00', '73.00', '73.00', '-73.00'])
  expect((await ar.verify()).ok).toBe(true)
})

test('a refund made at the provider waits for its payment, then for a person where it reopens a debt', async () => {
  await invoice('A-1', '100.00')
  const { token } = await ar.links.forInvoice({ invoice: 'inv_A-1' })
  const payment = fake.payer.pay((await ar.links.pay(token)).checkout)
  const [paid] = await fake.webhooks()
  fake.bank.refund(payment.externalId, eur('40.00'))
  expect(await deliver()).toEqual(['refund.sent waiting payment_unknown'])
  await ar.intake.receive('fake', paid!)
  const [held] = await all(ar.intake.list())
  expect(held).toMatchObject({ type: 'refund.sent', reason: 'refund_treatment_required' })
  await ar.intake.resolve({ provider: 'fake', event: held!.event, action: 'apply', as: 'reopen' })
  expect(await open('inv_A-1')).toBe('40.00')
  expect((await ar.verify()).ok).toBe(true)
})

test('a payout moves card money to the bank, less the fees, once', async () => {
  await invoice('A-1', '100.00')
  const { token } = await ar.links.forInvoice({ invoice: 'inv_A-1' })
  fake.payer.pay((await ar.links.pay(token)).checkout)
  fake.bank.payout()
  expect((await deliver()).at(-1)).toBe('payout.paid applied')
  expect((await ar.verify()).ok).toBe(true)
})

test('a link that expired names its day and can be renewed; the old token opens nothing', async () => {
  await invoice('A-1', '100.00')
  const { token, id } = await ar.links.forInvoice({ invoice: 'inv_A-1', days: 1 })
  now += 2 * 86_400_000
  expect(await ar.links.resolve(token)).toMatchObject({ state: 'expired', renewable: true })
  await expect(ar.links.pay(token)).rejects.toMatchObject({ code: 'link_expired' })
  const renewed = await ar.links.renew({ link: id })
  expect(await ar.links.resolve(renewed.token)).toMatchObject({ state: 'payable' })
  await expect(ar.links.resolve(token)).rejects.toMatchObject({ code: 'link_not_found' })
  await ar.links.revoke({ link: id })
  expect(await ar.links.resolve(renewed.token)).toMatchObject({ state: 'cancelled' })
})
