import type { OutboundMessage } from '@owekit/core/ports'
import { resendNotifier, type ResendOptions } from '@owekit/notify-http'
import { afterEach, describe, expect, it, test } from 'vitest'
import type { Reply } from './exchange.js'
import { exchangeFor } from './bench.js'
import { apiKey, from, problem, resendBench, resendStandIn, secrets, signed } from './resend-bench.js'

const now = Date.UTC(2026, 2, 1)
const message: OutboundMessage = {
  message: 'msg.1/ä',
  tenant: 'acme',
  purpose: 'reminder',
  to: { address: 'ada@example.com', name: 'Ada "The Countess", L.' },
  replyTo: { address: 'help@shop.example' },
  subject: 'Invoice A-1 is due',
  text: '€70.00 is open.',
  html: '<p>€70.00 is open.</p>',
  locale: 'de-AT',
  attachments: [{ name: 'A-1.pdf', contentType: 'application/pdf', content: Uint8Array.of(1, 2, 255) }],
  unsubscribe: { url: 'https://shop.example/stop?t=1', oneClick: true, mailto: 'stop@shop.example' },
}
const key = { idempotencyKey: 'msg_1' }

const closers: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function resendWith(reply?: Reply, options: Partial<ResendOptions> = {}) {
  const standIn = resendStandIn(() => now)
  const { exchange, close } = await exchangeFor({ ...standIn, ...(reply === undefined ? {} : { take: () => reply }) })
  closers.push(close)
  return { exchange, post: resendNotifier({ apiKey, from, baseUrl: exchange.url, ...options }) }
}

test('a mail is exactly the request that Resend documents', async () => {
  const { exchange, post } = await resendWith()
  expect(await post.send(message, key)).toEqual({ externalId: '49a3999c-1' })
  const [{ method, path, headers, body }] = exchange.asked as [(typeof exchange.asked)[number]]
  expect([method, path]).toEqual(['POST', '/emails'])
  expect(headers).toMatchObject({
    authorization: `Bearer ${apiKey}`,
    'content-type': 'application/json',
    accept: 'application/json',
    'user-agent': 'owekit',
  })
  expect(headers['idempotency-key']).toMatch(/^owekit-[\da-f]{64}$/)
  expect(JSON.parse(body)).toEqual({
    from: '"Größe & Söhne" <billing@shop.example>',
    to: ['"Ada \\"The Countess\\", L." <ada@example.com>'],
    reply_to: ['help@shop.example'],
    subject: 'Invoice A-1 is due',
    text: '€70.00 is open.',
    html: '<p>€70.00 is open.</p>',
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Owekit-Message': 'msg.1/ä',
      'Content-Language': 'de-AT',
      'List-Unsubscribe': '<https://shop.example/stop?t=1>, <mailto:stop@shop.example>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
    attachments: [{ filename: 'A-1.pdf', content: 'AQL/', content_type: 'application/pdf' }],
    tags: [{ name: 'owekit_message', value: Buffer.from('msg.1/ä').toString('base64url') }],
  })
})

test('what a message has not is left out', async () => {
  const { exchange, post } = await resendWith()
  const { replyTo: _, unsubscribe: __, ...rest } = message
  await post.send({ ...rest, html: '', attachments: [], to: { address: 'ada@example.com' }, locale: 'x' }, key)
  expect(Object.keys(JSON.parse(exchange.asked[0]!.body) as object)).toEqual([
    'from',
    'to',
    'subject',
    'text',
    'headers',
    'tags',
  ])
})

test('two tenants with the same key have keys of their own, and each attempt of one has the same', async () => {
  const { exchange, post } = await resendWith()
  await post.send(message, key)
  await post.send(message, key)
  await post.send({ ...message, tenant: 'other' }, key)
  await post.send(message, { idempotencyKey: 'm'.repeat(1000) })
  const keys = exchange.asked.map(({ headers }) => headers['idempotency-key'])
  expect(keys[1]).toBe(keys[0])
  expect(new Set(keys).size).toBe(3)
  expect(exchange.asked[1]!.body).toBe(exchange.asked[0]!.body)
})

test('while Resend is at it under the same key, it is asked again until it is done', async () => {
  const { bench, exchange, resend } = await resendBench()
  closers.push(() => bench.close!())
  const mail = { ...message, message: 'msg_1' }
  const [first, second] = await Promise.all([bench.notifier.send(mail, key), bench.notifier.send(mail, key)])
  expect(second).toEqual(first)
  expect(resend.kept).toHaveLength(1)
  expect(exchange.asked.length).toBeGreaterThan(2)
})

test('one that Resend is at for longer than there is time for goes later', async () => {
  const { post } = await resendWith(problem(409, 'concurrent_idempotent_requests'), { timeoutSeconds: 0.3 })
  await expect(post.send(message, key)).rejects.toMatchObject({ code: 'notifier_unavailable' })
})

describe('what Resend refuses', () => {
  it.each<[number, string, string, string, object]>([
    [422, 'validation_error', 'Invalid `to` field. …', 'notifier_refused', { fault: 'address' }],
    [422, 'validation_error', 'Invalid `from` field. …', 'notifier_refused', { fault: 'settings' }],
    [400, 'validation_error', 'Invalid `subject` field.', 'notifier_refused', { fault: 'content' }],
    [403, 'validation_error', 'You can only send testing emails to …', 'notifier_refused', { fault: 'settings' }],
    [422, 'invalid_from_address', '', 'notifier_refused', { fault: 'settings' }],
    [422, 'missing_required_field', '', 'notifier_refused', { fault: 'content' }],
    [422, 'invalid_attachment', '', 'notifier_refused', { fault: 'content' }],
    [409, 'invalid_idempotent_request', '', 'notifier_refused', { fault: 'content' }],
    [451, 'security_error', '', 'notifier_refused', { fault: 'content' }],
    [401, 'missing_api_key', '', 'notifier_refused', { fault: 'settings' }],
    [401, 'restricted_api_key', '', 'notifier_refused', { fault: 'settings' }],
    [403, 'invalid_api_key', '', 'notifier_refused', { fault: 'settings' }],
    [429, 'rate_limit_exceeded', '', 'notifier_unavailable', {}],
    [429, 'daily_quota_exceeded', '', 'notifier_unavailable', {}],
    [422, 'something_new', '', 'notifier_refused', { fault: 'content' }],
    [500, 'application_error', '', 'notifier_indeterminate', {}],
  ])('%i %s %j: %s %j', async (status, name, words, error, details) => {
    const { post } = await resendWith(problem(status, name, words))
    await expect(post.send(message, key)).rejects.toMatchObject({
      code: error,
      details: { status, code: name, ...details },
    })
  })
})

describe('what Resend tells', () => {
  const post = resendNotifier({ apiKey, from, webhookSecrets: [secrets.first] })
  const told = (type: string, data: object = {}) => {
    const about = {
      email_id: 're-1',
      to: ['Ada <ada@example.com>'],
      tags: { owekit_message: Buffer.from('msg_1').toString('base64url') },
    }
    const body = JSON.stringify({ type, created_at: '2026-02-28T23:59:58.500Z', data: { ...about, ...data } })
    return post.receive!(signed('evt_1', new TextEncoder().encode(body), secrets.first, now), { now })
  }

  it.each<[string, object, object]>([
    ['email.delivered', {}, { type: 'delivered', isPermanent: false, reason: '' }],
    ['email.delivery_delayed', {}, { type: 'deferred', isPermanent: false }],
    ['email.opened', {}, { type: 'opened', isPermanent: false }],
    ['email.complained', {}, { type: 'complained', isPermanent: false }],
    [
      'email.bounced',
      { bounce: { type: 'Permanent', subType: 'NoEmail', message: 'No such user' } },
      { type: 'bounced', isPermanent: true, reason: 'NoEmail: No such user' },
    ],
    [
      'email.bounced',
      { bounce: { type: 'Transient', subType: 'MailboxFull' } },
      { isPermanent: false, reason: 'MailboxFull' },
    ],
    ['email.bounced', { bounce: { type: 'Undetermined' } }, { type: 'bounced', isPermanent: false }],
    ['email.bounced', {}, { type: 'bounced', isPermanent: false }],
    [
      'email.suppressed',
      { suppressed: { message: 'On the list' } },
      { type: 'bounced', isPermanent: true, reason: 'On the list' },
    ],
    [
      'email.failed',
      { failed: { reason: 'reached_daily_quota' } },
      { isPermanent: false, reason: 'reached_daily_quota' },
    ],
  ])('%s %j means %j', async (type, data, event) => {
    const about = { event: 'evt_1', externalId: 're-1', message: 'msg_1', address: 'ada@example.com' }
    const occurredAt = Date.parse('2026-02-28T23:59:58.500Z')
    expect(await told(type, data)).toEqual([expect.objectContaining({ ...about, occurredAt, ...event })])
  })

  test.each([
    'email.sent',
    'email.scheduled',
    'email.clicked',
    'email.received',
    'contact.updated',
    'domain.created',
    '',
  ])('%s says nothing of what became of a mail', async (type) => {
    expect(await told(type)).toEqual([])
  })

  test('tags of the old shape are read as well, and mails without ours are of others', async () => {
    const value = Buffer.from('msg_2').toString('base64url')
    const tags = [
      { name: 'a', value: 'b' },
      { name: 'owekit_message', value },
    ]
    expect(await told('email.delivered', { tags })).toMatchObject([{ message: 'msg_2' }])
    for (const odd of [undefined, null, [], [null], { a: 'b' }, 'x']) {
      expect(await told('email.delivered', { tags: odd })).toMatchObject([{ message: '', externalId: 're-1' }])
    }
  })

  test('nothing is told where no secret was given', () => {
    const notifier = resendNotifier({ apiKey, from })
    expect([notifier.capabilities.feedback, 'receive' in notifier]).toEqual([false, false])
  })
})

it.each<[string, Partial<ResendOptions>]>([
  ['apiKey', { apiKey: 're_1\n' }],
  ['from', { from: { address: 'shop' } }],
  ['from', { from: { address: 'a@b.example', name: 'A\r\nBcc: x@y.example' } }],
  ['webhookSecrets', { webhookSecrets: ['whsec_'] }],
  ['baseUrl', { baseUrl: 'here' }],
])('%s that cannot be used is not configured', (setting, options) => {
  expect(() => resendNotifier({ apiKey, from, ...options })).toThrow(
    expect.objectContaining({ code: 'not_configured', details: { setting } }),
  )
})
