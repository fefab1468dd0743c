import { createHmac } from 'node:crypto'
import type { DeliveryEvent, RawWebhook } from '@owekit/core/ports'
import { twilioNotifier, type TwilioOptions } from '@owekit/notify-http'
import type { Arrived, NotifierBench } from '@owekit/testing'
import { exchangeFor } from './bench.js'
import { type Asked, json, type Reply } from './exchange.js'

export const accountSid = 'AC00000000000000000000000000000001'
export const from = '+15005550006'
export const tokens = { first: 'primary-token', second: 'secondary-token', stranger: 'another-token' }
const webhookUrl = 'https://shop.example/hooks/twilio'

/** How Twilio says that something is wrong. */
export const problem = (status: number, code: number, headers = {}): Reply =>
  json(status, { code, message: 'Words that may name +15551234567', more_info: '', status }, headers)

interface Kept extends Arrived {
  readonly sid: string
  readonly callback: string
}

/** Twilio as it is documented: a form, signed in by name and password, answered with 201 and JSON. */
export function twilioStandIn() {
  const kept: Kept[] = []
  const take = ({ method, path, headers, body }: Asked): Reply => {
    const account = /^\/2010-04-01\/Accounts\/(AC[^/]+)\/Messages\.json$/.exec(path)?.[1]
    if (account === undefined) return problem(404, 20404)
    if (method !== 'POST') return problem(405, 20004)
    if (headers['authorization'] !== `Basic ${btoa(`${accountSid}:${tokens.first}`)}`) return problem(401, 20003)
    if (headers['content-type'] !== 'application/x-www-form-urlencoded') return problem(400, 21604)
    const form = new URLSearchParams(body)
    const [to, text, sender] = ['To', 'Body', 'From'].map((name) => form.get(name) ?? '') as [string, string, string]
    if (!/^\+\d+$/.test(to)) return problem(400, 21211)
    if (text === '') return problem(400, 21602)
    if (text.length > 1600) return problem(400, 21617)
    const sid = `SM${String(kept.length + 1).padStart(32, '0')}`
    kept.push({ to: { address: to }, from: { address: sender }, text, sid, callback: form.get('StatusCallback') ?? '' })
    return json(201, { sid, status: 'queued', num_segments: '1', to, from: sender, error_code: null })
  }
  const refusals = {
    address: problem(400, 21614),
    content: problem(400, 21617),
    settings: problem(401, 20003),
    later: problem(503, 20503),
    limited: problem(429, 20429, { 'retry-after': '90' }),
  }
  return { kept, take, arrived: () => kept, refusals }
}

/** Signs as Twilio documents it, written here a second time. */
export function signed(request: RawWebhook, token: string): RawWebhook {
  const form = [...new URLSearchParams(new TextDecoder().decode(request.body))]
  const text = form
    .map(([name, value]) => name + value)
    .sort()
    .join('')
  const signature = createHmac('sha1', token)
    .update(request.url + text)
    .digest('base64')
  return { ...request, headers: new Headers({ 'x-twilio-signature': signature }) }
}

const states: Partial<Record<DeliveryEvent['type'], Record<string, string>>> = {
  delivered: { MessageStatus: 'delivered' },
  bounced: { ErrorCode: '30005', MessageStatus: 'undelivered' },
}

/** A notifier, Twilio behind it, and readers behind that. */
export async function twilioBench(options: Partial<TwilioOptions> = {}) {
  const twilio = twilioStandIn()
  const { exchange, world, close } = await exchangeFor(twilio)
  const requests: RawWebhook[] = []
  const bench: NotifierBench = {
    notifier: twilioNotifier({
      accountSid,
      authTokens: [tokens.first, tokens.second],
      from,
      webhookUrl,
      baseUrl: exchange.url,
      timeoutSeconds: 3,
      ...options,
    }),
    to: { address: '+15551234567' },
    from: { address: '+15005550001' },
    retryAfterSeconds: 90,
    tells: ['delivered', 'bounced'],
    world: {
      ...world,
      becomes(message, type) {
        const one = twilio.kept.findLast(({ callback }) => new URL(callback).searchParams.get('message') === message)!
        const form = new URLSearchParams({
          MessageSid: one.sid,
          To: one.to.address,
          AccountSid: accountSid,
          ...states[type],
        })
        const request = {
          method: 'POST',
          url: one.callback,
          headers: new Headers(),
          body: new TextEncoder().encode(`${form}`),
        }
        requests.push(signed(request, tokens.first))
      },
    },
    webhooks: () => requests.splice(0),
    sign: (request, { by }) => signed(request, tokens[by]),
    close,
  }
  return { bench, exchange, twilio }
}
