import { ReceivablesError } from '@owekit/core'
import { minor } from '@owekit/core/money'
import type { PaymentLinkProvider, ProviderEvent, RawWebhook } from '@owekit/core/ports'
import { type MakeProvider, paymentProviderSuite, type ProviderBench } from '@owekit/testing'
import { expect, test } from 'vitest'
import { fakeBench } from './fake-bench.js'

// Each mutant is a fake provider with one promise broken; the suite must notice every one of them.

type Mutate = (provider: PaymentLinkProvider, bench: ProviderBench, clock: () => number) => Partial<PaymentLinkProvider>

/** The same object without one of its parts. */
function without<T extends object, K extends keyof T>(whole: T, name: K): Omit<T, K> {
  return Object.fromEntries(Object.entries(whole).filter(([key]) => key !== name)) as Omit<T, K>
}

const usualOf = ({ amounts }: ProviderBench) => amounts.find(({ exponent }) => exponent === 2)!

let number = 0
const fresh = () => ({ idempotencyKey: `fresh-${(number += 1)}` })

/** Passes every event through a change. */
const tells =
  (change: (event: ProviderEvent) => ProviderEvent): Mutate =>
  (provider) => ({ receive: async (request, context) => (await provider.receive(request, context)).map(change) })

/** Believes requests after signing them anew, with a change. */
const believes =
  (change: (request: RawWebhook) => RawWebhook): Mutate =>
  (provider, bench) => ({
    receive: async (request, { now }) =>
      provider.receive(await bench.sign(change(request), { at: now, by: 'first' }), { now }),
  })

const text = new TextDecoder()
const compact = (request: RawWebhook): RawWebhook => ({
  ...request,
  body: new TextEncoder().encode(JSON.stringify(JSON.parse(text.decode(request.body)))),
})
const sortedBody = (words: string) =>
  JSON.stringify(Object.entries(JSON.parse(words) as object).sort(([a], [b]) => (a < b ? -1 : 1)))

const mutants: Readonly<Record<string, Mutate>> = {
  'opens another checkout for every call': (provider) => ({
    createCheckout: (request) => provider.createCheckout(request, fresh()),
  }),
  'answers a key whatever comes with it': (provider) => {
    const answers = new Map<string, ReturnType<PaymentLinkProvider['createCheckout']>>()
    return {
      createCheckout(request, context) {
        const answer = answers.get(context.idempotencyKey) ?? provider.createCheckout(request, context)
        answers.set(context.idempotencyKey, answer)
        return answer
      },
    }
  },
  'opens every checkout under one key': (provider) => ({
    createCheckout: (request) => provider.createCheckout({ ...request }, { idempotencyKey: 'one' }),
  }),
  'says that a paid checkout was closed': (provider) => ({
    closeCheckout: async (id, context) => ({ ...(await provider.closeCheckout!(id, context)), state: 'closed' }),
  }),
  'says closed and leaves it open': (provider) => ({
    closeCheckout: async (id, context) => ({ ...(await provider.getCheckout(id, context)), state: 'closed' }),
  }),
  'refunds again for the same key': (provider) => ({ refund: (request) => provider.refund!(request, fresh()) }),
  'refunds in any currency': (provider) => ({
    refund: async (request, context) => {
      const known = { USD: 'EUR' }[request.amount.currency] ?? request.amount.currency
      return provider.refund!({ ...request, amount: minor(request.amount.minor, known) }, context)
    },
  }),
  'forgets which refund was ours': tells((event) =>
    'refund' in event ? { ...event, refund: { ...event.refund, refund: '' } } : event,
  ),
  'refunds what is left when more is asked for': (provider) => ({
    refund: (request, context) =>
      provider.refund!(request, context).catch(() => ({
        externalId: 're_0',
        ...request,
        state: 'sent' as const,
      })),
  }),
  'counts every currency in hundredths': tells((event) => {
    if (!('payment' in event) || event.payment.amount.exponent === 2) return event
    const { minor: units, currency, exponent } = event.payment.amount
    const amount = minor(exponent === 0 ? units * 100n : units / 10n, currency)
    return { ...event, payment: { ...event.payment, amount } }
  }),
  'counts time in seconds': tells((event) => ({ ...event, occurredAt: Math.floor(event.occurredAt / 1000) })),
  'loses our id': tells((event) => ({ ...event, checkout: '' })),
  'does not say whose a payment is': tells((event) => without(event, 'tenant') as ProviderEvent),
  'does not say whose a refund is': tells((event) =>
    'refund' in event ? (without(event, 'tenant') as ProviderEvent) : event,
  ),
  'forgets whose charge it was': (provider) => ({
    charge: (request, context) => provider.charge!(without(request, 'tenant'), context),
  }),
  'gives every delivery an id of its own': tells((event) => ({ ...event, event: fresh().idempotencyKey })),
  'takes money on its way for money': tells((event) =>
    event.type === 'payment.pending' ? { ...event, type: 'payment.succeeded' } : event,
  ),
  'takes a hold for money': tells((event) =>
    event.type === 'payment.authorised' ? { ...event, type: 'payment.succeeded' } : event,
  ),
  'promises another try when there is none': tells((event) =>
    event.type === 'payment.failed' ? { ...event, retryable: true } : event,
  ),
  'keeps the fees to itself': tells((event) =>
    event.type === 'payout.paid' ? { ...event, payout: { ...event.payout, fees: minor(0n, 'EUR') } } : event,
  ),
  'hides that disputed money is gone': tells((event) =>
    'dispute' in event ? { ...event, dispute: { ...event.dispute, withdrawn: false } } : event,
  ),
  'stretches a time that is too short': (provider, _, clock) => ({
    createCheckout: (request, context) => {
      const least = clock() + provider.capabilities.lifetime.minSeconds * 1000
      const expiresAt = Math.max(request.expiresAt ?? least, least)
      return provider.createCheckout({ ...request, expiresAt }, context)
    },
  }),
  'lets a page live for a day whatever was asked': (provider) => ({
    createCheckout: (request, context) => provider.createCheckout(without(request, 'expiresAt'), context),
  }),
  'asks for the amount without its sign': (provider) => ({
    createCheckout(request, context) {
      const { minor: units, currency } = request.amount
      return provider.createCheckout({ ...request, amount: minor(units < 0n ? -units : units, currency) }, context)
    },
  }),
  'cannot do what it says': () => ({ capture: undefined as never }),
  'shows no address': (provider) => ({
    createCheckout: async (request, context) => ({ ...(await provider.createCheckout(request, context)), url: '/pay' }),
  }),
  'charges a kept method again for the same key': (provider) => ({
    charge: (request) => provider.charge!(request, fresh()),
  }),
  'throws when a charge is declined': (provider) => ({
    charge: async (request, context) => {
      const answer = await provider.charge!(request, context)
      if (answer.state === 'declined') throw new ReceivablesError('provider_refused', 'Declined.')
      return answer
    },
  }),
  'says paid whatever became of a charge': (provider) => ({
    charge: async (request, context) => ({ ...(await provider.charge!(request, context)), state: 'paid', reason: '' }),
  }),
  'takes a charge that needs its payer for a declined one': (provider) => ({
    charge: async (request, context) => {
      const answer = await provider.charge!(request, context)
      return answer.state === 'authentication_required' ? { ...answer, state: 'declined' } : answer
    },
  }),
  'gives no reason for a declined charge': (provider) => ({
    charge: async (request, context) => ({ ...(await provider.charge!(request, context)), reason: '' }),
  }),
  'does not say which charge was declined': tells((event) =>
    event.type === 'payment.failed' && event.checkout.startsWith('pay_') ? { ...event, checkout: '' } : event,
  ),
  'keeps no method that was left in place': (provider) => ({
    createCheckout: (request, context) =>
      provider.createCheckout(request.show === 'inPlace' ? without(request, 'saveMethod') : request, context),
  }),
  'captures all that it holds': (provider, bench) => ({
    capture: (payment, _, context) => provider.capture!(payment, usualOf(bench), context),
  }),
  'captures under a key of its own': (provider) => ({
    capture: (payment, amount) => provider.capture!(payment, amount, fresh()),
  }),
  'gives free under a key of its own': (provider) => ({ void: (payment) => provider.void!(payment, fresh()) }),
  'says that an expired hold was given free': tells((event) =>
    event.type === 'payment.voided' ? { ...event, reason: 'released' } : event,
  ),
  'says that a hold expired when it was given free': tells((event) =>
    event.type === 'payment.voided' ? { ...event, reason: 'expired' } : event,
  ),
  'gives held money free when the checkout is closed': (provider) => ({
    closeCheckout: async (id, context) => {
      const found = await provider.getCheckout(id, context)
      if (found.state === 'pending' && found.payment !== null)
        await provider.void!(found.payment.externalId, fresh()).catch(() => undefined)
      return provider.closeCheckout!(id, context)
    },
  }),
  'charges at once what is to be held in place': (provider) => ({
    createCheckout: (request, context) =>
      provider.createCheckout(request.show === 'inPlace' ? without(request, 'capture') : request, context),
  }),
  'forgets the secret of a checkout in place': (provider) => ({
    getCheckout: async (id, context) => ({ ...(await provider.getCheckout(id, context)), clientSecret: '' }),
  }),
  'goes on when a call was given up': (provider) => ({
    createCheckout: (request, { idempotencyKey }) => provider.createCheckout(request, { idempotencyKey }),
  }),
  'believes anybody': believes((request) => request),
  'believes old requests': (provider) => ({
    receive: (request) => {
      const now = Number(request.headers.get('webhook-timestamp') ?? '0') * 1000
      return provider.receive(request, { now })
    },
  }),
  'believes requests from the future': (provider) => ({
    receive: (request, { now }) => {
      const at = Number(request.headers.get('webhook-timestamp') ?? '0') * 1000
      return provider.receive(request, { now: Math.max(now, at) })
    },
  }),
  'knows one secret': (provider, bench) => ({
    receive: async (request, context) => {
      const at = Number(request.headers.get('webhook-timestamp')) * 1000
      const wanted = await bench.sign(request, { at, by: 'first' })
      const offered = request.headers.get('webhook-signature')
      const isFirst = offered === wanted.headers.get('webhook-signature')
      return provider.receive(isFirst ? request : { ...request, headers: new Headers() }, context)
    },
  }),
  'reads a body of any length': (provider, bench) => ({
    receive: async (request, context) => {
      if (request.body.length < 1_000_000) return provider.receive(request, context)
      return provider.receive(await bench.sign(compact(request), { at: context.now, by: 'first' }), context)
    },
  }),
  'checks what a body says and not how': (provider) => {
    const seen = new Map<string, RawWebhook>()
    return {
      async receive(request, context) {
        const words = text.decode(request.body)
        const meaning = words.startsWith('{') && words.endsWith('}') ? sortedBody(words) : words
        const known = seen.get(meaning)
        const answer = await provider.receive(known ? { ...request, body: known.body } : request, context)
        seen.set(meaning, request)
        return answer
      },
    }
  },
  'stumbles over what it cannot read': (provider) => ({
    async receive(request, context) {
      const words = text.decode(request.body)
      if (words === 'null' || words === '{') throw new TypeError('Cannot read properties of null')
      return provider.receive(request, context)
    },
  }),
}

async function failures(makeProvider: MakeProvider): Promise<string[]> {
  const cases: { name: string; run: () => Promise<void> }[] = []
  paymentProviderSuite({ test: (name, run) => cases.push({ name, run }) }, makeProvider)
  const failed: string[] = []
  for (const { name, run } of cases) await run().catch(() => failed.push(name))
  return failed
}

test('a provider without a fault passes', async () => {
  expect(await failures(fakeBench())).toEqual([])
})

test.each(Object.entries(mutants))('notices a provider that %s', async (_, mutate) => {
  const failed = await failures(async (options) => {
    const bench = await fakeBench()(options)
    const provider = { ...bench.provider, ...mutate(bench.provider, bench, options.clock) }
    return { ...bench, provider }
  })
  expect(failed).not.toEqual([])
})

test('a group that is skipped says why, and asks nothing', async () => {
  const names: string[] = []
  const groups = new Set<string>()
  const runner = {
    test: (name: string) => names.push(name),
    describe: (name: string, add: () => void) => {
      groups.add(name)
      add()
    },
  }
  paymentProviderSuite(runner, fakeBench(), { skip: { webhooks: 'it is asked instead' } })
  expect(names.filter((name) => name.startsWith('webhooks'))).toEqual(['webhooks: skipped, it is asked instead'])
  expect(groups.size).toBe(13)
})
