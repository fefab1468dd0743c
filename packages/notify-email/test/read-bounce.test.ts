import { emailNotifier, readBounce } from '@owekit/notify-email'
import { expect, it, test } from 'vitest'
import { PostOffice } from './post-office.js'

/** A delivery report as a mail server writes it: words for people, fields for programs, and what came back. */
function report(fields: readonly string[], returned: string | undefined, type = 'text/rfc822-headers'): string {
  return [
    'Return-Path: <>',
    'From: Mail Delivery System <MAILER-DAEMON@mx.example>',
    'To: bounces@shop.example',
    'Subject: Undelivered Mail Returned to Sender',
    'Date: Sun, 22 Nov 2026 12:00:05 +0000',
    'Message-ID: <20261122120005.ABC@mx.example>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    '\tboundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'I am sorry to have to inform you that your message could not be delivered.',
    '',
    '--b1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    'Arrival-Date: Sun, 22 Nov 2026 11:59:00 +0000',
    '',
    ...fields,
    '',
    ...(returned === undefined ? [] : ['--b1', `Content-Type: ${type}`, '', ...returned.split('\n'), '']),
    '--b1--',
    '',
  ].join('\r\n')
}

const ours = 'From: billing@shop.example\nMessage-ID: <abc123@shop.example>\nX-Owekit-Message: msg_1\nSubject: Invoice'
const unknownUser = [
  'Final-Recipient: rfc822; ada@example.com',
  'Action: failed',
  'Status: 5.1.1',
  'Remote-MTA: dns; mx.example.com',
  'Diagnostic-Code: smtp; 550 5.1.1 <ada@example.com>: Recipient address rejected:',
  '    User unknown',
]

test('a report says which message did not reach whom, when, and why', async () => {
  expect(await readBounce(report(unknownUser, ours))).toEqual([
    {
      event: '20261122120005.ABC@mx.example#0',
      occurredAt: Date.UTC(2026, 10, 22, 12, 0, 5),
      message: 'msg_1',
      externalId: 'abc123@shop.example',
      address: 'ada@example.com',
      type: 'bounced',
      isPermanent: true,
      reason: '550 5.1.1 <ada@example.com>: Recipient address rejected: User unknown',
    },
  ])
})

it.each([
  ['the whole mail', 'message/rfc822', `${ours}\n\nText of the mail.`],
  ['its headers, of any script', 'message/global-headers', ours],
])('finds our message when %s came back', async (_, type, returned) => {
  const [event] = await readBounce(report(unknownUser, returned, type))
  expect(event).toMatchObject({ message: 'msg_1', externalId: 'abc123@shop.example' })
})

test('finds the message by what the report answers, when nothing came back', async () => {
  const raw = report(unknownUser, undefined).replace(
    'MIME-Version',
    'References: <abc123@shop.example>\r\nMIME-Version',
  )
  expect(await readBounce(raw)).toMatchObject([{ message: '', externalId: 'abc123@shop.example' }])
})

it.each<[string, string, string, boolean]>([
  ['no such user', '5.1.1', '550 5.1.1 No such user', true],
  ['no such domain', '5.1.2', '', true],
  ['an address that moved', '5.1.6', '', true],
  ['a domain that takes no mail', '5.1.10', '556 5.1.10 Recipient address has null MX', true],
  ['a closed mailbox', '5.2.1', '', true],
  ['a sender that is refused', '5.1.8', '', false],
  ['a full mailbox', '5.2.2', '552 5.2.2 Over quota', false],
  ['a large mail', '5.3.4', '', false],
  ['a server that never answered', '4.4.7', '', false],
  ['a filter', '5.7.1', '550 5.7.1 Looks like spam', false],
  ['nothing said, but by the server', '5.0.0', '550 5.1.1 No such user', true],
  ['nothing said but a reply', '5.0.0', '550 No such user here', true],
  ['nothing said at all', '5.0.0', '', false],
  ['a policy, said by the server alone', '5.0.0', '550 5.7.26 Unauthenticated', false],
])('%s: %s %s, of the address: %s', async (_, status, diagnostic, isPermanent) => {
  const fields = ['Final-Recipient: rfc822;ada@example.com', 'Action: failed', `Status: ${status}`]
  if (diagnostic !== '') fields.push(`Diagnostic-Code: smtp; ${diagnostic}`)
  expect(await readBounce(report(fields, ours))).toMatchObject([{ type: 'bounced', isPermanent }])
})

it.each([
  ['delayed', 'deferred'],
  ['delivered', 'delivered'],
])('%s is %s, and never for good', async (action, type) => {
  const fields = ['Final-Recipient: rfc822; ada@example.com', `Action: ${action}`, 'Status: 4.4.1']
  const date = 'Last-Attempt-Date: Sun, 22 Nov 2026 11:59:59 +0000'
  expect(await readBounce(report([...fields, date], ours))).toMatchObject([
    { type, isPermanent: false, occurredAt: Date.UTC(2026, 10, 22, 11, 59, 59) },
  ])
})

test('a report of several readers has an event for each, with ids of their own; those that left us out', async () => {
  const second = ['Original-Recipient: rfc822; Bob@example.com', 'Final-Recipient: rfc822; b@in.example']
  const fields = [
    ...unknownUser,
    '',
    ...second,
    'Action: delayed',
    'Status: 4.2.1',
    '',
    'Final-Recipient: rfc822; list@example.com',
    'Action: expanded',
    'Status: 2.0.0',
  ]
  const events = await readBounce(report(fields, ours))
  expect(events.map(({ event, address, type }) => [event, address, type])).toEqual([
    ['20261122120005.ABC@mx.example#0', 'ada@example.com', 'bounced'],
    ['20261122120005.ABC@mx.example#1', 'Bob@example.com', 'deferred'],
  ])
})

test('the same report is the same event, whether it has an id or not', async () => {
  const raw = report(unknownUser, ours).replace(/Message-ID: <2026.*\r\n/, '')
  const [[first], [again]] = [await readBounce(raw), await readBounce(new TextEncoder().encode(raw))]
  expect(first!.event).toMatch(/^[\da-f]{40}#0$/)
  expect(again).toEqual(first)
})

test('a report without any time is of now', async () => {
  const raw = report(unknownUser, ours).replaceAll(/(?:Arrival-)?Date: .*\r\n/g, '')
  expect(await readBounce(raw, { now: 1234 })).toMatchObject([{ occurredAt: 1234 }])
})

it.each<[string, string]>([
  ['nothing', ''],
  ['noise', '\0\u0001\u0002'.repeat(1000)],
  [
    'a vacation note',
    'From: ada@example.com\r\nSubject: Away\r\nAuto-Submitted: auto-replied\r\n\r\nAction: failed\r\n',
  ],
  ['an answer that quotes a report', `From: ada@example.com\r\nSubject: Re\r\n\r\n${report(unknownUser, ours)}`],
  ['a complaint', report(unknownUser, ours).replace('delivery-status;', 'feedback-report;')],
  ['a report without fields', report([], ours)],
  ['a report that is cut', report(unknownUser, ours).slice(0, 500)],
  [
    'parts in parts in parts',
    `Content-Type: multipart/report; report-type=delivery-status; boundary=a\r\n\r\n${'--a\r\n'.repeat(9999)}`,
  ],
])('%s is nothing to act on', async (_, raw) => {
  expect(await readBounce(raw)).toEqual([])
})

test('a mail that was really sent is found by what comes back of it', async () => {
  const office = await new PostOffice().open()
  const post = emailNotifier({
    transport: { host: '127.0.0.1', port: office.port, ignoreTLS: true },
    from: { address: 'billing@shop.example' },
  })
  const attachments = [{ name: 'A-1.pdf', contentType: 'application/pdf', content: new Uint8Array(5000) }]
  const receipt = await post.send(
    {
      message: 'msg_42',
      tenant: 'acme',
      purpose: 'invoice',
      to: { address: 'ada@example.com' },
      subject: 'Rechnung fällig',
      text: 'Text.',
      html: '<p>Text.</p>',
      locale: 'de',
      attachments,
    },
    { idempotencyKey: 'msg_42' },
  )
  await office.close()
  const returned = office.delivered[0]!.raw.toString('latin1').replaceAll('\r\n', '\n')
  for (const [type, text] of [
    ['message/rfc822', returned],
    ['text/rfc822-headers', returned.split('\n\n')[0]!],
  ] as const) {
    const [event] = await readBounce(report(unknownUser, text, type))
    expect(event).toMatchObject({ message: 'msg_42', externalId: receipt.externalId })
  }
})
