import { createReceivables, ReceivablesError } from '@owekit/core'
import type { PaymentLinkProvider } from '@owekit/core/ports'
import { expect, test } from 'vitest'
import { eur, heldDeposit, type Shop, savedCard, shop } from './shop.js'

const hour = 3_600_000

/** A payment of 1000.00 that settles an invoice; gives the provider's name of it. */
async function paid(here: Shop): Promise<string> {
  await here.invoice('A-1', '1000.00')
  const { token } = await here.ar.links.forInvoice({ invoice: 'inv_A-1' })
  const { externalId } = here.fake.payer.pay((await here.ar.links.pay(token)).checkout)
  await here.deliver()
  return externalId
}

const askRefund = (here: Shop, payment: string, amount = '300.00') =>
  here.ar.payments.refund({ payment: `pay_fake_${payment}`, amount: eur(amount), as: 'credit' })

/** What the books say is at the provider: the sum of its clearing account, in cents. */
async function clearing({ ar }: Shop): Promise<number> {
  let cents = 0
  for await (const { postings } of ar.journal.read({ customer: 'cus_ada' }))
    for (const { account, amount } of postings)
      if (account === 'cash_clearing') cents += Math.round(Number(String(amount)) * 100)
  return cents
}

/** The state of the only refund, and since when the provider may have sent it. */
async function refundOf({ store }: Shop) {
  const [[row]] = await store.read('default', [{ collection: 'refunds', where: [], limit: 1 }])
  return [row?.state, (row?.data as { askedAt?: string | null } | undefined)?.askedAt]
}

const failed = async ({ ar }: Shop) => {
  const found = []
  for await (const job of ar.worker.failed()) found.push(job)
  return found
}

const held = async ({ ar }: Shop) => {
  const found = []
  for await (const event of ar.intake.list()) found.push(event)
  return found
}

type Refund = NonNullable<PaymentLinkProvider['refund']>

/** A provider that forgets keys after a day, and says to each call what `says` makes of the answer. */
function forgetful(says: (call: number) => ReceivablesError | undefined) {
  const calls: Parameters<Refund>[] = []
  const tamper =
    (time: () => number) =>
    (fake: { refund?: Refund }): Partial<PaymentLinkProvider> => ({
      async refund(request, context) {
        calls.push([request, context])
        const error = says(calls.length)
        if (error !== undefined && error.code !== 'provider_indeterminate') throw error
        const day = Math.floor(time() / (24 * hour))
        const answer = await fake.refund!(request, { idempotencyKey: `${context.idempotencyKey} of day ${day}` })
        if (error !== undefined) throw error
        return answer
      },
    })
  return { calls, tamper }
}

const lost = () => new ReceivablesError('provider_indeterminate', 'No answer.')
const refused = () => new ReceivablesError('provider_refused', 'No.')
const away = () => new ReceivablesError('provider_unavailable', 'Nobody there.')

async function shopWith(says: (call: number) => ReceivablesError | undefined) {
  let time = () => 0
  const { calls, tamper } = forgetful(says)
  const here = await shop(tamper(() => time()))
  time = () => here.time.now
  return { here, calls }
}

test('bug: a refund of 300.00 was asked again after 26 hours, when the provider had forgotten the key', async () => {
  const { here, calls } = await shopWith((call) => (call === 1 ? lost() : undefined))
  const payment = await paid(here)
  await askRefund(here, payment)
  expect((await here.ar.worker.tick()).problems).toMatchObject([{ kind: 'refund', isGivenUp: false }])
  here.time.now += 26 * hour
  const [problem] = (await here.ar.worker.tick()).problems
  expect(problem).toMatchObject({ kind: 'refund', isGivenUp: true })
  expect(problem!.message).toContain('asked since 2026-11-22T09:00:00')
  const [job] = await failed(here)
  expect(job).toMatchObject({
    kind: 'refund',
    problem: expect.stringContaining('Nobody knows whether fake sent refund'),
  })
  await here.ar.worker.retry({ job: job!.job })
  expect((await here.ar.worker.tick()).problems).toMatchObject([{ isGivenUp: true }])
  expect(calls).toHaveLength(1)
  expect(await refundOf(here)).toEqual(['requested', '2026-11-22T09:00:00.000Z'])
  expect(await here.deliver()).toEqual(['refund.sent applied'])
  expect(await clearing(here)).toBe(70_000)
  expect(await here.isSound()).toBe(true)
})

test('within 20 hours a refund whose answer was lost is asked again with its key, and sent once', async () => {
  const { here, calls } = await shopWith((call) => (call === 1 ? lost() : undefined))
  const payment = await paid(here)
  await askRefund(here, payment)
  await here.ar.worker.tick()
  here.time.now += 2 * hour
  expect((await here.ar.worker.tick()).problems).toEqual([])
  expect(new Set(calls.map(([, { idempotencyKey }]) => idempotencyKey)).size).toBe(1)
  expect(await here.deliver()).toEqual(['refund.sent ignored already_sent'])
  expect(await clearing(here)).toBe(70_000)
})

test('a refund that the provider surely did not send is asked again, however long it was away', async () => {
  const { here, calls } = await shopWith((call) => (call < 4 ? away() : undefined))
  const payment = await paid(here)
  await askRefund(here, payment)
  for (let day = 0; day < 4; day++) {
    await here.ar.worker.tick()
    expect(await refundOf(here)).toEqual(day < 3 ? ['requested', null] : ['sent', expect.any(String)])
    here.time.now += 26 * hour
  }
  expect(calls).toHaveLength(4)
  expect(await here.deliver()).toEqual(['refund.sent ignored already_sent'])
  expect(await clearing(here)).toBe(70_000)
  expect(await here.isSound()).toBe(true)
})

test('bug: a second refund of the provider for one of ours was ignored, though 600.00 had left', async () => {
  const { here, calls } = await shopWith((call) => (call === 1 ? lost() : undefined))
  const payment = await paid(here)
  await askRefund(here, payment)
  await here.ar.worker.tick()
  const [request] = calls[0]!
  await here.fake.refund!(request, { idempotencyKey: 'forgotten and asked again' })
  expect(await here.deliver()).toEqual(['refund.sent applied', 'refund.sent held refund_treatment_required'])
  const [event] = await held(here)
  await here.ar.intake.resolve({ provider: 'fake', event: event!.event, action: 'apply', as: 'credit' })
  expect(await clearing(here)).toBe(40_000)
  expect(await here.isSound()).toBe(true)
})

test('bug: a refund of ours that went out with another amount was booked as it was asked', async () => {
  const { here, calls } = await shopWith(() => new ReceivablesError('provider_indeterminate', 'Nothing.'))
  const payment = await paid(here)
  await askRefund(here, payment)
  await here.ar.worker.tick()
  const [request] = calls[0]!
  await here.fake.webhooks()
  await here.fake.refund!({ ...request, amount: eur('200.00') }, { idempotencyKey: 'another amount' })
  expect(await here.deliver()).toEqual(['refund.sent held amount_mismatch'])
  expect(await clearing(here)).toBe(70_000)
  const [event] = await held(here)
  await here.ar.intake.resolve({ provider: 'fake', event: event!.event, action: 'apply' })
  expect(await clearing(here)).toBe(80_000)
  expect(await here.balance()).toEqual(['0.00', '100.00', '0.00', '0.00'])
  expect(await here.isSound()).toBe(true)
})

test('bug: a refund was told to be sent by a provider that has no way to send one', async () => {
  const here = await shop()
  const payment = await paid(here)
  await askRefund(here, payment)
  const less = Object.fromEntries(Object.entries(here.fake).filter(([name]) => name !== 'refund'))
  const clock = () => here.time.now
  const ar = createReceivables({ store: here.store, clock, providers: [less as unknown as PaymentLinkProvider] })
  expect((await ar.worker.tick()).problems).toMatchObject([{ kind: 'refund', isGivenUp: true }])
  expect(await here.types()).not.toContain('refund.sent')
  const [job] = await failed(here)
  expect(job!.problem).toContain('fake sends no refunds')
  await here.ar.worker.retry({ job: job!.job })
  await here.ar.worker.tick()
  expect(await here.deliver()).toEqual(['refund.sent ignored already_sent'])
  expect(await here.isSound()).toBe(true)
})

test('bug: a refusal after a lost answer put 300.00 back on account that had been sent', async () => {
  const { here, calls } = await shopWith((call) => (call === 1 ? lost() : refused()))
  const payment = await paid(here)
  await askRefund(here, payment)
  await here.ar.worker.tick()
  here.time.now += hour
  expect((await here.ar.worker.tick()).problems).toMatchObject([{ isGivenUp: true }])
  expect(calls).toHaveLength(2)
  expect((await failed(here))[0]!.problem).toContain('then it refused: No.')
  expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '0.00'])
  expect(await here.deliver()).toEqual(['refund.sent applied'])
  expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '0.00'])
  expect(await clearing(here)).toBe(70_000)
  expect(await here.isSound()).toBe(true)
})

test('a refund that nobody knows of is ended by one of 300.00 made in its place at the provider', async () => {
  const here = await shop(() => ({
    refund: () => {
      throw lost()
    },
  }))
  const payment = await paid(here)
  await askRefund(here, payment)
  await here.ar.worker.tick()
  here.time.now += 26 * hour
  expect((await here.ar.worker.tick()).problems).toMatchObject([{ isGivenUp: true }])
  here.fake.bank.refund(payment, eur('200.00'))
  expect(await here.deliver()).toEqual(['refund.sent held refund_treatment_required'])
  here.fake.bank.refund(payment, eur('300.00'))
  expect(await here.deliver()).toEqual(['refund.sent applied'])
  expect((await refundOf(here))[0]).toBe('sent')
  expect(await clearing(here)).toBe(70_000)
  expect(await here.isSound()).toBe(true)
})

test('while a refund is asked for, one of 300.00 made at the provider is another', async () => {
  const { here } = await shopWith((call) => (call === 1 ? lost() : undefined))
  const payment = await paid(here)
  await askRefund(here, payment)
  await here.ar.worker.tick()
  await here.fake.webhooks()
  here.fake.bank.refund(payment, eur('300.00'))
  expect(await here.deliver()).toEqual(['refund.sent held refund_treatment_required'])
  expect((await refundOf(here))[0]).toBe('requested')
})

test('a refund that nobody knows of and that failed is back on account by its event', async () => {
  const { here } = await shopWith((call) => (call === 1 ? lost() : refused()))
  here.fake.bank.holdRefunds(true)
  const payment = await paid(here)
  await askRefund(here, payment)
  await here.ar.worker.tick()
  here.time.now += hour
  await here.ar.worker.tick()
  const [request] = await here.fake.webhooks()
  const [event] = await here.fake.receive(request!, { now: here.time.now })
  here.fake.bank.failRefund((event as Extract<typeof event, { refund: unknown }>).refund.externalId)
  expect(await here.deliver()).toEqual(['refund.failed applied'])
  expect(await here.balance()).toEqual(['0.00', '300.00', '0.00', '0.00'])
  expect(await clearing(here)).toBe(100_000)
  expect(await here.isSound()).toBe(true)
})

test('bug: a refund of 300.00 that was sent after all, when the books had taken it back, was ignored', async () => {
  const { here, calls } = await shopWith(() => refused())
  const payment = await paid(here)
  await askRefund(here, payment)
  await here.ar.worker.tick()
  expect(await here.balance()).toEqual(['0.00', '300.00', '0.00', '0.00'])
  await here.fake.refund!(calls[0]![0], { idempotencyKey: 'it went out' })
  expect(await here.deliver()).toEqual(['refund.sent applied'])
  expect(await here.balance()).toEqual(['0.00', '0.00', '0.00', '0.00'])
  expect(await clearing(here)).toBe(70_000)
  expect(await here.isSound()).toBe(true)
})

test('bug: a refund of 300.00 made at the provider that failed while it was held was booked all the same', async () => {
  const here = await shop()
  const payment = await paid(here)
  const { externalId } = here.fake.bank.refund(payment, eur('300.00'))
  expect(await here.deliver()).toEqual(['refund.sent held refund_treatment_required'])
  const [event] = await held(here)
  here.time.now += 48 * hour
  here.fake.bank.failRefund(externalId)
  expect(await here.deliver()).toEqual(['refund.failed ignored not_booked'])
  expect(await held(here)).toEqual([])
  const late = await here.ar.intake.resolve({ provider: 'fake', event: event!.event, action: 'apply', as: 'credit' })
  expect(late).toMatchObject({ state: 'ignored', reason: 'already_failed' })
  expect(await clearing(here)).toBe(100_000)
  expect(await here.isSound()).toBe(true)
})

test('bug: a refund of 100.00 whose failure was heard before it was paid out in the books', async () => {
  const here = await shop()
  await here.invoice('A-1', '100.00')
  const { token } = await here.ar.links.forBalance({ customer: 'cus_ada' })
  const { externalId: payment } = here.fake.payer.pay((await here.ar.links.pay(token)).checkout)
  await here.deliver()
  for await (const { id } of here.ar.allocations.list({ payment: `pay_fake_${payment}` }))
    await here.ar.allocations.release({ allocation: id })
  expect(await here.balance()).toEqual(['100.00', '100.00', '0.00', '0.00'])
  const { externalId } = here.fake.bank.refund(payment, eur('100.00'))
  const sent = await here.fake.webhooks()
  here.time.now += 60_000
  here.fake.bank.failRefund(externalId)
  expect(await here.deliver()).toEqual(['refund.failed ignored not_booked'])
  const [outcome] = await here.ar.intake.receive('fake', sent[0]!)
  expect(outcome).toMatchObject({ state: 'ignored', reason: 'already_failed' })
  expect(await clearing(here)).toBe(10_000)
  expect(await here.balance()).toEqual(['100.00', '100.00', '0.00', '0.00'])
  expect(await here.isSound()).toBe(true)
})

test('bug: of a refund of 60.00 free and 40.00 held money only the first came back when it failed', async () => {
  const here = await shop()
  const { payment, external } = await heldDeposit(here)
  await here.ar.payments.capture({ payment })
  await here.ar.worker.tick()
  await here.deliver()
  await here.ar.deposits.release({ deposit: payment, amount: eur('60.00'), reason: 'less' })
  expect(await here.balance()).toEqual(['0.00', '60.00', '40.00', '0.00'])
  const { externalId } = here.fake.bank.refund(external, eur('100.00'))
  expect(await here.deliver()).toEqual(['refund.sent applied'])
  expect(await clearing(here)).toBe(0)
  here.fake.bank.failRefund(externalId)
  expect(await here.deliver()).toEqual(['refund.failed applied'])
  expect(await clearing(here)).toBe(10_000)
  const [, unapplied, deposits] = await here.balance()
  expect(Number(unapplied) + Number(deposits)).toBe(100)
  expect(await here.isSound()).toBe(true)
})

test('bug: a worker whose clock was 10 hours ahead let a charge be asked again after 26 hours', async () => {
  let calls = 0
  const here = await shop(() => ({
    charge: () => {
      calls++
      throw lost()
    },
  }))
  const { method } = await savedCard(here)
  await here.invoice('A-1', '80.00')
  await here.ar.payments.charge({ id: 'pay_1', method, invoice: 'inv_A-1' })
  const provider: PaymentLinkProvider = {
    ...here.fake,
    charge: () => {
      calls++
      throw lost()
    },
  }
  const ahead = createReceivables({
    store: here.store,
    clock: () => here.time.now + 10 * hour,
    providers: [provider],
  })
  await ahead.worker.tick()
  expect(calls).toBe(1)
  here.time.now += 26 * hour
  await here.ar.worker.tick()
  expect(calls).toBe(1)
  expect((await here.incoming()).find(({ id }) => id === 'pay_1')).toMatchObject({ state: 'sent' })
})
