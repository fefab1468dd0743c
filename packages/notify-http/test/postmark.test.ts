import type { OutboundMessage } from '@owekit/core/ports'
import { postmarkNotifier, type PostmarkOptions } from '@owekit/notify-http'
import { afterEach, describe, expect, it, test } from 'vitest'
import { exchangeFor } from './bench.js'
import { json, type Reply } from './exchange.js'
import { credentials, from, postmarkStandIn, problem, serverToken, signedIn } from './postmark-bench.js'

const now = Date.UTC(2026, 2, 1)
const message: OutboundMessage = {
  message: 'msg_1',
  tenant: 'acme',
  purpose: 'reminder',
  to: { address: 'ada@example.com', name: 'Ada, L.' },
  replyTo: { address: 'help@shop.example', name: 'Help' },
  subject: 'Invoice A-1 is due',
  text: '€70.00 is open.',
  html: '<p>€70.00 is open.</p>',
  locale: 'de-AT',
  attachments: [{ name: 'A-1.pdf', contentType: 'application/pdf', content: Uint8Array.of(1, 2, 255) }],
  unsubscribe: { url: 'https://shop.example/stop?t=1', oneClick: true },
}
const key = { idempotencyKey: 'msg_1' }

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function postmarkWith(reply?: Reply, options: Partial<PostmarkOptions> = {}) {
  const standIn = postmarkStandIn()
  const { exchange, close } = await exchangeFor({ ...standIn, ...(reply === undefined ? {} : { take: () => reply }) })
  closers.push(close)
  return { exchange, post: postmarkNotifier({ serverToken, from, baseUrl: exchange.url, ...options }) }
}

test('a mail is exactly the request that Postmark documents', async () => {
  const { exchange, post } = await postmarkWith(undefined, { messageStream: 'reminders' })
  expect(await post.send(message, key)).toEqual({ externalId: 'b7bc2f4a-e38e-4336-af7d-000000000001' })
  const [{ method, path, headers, body }] = exchange.asked as [(typeof exchange.asked)[number]]
  expect([method, path]).toEqual(['POST', '/email'])
  expect(headers).toMatchObject({
    'x-postmark-server-token': serverToken,
    'content-type': 'application/json',
    accept: 'application/json',
  })
  expect(JSON.parse(body)).toEqual({
    From: '"Größe & Söhne" <billing@shop.example>',
    To: '"Ada, L." <ada@example.com>',
    ReplyTo: '"Help" <help@shop.example>',
    Subject: 'Invoice A-1 is due',
    TextBody: '€70.00 is open.',
    HtmlBody: '<p>€70.00 is open.</p>',
    MessageStream: 'reminders',
    Headers: [
      { Name: 'Auto-Submitted', Value: 'auto-generated' },
      { Name: 'X-Owekit-Message', Value: 'msg_1' },
      { Name: 'Content-Language', Value: 'de-AT' },
      { Name: 'List-Unsubscribe', Value: '<https://shop.example/stop?t=1>' },
      { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
    ],
    Attachments: [{ Name: 'A-1.pdf', Content: 'AQL/', ContentType: 'application/pdf' }],
    Metadata: { 'owekit-message': 'msg_1' },
  })
})

test('an id that is too long for metadata is left out, and the mail goes', async () => {
  const { exchange, post } = await postmarkWith()
  for (const length of [80, 81]) await post.send({ ...message, message: 'm'.repeat(length) }, key)
  const metadata = exchange.asked.map(({ body }) => (JSON.parse(body) as { Metadata?: object }).Metadata)
  expect(metadata).toEqual([{ 'owekit-message': 'm'.repeat(80) }, undefined])
})

describe('what Postmark answers', () => {
  it.each<[number, number, string, string, object]>([
    [422, 300, "Invalid 'To' address: 'x'.", 'notifier_refused', { fault: 'address' }],
    [422, 300, "Invalid 'From' address: 'x'.", 'notifier_refused', { fault: 'settings' }],
    [422, 300, "Invalid 'ReplyTo' address: 'x'.", 'notifier_refused', { fault: 'settings' }],
    [422, 300, 'Zero recipients specified', 'notifier_refused', { fault: 'content' }],
    [
      422,
      406,
      'You tried to send to a recipient that has been marked as inactive.',
      'notifier_refused',
      { fault: 'address' },
    ],
    [422, 400, 'Sender signature not found.', 'notifier_refused', { fault: 'settings' }],
    [422, 405, 'Out of credits.', 'notifier_refused', { fault: 'settings' }],
    [422, 411, 'Forbidden attachment type.', 'notifier_refused', { fault: 'content' }],
    [422, 412, 'Account is pending.', 'notifier_refused', { fault: 'settings' }],
    [401, 10, 'Bad or missing server token.', 'notifier_refused', { fault: 'settings' }],
    [422, 999, 'Something new.', 'notifier_refused', { fault: 'content' }],
    [429, 429, 'Rate limit.', 'notifier_unavailable', {}],
    [422, 100, 'Maintenance.', 'notifier_unavailable', {}],
    [500, 0, 'Lost.', 'notifier_indeterminate', {}],
  ])('%i %i %j: %s %j', async (status, code, words, error, details) => {
    const { post } = await postmarkWith(problem(status, code, words))
    const coded = code === 0 ? {} : { code }
    await expect(post.send(message, key)).rejects.toMatchObject({
      code: error,
      details: { status, ...coded, ...details },
    })
  })

  test('too much of a mail, without JSON', async () => {
    const { post } = await postmarkWith({ status: 413, body: 'Payload Too Large' })
    await expect(post.send(message, key)).rejects.toMatchObject({
      code: 'notifier_refused',
      details: { fault: 'content' },
    })
  })

  test('a yes that holds an error is no receipt', async () => {
    const { post } = await postmarkWith(json(200, { ErrorCode: 406, Message: 'Inactive', MessageID: 'x' }))
    await expect(post.send(message, key)).rejects.toMatchObject({ code: 'notifier_indeterminate' })
  })
})

describe('what Postmark tells', () => {
  const post = postmarkNotifier({ serverToken, from, webhookCredentials: [credentials.first] })
  const told = (body: object) => {
    const about = { MessageID: 'pm-1', Recipient: 'ada@example.com', Metadata: { 'owekit-message': 'msg_1' } }
    return post.receive!(signedIn(new TextEncoder().encode(JSON.stringify({ ...about, ...body })), credentials.first), {
      now,
    })
  }
  const at = '2026-02-28T18:59:58.5000000-05:00'
  const bounce = (Type: string, more: object = {}) => ({ RecordType: 'Bounce', Type, ID: 42, BouncedAt: at, ...more })

  it.each<[object, object]>([
    [
      { RecordType: 'Delivery', DeliveredAt: at, Details: '250 OK' },
      { type: 'delivered', isPermanent: false, reason: '250 OK' },
    ],
    [
      { RecordType: 'Open', ReceivedAt: at, FirstOpen: true },
      { type: 'opened', isPermanent: false },
    ],
    [
      { RecordType: 'SpamComplaint', Type: 'SpamComplaint', ID: 42, BouncedAt: at, Inactive: true },
      { type: 'complained', isPermanent: false },
    ],
    [
      bounce('HardBounce', { Details: '550 No such user' }),
      { type: 'bounced', isPermanent: true, reason: 'HardBounce: 550 No such user' },
    ],
    [bounce('BadEmailAddress'), { type: 'bounced', isPermanent: true }],
    [bounce('ManuallyDeactivated', { Inactive: true }), { type: 'bounced', isPermanent: true }],
    [
      bounce('SoftBounce', { Description: 'Mailbox full' }),
      { type: 'bounced', isPermanent: false, reason: 'SoftBounce: Mailbox full' },
    ],
    [bounce('Blocked'), { type: 'bounced', isPermanent: false }],
    [bounce('DMARCPolicy'), { type: 'bounced', isPermanent: false }],
    [bounce('SomethingNew'), { type: 'bounced', isPermanent: false }],
    [bounce('Transient', { Inactive: false }), { type: 'deferred', isPermanent: false }],
    [bounce('DnsError'), { type: 'deferred', isPermanent: false }],
    [bounce('Unsubscribe'), { type: 'unsubscribed', isPermanent: false }],
    [
      {
        RecordType: 'SubscriptionChange',
        ChangedAt: at,
        Origin: 'Recipient',
        SuppressSending: true,
        SuppressionReason: 'ManualSuppression',
      },
      { type: 'unsubscribed', isPermanent: false },
    ],
  ])('%j means %j', async (body, event) => {
    const about = { externalId: 'pm-1', message: 'msg_1', address: 'ada@example.com', occurredAt: Date.parse(at) }
    expect(await told(body)).toEqual([expect.objectContaining({ ...about, ...event })])
  })

  it.each<[string, object]>([
    ['a click', { RecordType: 'Click', ReceivedAt: at }],
    ['a mail that came in', { From: 'ada@example.com', Subject: 'Hello' }],
    ['an answer of a robot', bounce('AutoResponder')],
    ['a change of address', bounce('AddressChange')],
    ['a bounce of no kind', { RecordType: 'Bounce', BouncedAt: at }],
    [
      'a subscription',
      { RecordType: 'SubscriptionChange', ChangedAt: at, Origin: 'Recipient', SuppressSending: false },
    ],
    [
      'a list that a bounce put it on',
      {
        RecordType: 'SubscriptionChange',
        ChangedAt: at,
        Origin: 'Recipient',
        SuppressSending: true,
        SuppressionReason: 'HardBounce',
      },
    ],
    [
      'a list that staff put it on',
      {
        RecordType: 'SubscriptionChange',
        ChangedAt: at,
        Origin: 'Customer',
        SuppressSending: true,
        SuppressionReason: 'ManualSuppression',
      },
    ],
  ])('%s says nothing of what became of a mail', async (_, body) => {
    expect(await told(body)).toEqual([])
  })

  test('each event has an id: that of a bounce, or what it is, of which mail, whose and when', async () => {
    const ids = []
    for (const body of [
      bounce('HardBounce'),
      { RecordType: 'Open', ReceivedAt: at },
      { RecordType: 'Open', ReceivedAt: '2026-02-28T18:59:59Z' },
    ]) {
      ids.push((await told(body))[0]!.event)
    }
    expect(ids).toEqual([
      'Bounce:42',
      `Open:pm-1:ada@example.com:${at}`,
      'Open:pm-1:ada@example.com:2026-02-28T18:59:59Z',
    ])
  })

  it.each<[string, string | undefined]>([
    ['nobody', undefined],
    ['somebody else', `Basic ${btoa('owekit:guessed')}`],
    ['nobody, with a colon', `Basic ${btoa(':')}`],
    ['the password alone', `Basic ${btoa(credentials.first.password)}`],
    ['a bearer', `Bearer ${btoa('owekit:first-password')}`],
    ['nonsense', 'Basic'],
  ])('a request of %s is rejected', async (_, authorization) => {
    const { body, ...rest } = signedIn(
      new TextEncoder().encode(JSON.stringify(bounce('HardBounce'))),
      credentials.first,
    )
    const request = { ...rest, body, headers: new Headers(authorization === undefined ? {} : { authorization }) }
    await expect(post.receive!(request, { now })).rejects.toMatchObject({ code: 'webhook_rejected' })
  })

  test('nothing is told where no credentials were given', () => {
    const notifier = postmarkNotifier({ serverToken, from })
    expect([notifier.capabilities.feedback, 'receive' in notifier]).toEqual([false, false])
  })
})

it.each<[string, Partial<PostmarkOptions>]>([
  ['serverToken', { serverToken: '' }],
  ['from', { from: { address: 'shop' } }],
  ['webhookCredentials', { webhookCredentials: [{ username: 'a:b', password: 'c' }] }],
  ['webhookCredentials', { webhookCredentials: [{ username: 'a', password: '' }] }],
  ['baseUrl', { baseUrl: '' }],
])('%s that cannot be used is not configured', (setting, options) => {
  expect(() => postmarkNotifier({ serverToken, from, ...options })).toThrow(
    expect.objectContaining({ code: 'not_configured', details: { setting } }),
  )
})
