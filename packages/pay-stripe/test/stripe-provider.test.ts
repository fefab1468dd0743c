import { isReceivablesError } from '@owekit/core'
import { money } from '@owekit/core/money'
import type { CreateCheckout, ProviderEvent } from '@owekit/core/ports'
import { type StripeProviderOptions, stripeProvider } from '@owekit/pay-stripe'
import Stripe from 'stripe'
import { expect, it, test } from 'vitest'
import { stripeBench } from './bench.js'
import { requestShapes } from './request-shapes.js'

const noon = Date.UTC(2026, 10, 22, 12)

const request: CreateCheckout = {
  checkout: 'lnk_1.1',
  tenant: 'acme',
  purpose: 'invoice',
  amount: money('120.00', 'EUR'),
  description: 'Invoice A-1',
  payer: { customer: 'cus_ada', name: 'Ada Lovelace', email: 'ada@example.com', locale: 'de-AT' },
  returnUrl: 'https://shop.example/paid',
  cancelUrl: 'https://shop.example/left',
}

const key = (idempotencyKey: string) => ({ idempotencyKey })

type Bench = Awaited<ReturnType<typeof stripeBench>>

/** Does it with a provider at noon and a stand-in of its service. */
async function atNoon<T>(run: (bench: Bench) => Promise<T>, options?: Partial<StripeProviderOptions>): Promise<T> {
  const bench = await stripeBench(() => noon, options)
  try {
    return await run(bench)
  } finally {
    await bench.bench.close?.()
  }
}

const codeOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (caught: unknown) => caught,
  )
  return isReceivablesError(error) ? error.code : error
}

async function heard({ bench }: Bench): Promise<ProviderEvent[]> {
  const events: ProviderEvent[] = []
  for (const webhook of await bench.webhooks()) events.push(...(await bench.provider.receive(webhook, { now: noon })))
  return events
}

test('a page is asked for with our ids, the payer only where Stripe needs it', () =>
  atNoon(async ({ bench: { provider }, service }) => {
    await provider.createCheckout({ ...request, capture: 'hold', saveMethod: true }, key('lnk_1.1'))
    const { path, body, headers } = service.seen[0]!
    expect(path).toBe('/v1/checkout/sessions')
    expect(body).toEqual({
      mode: 'payment',
      client_reference_id: 'lnk_1.1',
      line_items: {
        0: {
          quantity: '1',
          price_data: { currency: 'eur', unit_amount: '12000', product_data: { name: 'Invoice A-1' } },
        },
      },
      success_url: 'https://shop.example/paid',
      cancel_url: 'https://shop.example/left',
      adaptive_pricing: { enabled: 'false' },
      metadata: { owekit_checkout: 'lnk_1.1', owekit_tenant: 'acme' },
      payment_intent_data: {
        metadata: { owekit_checkout: 'lnk_1.1', owekit_tenant: 'acme' },
        description: 'Invoice A-1',
        capture_method: 'manual',
        setup_future_usage: 'off_session',
      },
      customer_creation: 'always',
      customer_email: 'ada@example.com',
      locale: 'de',
    })
    expect(JSON.stringify(service.seen)).not.toContain('Lovelace')
    expect([headers['idempotency-key'], headers['stripe-version'], headers['stripe-account']]).toEqual([
      'lnk_1.1',
      '2026-10-28.endive',
      undefined,
    ])
  }))

test('a payment in place that keeps the method has a customer of its own, under a key of its own', () =>
  atNoon(async (all) => {
    const { provider, world } = all.bench
    const ask = { ...request, show: 'inPlace', saveMethod: true } as const
    const checkout = await provider.createCheckout(ask, key('lnk_1.1'))
    await provider.createCheckout(ask, key('lnk_1.1'))
    expect(all.service.seen.map(({ path, headers }) => [path, headers['idempotency-key']]).slice(0, 2)).toEqual([
      ['/v1/customers', 'lnk_1.1:customer'],
      ['/v1/payment_intents', 'lnk_1.1'],
    ])
    expect(all.service.seen[0]?.body).toEqual({ metadata: { owekit_tenant: 'acme' } })
    expect([...all.service.things.keys()]).toEqual(['cus_1', 'pi_2'])
    await world.pay(checkout)
    const [event] = await heard(all)
    expect(event?.type === 'payment.succeeded' && event.payment.savedMethod).toBe('cus_1/pm_3')
    expect((await provider.closeCheckout!(checkout.externalId, key('close'))).state).toBe('paid')
  }))

test('a payment in place is closed by cancelling it, which is told as closed', () =>
  atNoon(async (all) => {
    const { provider } = all.bench
    const { externalId } = await provider.createCheckout({ ...request, show: 'inPlace' }, key('lnk_1.1'))
    expect((await provider.closeCheckout!(externalId, key('close'))).state).toBe('closed')
    expect((await heard(all)).map(({ type, checkout }) => [type, checkout])).toEqual([['checkout.closed', 'lnk_1.1']])
  }))

it.each([
  { next: 'hang up before', code: 'provider_indeterminate', things: 1 },
  { next: 'hang up after', code: 'provider_indeterminate', things: 1 },
  { next: 500, code: 'provider_indeterminate', things: 1 },
  { next: 409, code: 'provider_indeterminate', things: 1 },
  { next: 429, code: 'provider_unavailable', things: 1 },
  { next: 401, code: 'provider_unavailable', things: 1 },
  { next: 403, code: 'provider_unavailable', things: 1 },
] as const)('$next is $code, and the same key opens one checkout after it', ({ next, code, things }) =>
  atNoon(async ({ bench: { provider }, service }) => {
    // The client tries a lost connection once more by itself.
    service.next = typeof next === 'number' ? [next] : [next, next]
    expect(await codeOf(provider.createCheckout(request, key('lnk_1.1')))).toBe(code)
    await provider.createCheckout(request, key('lnk_1.1'))
    expect(service.things.size).toBe(things)
  }),
)

it.each([
  { next: 'hang up before', code: 'provider_unavailable' },
  { next: 502, code: 'provider_unavailable' },
  { next: 404, code: 'provider_refused' },
] as const)('reading changes nothing: $next is $code', ({ next, code }) =>
  atNoon(async ({ bench: { provider }, service }) => {
    service.next = typeof next === 'number' ? [next] : [next, next]
    expect(await codeOf(provider.getCheckout('cs_1', key('look')))).toBe(code)
  }),
)

test('a service that is not there did nothing; the client error is the cause and no details of ours', async () => {
  const client = new Stripe('sk_test_x', { host: '127.0.0.1', port: 1, protocol: 'http', maxNetworkRetries: 0 })
  const provider = stripeProvider({ client, webhookSecrets: ['whsec_x'] })
  const error = await provider.createCheckout(request, key('lnk_1.1')).catch((caught: unknown) => caught)
  expect(error).toMatchObject({ code: 'provider_unavailable', kind: 'adapter' })
  expect((error as Error).cause).toBeInstanceOf(Stripe.errors.StripeConnectionError)
  expect(JSON.stringify(error)).not.toMatch(/sk_test|ada@/)
})

test('a call that is given up on its way may have been carried out', () =>
  atNoon(async ({ bench: { provider } }) => {
    const controller = new AbortController()
    const call = provider.createCheckout(request, { ...key('lnk_1.1'), signal: controller.signal })
    controller.abort()
    expect(await codeOf(call)).toBe('provider_indeterminate')
  }))

test('a signal that outlives its calls keeps nothing of them', () =>
  atNoon(async ({ bench: { provider } }) => {
    const { signal } = new AbortController()
    const listening = new Set<unknown>()
    type Change = (type: string, listener: never) => void
    const add = signal.addEventListener.bind(signal) as Change
    const remove = signal.removeEventListener.bind(signal) as Change
    signal.addEventListener = (type: string, listener: never) => {
      listening.add(listener)
      add(type, listener)
    }
    signal.removeEventListener = (type: string, listener: never) => {
      listening.delete(listener)
      remove(type, listener)
    }
    await provider.createCheckout(request, { ...key('lnk_1.1'), signal })
    expect(listening.size).toBe(0)
  }))

test('a hold whose rest went free when it was taken is not held again', () =>
  atNoon(async (all) => {
    const { provider, world } = all.bench
    await world.pay(await provider.createCheckout({ ...request, capture: 'hold' }, key('lnk_1.1')))
    const [held] = await heard(all)
    const payment = held?.type === 'payment.authorised' ? held.payment.externalId : ''
    await provider.capture!(payment, money('20.00', 'EUR'), key('capture'))
    all.service.tell('payment_intent.amount_capturable_updated', all.service.get(payment))
    expect((await heard(all)).map(({ type }) => type)).toEqual(['payment.succeeded'])
  }))

test('a hold that nobody authorised is told as closed when it is closed, not as given free', () =>
  atNoon(async (all) => {
    const { provider } = all.bench
    const ask = { ...request, show: 'inPlace', capture: 'hold' } as const
    const { externalId } = await provider.createCheckout(ask, key('lnk_1.1'))
    await provider.closeCheckout!(externalId, key('close'))
    expect((await heard(all)).map(({ type }) => type)).toEqual(['checkout.closed'])
  }))

test('a page that Stripe would not close, and that is open still, is not called closed', () =>
  atNoon(async ({ bench: { provider }, service }) => {
    const { externalId } = await provider.createCheckout(request, key('lnk_1.1'))
    service.next = [403]
    expect(await codeOf(provider.closeCheckout!(externalId, key('close')))).toBe('provider_unavailable')
    expect((await provider.getCheckout(externalId, key('look'))).state).toBe('open')
  }))

test('a dispute says that the money is gone only while it is', () =>
  atNoon(async (all) => {
    const { provider, world } = all.bench
    const checkout = await provider.createCheckout(request, key('lnk_1.1'))
    await world.pay(checkout)
    const { payment } = await provider.getCheckout(checkout.externalId, key('look'))
    await heard(all)
    await world.dispute!(payment!.externalId)
    await world.decide!(payment!.externalId, 'won')
    expect(
      (await heard(all)).map((event) => ('dispute' in event ? [event.type, event.dispute.withdrawn] : [])),
    ).toEqual([
      ['dispute.opened', false],
      ['dispute.withdrawn', true],
      ['dispute.reinstated', false],
      ['dispute.won', false],
    ])
  }))

test('a declined charge is an answer with the reason, told, and the same again under its key', () =>
  atNoon(async (all) => {
    const { provider } = all.bench
    all.service.put({ id: 'pm_1', customer: 'cus_1', declines: true, metadata: {} })
    const ask = { payment: 'fee_1', customer: 'cus_ada', method: 'cus_1/pm_1', amount: money('20.00', 'EUR') }
    const charge = () => provider.charge!({ ...ask, description: 'No-show' }, key('fee_1'))
    const answer = await charge()
    expect(answer).toMatchObject({ state: 'declined', reason: 'insufficient_funds', amount: ask.amount })
    expect(await charge()).toEqual(answer)
    expect(await heard(all)).toMatchObject([
      { type: 'payment.failed', checkout: 'fee_1', reason: 'insufficient_funds' },
    ])
  }))

test('held money says until when it can be taken, and how it was left when nobody did', () =>
  atNoon(async (all) => {
    const { provider, world } = all.bench
    await world.pay(await provider.createCheckout({ ...request, capture: 'hold' }, key('lnk_1.1')))
    const [event] = await heard(all)
    const payment = event?.type === 'payment.authorised' ? event.payment : undefined
    expect(payment).toMatchObject({ method: 'card', captureBefore: noon + 7 * 86_400_000 })
    await world.lapse!(payment!.externalId)
    expect(await heard(all)).toMatchObject([{ type: 'payment.voided', reason: 'expired' }])
  }))

test('a refusal that names no payment is no declined charge', () =>
  atNoon(async ({ bench: { provider }, service }) => {
    service.next = [402]
    const ask = { payment: 'fee_1', customer: 'cus_ada', method: 'cus_1/pm_1', amount: money('20.00', 'EUR') }
    expect(await codeOf(provider.charge!({ ...ask, description: 'Fee' }, key('fee_1')))).toBe('provider_refused')
  }))

test('an event of another release is rejected with what to do; another date of the same release is read', () =>
  atNoon(async (all) => {
    const { provider, world } = all.bench
    all.service.version = '2027-03-25.fennel'
    await world.pay(await provider.createCheckout(request, key('lnk_1.1')))
    const [webhook] = await all.bench.webhooks()
    const rejection = provider.receive(webhook!, { now: noon })
    await expect(rejection).rejects.toMatchObject({ code: 'webhook_rejected' })
    await expect(rejection).rejects.toThrow('Make the webhook endpoint with api_version 2026-10-28.endive')
    all.service.version = '2026-12-16.endive'
    await world.pay(await provider.createCheckout({ ...request, checkout: 'lnk_2.1' }, key('lnk_2.1')))
    expect((await heard(all)).map(({ checkout }) => checkout)).toEqual(['lnk_2.1'])
  }))

test('payments, refunds and disputes of somebody else on the same account are not about us', () =>
  atNoon(async (all) => {
    const { service, bench } = all
    const foreign = service.newIntent({ amount: '500', currency: 'mga' })
    service.finish(foreign.id, 'succeeded')
    await bench.world.dispute!(foreign.id)
    service.tell('refund.created', { id: 're_x', payment_intent: foreign.id, currency: 'mga', amount: 1, metadata: {} })
    service.tell('refund.created', { id: 're_y', payment_intent: null, currency: 'eur', amount: 1, metadata: {} })
    service.tell('customer.created', { id: 'cus_x', metadata: {} })
    expect(service.events.length).toBe(6)
    expect(await heard(all)).toEqual([])
  }))

test('a connected account is asked, named in its payments, and the only one that is listened to', () =>
  atNoon(
    async (all) => {
      const { provider, world } = all.bench
      const checkout = await provider.createCheckout(request, key('lnk_1.1'))
      await world.pay(checkout)
      expect(all.service.seen[0]?.headers['stripe-account']).toBe('acct_1')
      const [, own] = all.service.events.splice(0)
      const told = async (account: object) => provider.receive(all.signed({ ...own, ...account }), { now: noon })
      expect(await told({ account: 'acct_1' })).toMatchObject([{ payment: { account: 'acct_1' } }])
      expect([await told({ account: 'acct_2' }), await told({})]).toEqual([[], []])
      expect((await provider.getCheckout(checkout.externalId, key('look'))).payment?.account).toBe('acct_1')
    },
    { account: 'acct_1' },
  ))

test('a payout sums the fees of every page, with what Stripe takes in lines of its own', () =>
  atNoon(async (all) => {
    const line = { object: 'balance_transaction', payout: 'po_1', metadata: {} }
    all.service.put({ ...line, id: 'txn_a', type: 'charge', amount: 10_000, fee: 175, net: 9825 })
    all.service.put({ ...line, id: 'txn_b', type: 'refund', amount: -2000, fee: 0, net: -2000 })
    all.service.put({ ...line, id: 'txn_c', type: 'stripe_fee', amount: -250, fee: 0, net: -250 })
    all.service.put({ ...line, id: 'txn_d', type: 'payout', amount: -7575, fee: 0, net: -7575 })
    const payout = {
      id: 'po_1',
      object: 'payout',
      amount: 7575,
      currency: 'eur',
      arrival_date: 1_795_564_800,
      metadata: {},
    }
    all.service.tell('payout.paid', { ...payout, automatic: true })
    all.service.tell('payout.failed', { ...payout, automatic: false })
    const told = await heard(all)
    expect(told.map((event) => ('payout' in event ? [event.type, String(event.payout.fees)] : []))).toEqual([
      ['payout.paid', '4.25 EUR'],
      ['payout.failed', '0.00 EUR'],
    ])
    expect(told[0]).toMatchObject({ payout: { externalId: 'po_1', arrivesOn: '2026-11-25' } })
    expect(all.service.seen.length).toBe(4)
  }))

it.each([
  { status: 'pending', type: 'refund.updated', told: 'refund.pending' },
  { status: 'requires_action', type: 'refund.updated', told: 'refund.pending' },
  { status: 'succeeded', type: 'refund.updated', told: 'refund.sent' },
  { status: 'failed', type: 'refund.failed', told: 'refund.failed' },
  { status: 'canceled', type: 'refund.updated', told: 'refund.failed' },
])('a refund made in the dashboard that is $status is told as $told', ({ status, type, told }) =>
  atNoon(async (all) => {
    const { provider, world } = all.bench
    const checkout = await provider.createCheckout(request, key('lnk_1.1'))
    await world.pay(checkout)
    await heard(all)
    const { payment } = await provider.getCheckout(checkout.externalId, key('look'))
    const refund = {
      id: 're_1',
      payment_intent: payment!.externalId,
      amount: 500,
      currency: 'eur',
      status,
      metadata: {},
    }
    all.service.tell(type, refund)
    expect(await heard(all)).toMatchObject([
      { type: told, checkout: 'lnk_1.1', refund: { refund: '', externalId: 're_1' } },
    ])
  }),
)

test('a webhook that needs an answer of Stripe, and gets none, is not lost: it fails, to be sent again', () =>
  atNoon(async (all) => {
    const { provider, world } = all.bench
    await world.pay(await provider.createCheckout(request, key('lnk_1.1')))
    const [first] = await heard(all)
    await world.dispute!(first?.type === 'payment.succeeded' ? first.payment.externalId : '')
    const [opened] = await all.bench.webhooks()
    all.service.next = ['hang up before', 'hang up before']
    expect(await codeOf(provider.receive(opened!, { now: noon }))).toBe('provider_unavailable')
    expect(await provider.receive(opened!, { now: noon })).toMatchObject([
      { type: 'dispute.opened', checkout: 'lnk_1.1', dispute: { withdrawn: false } },
    ])
  }))

test.each([{ webhookSecrets: [] }, { webhookSecrets: [' '] }])('no secret is no setting: %o', ({ webhookSecrets }) => {
  const client = new Stripe('sk_test_x')
  expect(() => stripeProvider({ client, webhookSecrets })).toThrow(expect.objectContaining({ code: 'not_configured' }))
})

const shapes = requestShapes()

test.skipIf(shapes === undefined)(
  'requests have the shape of the description of the API (needs ../shared/data/stripe)',
  () =>
    atNoon(async (all) => {
      const { provider, world } = all.bench
      const change = { saveMethod: true, expiresAt: noon + 3_600_000 }
      await world.pay(await provider.createCheckout({ ...request, ...change }, key('a')))
      const [paid] = await heard(all)
      const payment = paid?.type === 'payment.succeeded' ? paid.payment : undefined
      const inPlace = await provider.createCheckout(
        { ...request, ...change, show: 'inPlace', capture: 'hold' },
        key('b'),
      )
      await provider.closeCheckout!(inPlace.externalId, key('c'))
      await provider.closeCheckout!((await provider.createCheckout(request, key('d'))).externalId, key('e'))
      const amount = money('20.00', 'EUR')
      const ask = { payment: 'fee_1', customer: 'cus_ada', method: payment!.savedMethod!, amount, description: 'Fee' }
      await provider.charge!(ask, key('f'))
      await provider.refund!({ refund: 'rf_1', payment: payment!.externalId, amount, reason: 'cancelled' }, key('g'))
      const patterns = [...shapes!.paths].map((path) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`))
      const posted = all.service.seen.filter(({ headers }) => headers['idempotency-key'] !== undefined)
      const checked = posted.filter(({ path }) => patterns.some((pattern) => pattern.test(path)))
      expect([posted.length, checked.length]).toEqual([8, 8])
      expect(shapes!.check('/v1/refunds', { amount: 'ten' })).toBe('/v1/refunds: amount is no integer: ten')
      expect(shapes!.check('/v1/refunds', { sum: '10' })).toBe('/v1/refunds: sum is no parameter')
    }),
)
