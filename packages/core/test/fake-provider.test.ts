import { fakeProvider, type FakeProviderOptions } from '@owekit/core/fake'
import { minor, money } from '@owekit/core/money'
import type { CreateCheckout, ProviderEvent } from '@owekit/core/ports'
import { expect, test } from 'vitest'

const noon = Date.UTC(2026, 10, 22, 12)

const request: CreateCheckout = {
  checkout: 'lnk_1.1',
  tenant: 'acme',
  purpose: 'invoice',
  amount: money('120.00', 'EUR'),
  description: 'Invoice A-1',
  payer: { customer: 'cus_ada' },
  returnUrl: 'https://shop.example/paid',
  cancelUrl: 'https://shop.example/left',
}

/** A fake provider at noon, with a clock to move and an ear for its webhooks. */
function fakeAtNoon(options: FakeProviderOptions = {}) {
  const clock = { now: noon }
  const fake = fakeProvider({ clock: () => clock.now, ...options })
  const open = (checkout: string, change: Partial<CreateCheckout> = {}) =>
    fake.createCheckout({ ...request, checkout, ...change }, { idempotencyKey: checkout })
  const heard = async (): Promise<ProviderEvent[]> => {
    const webhooks = await fake.webhooks()
    return (await Promise.all(webhooks.map((each) => fake.receive(each, { now: clock.now })))).flat()
  }
  return { fake, clock, open, heard }
}

/** Ten payments, told through whatever goes wrong. */
async function tenPayments(options: FakeProviderOptions) {
  const { fake, clock, open, heard } = fakeAtNoon(options)
  for (let i = 0; i < 10; i++) fake.payer.pay((await open(`lnk_${i}.1`)).externalId)
  const told: string[][] = []
  for (let minute = 0; minute <= 5; minute++) {
    told.push((await heard()).map(({ checkout }) => checkout))
    clock.now += 60_000
  }
  return { told, all: told.flat() }
}

test('webhooks come in order when nothing goes wrong', async () => {
  const { told } = await tenPayments({})
  expect(told).toEqual([Array.from({ length: 10 }, (_, i) => `lnk_${i}.1`), [], [], [], [], []])
})

test('webhooks are doubled, delayed and shuffled, and all come', async () => {
  const { told, all } = await tenPayments({ mischief: { copies: 3, delay: 240_000, shuffle: true } })
  const counts = new Map<string, number>()
  for (const checkout of all) counts.set(checkout, (counts.get(checkout) ?? 0) + 1)
  expect([...counts.values()]).toEqual(Array.from({ length: 10 }, () => 3))
  expect(told.filter((batch) => batch.length > 0).length).toBeGreaterThan(2)
  expect(all).not.toEqual([...all].sort())
})

test('the same seed tells the same story, another seed another', async () => {
  const mischief = { copies: 2, delay: 240_000, shuffle: true, loss: 0.2 }
  const [first, again, other] = [
    await tenPayments({ seed: 7, mischief }),
    await tenPayments({ seed: 7, mischief }),
    await tenPayments({ seed: 8, mischief }),
  ]
  expect(again).toEqual(first)
  expect(other.told).not.toEqual(first.told)
})

test('what was lost comes when it is sent again, as the same event', async () => {
  const { fake, open, heard } = fakeAtNoon({ mischief: { loss: 1 } })
  const { externalId } = await open('lnk_1.1')
  fake.payer.pay(externalId)
  expect(await heard()).toEqual([])
  fake.misbehave({})
  fake.resend('fake_evt_1_4')
  fake.resend('fake_evt_1_4')
  expect((await heard()).map(({ event, type }) => [event, type])).toEqual([
    ['fake_evt_1_4', 'payment.succeeded'],
    ['fake_evt_1_4', 'payment.succeeded'],
  ])
  expect(() => fake.resend('fake_evt_1_99')).toThrow('knows no event fake_evt_1_99')
})

test('an event may lie about amount, currency and account; asking tells the truth', async () => {
  const { fake, open, heard } = fakeAtNoon({ account: 'acct_1' })
  const { externalId } = await open('lnk_1.1')
  fake.payer.pay(externalId, { says: { amount: money('9120', 'JPY'), account: 'acct_evil' } })
  const [event] = await heard()
  expect(event).toMatchObject({ payment: { account: 'acct_evil' } })
  expect(event?.type === 'payment.succeeded' && String(event.payment.amount)).toBe('9120 JPY')
  const { payment } = await fake.getCheckout(externalId, { idempotencyKey: 'look' })
  expect([String(payment?.amount), payment?.account]).toEqual(['120.00 EUR', 'acct_1'])
})

test('who keeps the map keeps the provider', async () => {
  const memory = new Map<string, string>()
  const before = fakeAtNoon({ memory })
  const { externalId } = await before.open('lnk_1.1')
  before.fake.payer.announce(externalId, { method: 'sepa_debit' })

  const after = fakeAtNoon({ memory: new Map(memory) })
  expect((await after.open('lnk_1.1')).externalId).toBe(externalId)
  const payment = (await after.fake.getCheckout(externalId, { idempotencyKey: 'look' })).payment!
  after.fake.payer.settle(payment.externalId)
  expect((await after.heard()).map(({ type }) => type)).toEqual(['payment.pending', 'payment.succeeded'])
  expect((await after.open('lnk_2.1')).externalId).not.toBe(externalId)
})

test('a checkout is named by its id, its page or our id, of which the latest counts', async () => {
  const { fake, open } = fakeAtNoon({ pageUrl: 'http://127.0.0.1:4000/fake/' })
  const first = await open('lnk_1.1')
  expect(first.url).toBe(`http://127.0.0.1:4000/fake/${first.externalId}`)
  fake.payer.fail(first.url)
  fake.payer.expire('lnk_1.1')
  await open('lnk_2.1')
  fake.payer.pay('lnk_2.1')
  expect(() => fake.payer.pay('lnk_1.1')).toThrow('is expired; this takes one that is open')
  expect(() => fake.payer.pay('lnk_3.1')).toThrow('There is no checkout lnk_3.1')
})

test('a payout carries what came in, less what went back, less the fees; the rest goes with the next', async () => {
  const fee = ({ currency }: { currency: string }) => minor(100n, currency)
  const { fake, open, heard } = fakeAtNoon({ fee })
  const payments = []
  for (const i of [1, 2, 3]) payments.push(fake.payer.pay((await open(`lnk_${i}.1`)).externalId))
  fake.bank.refund(payments[0]!.externalId, money('20.00', 'EUR'))
  const dispute = fake.bank.dispute(payments[1]!.externalId)
  fake.bank.reverse(payments[2]!.externalId)
  const [payout] = fake.bank.payout()
  expect([String(payout?.amount), String(payout?.fees), payout?.arrivesOn]).toEqual([
    '97.00 EUR',
    '3.00 EUR',
    '2026-11-24',
  ])
  expect(fake.bank.payout()).toEqual([])
  fake.bank.win(dispute.externalId)
  expect(fake.bank.payout().map(({ amount }) => String(amount))).toEqual(['120.00 EUR'])
  fake.bank.failPayout(payout!.externalId)
  expect(fake.bank.payout().map(({ amount }) => String(amount))).toEqual(['97.00 EUR'])
  expect((await heard()).map(({ type }) => type)).toEqual([
    'payment.succeeded',
    'payment.succeeded',
    'payment.succeeded',
    'refund.sent',
    'dispute.opened',
    'payment.reversed',
    'payout.paid',
    'dispute.reinstated',
    'dispute.won',
    'payout.paid',
    'payout.failed',
    'payout.paid',
  ])
})

test('a refund may wait, arrive, and still come back', async () => {
  const { fake, open, heard } = fakeAtNoon()
  const payment = fake.payer.pay((await open('lnk_1.1')).externalId)
  fake.bank.holdRefunds(true)
  const ask = { refund: 'rf_1', payment: payment.externalId, amount: money('20.00', 'EUR'), reason: 'cancelled' }
  const refund = await fake.refund!(ask, { idempotencyKey: 'rf_1' })
  expect(refund.state).toBe('pending')
  fake.bank.sendRefund(refund.externalId)
  fake.bank.failRefund(refund.externalId)
  expect((await heard()).map(({ type }) => type)).toEqual([
    'payment.succeeded',
    'refund.pending',
    'refund.sent',
    'refund.failed',
  ])
  expect(String(fake.bank.refund(payment.externalId).amount)).toBe('120.00 EUR')
})

test('a dispute may take the money later, or only when it is lost', async () => {
  const { fake, open, heard } = fakeAtNoon()
  const [later, last] = [
    fake.payer.pay((await open('lnk_1.1')).externalId),
    fake.payer.pay((await open('lnk_2.1')).externalId),
  ]
  await heard()
  const first = fake.bank.dispute(later.externalId, { withdrawn: false, amount: money('20.00', 'EUR') })
  fake.bank.withdraw(first.externalId)
  expect(() => fake.bank.withdraw(first.externalId)).toThrow('was taken before')
  const second = fake.bank.dispute(last.externalId, { withdrawn: false })
  fake.bank.lose(second.externalId)
  expect(() => fake.bank.win(second.externalId)).toThrow('is lost; this takes one that is open')
  const told = (await heard()).map((event) => ('dispute' in event ? [event.type, event.dispute.withdrawn] : []))
  expect(told).toEqual([
    ['dispute.opened', false],
    ['dispute.withdrawn', true],
    ['dispute.opened', false],
    ['dispute.lost', true],
  ])
  expect(fake.bank.payout().map(({ amount }) => String(amount))).toEqual(['100.00 EUR'])
})

test('a kept method pays, pays later, declines or asks for its payer, and a declined charge is not tried again under its key', async () => {
  const { fake, open, heard } = fakeAtNoon()
  const method = fake.payer.pay((await open('lnk_1.1', { saveMethod: true })).externalId).savedMethod!
  const charge = (payment: string) => {
    const amount = money('20.00', 'EUR')
    const context = { idempotencyKey: payment }
    return fake.charge!({ payment, customer: 'cus_ada', method, amount, description: 'No-show' }, context)
  }
  expect((await charge('fee_1')).state).toBe('paid')
  fake.payer.method(method, 'pay later')
  const later = await charge('fee_2')
  expect(later.state).toBe('pending')
  fake.payer.settle(later.externalId)
  fake.payer.method(method, 'decline')
  const declined = await charge('fee_3')
  expect(declined).toMatchObject({ state: 'declined', reason: 'insufficient_funds' })
  expect((await charge('fee_3')).externalId).toBe(declined.externalId)
  fake.payer.method(method, 'ask the payer')
  expect(await charge('fee_4')).toMatchObject({ state: 'authentication_required' })
  expect((await heard()).map(({ type, checkout }) => [type, checkout])).toEqual([
    ['payment.succeeded', 'lnk_1.1'],
    ['payment.succeeded', 'fee_1'],
    ['payment.pending', 'fee_2'],
    ['payment.succeeded', 'fee_2'],
    ['payment.failed', 'fee_3'],
    ['payment.failed', 'fee_4'],
  ])
})

test('a hold that runs out goes free by itself', async () => {
  const { fake, open, heard } = fakeAtNoon()
  const checkout = await open('lnk_1.1', { capture: 'hold' })
  const payment = fake.payer.pay(checkout.externalId)
  fake.bank.releaseHold(payment.externalId)
  expect((await heard()).map(({ type }) => type)).toEqual(['payment.authorised', 'payment.voided'])
  expect((await fake.getCheckout(checkout.externalId, { idempotencyKey: 'look' })).state).toBe('closed')
})

test('a page whose time is over says so once, without being asked', async () => {
  const { clock, open, heard } = fakeAtNoon()
  await open('lnk_1.1', { expiresAt: noon + 1_800_000 })
  clock.now += 1_799_999
  expect(await heard()).toEqual([])
  clock.now += 1
  expect((await heard()).map(({ type, checkout }) => [type, checkout])).toEqual([['checkout.expired', 'lnk_1.1']])
  expect(await heard()).toEqual([])
})

test('what it was told not to offer it refuses: currencies, and amounts below the least', async () => {
  const capabilities = { currencies: ['EUR', 'USD'], minimumCharge: () => 50n }
  const { open } = fakeAtNoon({ capabilities })
  await expect(open('lnk_1.1', { amount: money('100', 'JPY') })).rejects.toMatchObject({ code: 'provider_unsupported' })
  await expect(open('lnk_2.1', { amount: money('0.49', 'EUR') })).rejects.toMatchObject({ code: 'provider_refused' })
  expect((await open('lnk_3.1', { amount: money('0.50', 'EUR') })).state).toBe('open')
})

test.each(['', 'whsec_', 'whsec_not base64', 'whsec_abc'])('%o is no secret to sign with', (secret) => {
  expect(() => fakeProvider({ secrets: ['good', secret] })).toThrow('whsec_ and base64, or any other text')
})

test('every secret is believed, and the first one signs', async () => {
  const secrets = ['whsec_c2VjcmV0', 'the older one'] as const
  const { fake, open, clock } = fakeAtNoon({ secrets })
  fake.payer.pay((await open('lnk_1.1')).externalId)
  const [webhook] = await fake.webhooks()
  const other = fakeProvider({ secrets: ['something else', secrets[0]] })
  expect(await other.receive(webhook!, { now: clock.now })).toMatchObject([{ type: 'payment.succeeded' }])
  const stranger = fakeProvider({ secrets: ['something else', secrets[1]] })
  await expect(stranger.receive(webhook!, { now: clock.now })).rejects.toMatchObject({ code: 'webhook_rejected' })
})
