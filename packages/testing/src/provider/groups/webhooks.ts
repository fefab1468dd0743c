import { isReceivablesError, type RawWebhook } from '@owekit/core/ports'
import { BrokenPromise, holds, refused, same } from '../../store/assert.js'
import { type Bench, group } from '../case.js'
import { only, opened } from '../requests.js'

const minutes = 60_000
const text = new TextDecoder()
const bytes = new TextEncoder()

/** Only the provider's own words are believed, and only fresh ones. */
export const webhooks = group('webhooks', {
  'a request signed by a stranger is rejected': async (bench) => {
    const webhook = await sent(bench)
    const forged = await bench.sign(webhook, { at: bench.clock.now, by: 'stranger' })
    await rejected(bench, forged, 'the forgery')
  },
  'a request without a signature is rejected': async (bench) => {
    const webhook = await sent(bench)
    await rejected(bench, { ...webhook, headers: new Headers() }, 'the request without headers')
    const emptied = { get: (name: string) => (webhook.headers.get(name) === null ? null : '') }
    await rejected(bench, { ...webhook, headers: emptied }, 'the request with empty headers')
  },
  'a body that was cut, or is empty, is rejected': async (bench) => {
    const webhook = await sent(bench)
    for (const length of [webhook.body.length - 1, 1, 0]) {
      await rejected(bench, { ...webhook, body: webhook.body.slice(0, length) }, `the first ${length} bytes`)
    }
  },
  'a body that says the same in another order is rejected': async (bench) => {
    const webhook = await sent(bench)
    const body = bytes.encode(JSON.stringify(reversed(JSON.parse(text.decode(webhook.body)))))
    holds(text.decode(body) !== text.decode(webhook.body), 'the body differs')
    await rejected(bench, { ...webhook, body }, 'the body in another order')
  },
  'a body with another amount is rejected': async (bench) => {
    const webhook = await sent(bench)
    const body = bytes.encode(text.decode(webhook.body).replaceAll(/\d{3,}/g, (digits) => `1${digits}`))
    await rejected(bench, { ...webhook, body }, 'the body with more money')
  },
  'a request of more than five minutes ago is rejected, as is one from the future': async (bench) => {
    const webhook = await sent(bench)
    const { now } = bench.clock
    const at = (time: number) => bench.sign(webhook, { at: time, by: 'first' })
    await rejected(bench, await at(now - 5 * minutes - 1000), 'the one of five minutes and a second ago')
    await rejected(bench, await at(now + 5 * minutes + 1000), 'the one that is five minutes and a second ahead')
    await understood(bench, await at(now - 5 * minutes + 1000))
    await understood(bench, await at(now + 5 * minutes - 1000))
  },
  'a request that comes again within five minutes is understood again, as the same event': async (bench) => {
    const webhook = await sent(bench)
    const first = await understood(bench, webhook)
    bench.clock.now += 4 * minutes
    same(await understood(bench, webhook), first, 'the event')
  },
  'an event that is sent again later is the same event': async (bench) => {
    const webhook = await sent(bench)
    const first = await understood(bench, webhook)
    bench.clock.now += 60 * minutes
    const again = await bench.sign(webhook, { at: bench.clock.now, by: 'first' })
    same(await understood(bench, again), first, 'the event')
  },
  'either of two secrets is believed, so that they can be changed': async (bench) => {
    const webhook = await sent(bench)
    await understood(bench, webhook)
    await understood(bench, await bench.sign(webhook, { at: bench.clock.now, by: 'second' }))
  },
  'a body of ten megabytes is rejected, whoever signed it': async (bench) => {
    const webhook = await sent(bench)
    const body = bytes.encode(text.decode(webhook.body).padEnd(10_000_000, ' '))
    const signed = await bench.sign({ ...webhook, body }, { at: bench.clock.now, by: 'first' })
    await rejected(bench, signed, 'ten megabytes')
  },
  'what is signed and makes no sense is rejected, or is not about us': async (bench) => {
    const webhook = await sent(bench)
    const whole = text.decode(webhook.body)
    const nonsense = [
      'null',
      '[]',
      '{}',
      '5',
      '"x"',
      '{"type":5}',
      '{',
      whole.slice(0, -1),
      '{"__proto__":{"type":"x"}}',
    ]
    const changed = whole.replaceAll(/:"[^"]*"/g, ':{}')
    for (const words of [...nonsense, changed, whole.replaceAll(/:\d+/g, ':null')]) {
      const odd = { ...webhook, body: bytes.encode(words) }
      const signed = await bench.sign(odd, { at: bench.clock.now, by: 'first' })
      try {
        same(await bench.provider.receive(signed, { now: bench.clock.now }), [], `what ${words.slice(0, 40)} means`)
      } catch (error) {
        if (isReceivablesError(error, 'webhook_rejected')) continue
        throw new BrokenPromise(`${words.slice(0, 40)} is neither rejected nor passed over: ${String(error)}`, {
          cause: error,
        })
      }
    }
  },
})

/** The webhook that tells of a payment, whatever else the provider sends. */
async function sent(bench: Bench): Promise<RawWebhook> {
  await bench.world.pay(await opened(bench))
  for (const webhook of await bench.webhooks()) {
    const told = await bench.provider.receive(webhook, { now: bench.clock.now })
    if (told.some(({ type }) => type === 'payment.succeeded')) return webhook
  }
  throw new BrokenPromise('No webhook tells of the payment.')
}

async function understood(bench: Bench, webhook: RawWebhook) {
  const event = only(await bench.provider.receive(webhook, { now: bench.clock.now }), 'payment.succeeded')
  return {
    ...event,
    payment: { ...event.payment, amount: event.payment.amount.toJSON(), fee: event.payment.fee?.toJSON() },
  }
}

function rejected(bench: Bench, webhook: RawWebhook, what: string): Promise<void> {
  return refused('webhook_rejected', () => bench.provider.receive(webhook, { now: bench.clock.now }), what)
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, held]) => [name, reversed(held)]),
  )
}
