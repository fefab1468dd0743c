import { expect, test } from 'vitest'
import { toDecimal } from '@owekit/core'
import { eur, shop, type Shop, type Tamper } from './shop.js'

/** What the postings of an account come to, in cents. */
async function sumOf({ ar }: Shop, account: string): Promise<number> {
  let sum = 0
  for await (const { postings } of ar.journal.read({ customer: 'cus_ada' }))
    for (const line of postings)
      if (line.account === account) sum += Math.round(Number.parseFloat(String(line.amount)) * 100)
  return sum
}

/** clearing, chargeback loss, forfeit income: in cents. */
async function books(here: Shop): Promise<number[]> {
  return [await sumOf(here, 'cash_clearing'), await sumOf(here, 'chargeback_loss'), await sumOf(here, 'forfeit_income')]
}

async function paid({ ar, fake, deliver, invoice }: Shop, amount: string): Promise<string> {
  await invoice('A-1', amount)
  const { token } = await ar.links.forInvoice({ invoice: 'inv_A-1' })
  const { externalId } = fake.payer.pay((await ar.links.pay(token)).checkout)
  await deliver()
  return externalId
}

/** A deposit of 100.00 for booking bk_1, paid through its link. */
async function deposit({ ar, fake, deliver }: Shop): Promise<{ external: string; payment: string; token: string }> {
  await ar.deposits.request({ customer: 'cus_ada', id: 'dpr_1', reference: 'bk_1', amount: eur('100.00') })
  const { token } = await ar.links.forDeposit({ request: 'dpr_1' })
  const { externalId } = fake.payer.pay((await ar.links.pay(token)).checkout)
  await deliver()
  return { external: externalId, payment: `pay_fake_${externalId}`, token }
}

/** What a link asks for, and how it stands. */
async function asks({ ar }: Shop, token: string): Promise<string> {
  const { state, amount } = await ar.links.resolve(token)
  return `${state} ${toDecimal(amount)}`
}

/** Refunds stay on their way; gives what the provider called the last one. */
async function slowRefunds(): Promise<{ here: Shop; refundId: () => string }> {
  let last = ''
  const tamper: Tamper = (fake) => ({
    refund: async (request, options) => {
      const answer = await fake.refund!(request, options)
      last = answer.externalId
      return answer
    },
  })
  const here = await shop(tamper)
  here.fake.bank.holdRefunds(true)
  return { here, refundId: () => last }
}

test('bug: a chargeback of a payment that was partly refunded took only what was left of it', async () => {
  const here = await shop()
  const { ar, fake, deliver } = here
  const payment = await paid(here, '200.00')
  await ar.payments.refund({ payment: `pay_fake_${payment}`, amount: eur('50.00'), as: 'credit' })
  await ar.worker.tick()
  await deliver()
  expect(await books(here)).toEqual([15000, 0, 0])
  const dispute = fake.bank.dispute(payment, { amount: eur('200.00') })
  expect(await deliver()).toEqual(['dispute.opened applied'])
  expect(await books(here)).toEqual([-5000, 5000, 0])
  expect(await here.balance()).toEqual(['150.00', '0.00', '0.00', '0.00'])
  const { log } = await ar.disputes.get(`dsp_fake_${dispute.externalId}`)
  expect(log).toMatchObject([{ text: '50.00 EUR more was taken than the payment had left: a loss.' }])
  const { token } = await ar.links.forInvoice({ invoice: 'inv_A-1' })
  expect(await asks(here, token)).toBe('payable 150.00')
  fake.bank.win(dispute.externalId)
  expect(await deliver()).toEqual(['dispute.reinstated applied', 'dispute.won ignored already_known'])
  expect(await books(here)).toEqual([15000, 0, 0])
  expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '0.00'])
  expect(await asks(here, token)).toBe('paid 0.00')
  expect(await here.isSound()).toBe(true)
})

test('bug: a refund that failed after a chargeback of the rest left the books with the money', async () => {
  const { here, refundId } = await slowRefunds()
  const { ar, fake, deliver } = here
  const payment = await paid(here, '1000.00')
  await ar.payments.refund({ payment: `pay_fake_${payment}`, amount: eur('300.00'), as: 'credit' })
  await ar.worker.tick()
  await deliver()
  fake.bank.dispute(payment, { amount: eur('700.00') })
  expect(await deliver()).toEqual(['dispute.opened applied'])
  expect(await books(here)).toEqual([0, 0, 0])
  expect(await here.balance()).toEqual(['700.00', '0.00', '0.00', '0.00'])
  fake.bank.failRefund(refundId())
  expect(await deliver()).toEqual(['refund.failed applied'])
  expect(await books(here)).toEqual([30000, 0, 0])
  expect(await here.balance()).toEqual(['700.00', '300.00', '0.00', '0.00'])
  expect(await here.isSound()).toBe(true)
})

test('bug: a refund that fails after a chargeback of the whole covers what was lost, and a win brings all of it', async () => {
  const { here, refundId } = await slowRefunds()
  const { ar, fake, deliver } = here
  const payment = await paid(here, '1000.00')
  await ar.payments.refund({ payment: `pay_fake_${payment}`, amount: eur('300.00'), as: 'credit' })
  await ar.worker.tick()
  await deliver()
  const dispute = fake.bank.dispute(payment)
  await deliver()
  // The refund counts as gone from the day it is asked for.
  expect(await books(here)).toEqual([-30000, 30000, 0])
  fake.bank.failRefund(refundId())
  await deliver()
  expect(await books(here)).toEqual([0, 0, 0])
  expect(await here.balance()).toEqual(['700.00', '0.00', '0.00', '0.00'])
  fake.bank.win(dispute.externalId)
  await deliver()
  expect(await books(here)).toEqual([100000, 0, 0])
  expect(await here.balance()).toEqual(['0.00', '300.00', '0.00', '0.00'])
  expect(await here.isSound()).toBe(true)
})

test('bug: a refund that fails after the chargeback was won was sent away in the books', async () => {
  const { here, refundId } = await slowRefunds()
  const { ar, fake, deliver } = here
  const payment = await paid(here, '1000.00')
  await ar.payments.refund({ payment: `pay_fake_${payment}`, amount: eur('300.00'), as: 'credit' })
  await ar.worker.tick()
  await deliver()
  const dispute = fake.bank.dispute(payment)
  await deliver()
  fake.bank.win(dispute.externalId)
  await deliver()
  expect(await books(here)).toEqual([70000, 0, 0])
  fake.bank.failRefund(refundId())
  expect(await deliver()).toEqual(['refund.failed applied'])
  expect(await books(here)).toEqual([100000, 0, 0])
  expect(await here.balance()).toEqual(['0.00', '300.00', '0.00', '0.00'])
  expect(await here.isSound()).toBe(true)
})

test('bug: a part that is more than is left: the refund that fails later covers it, the rest is the customer’s', async () => {
  const { here, refundId } = await slowRefunds()
  const { ar, fake, deliver } = here
  const payment = await paid(here, '200.00')
  await ar.payments.refund({ payment: `pay_fake_${payment}`, amount: eur('100.00'), as: 'credit' })
  await ar.worker.tick()
  await deliver()
  const dispute = fake.bank.dispute(payment, { amount: eur('150.00') })
  await deliver()
  expect(await books(here)).toEqual([-5000, 5000, 0])
  fake.bank.failRefund(refundId())
  await deliver()
  expect(await books(here)).toEqual([5000, 0, 0])
  expect(await here.balance()).toEqual(['100.00', '50.00', '0.00', '0.00'])
  fake.bank.win(dispute.externalId)
  await deliver()
  expect(await books(here)).toEqual([20000, 0, 0])
  expect(await here.balance()).toEqual(['0.00', '100.00', '0.00', '0.00'])
  expect(await here.isSound()).toBe(true)
})

test('bug: a chargeback of a payment that was refunded whole waited for a person who could not book it', async () => {
  const here = await shop()
  const { ar, fake, deliver } = here
  const payment = await paid(here, '100.00')
  await ar.payments.refund({ payment: `pay_fake_${payment}`, amount: eur('100.00'), as: 'credit' })
  await ar.worker.tick()
  await deliver()
  const dispute = fake.bank.dispute(payment)
  fake.misbehave({ copies: 2 })
  expect(await deliver()).toContain('dispute.opened applied')
  expect(await books(here)).toEqual([-10000, 10000, 0])
  fake.bank.win(dispute.externalId)
  await deliver()
  expect(await books(here)).toEqual([0, 0, 0])
  expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '0.00'])
  expect(await here.isSound()).toBe(true)
})

test('bug: a chargeback of a partly forfeited deposit booked only the rest of it', async () => {
  const here = await shop()
  const { ar, fake, deliver } = here
  const { external, payment, token } = await deposit(here)
  await ar.deposits.forfeit({ deposit: payment, amount: eur('60.00') })
  expect(await books(here)).toEqual([10000, 0, -6000])
  const dispute = fake.bank.dispute(external)
  expect(await deliver()).toEqual(['dispute.opened applied'])
  expect(await books(here)).toEqual([0, 0, 0])
  expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '0.00'])
  expect(await asks(here, token)).toBe('payable 100.00')
  fake.bank.win(dispute.externalId)
  expect(await deliver()).toEqual(['dispute.reinstated applied', 'dispute.won ignored already_known'])
  expect(await books(here)).toEqual([10000, 0, -6000])
  expect(await here.balance()).toEqual(['0.00', '0.00', '40.00', '0.00'])
  expect(await asks(here, token)).toBe('paid 0.00')
  expect(await here.isSound()).toBe(true)
})

test('bug: a chargeback of a deposit that was forfeited whole, or of a part of it, could not be booked', async () => {
  for (const [taken, forfeited, asked] of [
    ['100.00', 0, 'payable 100.00'],
    ['30.00', -7000, 'payable 30.00'],
  ] as const) {
    const here = await shop()
    const { external, payment, token } = await deposit(here)
    await here.ar.deposits.forfeit({ deposit: payment })
    const dispute = here.fake.bank.dispute(external, { amount: eur(taken) })
    expect(await here.deliver()).toEqual(['dispute.opened applied'])
    expect(await books(here)).toEqual([10000 - Number(taken) * 100, 0, forfeited])
    expect(await asks(here, token)).toBe(asked)
    here.fake.bank.win(dispute.externalId)
    await here.deliver()
    expect(await books(here)).toEqual([10000, 0, -10000])
    expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '0.00'])
    expect(await asks(here, token)).toBe('paid 0.00')
    expect(await here.isSound()).toBe(true)
  }
})

test('bug: a deposit that came back after a chargeback was no deposit of its booking any more', async () => {
  for (const [amount, left] of [
    ['100.00', '0.00'],
    ['30.00', '70.00'],
  ] as const) {
    const here = await shop()
    const { external, token } = await deposit(here)
    const dispute = here.fake.bank.dispute(external, { amount: eur(amount) })
    await here.deliver()
    expect(await here.balance()).toEqual(['0.00', '0.00', left, '0.00'])
    expect(await asks(here, token)).toBe(`payable ${amount}`)
    here.fake.bank.win(dispute.externalId)
    await here.deliver()
    expect(await here.balance()).toEqual(['0.00', '0.00', '100.00', '0.00'])
    expect(await books(here)).toEqual([10000, 0, 0])
    expect(await asks(here, token)).toBe('paid 0.00')
    const back = await here.ar.payments.get(`pay_fake_${external}_back_${dispute.externalId}`)
    expect(back).toMatchObject({ kind: 'deposit', reference: 'bk_1' })
    expect(await here.isSound()).toBe(true)
  }
})

test('bug: a deposit that had settled its invoice settles it again when it comes back, and what was free is free', async () => {
  const here = await shop()
  const { ar, fake, deliver } = here
  const { external, payment, token } = await deposit(here)
  await ar.deposits.release({ deposit: payment, amount: eur('20.00') })
  const issuedOn = '2026-11-22'
  const invoice = { customer: 'cus_ada', number: 'B-1', total: eur('50.00'), issuedOn, dueOn: '2026-12-22' }
  await ar.invoices.issue({ ...invoice, reference: 'bk_1' })
  const settled = async () => [await here.open('inv_B-1'), ...(await here.balance())]
  expect(await settled()).toEqual(['0.00', '0.00', '20.00', '30.00', '0.00'])
  const dispute = fake.bank.dispute(external)
  await deliver()
  expect(await settled()).toEqual(['50.00', '50.00', '0.00', '0.00', '0.00'])
  fake.bank.win(dispute.externalId)
  await deliver()
  expect(await settled()).toEqual(['0.00', '0.00', '20.00', '30.00', '0.00'])
  expect(await books(here)).toEqual([10000, 0, 0])
  expect(await asks(here, token)).toBe('paid 0.00')
  expect(await here.isSound()).toBe(true)
})

test('bug: a refund of a deposit that failed left the deposit on account', async () => {
  const { here, refundId } = await slowRefunds()
  const { ar, fake, deliver } = here
  const { payment, token } = await deposit(here)
  await ar.payments.refund({ payment, amount: eur('40.00') })
  await ar.worker.tick()
  await deliver()
  expect(await here.balance()).toEqual(['0.00', '0.00', '60.00', '0.00'])
  expect(await asks(here, token)).toBe('payable 40.00')
  fake.bank.failRefund(refundId())
  expect(await deliver()).toEqual(['refund.failed applied'])
  expect(await here.balance()).toEqual(['0.00', '0.00', '100.00', '0.00'])
  expect(await books(here)).toEqual([10000, 0, 0])
  expect(await asks(here, token)).toBe('paid 0.00')
  expect(await here.isSound()).toBe(true)
})

test('bug: a second dispute, after the first was won, took money and the books said nothing', async () => {
  const here = await shop()
  const { ar, fake, deliver } = here
  const payment = await paid(here, '100.00')
  const first = fake.bank.dispute(payment)
  await deliver()
  fake.bank.win(first.externalId)
  await deliver()
  expect(await books(here)).toEqual([10000, 0, 0])
  const second = fake.bank.dispute(payment)
  expect(await deliver()).toEqual(['dispute.opened applied'])
  expect(await books(here)).toEqual([0, 10000, 0])
  expect((await ar.disputes.get(`dsp_fake_${second.externalId}`)).log).toHaveLength(1)
  fake.bank.lose(second.externalId)
  expect(await deliver()).toEqual(['dispute.lost applied'])
  expect(await books(here)).toEqual([0, 10000, 0])
  expect(await here.isSound()).toBe(true)
})

test('a payment that was reversed by hand is not taken again by the dispute that tells of it', async () => {
  const here = await shop()
  const payment = await paid(here, '100.00')
  await here.ar.payments.reverse({ payment: `pay_fake_${payment}`, reason: 'chargeback' })
  here.fake.bank.dispute(payment)
  await here.deliver()
  expect(await books(here)).toEqual([0, 0, 0])
  expect(await here.isSound()).toBe(true)
})

test('however often and in whatever order a chargeback is told, its loss is booked once and covered once', async () => {
  for (const seed of [1, 2, 3, 4]) {
    const here = await shop()
    const { ar, fake, deliver } = here
    const payment = await paid(here, '200.00')
    await ar.payments.refund({ payment: `pay_fake_${payment}`, amount: eur('50.00'), as: 'credit' })
    await ar.worker.tick()
    await deliver()
    const dispute = fake.bank.dispute(payment, { withdrawn: false })
    fake.bank.withdraw(dispute.externalId)
    fake.bank.win(dispute.externalId)
    const told = await fake.webhooks()
    const turned = [...told.slice(seed % told.length), ...told.slice(0, seed % told.length), ...told]
    for (const request of turned) await ar.intake.receive('fake', request)
    await ar.worker.tick()
    expect(await books(here)).toEqual([15000, 0, 0])
    expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '0.00'])
    expect(await here.isSound()).toBe(true)
  }
})
