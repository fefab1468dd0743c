import { expect, test } from 'vitest'
import { toDecimal } from '@owekit/core'
import { eur, shop, type Shop } from './shop.js'

/** What a link asks for, and how it stands. */
async function asks({ ar }: Shop, token: string): Promise<string> {
  const { state, amount } = await ar.links.resolve(token)
  return `${state} ${toDecimal(amount)}`
}

/** Orders a payment that takes days through a link; gives the provider's name of it. */
async function announced({ ar, fake, deliver }: Shop, token: string): Promise<string> {
  const { externalId } = fake.payer.announce((await ar.links.pay(token)).checkout)
  await deliver()
  return externalId
}

test('bug: an invoice whose payment was on its way was asked for again once a plan had new parts for it', async () => {
  const here = await shop()
  const { ar, fake, deliver } = here
  await here.invoice('A-1', '900.00')
  const { token } = await ar.links.forInvoice({ invoice: 'inv_A-1' })
  const payment = await announced(here, token)
  await ar.plans.agree({ invoice: 'inv_A-1', monthly: { parts: 3, firstDueOn: '2026-12-31' } })
  expect(await asks(here, token)).toBe('in_progress 0.00')
  const [first] = (await ar.invoices.get('inv_A-1')).instalments.filter(({ open }) => open.minor > 0n)
  const part = await ar.links.forInvoice({ invoice: 'inv_A-1', instalment: first!.no })
  expect(await asks(here, part.token)).toBe('in_progress 0.00')
  fake.payer.settle(payment)
  expect(await deliver()).toEqual(['payment.succeeded applied'])
  expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '0.00'])
  expect(await asks(here, token)).toBe('paid 0.00')
})

test('bug: a booking on another day asked again for what was on its way', async () => {
  const here = await shop()
  const { ar } = here
  await ar.bookings.request({
    customer: 'cus_ada',
    reference: 'bk_1',
    total: eur('400.00'),
    date: '2026-12-20',
    rule: { ask: 'none' },
    policy: { windows: [], after: 'none' },
  })
  const dates = { issuedOn: '2026-11-22', dueOn: '2026-12-13' }
  await ar.invoices.issue({ customer: 'cus_ada', number: 'A-1', total: eur('400.00'), reference: 'bk_1', ...dates })
  const { token } = await ar.links.forReference({ customer: 'cus_ada', reference: 'bk_1' })
  await announced(here, token)
  await ar.bookings.reschedule({ reference: 'bk_1', date: '2027-01-03' })
  expect(await asks(here, token)).toBe('in_progress 0.00')
  await expect(ar.links.pay(token)).rejects.toMatchObject({ code: 'payment_in_progress' })
})

test('bug: a payment on its way with its early-payment discount left the discount to be paid as well', async () => {
  const here = await shop()
  const { ar } = here
  await ar.invoices.issue({
    customer: 'cus_ada',
    number: 'A-1',
    total: eur('100.00'),
    issuedOn: '2026-11-22',
    terms: '2/10 net 30',
  })
  const { token } = await ar.links.forInvoice({ invoice: 'inv_A-1' })
  expect(await asks(here, token)).toBe('payable 98.00')
  const payment = await announced(here, token)
  expect(await asks(here, token)).toBe('in_progress 0.00')
  here.fake.payer.settle(payment)
  await here.deliver()
  expect(await here.open('inv_A-1')).toBe('0.00')
})

test('bug: a part on its way did not count towards the early-payment discount of the rest', async () => {
  const here = await shop()
  const { ar, fake } = here
  await ar.invoices.issue({
    customer: 'cus_ada',
    number: 'A-1',
    total: eur('100.00'),
    issuedOn: '2026-11-22',
    terms: '2/10 net 30',
  })
  const { token } = await ar.links.forInvoice({ invoice: 'inv_A-1', minimum: eur('10.00') })
  const { externalId } = fake.payer.announce((await ar.links.pay(token, { amount: eur('40.00') })).checkout)
  await here.deliver()
  expect(await asks(here, token)).toBe('payable 58.00')
  fake.payer.settle(externalId)
  await here.deliver()
  expect(await asks(here, token)).toBe('payable 58.00')
})

test('bug: a checkout for an invoice that was paid meanwhile was given for another of the same amount', async () => {
  const here = await shop()
  const { ar, fake } = here
  await here.invoice('A-1', '100.00')
  const { token } = await ar.links.forBalance({ customer: 'cus_ada' })
  const first = await ar.links.pay(token)
  await ar.payments.record({ customer: 'cus_ada', id: 'pay_bank', amount: eur('100.00') })
  await here.invoice('B-1', '100.00')
  const second = await ar.links.pay(token)
  expect(second.checkout).not.toBe(first.checkout)
  expect((await fake.getCheckout(first.checkout, { idempotencyKey: 'look' })).state).toBe('closed')
  fake.payer.announce(second.checkout)
  await here.deliver()
  expect(await asks(here, token)).toBe('in_progress 0.00')
})

test('bug: a balance asked for what a payment on its way will leave on account', async () => {
  const here = await shop()
  const { ar, fake } = here
  await here.invoice('A-1', '100.00')
  const { token } = await ar.links.forBalance({ customer: 'cus_ada' })
  const payment = await announced(here, token)
  await ar.payments.record({ customer: 'cus_ada', id: 'pay_bank', amount: eur('100.00') })
  await here.invoice('B-1', '150.00')
  expect(await asks(here, token)).toBe('payable 50.00')
  fake.payer.settle(payment)
  await here.deliver()
  expect(await asks(here, token)).toBe('payable 50.00')
})

test('bug: what was paid for a part that a plan had replaced stayed on account, and the invoice asked for it again', async () => {
  const here = await shop()
  const { ar, fake } = here
  await here.invoice('A-1', '900.00')
  await ar.plans.agree({ id: 'plan_1', invoice: 'inv_A-1', monthly: { parts: 3, firstDueOn: '2026-12-31' } })
  const whole = await ar.links.forInvoice({ invoice: 'inv_A-1' })
  const { token } = await ar.links.forInvoice({ invoice: 'inv_A-1', instalment: 2 })
  const { checkout } = await ar.links.pay(token)
  await ar.plans.cancel({ plan: 'plan_1' })
  fake.payer.pay(checkout)
  await here.deliver()
  expect(await here.balance()).toEqual(['600.00', '0.00', '0.00', '0.00'])
  expect(await asks(here, whole.token)).toBe('payable 600.00')
  expect(await here.isSound()).toBe(true)
})

test('money held on a card for one invoice keeps nobody from paying another', async () => {
  const here = await shop()
  const { ar, fake } = here
  await here.invoice('A-1', '100.00')
  const { token } = await ar.links.forInvoice({ invoice: 'inv_A-1', capture: 'hold' })
  fake.payer.pay((await ar.links.pay(token)).checkout)
  await here.deliver()
  await ar.payments.record({ customer: 'cus_ada', id: 'pay_bank', amount: eur('100.00') })
  await here.invoice('B-1', '100.00')
  const balance = await ar.links.forBalance({ customer: 'cus_ada' })
  expect(await asks(here, balance.token)).toBe('payable 100.00')
})
