import { createReceivables, money, ReceivablesError } from '@owekit/core'
import { memoryStore } from '@owekit/core/memory'
import { expect, it, test } from 'vitest'
import { consent, count, eur, heldDeposit, savedCard, shop, type Shop } from './shop.js'

/** A booking of 300.00 that costs 100.00 when nobody comes. */
async function missedBooking(
  { ar }: Shop,
  noShow: 'none' | { amount: ReturnType<typeof eur> } = { amount: eur('100.00') },
) {
  await ar.bookings.request({
    customer: 'cus_ada',
    reference: 'bk_1',
    total: eur('300.00'),
    date: '2026-11-22',
    noShow,
    disclosure: consent,
  })
}

test('a card that was left with consent is listed with it, and charged for what an invoice has open, once', async () => {
  const here = await shop()
  const { method } = await savedCard(here)
  expect((await here.ar.payments.methods({ customer: 'cus_ada' })).items).toEqual([
    { id: method, customer: 'cus_ada', provider: 'fake', method: 'card', savedOn: '2026-11-22', consent },
  ])
  await here.invoice('A-1', '80.00')
  await here.ar.payments.record({
    customer: 'cus_ada',
    id: 'bank',
    amount: eur('30.00'),
    allocate: { specific: [{ invoice: 'inv_A-1' }] },
  })
  await here.ar.payments.charge({ id: 'pay_1', method, invoice: 'inv_A-1' })
  expect((await here.incoming()).find(({ id }) => id === 'pay_1')).toMatchObject({ state: 'asked', method })
  expect(await here.balance()).toEqual(['50.00', '0.00', '0.00', '50.00'])
  const again = await here.ar.payments.charge({ id: 'pay_1', method, invoice: 'inv_A-1' })
  expect(again.replayed).toBe(true)
  await expect(here.ar.payments.charge({ method, invoice: 'inv_A-1' })).rejects.toMatchObject({
    code: 'payment_in_progress',
  })
  await here.ar.worker.tick()
  expect(await here.open('inv_A-1')).toBe('0.00')
  expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '0.00'])
  expect(await here.deliver()).toEqual(['payment.succeeded ignored already_recorded'])
  await expect(here.ar.payments.charge({ method, invoice: 'inv_A-1' })).rejects.toMatchObject({ code: 'nothing_due' })
  expect(await here.isSound()).toBe(true)
})

test('a method is only kept when the payer agreed to words', async () => {
  const here = await shop()
  await here.invoice('A-1', '10.00')
  const { token } = await here.ar.links.forInvoice({ invoice: 'inv_A-1' })
  await expect(here.ar.links.pay(token, { saveMethod: { consent: '' } })).rejects.toMatchObject({
    code: 'invalid_input',
  })
  here.fake.payer.pay((await here.ar.links.pay(token)).checkout)
  await here.deliver()
  expect((await here.ar.payments.methods({ customer: 'cus_ada' })).items).toEqual([])
  const unable = await shop(undefined, { capabilities: { savedMethods: false } })
  await unable.invoice('A-1', '10.00')
  const link = await unable.ar.links.forInvoice({ invoice: 'inv_A-1' })
  const refused = unable.ar.links.pay(link.token, { saveMethod: { consent } })
  await expect(refused).rejects.toMatchObject({ code: 'provider_unsupported' })
})

test('a card that was left with a hold can be charged before the hold is captured', async () => {
  const here = await shop()
  await here.ar.deposits.request({ customer: 'cus_ada', id: 'dpr_1', reference: 'bk_1', amount: eur('100.00') })
  const { token } = await here.ar.links.forDeposit({ request: 'dpr_1', capture: 'hold' })
  const started = await here.ar.links.pay(token, { saveMethod: { consent } })
  const { externalId } = here.fake.payer.pay(started.checkout)
  await here.deliver()
  await here.invoice('A-1', '20.00')
  await here.ar.payments.charge({ method: `pay_fake_${externalId}`, invoice: 'inv_A-1' })
  await here.ar.worker.tick()
  expect(await here.open('inv_A-1')).toBe('0.00')
  await here.ar.payments.capture({ payment: `pay_fake_${externalId}` })
  await here.ar.worker.tick()
  expect((await here.ar.payments.methods({ customer: 'cus_ada' })).items).toHaveLength(1)
  expect(await here.balance()).toEqual(['0.00', '0.00', '100.00', '0.00'])
  expect(await here.isSound()).toBe(true)
})

it.each([
  ['decline', 'insufficient_funds'],
  ['ask the payer', 'authentication_required'],
] as const)(
  'a charge that meets "%s" is an answer: %s, nothing pending, and a link asks instead',
  async (does, reason) => {
    const here = await shop()
    const { method, external } = await savedCard(here)
    here.fake.payer.method(external, does)
    await here.invoice('A-1', '80.00')
    await here.ar.payments.charge({ id: 'pay_1', method, invoice: 'inv_A-1' })
    expect((await here.ar.worker.tick()).problems).toEqual([])
    expect((await here.incoming()).find(({ id }) => id === 'pay_1')).toMatchObject({ state: 'failed', failure: reason })
    expect(await here.deliver()).toEqual(['payment.failed ignored nothing_pending'])
    const { token } = await here.ar.links.forInvoice({ invoice: 'inv_A-1' })
    expect(String((await here.ar.links.pay(token)).amount)).toBe('80.00 EUR')
    expect(await count(here, 'payment.failed')).toBe(1)
    expect(await here.isSound()).toBe(true)
  },
)

test('a charge whose money takes days is pending until it arrives', async () => {
  const here = await shop()
  const { method, external } = await savedCard(here)
  here.fake.payer.method(external, 'pay later')
  await here.invoice('A-1', '80.00')
  await here.ar.payments.charge({ id: 'pay_1', method, invoice: 'inv_A-1' })
  await here.ar.worker.tick()
  const [charge] = (await here.incoming()).filter(({ id }) => id === 'pay_1')
  expect(charge?.state).toBe('pending')
  expect(await here.deliver()).toEqual(['payment.pending ignored already_pending'])
  expect(await here.balance()).toEqual(['80.00', '0.00', '0.00', '80.00'])
  here.fake.payer.settle(charge?.externalId ?? '')
  expect(await here.deliver()).toEqual(['payment.succeeded applied'])
  expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '0.00'])
  expect(await here.ar.payments.get('pay_1')).toMatchObject({ externalId: charge?.externalId })
  expect(await here.isSound()).toBe(true)
})

test('a no-show fee that no invoice asks for is charged as disclosed: income, and the booking owes nothing', async () => {
  const here = await shop()
  const { method } = await savedCard(here)
  await missedBooking(here)
  const before = here.store.snapshot()
  const charge = (amount?: string) =>
    here.ar.payments.charge({ method, booking: 'bk_1', ...(amount === undefined ? {} : { amount: eur(amount) }) })
  await expect(charge('100.01')).rejects.toMatchObject({
    code: 'fee_not_disclosed',
    details: { disclosed: '100.00 EUR' },
  })
  await expect(charge()).rejects.toMatchObject({ code: 'nothing_due' })
  expect(here.store.snapshot()).toBe(before)
  await here.ar.bookings.noShow({ reference: 'bk_1' })
  await charge('60.00')
  await expect(charge('40.01')).rejects.toMatchObject({ code: 'amount_not_payable' })
  await here.ar.worker.tick()
  const { outcome } = await here.ar.bookings.get('bk_1')
  expect([outcome?.kept, outcome?.owed].map(String)).toEqual(['60.00 EUR', '40.00 EUR'])
  await charge()
  await here.ar.worker.tick()
  await expect(charge()).rejects.toMatchObject({ code: 'nothing_due' })
  await here.deliver()
  expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '0.00'])
  expect(await count(here, 'deposit.forfeited')).toBe(2)
  expect(await here.isSound()).toBe(true)
})

test('a fee that was not disclosed is refused, and so is one that was waived', async () => {
  const here = await shop()
  const { method } = await savedCard(here)
  await missedBooking(here, 'none')
  await here.ar.bookings.noShow({ reference: 'bk_1' })
  for (const amount of [eur('1.00'), undefined])
    await expect(here.ar.payments.charge({ method, booking: 'bk_1', ...(amount && { amount }) })).rejects.toMatchObject(
      { code: 'fee_not_disclosed' },
    )
  const other = await shop()
  const card = await savedCard(other)
  await missedBooking(other)
  await other.ar.bookings.noShow({ reference: 'bk_1', waive: true })
  await expect(other.ar.payments.charge({ method: card.method, booking: 'bk_1' })).rejects.toMatchObject({
    code: 'nothing_due',
  })
})

test('a fee that an invoice asks for settles the invoice; one paid meanwhile by bank is not charged', async () => {
  const here = await shop()
  const { method } = await savedCard(here)
  await missedBooking(here)
  await here.ar.invoices.issue({ customer: 'cus_ada', number: 'B-1', total: eur('300.00'), reference: 'bk_1' })
  await here.ar.bookings.noShow({ reference: 'bk_1' })
  expect(await here.open('inv_B-1')).toBe('100.00')
  await here.ar.payments.charge({ id: 'pay_1', method, booking: 'bk_1', amount: eur('30.00') })
  await here.ar.worker.tick()
  expect(await here.open('inv_B-1')).toBe('70.00')
  await here.ar.payments.charge({ id: 'pay_2', method, booking: 'bk_1' })
  const target = { specific: [{ invoice: 'inv_B-1' }] }
  await here.ar.payments.record({ customer: 'cus_ada', id: 'bank', amount: eur('70.00'), allocate: target })
  await here.ar.worker.tick()
  expect((await here.incoming()).find(({ id }) => id === 'pay_2')).toMatchObject({
    state: 'failed',
    failure: 'nothing_due',
  })
  expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '0.00'])
  expect(await here.isSound()).toBe(true)
})

test('an invoice on hold is not charged, not even when the hold came after the charge was asked for', async () => {
  const here = await shop()
  const { method } = await savedCard(here)
  await here.invoice('A-1', '80.00')
  await here.ar.payments.charge({ id: 'pay_1', method, invoice: 'inv_A-1' })
  await here.ar.disputes.open({ id: 'dis_1', invoice: 'inv_A-1', reason: 'goods' })
  await here.ar.worker.tick()
  expect((await here.incoming()).find(({ id }) => id === 'pay_1')).toMatchObject({ failure: 'invoice_on_hold' })
  await expect(here.ar.payments.charge({ method, invoice: 'inv_A-1' })).rejects.toMatchObject({
    code: 'invoice_on_hold',
  })
  expect(await here.isSound()).toBe(true)
})

test('an answer that was lost is `sent`: asked again with the same key, or told by the webhook, it is one payment', async () => {
  for (const how of ['asking', 'webhook']) {
    const keys = new Set<string>()
    let calls = 0
    const here = await shop((fake) => ({
      charge: async (request, context) => {
        keys.add(context.idempotencyKey)
        const answer = await fake.charge!(request, context)
        if (++calls === 1) throw new ReceivablesError('provider_indeterminate', 'No answer.')
        return answer
      },
    }))
    const { method } = await savedCard(here)
    await here.invoice('A-1', '80.00')
    await here.ar.payments.charge({ id: 'pay_1', method, invoice: 'inv_A-1' })
    expect((await here.ar.worker.tick()).problems).toMatchObject([{ kind: 'charge' }])
    expect((await here.incoming()).find(({ id }) => id === 'pay_1')).toMatchObject({ state: 'sent' })
    if (how === 'webhook') expect(await here.deliver()).toEqual(['payment.succeeded applied'])
    here.time.now += 60_000
    await here.ar.worker.tick()
    expect([calls, keys.size]).toEqual([how === 'webhook' ? 1 : 2, 1])
    await here.deliver()
    expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '0.00'])
    expect(await here.isSound()).toBe(true)
  }
})

test('a day after an unknown charge nobody asks again: the provider may have forgotten the key', async () => {
  let calls = 0
  const here = await shop(() => ({
    charge: () => {
      calls++
      throw new ReceivablesError('provider_indeterminate', 'No answer.')
    },
  }))
  const { method } = await savedCard(here)
  await here.invoice('A-1', '80.00')
  await here.ar.payments.charge({ id: 'pay_1', method, invoice: 'inv_A-1' })
  await here.ar.worker.tick()
  here.time.now += 86_400_000
  expect((await here.ar.worker.tick()).problems).toMatchObject([{ kind: 'charge', isGivenUp: true }])
  expect((await here.ar.worker.tick()).problems).toEqual([])
  expect(calls).toBe(1)
  expect((await here.incoming()).find(({ id }) => id === 'pay_1')).toMatchObject({ state: 'sent' })
  expect(await here.balance()).toEqual(['80.00', '0.00', '0.00', '80.00'])
  await here.ar.payments.void({ payment: 'pay_1' })
  expect(await here.balance()).toEqual(['80.00', '0.00', '0.00', '0.00'])
  expect(await here.isSound()).toBe(true)
})

test('a charge that was given up before it was sent is not sent', async () => {
  const here = await shop()
  const { method } = await savedCard(here)
  await here.invoice('A-1', '80.00')
  await here.ar.payments.charge({ id: 'pay_1', method, invoice: 'inv_A-1' })
  await here.ar.payments.void({ payment: 'pay_1' })
  await here.ar.worker.tick()
  expect(await here.deliver()).toEqual([])
  expect(await here.open('inv_A-1')).toBe('80.00')
  expect(await here.isSound()).toBe(true)
})

test('a charge that was given up and whose money came all the same is booked', async () => {
  const here = await shop((fake) => ({
    charge: async (...given) => {
      await fake.charge!(...given)
      throw new ReceivablesError('provider_indeterminate', 'No answer.')
    },
  }))
  const { method } = await savedCard(here)
  await here.invoice('A-1', '80.00')
  await here.ar.payments.charge({ id: 'pay_1', method, invoice: 'inv_A-1' })
  await here.ar.worker.tick()
  await here.ar.payments.void({ payment: 'pay_1' })
  expect(await here.deliver()).toEqual(['payment.succeeded applied'])
  expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '0.00'])
  expect(await here.isSound()).toBe(true)
})

test('a method that was forgotten, or whose customer was erased, is not charged', async () => {
  const here = await shop()
  const { method } = await savedCard(here)
  await here.invoice('A-1', '80.00')
  await here.ar.payments.charge({ id: 'pay_1', method, invoice: 'inv_A-1' })
  await here.ar.payments.forgetMethod({ method })
  await here.ar.worker.tick()
  expect((await here.incoming()).find(({ id }) => id === 'pay_1')).toMatchObject({ failure: 'method_not_found' })
  expect((await here.ar.payments.methods({ customer: 'cus_ada' })).items).toEqual([])
  await expect(here.ar.payments.charge({ method, invoice: 'inv_A-1' })).rejects.toMatchObject({
    code: 'method_not_found',
  })
  const { payment } = await heldDeposit(here)
  const never = here.ar.payments.charge({ method: payment, invoice: 'inv_A-1' })
  await expect(never).rejects.toMatchObject({ code: 'method_not_found' })
  const erased = await shop()
  const card = await savedCard(erased)
  await erased.invoice('A-1', '80.00')
  await erased.ar.customers.erase({ id: 'cus_ada' })
  await expect(erased.ar.payments.charge({ method: card.method, invoice: 'inv_A-1' })).rejects.toMatchObject({
    code: 'customer_erased',
  })
  expect((await erased.ar.payments.methods({ customer: 'cus_ada' })).items).toEqual([])
})

test('twenty charges of one invoice at once: one is asked for, one payment', async () => {
  const here = await shop()
  const { method } = await savedCard(here)
  await here.invoice('A-1', '80.00')
  const all = await Promise.allSettled(
    Array.from({ length: 20 }, () => here.ar.payments.charge({ method, invoice: 'inv_A-1' })),
  )
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await Promise.all(Array.from({ length: 4 }, () => here.ar.worker.tick()))
  await here.deliver()
  expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '0.00'])
  expect(await here.isSound()).toBe(true)
})

test('a charge is asked of the provider in the name its card was left under, also after a merge', async () => {
  const here = await shop()
  const { method } = await savedCard(here)
  await here.ar.customers.open({ id: 'cus_bob', name: 'Bob' })
  await here.ar.customers.merge({ from: 'cus_ada', into: 'cus_bob' })
  await here.ar.invoices.issue({ customer: 'cus_bob', number: 'A-1', total: eur('80.00') })
  await here.ar.payments.charge({ method, invoice: 'inv_A-1' })
  await here.ar.worker.tick()
  expect(await here.open('inv_A-1')).toBe('0.00')
  expect(await here.isSound()).toBe(true)
})

test('holds, captures, charges and kept methods are restored from an exported journal', async () => {
  const here = await shop()
  const { method, external } = await savedCard(here)
  const { payment } = await heldDeposit(here)
  await missedBooking(here)
  await here.ar.bookings.noShow({ reference: 'bk_1' })
  await here.ar.payments.capture({ payment, amount: eur('40.00') })
  await here.ar.payments.charge({ method, booking: 'bk_1', amount: eur('30.00') })
  await here.ar.worker.tick()
  here.fake.payer.method(external, 'decline')
  await here.ar.payments.charge({ method, booking: 'bk_1', amount: eur('20.00') })
  await here.ar.worker.tick()
  await here.invoice('A-1', '9.00')
  await here.ar.payments.charge({ id: 'pay_open', method, invoice: 'inv_A-1' })
  const lines: string[] = []
  for await (const line of here.ar.journal.export('json')) lines.push(line)
  const restored = createReceivables({ store: memoryStore() })
  await restored.journal.import(lines)
  expect((await restored.payments.incoming({ customer: 'cus_ada' })).items).toEqual(await here.incoming())
  expect((await restored.payments.methods({ customer: 'cus_ada' })).items).toHaveLength(1)
  expect((await restored.bookings.get('bk_1')).outcome).toEqual((await here.ar.bookings.get('bk_1')).outcome)
  expect((await restored.verify()).ok).toBe(true)
})

test('an amount to be captured is told in its own currency', async () => {
  const here = await shop()
  await here.ar.deposits.request({ customer: 'cus_ada', id: 'dpr_1', reference: 'bk_1', amount: money('9990', 'JPY') })
  const { token } = await here.ar.links.forDeposit({ request: 'dpr_1', capture: 'hold' })
  const { externalId } = here.fake.payer.pay((await here.ar.links.pay(token)).checkout)
  await here.deliver()
  const { facts } = await here.ar.payments.capture({ payment: `pay_fake_${externalId}`, amount: money('990', 'JPY') })
  expect(facts).toMatchObject([{ type: 'capture.requested', data: { amount: '990', currency: 'JPY' } }])
})
