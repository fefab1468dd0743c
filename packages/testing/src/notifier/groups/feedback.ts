import { type DeliveryEvent, isReceivablesError, type RawWebhook } from '@owekit/core/ports'
import { needed } from '../../provider/requests.js'
import { BrokenPromise, holds, refused, same } from '../../store/assert.js'
import { type Bench, group } from '../case.js'
import { sent } from '../messages.js'

const minutes = 60_000
const text = new TextDecoder()
const bytes = new TextEncoder()

type Check = (bench: Bench) => Promise<void>

/** Only of those that tell what became of a message. */
const offered =
  (check: Check): Check =>
  async (bench) => {
    if (bench.notifier.capabilities.feedback) await check(bench)
  }

async function receive({ notifier, clock }: Bench, request: RawWebhook): Promise<readonly DeliveryEvent[]> {
  const events = await notifier.receive?.(request, { now: clock.now })
  return needed(events, 'receive, or an answer of it')
}

const sign: (bench: Bench, ...given: Parameters<NonNullable<Bench['sign']>>) => Promise<RawWebhook> = async (
  bench,
  ...given
) => needed(bench.sign, 'sign')(...given)

/** The request that tells what became of a message. */
async function told(
  bench: Bench,
  type: DeliveryEvent['type'] = 'bounced',
  message = 'msg_suite.1',
): Promise<RawWebhook> {
  await needed(bench.world.becomes, 'world.becomes')(message, type)
  const requests = await needed(bench.webhooks, 'webhooks')()
  for (const request of requests) {
    if ((await receive(bench, request)).some((event) => event.type === type)) return request
  }
  throw new BrokenPromise(`None of ${requests.length} requests tells that it was ${type}.`)
}

async function understood(bench: Bench, request: RawWebhook): Promise<DeliveryEvent> {
  const events = await receive(bench, request)
  same(events.length, 1, 'events in the request')
  return events[0]!
}

function rejected(bench: Bench, request: RawWebhook, what: string): Promise<void> {
  return refused('webhook_rejected', () => receive(bench, request), what)
}

/** What it tells of messages, in the order that the cases take it. */
const toldBy = ({ tells = ['delivered', 'bounced', 'complained'] }: Bench): NonNullable<Bench['tells']> => tells

/** What became of a message is told, and of which. */
export const feedback = group('feedback', {
  'deliveries, bounces and complaints name the message, its reader and the moment': offered(async (bench) => {
    for (const [i, type] of toldBy(bench).entries()) {
      const message = `msg_told.${i}`
      const { externalId } = await sent(bench, { message })
      const event = await understood(bench, await told(bench, type, message))
      same([event.type, event.message, event.externalId], [type, message, externalId], 'the event')
      holds(event.address === '' || event.address === bench.to.address, `it is of ${bench.to.address}`)
      holds(Math.abs(event.occurredAt - bench.clock.now) <= minutes, `${event.occurredAt} is now, in milliseconds`)
    }
  }),
  'a bounce says whether it is for good; nothing else is': offered(async (bench) => {
    await sent(bench)
    same((await understood(bench, await told(bench, 'bounced'))).isPermanent, true, 'of a bounce')
    same((await understood(bench, await told(bench, 'delivered'))).isPermanent, false, 'of a delivery')
  }),
  'each event has an id, and the same when it is told again': offered(async (bench) => {
    await sent(bench)
    const [first, second] = [await told(bench, 'delivered'), await told(bench, toldBy(bench).at(-1))]
    const ids = [await understood(bench, first), await understood(bench, second)].map(({ event }) => event)
    holds(ids[0] !== '' && ids[0] !== ids[1], 'the ids differ')
    same((await understood(bench, first)).event, ids[0], 'the same request once more')
    bench.clock.now += 60 * minutes
    const again = await sign(bench, first, { at: bench.clock.now, by: 'first' })
    same((await understood(bench, again)).event, ids[0], 'the same event an hour later')
  }),
  'either of two secrets is believed, so that they can be changed': offered(async (bench) => {
    await sent(bench)
    const request = await told(bench)
    const event = await understood(bench, request)
    same(await understood(bench, await sign(bench, request, { at: bench.clock.now, by: 'second' })), event, 'the event')
  }),
})

/** Only the notifier's own words are believed. */
export const forgeries = group('forgeries', {
  'a request signed by a stranger is rejected': offered(async (bench) => {
    await sent(bench)
    const request = await told(bench)
    await rejected(bench, await sign(bench, request, { at: bench.clock.now, by: 'stranger' }), 'the forgery')
  }),
  'a request without a signature is rejected': offered(async (bench) => {
    await sent(bench)
    const request = await told(bench)
    await rejected(bench, { ...request, headers: new Headers() }, 'the request without headers')
    const emptied = { get: (name: string) => (request.headers.get(name) === null ? null : '') }
    await rejected(bench, { ...request, headers: emptied }, 'the request with empty headers')
  }),
  'a body of ten megabytes is rejected, whoever signed it': offered(async (bench) => {
    await sent(bench)
    const request = await told(bench)
    const body = bytes.encode(text.decode(request.body).padEnd(10_000_000, ' '))
    const large = await sign(bench, { ...request, body }, { at: bench.clock.now, by: 'first' })
    await rejected(bench, large, 'ten megabytes')
  }),
  'what is signed and makes no sense is rejected, or is not about us': offered(async (bench) => {
    await sent(bench)
    const request = await told(bench)
    const whole = text.decode(request.body)
    const empty = whole.startsWith('{') ? whole.replaceAll(/:"[^"]*"/g, ':{}') : whole.replaceAll(/=[^&]*/g, '=')
    for (const words of ['null', '[]', '{}', '5', '"x"', '{', '', whole.slice(0, -1), empty]) {
      const odd = await sign(bench, { ...request, body: bytes.encode(words) }, { at: bench.clock.now, by: 'first' })
      try {
        same(await receive(bench, odd), [], `what ${words.slice(0, 40)} means`)
      } catch (error) {
        if (isReceivablesError(error, 'webhook_rejected')) continue
        throw new BrokenPromise(`${words.slice(0, 40)} is neither rejected nor passed over`, { cause: error })
      }
    }
  }),
})

/** Only the notifier's exact words are believed: what carries them on the way cannot change them. */
export const changedFeedback = group('changed feedback', {
  'a body that was cut is rejected': offered(async (bench) => {
    await sent(bench)
    const request = await told(bench)
    for (const length of [request.body.length - 1, 1, 0]) {
      await rejected(bench, { ...request, body: request.body.slice(0, length) }, `the first ${length} bytes`)
    }
  }),
  'a request that names another message, in its body or its URL, is rejected': offered(async (bench) => {
    await sent(bench)
    const request = await told(bench)
    const url = request.url.replaceAll('msg_suite', 'msg_other')
    const body = bytes.encode(text.decode(request.body).replaceAll('msg_suite', 'msg_other'))
    await rejected(bench, { ...request, url, body }, 'the request about another message')
  }),
})

/** Only fresh words are believed. */
export const staleFeedback = group('stale feedback', {
  'a request of more than five minutes ago is rejected, as is one from the future': offered(async (bench) => {
    await sent(bench)
    const request = await told(bench)
    const { now } = bench.clock
    const at = (time: number) => sign(bench, request, { at: time, by: 'first' })
    await rejected(bench, await at(now - 5 * minutes - 1000), 'the one of five minutes and a second ago')
    await rejected(bench, await at(now + 5 * minutes + 1000), 'the one that is five minutes and a second ahead')
    await understood(bench, await at(now - 5 * minutes + 1000))
    await understood(bench, await at(now + 5 * minutes - 1000))
  }),
  'a request that is replayed after five minutes is rejected': offered(async (bench) => {
    await sent(bench)
    const request = await told(bench)
    await understood(bench, request)
    bench.clock.now += 5 * minutes + 1000
    await rejected(bench, request, 'the replay')
  }),
})
