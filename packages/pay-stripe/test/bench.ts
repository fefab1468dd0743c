import { money } from '@owekit/core/money'
import type { CheckoutSnapshot } from '@owekit/core/ports'
import { type StripeProviderOptions, stripeProvider } from '@owekit/pay-stripe'
import type { ProviderBench } from '@owekit/testing'
import { StandIn, type Thing } from '@owekit/test-stripe'
import Stripe from 'stripe'
import { requestShapes } from './request-shapes.js'

const secrets = { first: 'whsec_first', second: 'whsec_second', stranger: 'whsec_stranger' }

/** A bench with the official client, talking to a stand-in of the service. */
export async function stripeBench(clock: () => number, options: Partial<StripeProviderOptions> = {}) {
  const service = new StandIn(clock, requestShapes()?.check)
  const port = await service.listen()
  const client = new Stripe('sk_test_x', { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: 0 })
  const webhookSecrets = [secrets.first, secrets.second]
  const provider = stripeProvider({ client, webhookSecrets, ...options })

  const signed = (payload: string, at: number, secret: string) => {
    const timestamp = Math.floor(at / 1000)
    const header = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp })
    const headers = new Headers({ 'stripe-signature': header })
    return { method: 'POST', url: 'https://shop.example/hooks', headers, body: new TextEncoder().encode(payload) }
  }

  const bench: ProviderBench = {
    provider,
    world: {
      pay: (checkout) => void service.finish(confirmed(service, checkout, 'card'), 'succeeded'),
      announce: (checkout) => void service.finish(confirmed(service, checkout, 'sepa_debit'), 'processing'),
      settle: ({ externalId }) => {
        service.finish(intentOf(service, externalId), 'succeeded')
        tellSession(service, externalId, 'succeeded')
      },
      fail: (checkout) => {
        const wasUnderWay = service.get(checkout.externalId)['status'] === 'complete'
        const intent = wasUnderWay
          ? intentOf(service, checkout.externalId)
          : confirmed(service, checkout, 'card', 'open')
        service.finish(intent, 'declined')
        if (wasUnderWay) tellSession(service, checkout.externalId, 'failed')
      },
      dispute: (payment) => disputed(service, payment),
      decide: (payment, outcome) => decided(service, payment, outcome),
      payOut: () => payOut(service),
      lapse: (payment) => service.lapse(payment),
      refuseCharges: (method, how) => {
        const [, id = ''] = method.split('/')
        service.put({ ...service.get(id), declines: how })
      },
    },
    webhooks: () => service.events.splice(0).map((event) => signed(JSON.stringify(event), clock(), secrets.first)),
    sign: ({ body }, { at, by }) => signed(new TextDecoder().decode(body), at, secrets[by]),
    effects: () =>
      [...service.things.values()].filter(({ object }) => /session|intent|refund/.test(String(object))).length,
    amounts: [
      money('1200.50', 'EUR'),
      money('9990', 'JPY'),
      money('12.340', 'KWD'),
      money('500', 'ISK'),
      money('700', 'UGX'),
    ],
    close: () => service.close(),
  }
  return { bench, service, client, signed: (event: object) => signed(JSON.stringify(event), clock(), secrets.first) }
}

/** The intent of a page or of a payment in place, once the payer has said how to pay. */
function confirmed(service: StandIn, { externalId }: CheckoutSnapshot, method: string, status = 'complete'): string {
  const thing = service.get(externalId)
  if (thing['object'] === 'payment_intent') {
    if (thing['status'] !== 'requires_payment_method') throw new Error(`It is ${String(thing['status'])}.`)
    const chosen = service.put({ ...thing, payment_method_types: [method], payment_method: service.newId('pm') })
    return withMethod(service, chosen).id
  }
  if (thing['status'] !== 'open') throw new Error(`The page is ${String(thing['status'])}.`)
  const before = typeof thing['payment_intent'] === 'string' ? service.get(thing['payment_intent']) : undefined
  const intent = before ?? newIntentOf(service, thing)
  service.put({ ...intent, payment_method_types: [method] })
  const paid = status === 'complete' && method === 'card' && intent['capture_method'] !== 'manual'
  const moved = { ...thing, status, payment_status: paid ? 'paid' : 'unpaid', payment_intent: intent.id }
  service.put({ ...moved, payment_method_types: [method] })
  if (status === 'complete') service.tell('checkout.session.completed', service.get(externalId))
  return intent.id
}

function newIntentOf(service: StandIn, session: Thing): Thing {
  const data = session['payment_intent_data'] as Record<string, string>
  const customer = session['customer_creation'] === 'always' ? { customer: service.newId('cus') } : {}
  const amount = String(session['amount_total'])
  const intent = service.newIntent({ ...data, ...customer, amount, currency: String(session['currency']) })
  return withMethod(service, intent)
}

/** The same with the method that the payer leaves, when it is to be kept. */
function withMethod(service: StandIn, intent: Thing): Thing {
  if (intent['setup_future_usage'] === null) return intent
  const chosen = intent['payment_method']
  const id = typeof chosen === 'string' ? chosen : service.newId('pm')
  const method = service.put({ id, customer: intent['customer'], metadata: {} })
  return service.put({ ...intent, payment_method: method.id })
}

function intentOf(service: StandIn, externalId: string): string {
  return String(service.get(externalId)['payment_intent'])
}

function tellSession(service: StandIn, id: string, how: 'succeeded' | 'failed'): void {
  const session = service.put({ ...service.get(id), payment_status: how === 'succeeded' ? 'paid' : 'unpaid' })
  service.tell(`checkout.session.async_payment_${how}`, session)
}

function disputed(service: StandIn, payment: string): void {
  const { amount_received: amount, currency } = service.get(payment)
  const taken = { amount: -Number(amount), fee: 1500 }
  const dispute = service.put({
    id: service.newId('du'),
    object: 'dispute',
    payment_intent: payment,
    amount,
    currency,
    reason: 'fraudulent',
    status: 'needs_response',
    balance_transactions: [],
    evidence_details: { due_by: 1_796_000_000 },
    metadata: {},
  })
  service.tell('charge.dispute.created', dispute)
  service.tell('charge.dispute.funds_withdrawn', service.put({ ...dispute, balance_transactions: [taken] }))
}

function decided(service: StandIn, payment: string, status: 'won' | 'lost'): void {
  const dispute = [...service.things.values()].find(
    (one) => one['object'] === 'dispute' && one['payment_intent'] === payment,
  )!
  const moves = dispute['balance_transactions'] as object[]
  const back = { amount: Number(dispute['amount']), fee: -1500 }
  const closed = service.put({ ...dispute, status, balance_transactions: status === 'won' ? [...moves, back] : moves })
  if (status === 'won') service.tell('charge.dispute.funds_reinstated', closed)
  service.tell('charge.dispute.closed', closed)
}

function payOut(service: StandIn): void {
  const id = service.newId('po')
  const waiting = [...service.things.values()].filter(
    (one) => one['object'] === 'balance_transaction' && !one['payout'],
  )
  const amount = waiting.reduce((total, one) => total + Number(one['net']), 0)
  for (const one of waiting) service.put({ ...one, payout: id })
  const own = { object: 'balance_transaction', type: 'payout', amount: -amount, fee: 0, payout: id, metadata: {} }
  service.put({ id: service.newId('txn'), ...own })
  const payout = {
    id,
    object: 'payout',
    amount,
    currency: 'eur',
    automatic: true,
    arrival_date: 1_795_564_800,
    metadata: {},
  }
  service.tell('payout.paid', service.put(payout))
}
