import { expect, test } from 'vitest'
import { count, eur, shop, type Shop } from './shop.js'

async function paidInvoice({ ar, fake, deliver, invoice }: Shop): Promise<string> {
  await invoice('A-1', '100.00')
  const { token } = await ar.links.forInvoice({ invoice: 'inv_A-1' })
  const { externalId } = fake.payer.pay((await ar.links.pay(token)).checkout)
  await deliver()
  return externalId
}

test('what a bank disputes is a dispute like any other: its hold has its name, and a person who ends it lets go', async () => {
  const here = await shop()
  const payment = await paidInvoice(here)
  const { externalId } = here.fake.bank.dispute(payment, { withdrawn: false })
  here.fake.misbehave({ copies: 3 })
  expect(await here.deliver()).toEqual(['dispute.opened applied'])
  const id = `dsp_fake_${externalId}`
  expect(await here.ar.disputes.get(id)).toMatchObject({ hold: `hold_${id}`, reason: 'fraudulent', outcome: '' })
  expect((await here.ar.invoices.get('inv_A-1')).holds).toMatchObject([{ id: `hold_${id}`, reason: 'chargeback' }])
  await here.ar.disputes.resolve({ dispute: id, outcome: 'rejected' })
  expect((await here.ar.invoices.get('inv_A-1')).holds).toEqual([])
  here.fake.bank.win(externalId)
  await here.deliver()
  expect(await count(here, 'dispute.resolved')).toBe(1)
  expect(await here.isSound()).toBe(true)
})

test('one that is lost stays held for a person; one that is won is held no longer', async () => {
  for (const [outcome, holds] of [
    ['lose', 1],
    ['win', 0],
  ] as const) {
    const here = await shop()
    const { externalId } = here.fake.bank.dispute(await paidInvoice(here))
    here.fake.bank[outcome](externalId)
    await here.deliver()
    const { holds: found, open } = await here.ar.invoices.get('inv_A-1')
    expect([found.length, String(open)]).toEqual([holds, outcome === 'lose' ? '100.00 EUR' : '0.00 EUR'])
    expect(await here.ar.disputes.get(`dsp_fake_${externalId}`)).toMatchObject({
      outcome: outcome === 'lose' ? 'lost' : 'won',
    })
    expect(await here.isSound()).toBe(true)
  }
})

test('money set against another invoice after it was disputed: that invoice is held too when the money goes', async () => {
  const here = await shop()
  const payment = await paidInvoice(here)
  const dispute = here.fake.bank.dispute(payment, { withdrawn: false })
  await here.deliver()
  await here.invoice('A-2', '100.00')
  for await (const { id } of here.ar.allocations.list({ payment: `pay_fake_${payment}` }))
    await here.ar.allocations.move({ allocation: id, to: 'inv_A-2' })
  here.fake.bank.withdraw(dispute.externalId)
  expect(await here.deliver()).toEqual(['dispute.withdrawn applied'])
  const held = async () =>
    (await Promise.all(['inv_A-1', 'inv_A-2'].map((id) => here.ar.invoices.get(id)))).map(({ holds }) => holds.length)
  expect(await held()).toEqual([1, 1])
  expect([await here.open('inv_A-1'), await here.open('inv_A-2')]).toEqual(['100.00', '100.00'])
  here.fake.bank.win(dispute.externalId)
  await here.deliver()
  expect(await held()).toEqual([0, 0])
  expect(await here.isSound()).toBe(true)
})

test('a dispute of more than was paid waits for a person', async () => {
  const here = await shop()
  here.fake.bank.dispute(await paidInvoice(here), { amount: eur('100.01') })
  expect(await here.deliver()).toEqual(['dispute.opened held dispute_exceeds_amount'])
  expect(await count(here, 'dispute.opened')).toBe(0)
  expect(await here.isSound()).toBe(true)
})
