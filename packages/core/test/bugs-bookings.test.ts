import { expect, test } from 'vitest'
import { money, toDecimal } from '@owekit/core'
import { consent, count, eur, heldDeposit, savedCard, shop, type Shop } from './shop.js'

/** A booking of 300.00 with a deposit of 100.00, that costs `fee` when nobody comes. */
async function booked({ ar }: Shop, fee = '100.00'): Promise<string> {
  const { request } = await ar.bookings.request({
    customer: 'cus_ada',
    reference: 'bk_1',
    total: eur('300.00'),
    date: '2026-11-22',
    rule: { ask: { amount: eur('100.00') } },
    policy: { windows: [], after: 'none' },
    noShow: { amount: eur(fee) },
    disclosure: consent,
  })
  return request
}

const billed = ({ ar }: Shop, number: string, amount: string) =>
  ar.invoices.issue({
    customer: 'cus_ada',
    number,
    total: eur(amount),
    issuedOn: '2026-11-22',
    dueOn: '2026-12-13',
    reference: 'bk_1',
  })

async function asks({ ar }: Shop, token: string): Promise<string> {
  const { state, amount } = await ar.links.resolve(token)
  return `${state} ${toDecimal(amount)}`
}

test.each(['the card', 'bank'])(
  'bug: a fee that an invoice asked for and %s had paid was charged again',
  async (how) => {
    const here = await shop()
    const { ar } = here
    const { method } = await savedCard(here)
    await booked(here)
    await billed(here, 'A-1', '300.00')
    await ar.bookings.noShow({ reference: 'bk_1' })
    expect(await here.open('inv_A-1')).toBe('100.00')
    if (how === 'bank') await ar.payments.record({ customer: 'cus_ada', id: 'bank', amount: eur('100.00') })
    else await ar.payments.charge({ id: 'pay_1', method, booking: 'bk_1' })
    await ar.worker.tick()
    expect(await here.open('inv_A-1')).toBe('0.00')
    await expect(ar.payments.charge({ id: 'pay_2', method, booking: 'bk_1' })).rejects.toMatchObject({
      code: 'nothing_due',
    })
  },
)

test('bug: a fee that was invoiced after the booking had ended, and paid, was charged again', async () => {
  const here = await shop()
  const { ar } = here
  const { method } = await savedCard(here)
  await booked(here)
  await ar.bookings.noShow({ reference: 'bk_1' })
  await billed(here, 'A-1', '100.00')
  await ar.payments.record({ customer: 'cus_ada', id: 'bank', amount: eur('100.00') })
  await expect(ar.payments.charge({ method, booking: 'bk_1' })).rejects.toMatchObject({ code: 'nothing_due' })
  // Another invoice of the booking is no fee.
  await billed(here, 'A-2', '40.00')
  await expect(ar.payments.charge({ method, booking: 'bk_1' })).rejects.toMatchObject({ code: 'nothing_due' })
})

test('what a fee comes to beyond the invoices is charged besides, and no more', async () => {
  const here = await shop()
  const { ar } = here
  const { method } = await savedCard(here)
  await booked(here, '300.00')
  await billed(here, 'A-1', '100.00')
  await ar.bookings.noShow({ reference: 'bk_1' })
  for (const amount of ['100.00', '200.00']) {
    const { facts } = await ar.payments.charge({ method, booking: 'bk_1' })
    expect(facts[0]?.data['amount']).toBe(amount)
    await ar.worker.tick()
  }
  await expect(ar.payments.charge({ method, booking: 'bk_1' })).rejects.toMatchObject({ code: 'nothing_due' })
  expect(await here.isSound()).toBe(true)
})

test('bug: a deposit held on a card was captured for a no-show, and the fee was charged besides', async () => {
  const here = await shop()
  const { ar, fake, deliver } = here
  const { token } = await ar.links.forDeposit({ request: await booked(here), capture: 'hold' })
  const { externalId } = fake.payer.pay((await ar.links.pay(token, { saveMethod: { consent } })).checkout)
  await deliver()
  const payment = `pay_fake_${externalId}`
  await ar.bookings.noShow({ reference: 'bk_1' })
  await expect(ar.payments.charge({ method: payment, booking: 'bk_1' })).rejects.toMatchObject({
    code: 'payment_in_progress',
  })
  await ar.payments.capture({ payment, amount: eur('60.00') })
  await ar.worker.tick()
  await deliver()
  expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '0.00'])
  expect(await count(here, 'deposit.forfeited')).toBe(1)
  const { outcome } = await ar.bookings.get('bk_1')
  expect([outcome?.kept, outcome?.owed].map(String)).toEqual(['60.00 EUR', '40.00 EUR'])
  const { facts } = await ar.payments.charge({ method: payment, booking: 'bk_1' })
  expect(facts[0]?.data['amount']).toBe('40.00')
  expect(await here.isSound()).toBe(true)
})

test('bug: the deposit link of a booking that had ended took money, which nobody gave back', async () => {
  const here = await shop()
  const { ar, fake, deliver } = here
  const { token } = await ar.links.forDeposit({ request: await booked(here) })
  const { checkout } = await ar.links.pay(token)
  await ar.bookings.cancel({ reference: 'bk_1', by: 'customer' })
  expect(await asks(here, token)).toBe('cancelled 100.00')
  await expect(ar.links.pay(token)).rejects.toMatchObject({ code: 'link_revoked' })
  // Who was on the provider's page already paid: it is their money, and not held for anything.
  fake.payer.pay(checkout)
  expect(await deliver()).toEqual(['payment.succeeded applied'])
  expect(await here.balance()).toEqual(['0.00', '100.00', '0.00', '0.00'])
  expect(await asks(here, token)).toBe('paid 0.00')
  expect(await here.isSound()).toBe(true)
})

test('bug: a deposit of 100.00 EUR was paid by 10000 JPY', async () => {
  const here = await shop()
  const { ar, fake, deliver } = here
  await ar.deposits.request({
    customer: 'cus_ada',
    id: 'dpr_1',
    reference: 'bk_1',
    amount: eur('100.00'),
    dueOn: '2026-11-22',
  })
  const { token } = await ar.links.forDeposit({ request: 'dpr_1' })
  const says = { amount: money('10000', 'JPY') }
  fake.payer.pay((await ar.links.pay(token)).checkout, { says })
  expect(await deliver()).toEqual(['payment.succeeded held currency_mismatch'])
  for await (const { event } of ar.intake.list()) await ar.intake.resolve({ provider: 'fake', event, action: 'apply' })
  expect(await asks(here, token)).toBe('payable 100.00')
  here.time.now += 86_400_000
  await ar.worker.tick()
  expect(await count(here, 'deposit.expired')).toBe(1)
})

test('bug: held euros were booked as the dollars that a provider said it had captured', async () => {
  const here = await shop((fake) => ({
    capture: async (...asked) => ({ ...(await fake.capture!(...asked)), amount: money('100.00', 'USD') }),
  }))
  const { payment } = await heldDeposit(here)
  await here.ar.payments.capture({ payment })
  const { problems } = await here.ar.worker.tick()
  expect(problems).toMatchObject([{ kind: 'authorisation', isGivenUp: false }])
  expect(await count(here, 'payment.settled')).toBe(0)
  // The provider's event says what it has.
  expect(await here.deliver()).toEqual(['payment.succeeded applied'])
  expect(await here.balance()).toEqual(['0.00', '0.00', '100.00', '0.00'])
})
