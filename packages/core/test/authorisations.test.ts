import { ReceivablesError } from '@owekit/core'
import { expect, it, test } from 'vitest'
import { count, eur, heldDeposit, shop } from './shop.js'

test('a deposit that is held on a card is pending and posts no cash; captured, it is a deposit', async () => {
  const here = await shop()
  const { payment } = await heldDeposit(here)
  expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '100.00'])
  expect(await here.incoming()).toMatchObject([{ id: payment, state: 'authorised' }])
  await here.ar.payments.capture({ payment })
  expect(await here.incoming()).toMatchObject([{ state: 'capturing' }])
  expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '100.00'])
  await here.ar.worker.tick()
  expect(await here.balance()).toEqual(['0.00', '0.00', '100.00', '0.00'])
  expect(await here.deliver()).toEqual(['payment.succeeded ignored already_recorded'])
  expect(await here.ar.payments.get(payment)).toMatchObject({ kind: 'deposit', reference: 'bk_1' })
  expect(await here.isSound()).toBe(true)
})

test('the link of a held deposit takes no second payment, and asks again once it was given free', async () => {
  const here = await shop()
  const { payment } = await heldDeposit(here)
  const { token } = await here.ar.links.forDeposit({ request: 'dpr_1', capture: 'hold' })
  await expect(here.ar.links.pay(token)).rejects.toMatchObject({ code: 'payment_in_progress' })
  await here.ar.payments.void({ payment, reason: 'no damage' })
  await here.ar.worker.tick()
  expect(await here.incoming()).toMatchObject([{ state: 'voided', failure: 'no damage' }])
  expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '0.00'])
  expect(await here.deliver()).toEqual(['payment.voided ignored nothing_pending'])
  expect(String((await here.ar.links.pay(token)).amount)).toBe('100.00 EUR')
  expect(await here.isSound()).toBe(true)
})

test('a part is captured and the rest goes free; more than is held never is', async () => {
  const here = await shop()
  const { payment } = await heldDeposit(here)
  const before = here.store.snapshot()
  await expect(here.ar.payments.capture({ payment, amount: eur('100.01') })).rejects.toMatchObject({
    code: 'capture_exceeds_authorised',
    details: { held: '100.00 EUR', asked: '100.01 EUR' },
  })
  expect(here.store.snapshot()).toBe(before)
  await here.ar.payments.capture({ payment, amount: eur('60.00') })
  await here.ar.worker.tick()
  expect(await here.balance()).toEqual(['0.00', '0.00', '60.00', '0.00'])
  await here.ar.payments.capture({ payment, amount: eur('60.00') })
  await expect(here.ar.payments.capture({ payment })).rejects.toMatchObject({ code: 'authorisation_ended' })
  await expect(here.ar.payments.void({ payment })).rejects.toMatchObject({ code: 'authorisation_ended' })
  expect(await here.isSound()).toBe(true)
})

test('twenty captures at once and four workers: one capture', async () => {
  let calls = 0
  const here = await shop((fake) => ({
    capture: (...given) => {
      calls++
      return fake.capture!(...given)
    },
  }))
  const { payment } = await heldDeposit(here)
  await Promise.all(Array.from({ length: 20 }, () => here.ar.payments.capture({ payment, amount: eur('60.00') })))
  expect(await count(here, 'capture.requested')).toBe(1)
  await Promise.all(Array.from({ length: 4 }, () => here.ar.worker.tick()))
  expect(calls).toBe(1)
  expect(await count(here, 'payment.settled')).toBe(1)
  const other = here.ar.payments.capture({ payment, amount: eur('50.00') })
  await expect(other).rejects.toMatchObject({ code: 'authorisation_ended' })
  expect(await here.isSound()).toBe(true)
})

test('an answer that was lost is seen as such, and the webhook brings it', async () => {
  const here = await shop((fake) => ({
    capture: async (...given) => {
      await fake.capture!(...given)
      throw new ReceivablesError('provider_indeterminate', 'No answer.')
    },
  }))
  const { payment } = await heldDeposit(here)
  await here.ar.payments.capture({ payment })
  expect((await here.ar.worker.tick()).problems).toMatchObject([{ kind: 'authorisation', isGivenUp: false }])
  expect(await here.incoming()).toMatchObject([{ state: 'capturing' }])
  expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '100.00'])
  expect(await here.deliver()).toEqual(['payment.succeeded applied'])
  expect(await here.balance()).toEqual(['0.00', '0.00', '100.00', '0.00'])
  here.time.now += 3_600_000
  expect((await here.ar.worker.tick()).problems).toEqual([])
  expect(await count(here, 'payment.settled')).toBe(1)
  expect(await here.isSound()).toBe(true)
})

test('who captured and died before the answer was written down leaves it to the next, who asks again with the same key', async () => {
  const keys: string[] = []
  const here = await shop((fake) => ({
    capture: async (payment, amount, context) => {
      keys.push(context.idempotencyKey)
      const answer = await fake.capture!(payment, amount, context)
      if (keys.length === 1) throw new Error('The process ends here.')
      return answer
    },
  }))
  const { payment } = await heldDeposit(here)
  await here.ar.payments.capture({ payment, amount: eur('60.00') })
  await here.ar.worker.tick()
  expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '100.00'])
  here.time.now += 60_000
  await here.ar.worker.tick()
  expect(new Set(keys).size).toBe(1)
  expect(keys).toHaveLength(2)
  expect(await here.balance()).toEqual(['0.00', '0.00', '60.00', '0.00'])
  expect(await here.isSound()).toBe(true)
})

test('a capture whose key the provider has forgotten is refused; how the money stands says that it was captured', async () => {
  let calls = 0
  const here = await shop((fake) => ({
    capture: async (payment, amount, { idempotencyKey }) => {
      calls++
      const answer = await fake.capture!(payment, amount, { idempotencyKey: `${idempotencyKey}/${calls}` })
      if (calls === 1) throw new ReceivablesError('provider_indeterminate', 'No answer.')
      return answer
    },
  }))
  const { payment } = await heldDeposit(here)
  await here.ar.payments.capture({ payment, amount: eur('60.00') })
  await here.ar.worker.tick()
  here.time.now += 60_000
  await here.ar.worker.tick()
  expect(calls).toBe(2)
  expect(await here.balance()).toEqual(['0.00', '0.00', '60.00', '0.00'])
  expect(await count(here, 'capture.failed')).toBe(0)
  expect(await here.isSound()).toBe(true)
})

test('a capture that is refused leaves the money held, with the reason, and may be asked for again', async () => {
  let isRefusing = true
  const here = await shop((fake) => ({
    capture: (...given) => {
      if (isRefusing) throw new ReceivablesError('provider_refused', 'Not today.')
      return fake.capture!(...given)
    },
  }))
  const { payment } = await heldDeposit(here)
  await here.ar.payments.capture({ payment })
  await here.ar.worker.tick()
  expect(await here.incoming()).toMatchObject([{ state: 'authorised', failure: 'Not today.' }])
  expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '100.00'])
  isRefusing = false
  await here.ar.payments.capture({ payment })
  await here.ar.worker.tick()
  expect(await here.balance()).toEqual(['0.00', '0.00', '100.00', '0.00'])
  expect(await here.isSound()).toBe(true)
})

test('a hold that runs out is voided, told once; capturing it then is refused', async () => {
  const here = await shop()
  const { payment, external } = await heldDeposit(here)
  here.fake.bank.releaseHold(external)
  here.fake.misbehave({ copies: 3 })
  expect(await here.deliver()).toEqual(['payment.voided applied'])
  expect(await here.incoming()).toMatchObject([{ state: 'voided', failure: 'expired' }])
  expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '0.00'])
  await expect(here.ar.payments.capture({ payment })).rejects.toMatchObject({ code: 'authorisation_ended' })
  expect(await here.isSound()).toBe(true)
})

test('a hold that ran out while it was to be captured is voided, though its event never came', async () => {
  const here = await shop()
  const { payment, external } = await heldDeposit(here)
  here.fake.misbehave({ loss: 1 })
  here.fake.bank.releaseHold(external)
  await here.ar.payments.capture({ payment })
  await here.ar.worker.tick()
  expect(await here.incoming()).toMatchObject([{ state: 'voided', failure: 'expired' }])
  expect(await here.isSound()).toBe(true)
})

it.each([
  [
    'what was captured and then what was authorised',
    [1, 0],
    ['payment.succeeded applied', 'payment.authorised ignored already_recorded'],
  ],
  [
    'each three times',
    [0, 0, 0, 1, 1, 1],
    [
      'payment.authorised applied',
      'payment.authorised applied',
      'payment.authorised applied',
      'payment.succeeded applied',
      'payment.succeeded applied',
      'payment.succeeded applied',
    ],
  ],
])('events in any order: %s', async (_, order, told) => {
  const here = await shop()
  await here.ar.deposits.request({ customer: 'cus_ada', id: 'dpr_1', reference: 'bk_1', amount: eur('100.00') })
  const { token } = await here.ar.links.forDeposit({ request: 'dpr_1', capture: 'hold' })
  const { externalId } = here.fake.payer.pay((await here.ar.links.pay(token)).checkout)
  await here.fake.capture!(externalId, eur('100.00'), { idempotencyKey: 'made in their dashboard' })
  const requests = await here.fake.webhooks()
  const found: string[] = []
  for (const at of order)
    for (const { type, state, reason } of await here.ar.intake.receive('fake', requests[at]!))
      found.push([type, state, reason].filter((part) => part !== '').join(' '))
  expect(found).toEqual(told)
  expect(await here.balance()).toEqual(['0.00', '0.00', '100.00', '0.00'])
  expect(await count(here, 'payment.settled')).toBe(1)
  expect(await here.isSound()).toBe(true)
})

test('a part that was captured at the provider, unasked, waits for a person', async () => {
  const here = await shop()
  const { external } = await heldDeposit(here)
  await here.fake.capture!(external, eur('10.00'), { idempotencyKey: 'made in their dashboard' })
  expect(await here.deliver()).toEqual(['payment.succeeded held amount_mismatch'])
  expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '100.00'])
  for await (const { event } of here.ar.intake.list())
    await here.ar.intake.resolve({ provider: 'fake', event, action: 'apply' })
  expect(await here.balance()).toEqual(['0.00', '0.00', '10.00', '0.00'])
  expect(await here.isSound()).toBe(true)
})

test('money held for an invoice settles it when it is captured, and keeps others from paying it twice until then', async () => {
  const here = await shop()
  await here.invoice('A-1', '100.00')
  const { token } = await here.ar.links.forInvoice({ invoice: 'inv_A-1', capture: 'hold' })
  const { externalId } = here.fake.payer.pay((await here.ar.links.pay(token)).checkout)
  await here.deliver()
  expect(await here.open('inv_A-1')).toBe('100.00')
  expect(await here.ar.links.resolve(token)).toMatchObject({ state: 'in_progress' })
  await here.ar.payments.capture({ payment: `pay_fake_${externalId}` })
  await here.ar.worker.tick()
  expect(await here.open('inv_A-1')).toBe('0.00')
  expect(await here.isSound()).toBe(true)
})

test('a provider that cannot hold is not asked to; what was never held is not captured', async () => {
  const here = await shop(undefined, { capabilities: { holds: false } })
  await here.invoice('A-1', '100.00')
  const { token } = await here.ar.links.forInvoice({ invoice: 'inv_A-1', capture: 'hold' })
  await expect(here.ar.links.pay(token)).rejects.toMatchObject({ code: 'provider_unsupported' })
  await here.invoice('A-2', '50.00')
  const plain = await here.ar.links.forInvoice({ invoice: 'inv_A-2' })
  const { externalId } = here.fake.payer.announce((await here.ar.links.pay(plain.token)).checkout)
  await here.deliver()
  const payment = `pay_fake_${externalId}`
  await expect(here.ar.payments.capture({ payment })).rejects.toMatchObject({ code: 'authorisation_ended' })
  await expect(here.ar.payments.capture({ payment: 'pay_no' })).rejects.toMatchObject({ code: 'payment_not_found' })
})

test('held money moves with its account when the customer is merged, and is captured there', async () => {
  const here = await shop()
  const { payment } = await heldDeposit(here)
  await here.ar.customers.open({ id: 'cus_bob', name: 'Bob' })
  await here.ar.customers.merge({ from: 'cus_ada', into: 'cus_bob' })
  await here.ar.payments.capture({ payment })
  await here.ar.worker.tick()
  expect(String((await here.ar.balances.of('cus_bob')).deposits)).toBe('100.00 EUR')
  expect(await here.isSound()).toBe(true)
})

test('a try that was declined before does not end the hold that followed, in whatever order they are told', async () => {
  for (const order of [
    [0, 1],
    [1, 0],
  ]) {
    const here = await shop()
    await here.ar.deposits.request({ customer: 'cus_ada', id: 'dpr_1', reference: 'bk_1', amount: eur('100.00') })
    const { token } = await here.ar.links.forDeposit({ request: 'dpr_1', capture: 'hold' })
    const { checkout } = await here.ar.links.pay(token)
    here.fake.payer.fail(checkout)
    here.fake.payer.pay(checkout)
    const requests = await here.fake.webhooks()
    for (const at of order) await here.ar.intake.receive('fake', requests[at]!)
    expect(await here.incoming()).toMatchObject([{ state: 'authorised' }])
    expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '100.00'])
    expect(await here.isSound()).toBe(true)
  }
})

test('AC-105 for a capture: its event three times at once, while the worker has the answer, is one payment', async () => {
  const here = await shop()
  const { payment, external } = await heldDeposit(here)
  await here.ar.payments.capture({ payment })
  const key = `capture-default-${payment}-1`
  await here.fake.capture!(external, eur('100.00'), { idempotencyKey: key })
  const [told] = await here.fake.webhooks()
  const three = Array.from({ length: 3 }, () => here.ar.intake.receive('fake', told!))
  await Promise.all([here.ar.worker.tick(), ...three])
  expect(await count(here, 'payment.settled')).toBe(1)
  expect(await here.balance()).toEqual(['0.00', '0.00', '100.00', '0.00'])
  expect(await here.isSound()).toBe(true)
})

test('AC-124 for a hold: 100.00 captured, 60.00 forfeited, 40.00 refunded: the customer owes nothing', async () => {
  const here = await shop()
  const { payment } = await heldDeposit(here)
  await here.ar.payments.capture({ payment })
  await here.ar.worker.tick()
  await here.ar.deposits.forfeit({ deposit: payment, amount: eur('60.00') })
  await here.ar.payments.refund({ payment, amount: eur('40.00') })
  await here.ar.worker.tick()
  await here.deliver()
  expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '0.00'])
  expect(await here.isSound()).toBe(true)
})

test('AC-117 for a hold: what is held for one booking is netted against nothing, and is no deposit yet', async () => {
  const here = await shop()
  await heldDeposit(here)
  await here.ar.invoices.issue({
    customer: 'cus_ada',
    number: 'A-1',
    total: eur('100.00'),
    issuedOn: '2026-11-01',
    dueOn: '2026-11-20',
    reference: 'bk_2',
  })
  const { overdue, deposits, toPay } = await here.ar.balances.of('cus_ada')
  expect([overdue, deposits, toPay].map(String)).toEqual(['100.00 EUR', '0.00 EUR', '100.00 EUR'])
})
