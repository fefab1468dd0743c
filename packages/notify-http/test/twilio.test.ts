import { createHash } from 'node:crypto'
import type { OutboundMessage, RawWebhook } from '@owekit/core/ports'
import { twilioNotifier, type TwilioOptions } from '@owekit/notify-http'
import { afterEach, describe, expect, it, test } from 'vitest'
import { exchangeFor } from './bench.js'
import { json, type Reply } from './exchange.js'
import { accountSid, from, problem, signed, tokens, twilioStandIn } from './twilio-bench.js'

const now = Date.UTC(2026, 2, 1)
const webhookUrl = 'https://shop.example/hooks/twilio?tenant=acme'
const message: OutboundMessage = {
  message: 'msg_1',
  tenant: 'acme',
  purpose: 'reminder',
  to: { address: '+15551234567', name: 'Ada' },
  subject: '',
  text: '€70.00 & more = 100% is open.\nThank you + goodbye',
  html: '',
  locale: 'en',
  attachments: [],
}
const key = { idempotencyKey: 'msg_1' }

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function twilioWith(reply?: Reply, options: Partial<TwilioOptions> = {}) {
  const standIn = twilioStandIn()
  const { exchange, close } = await exchangeFor({ ...standIn, ...(reply === undefined ? {} : { take: () => reply }) })
  closers.push(close)
  const authTokens = [tokens.first, tokens.second] as const
  return { exchange, sms: twilioNotifier({ accountSid, authTokens, from, baseUrl: `${exchange.url}/`, ...options }) }
}

describe('a text message', () => {
  test('is exactly the request that Twilio documents', async () => {
    const { exchange, sms } = await twilioWith(undefined, { webhookUrl })
    expect(await sms.send(message, key)).toEqual({ externalId: 'SM00000000000000000000000000000001', segments: 1 })
    const [{ method, path, headers, body }] = exchange.asked as [(typeof exchange.asked)[number]]
    expect([method, path]).toEqual(['POST', `/2010-04-01/Accounts/${accountSid}/Messages.json`])
    expect(headers).toMatchObject({
      authorization: `Basic ${btoa(`${accountSid}:${tokens.first}`)}`,
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
    })
    expect([...new URLSearchParams(body)]).toEqual([
      ['To', '+15551234567'],
      ['From', from],
      ['Body', message.text],
      ['StatusCallback', 'https://shop.example/hooks/twilio?tenant=acme&message=msg_1'],
    ])
  })

  test('comes from a messaging service, or from whom the message says', async () => {
    const service = `MG${'0'.repeat(32)}`
    const { exchange, sms } = await twilioWith(json(201, { sid: 'SM1', num_segments: '0' }), { from: service })
    expect(await sms.send(message, key)).toEqual({ externalId: 'SM1' })
    await sms.send({ ...message, from: { address: '+15005550001' } }, key)
    const forms = exchange.asked.map(({ body }) => Object.fromEntries(new URLSearchParams(body)))
    expect(forms[0]).toEqual({ To: '+15551234567', MessagingServiceSid: service, Body: message.text })
    expect(forms[1]).toEqual({ To: '+15551234567', From: '+15005550001', Body: message.text })
  })

  test('signs in with an API key where there is one', async () => {
    const { exchange, sms } = await twilioWith(json(201, { sid: 'SM1' }), { apiKey: { sid: 'SK1', secret: 'hush' } })
    await sms.send(message, key)
    expect(exchange.asked[0]!.headers['authorization']).toBe(`Basic ${btoa('SK1:hush')}`)
  })
})

describe('what Twilio refuses', () => {
  it.each<[string, number, number, string, object]>([
    ['a number that is none', 400, 21211, 'notifier_refused', { fault: 'address' }],
    ['a number that is not for text', 400, 21614, 'notifier_refused', { fault: 'address' }],
    ['a reader who said STOP', 400, 21610, 'notifier_refused', { fault: 'address' }],
    ['no text', 400, 21602, 'notifier_refused', { fault: 'content' }],
    ['too long a text', 400, 21617, 'notifier_refused', { fault: 'content' }],
    ['something that is new', 400, 21999, 'notifier_refused', { fault: 'content' }],
    ['a country that is not switched on', 400, 21408, 'notifier_refused', { fault: 'settings' }],
    ['a sender that is none', 400, 21606, 'notifier_refused', { fault: 'settings' }],
    ['a pair of sender and reader', 400, 21612, 'notifier_refused', { fault: 'settings' }],
    ['a trial', 400, 21608, 'notifier_refused', { fault: 'settings' }],
    ['wrong credentials', 401, 20003, 'notifier_refused', { fault: 'settings' }],
    ['too many at once', 429, 20429, 'notifier_unavailable', {}],
    ['a queue that is full', 400, 21611, 'notifier_unavailable', {}],
    ['a server of theirs that fails', 500, 20500, 'notifier_indeterminate', {}],
  ])('%s (%i, %i): %s %j', async (_, status, code, error, details) => {
    const { sms } = await twilioWith(problem(status, code))
    await expect(sms.send(message, key)).rejects.toMatchObject({ code: error, details: { status, code, ...details } })
  })
})

/** The first cases of Twilio's own libraries. */
const documented = {
  token: '12345',
  url: 'https://mycompany.com/myapp.php?foo=1&bar=2',
  form: 'CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212',
  signature: 'RSOYDt4T1cUTdK1PDd93/VVr8B8=',
}

const receiver = (url: string, ...authTokens: [string, ...string[]]) =>
  twilioNotifier({ accountSid, authTokens, from, webhookUrl: url })

const request = (url: string, body: string, signature: string): RawWebhook => ({
  method: 'POST',
  url,
  headers: new Headers({ 'x-twilio-signature': signature }),
  body: new TextEncoder().encode(body),
})

const rejected = { code: 'webhook_rejected' }

describe('signatures', () => {
  const { token, url, form, signature } = documented

  test('are those of the documentation', async () => {
    expect(await receiver(url, token).receive!(request(url, form, signature), { now })).toEqual([])
    await expect(receiver(url, 'other').receive!(request(url, form, signature), { now })).rejects.toMatchObject(
      rejected,
    )
    for (const changed of [form.replace('1234&', '1235&'), `${form}&x=1`, form.replace('&Digits=1234', '')]) {
      await expect(receiver(url, token).receive!(request(url, changed, signature), { now })).rejects.toMatchObject(
        rejected,
      )
    }
  })

  test('hold in whatever order the fields come', async () => {
    const turned = form.split('&').reverse().join('&')
    expect(await receiver(url, token).receive!(request(url, turned, signature), { now })).toEqual([])
  })

  test('of a field that comes several times are over each value once, sorted', async () => {
    const body = 'Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234&Digits=1234'
    const { signature: header } = { signature: 'IK+Dwps556ElfBT0I3Rgjkr1wJU=' }
    expect(await receiver(url, token).receive!(request(url, body, header), { now })).toEqual([])
  })

  test('of JSON are over its hash in the URL', async () => {
    const body = '{"property": "value", "boolean": true}'
    const hash = createHash('sha256').update(body).digest('hex')
    const whole = `${url}&bodySHA256=${hash}`
    const header = 'a9nBmqA0ju/hNViExpshrM61xv4='
    expect(await receiver(url, token).receive!(request(whole, body, header), { now })).toEqual([])
    for (const bad of [
      request(whole, `${body} `, header),
      request(`${url}&bodySHA256=${'0'.repeat(64)}`, body, header),
    ]) {
      await expect(receiver(url, token).receive!(bad, { now })).rejects.toMatchObject(rejected)
    }
  })

  it.each([
    ['without its usual port', 'https://shop.example:443/sms', 'https://shop.example/sms'],
    ['with its usual port', 'https://shop.example/sms', 'https://shop.example:443/sms'],
    ['without a port of its own', 'https://shop.example:8443/sms', 'https://shop.example/sms'],
    ['over http, with its usual port', 'http://shop.example/sms', 'http://shop.example:80/sms'],
  ])('hold over a URL %s', async (_, told, over) => {
    const body = new TextEncoder().encode('MessageSid=SM1')
    const one = signed({ method: 'POST', url: over, headers: new Headers(), body }, token)
    expect(await receiver(told, token).receive!({ ...one, url: 'http://10.0.0.7:3000/sms' }, { now })).toEqual([])
  })

  test('hold behind a proxy that changes scheme, host and path, and not when the query is changed', async () => {
    const told = 'https://shop.example/hooks/twilio'
    const body = new TextEncoder().encode('MessageSid=SM1&MessageStatus=delivered&To=%2B15551234567')
    const one = signed({ method: 'POST', url: `${told}?message=msg_1`, headers: new Headers(), body }, token)
    const behind = (query: string) => receiver(told, token).receive!({ ...one, url: `/inside/twilio${query}` }, { now })
    expect(await behind('?message=msg_1')).toMatchObject([{ message: 'msg_1', type: 'delivered' }])
    for (const query of ['?message=msg_2', '?message=msg_1&x=1', ''])
      await expect(behind(query)).rejects.toMatchObject(rejected)
  })

  test('hold where a proxy is told a URL with a query of its own', async () => {
    const body = new TextEncoder().encode('MessageSid=SM1&MessageStatus=delivered')
    const one = signed({ method: 'POST', url: `${webhookUrl}&message=msg_1`, headers: new Headers(), body }, token)
    expect(await receiver(webhookUrl, token).receive!(one, { now })).toMatchObject([{ message: 'msg_1' }])
  })

  test('are needed, and only what is posted is read', async () => {
    const good = request(url, form, signature)
    for (const bad of [
      { ...good, headers: new Headers() },
      { ...good, method: 'GET' },
      { ...good, body: Uint8Array.of(0x54, 0x6f, 0x3d, 0xff) },
    ]) {
      await expect(receiver(url, token).receive!(bad, { now })).rejects.toMatchObject(rejected)
    }
  })
})

describe('what Twilio tells', () => {
  const told = (fields: Record<string, string>) => {
    const body = new TextEncoder().encode(
      String(new URLSearchParams({ MessageSid: 'SM1', To: '+15551234567', ...fields })),
    )
    const url = `${webhookUrl}&message=msg_1`
    return receiver(webhookUrl, 'token').receive!(
      signed({ method: 'POST', url, headers: new Headers(), body }, 'token'),
      { now },
    )
  }

  it.each<[Record<string, string>, object]>([
    [{ MessageStatus: 'delivered' }, { type: 'delivered', isPermanent: false, reason: '' }],
    [{ MessageStatus: 'read' }, { type: 'opened', isPermanent: false }],
    [
      { MessageStatus: 'undelivered', ErrorCode: '30003' },
      { type: 'bounced', isPermanent: false, reason: '30003' },
    ],
    [
      { MessageStatus: 'undelivered', ErrorCode: '30005' },
      { type: 'bounced', isPermanent: true, reason: '30005' },
    ],
    [
      { MessageStatus: 'undelivered', ErrorCode: '30006' },
      { type: 'bounced', isPermanent: true },
    ],
    [
      { MessageStatus: 'undelivered', ErrorCode: '30007' },
      { type: 'bounced', isPermanent: false },
    ],
    [
      { MessageStatus: 'failed', ErrorCode: '21614' },
      { type: 'bounced', isPermanent: true },
    ],
    [
      { MessageStatus: 'failed', ErrorCode: '30002', ErrorMessage: 'Suspended' },
      { reason: '30002: Suspended', isPermanent: false },
    ],
    [{ MessageStatus: 'failed' }, { type: 'bounced', isPermanent: false, reason: '' }],
    [{ MessageStatus: 'canceled' }, { type: 'bounced', isPermanent: false }],
    [
      { MessageStatus: 'failed', ErrorCode: '21610' },
      { type: 'unsubscribed', isPermanent: false },
    ],
  ])('%j means %j', async (fields, event) => {
    const about = { externalId: 'SM1', message: 'msg_1', address: '+15551234567', occurredAt: now }
    expect(await told(fields)).toEqual([
      expect.objectContaining({ ...about, event: `SM1:${fields['MessageStatus']}`, ...event }),
    ])
  })

  test.each(['queued', 'accepted', 'scheduled', 'sending', 'sent', 'receiving', 'partially_delivered', ''])(
    '%s says nothing of what became of it',
    async (MessageStatus) => {
      expect(await told({ MessageStatus })).toEqual([])
    },
  )

  test('STOP is of its reader, and of no message of ours', async () => {
    expect(
      await told({ OptOutType: 'STOP', From: '+15550000001', To: from, Body: 'Stop', SmsStatus: 'received' }),
    ).toEqual([
      {
        event: 'SM1:stop',
        occurredAt: now,
        message: '',
        externalId: '',
        address: '+15550000001',
        type: 'unsubscribed',
        isPermanent: false,
        reason: 'STOP',
      },
    ])
    expect(await told({ OptOutType: 'START', From: '+15550000001', SmsStatus: 'received' })).toEqual([])
  })

  test('nothing is told where no URL was given', () => {
    const notifier = twilioNotifier({ accountSid, authTokens: ['t'], from })
    expect([notifier.capabilities.feedback, 'receive' in notifier]).toEqual([false, false])
  })
})

it.each<[string, Partial<TwilioOptions>]>([
  ['accountSid', { accountSid: '' }],
  ['authTokens', { authTokens: ['a\nb'] }],
  ['authTokens', { authTokens: [] as unknown as [string] }],
  ['apiKey', { apiKey: { sid: 'SK 1', secret: 'x' } }],
  ['from', { from: '' }],
  ['webhookUrl', { webhookUrl: '/hooks' }],
  ['baseUrl', { baseUrl: 'ftp://x.example' }],
])('%s that cannot be used is not configured', (setting, options) => {
  expect(() => twilioNotifier({ accountSid, authTokens: ['t'], from, ...options })).toThrow(
    expect.objectContaining({ code: 'not_configured', details: { setting } }),
  )
})
