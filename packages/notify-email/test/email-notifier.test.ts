import { emailNotifier } from '@owekit/notify-email'
import type { OutboundMessage } from '@owekit/core/ports'
import { createTransport } from 'nodemailer'
import { afterEach, describe, expect, it, test } from 'vitest'
import { type Manners, PostOffice } from './post-office.js'
import { scriptedServer } from './scripted-server.js'

const from = { name: 'Shop', address: 'billing@shop.example' }
const message: OutboundMessage = {
  message: 'msg_1',
  tenant: 'acme',
  purpose: 'reminder',
  to: { address: 'ada@example.com', name: 'Ada' },
  subject: 'Invoice A-1 is due',
  text: '€70.00 is open.',
  html: '',
  locale: 'de-AT',
  attachments: [],
}
const key = { idempotencyKey: 'msg_1' }

const offices: PostOffice[] = []
afterEach(async () => {
  for (const office of offices.splice(0)) await office.close()
})

async function officeWith(manners: Manners, ...options: ConstructorParameters<typeof PostOffice>): Promise<PostOffice> {
  const office = await new PostOffice(...options).open()
  office.manners = manners
  offices.push(office)
  return office
}

const to = ({ port }: { port: number }) => ({ host: '127.0.0.1', port, ignoreTLS: true })
const headersOf = (raw: Buffer) => raw.toString('latin1').split('\r\n\r\n')[0]!.split('\r\n')

describe('a mail', () => {
  test('has the headers that say what it is', async () => {
    const office = await officeWith({})
    const unsubscribe = { url: 'https://shop.example/stop?t=1', oneClick: true }
    const { externalId } = await emailNotifier({ transport: to(office), from }).send({ ...message, unsubscribe }, key)
    const headers = headersOf(office.delivered[0]!.raw)
    expect(headers).toEqual(
      expect.arrayContaining([
        `Message-ID: <${externalId}>`,
        'Auto-Submitted: auto-generated',
        'X-Owekit-Message: msg_1',
        'Content-Language: de-AT',
        'List-Unsubscribe: <https://shop.example/stop?t=1>',
        'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
        'From: Shop <billing@shop.example>',
        'To: Ada <ada@example.com>',
      ]),
    )
    expect(headers.filter((line) => /^(?:X-Mailer|Cc|Bcc|Reply-To)/i.test(line))).toEqual([])
  })

  test('has a Message-ID that is the same at every attempt, and another for another key or tenant', async () => {
    const office = await officeWith({})
    const post = emailNotifier({ transport: to(office), from })
    const ids = [
      await post.send(message, key),
      await post.send({ ...message, text: 'Changed.' }, key),
      await post.send(message, { idempotencyKey: 'msg_2' }),
      await post.send({ ...message, tenant: 'other' }, key),
    ].map(({ externalId }) => externalId)
    expect(ids[1]).toBe(ids[0])
    expect(new Set(ids).size).toBe(3)
    expect(ids[0]).toMatch(/^[\da-f]{40}@shop\.example$/)
  })

  test('has its Message-ID in the domain that was asked for, or in that of the sender as headers have it', async () => {
    const office = await officeWith({})
    const idOf = async (options: object) =>
      (await emailNotifier({ transport: to(office), from, ...options }).send(message, key)).externalId.split('@')[1]
    expect(await idOf({ messageIdDomain: 'ids.example' })).toBe('ids.example')
    expect(await idOf({ from: { address: 'post@größe.example' }, bounceAddress: 'b@shop.example' })).toBe(
      'xn--gre-6ka8i.example',
    )
  })

  test('comes from the bounce address on the envelope, and goes to its reader alone', async () => {
    const office = await officeWith({})
    const post = emailNotifier({ transport: to(office), from, bounceAddress: 'bounces@shop.example' })
    await post.send({ ...message, replyTo: { address: 'help@shop.example' } }, key)
    expect(office.delivered[0]!.envelope).toEqual({ from: 'bounces@shop.example', to: ['ada@example.com'] })
  })

  test('shows text and markup as two ways of one', async () => {
    const office = await officeWith({})
    await emailNotifier({ transport: to(office), from }).send({ ...message, html: '<p>€70.00 is open.</p>' }, key)
    expect(headersOf(office.delivered[0]!.raw).join('\n')).toContain('multipart/alternative')
  })

  test('never makes nodemailer read a file or an address that a text names', async () => {
    const office = await officeWith({})
    const html = '<img src="file:///etc/passwd"><img src="http://127.0.0.1:1/x.png">'
    await emailNotifier({ transport: to(office), from }).send({ ...message, html, text: '/etc/passwd' }, key)
    expect(office.delivered[0]!.raw.toString()).not.toContain('root:')
  })
})

describe('what a server answers', () => {
  it.each<[string, Manners, object]>([
    ['no such reader', { to: [550, '5.1.1 No such user'] }, { fault: 'address', reply: 550, status: '5.1.1' }],
    ['no such reader, without a status', { to: [550, 'No such user'] }, { fault: 'address', reply: 550 }],
    ['a reader who moved', { to: [551, 'User not local'] }, { fault: 'address' }],
    ['a name it does not allow', { to: [553, 'Mailbox name not allowed'] }, { fault: 'address' }],
    ['a closed mailbox', { to: [550, '5.2.1 Mailbox disabled'] }, { fault: 'address' }],
    ['no such reader, after the mail', { data: [550, '5.1.1 No such user'] }, { fault: 'address' }],
    ['a client it does not serve', { to: [554, '5.7.1 Client host blocked'] }, { fault: 'settings' }],
    ['a relay it is not', { to: [550, '5.7.1 Relaying denied'] }, { fault: 'settings' }],
    ['a sender it does not know', { from: [550, '5.1.8 Sender domain not found'] }, { fault: 'settings' }],
    ['credentials it wants', { from: [530, '5.7.0 Authentication required'] }, { fault: 'settings' }],
    ['a client it hangs up on', { connect: [554, 'No SMTP service here'] }, { fault: 'settings' }],
    ['a mail too large', { from: [552, '5.3.4 Message too big'] }, { fault: 'content' }],
    ['a mail too large, after it', { data: [552, 'Message size exceeds limit'] }, { fault: 'content' }],
    ['a mail that it takes for spam', { data: [554, '5.7.1 Spam'] }, { fault: 'content' }],
    ['a mail it cannot read', { data: [550, '5.6.0 Lone CR or LF'] }, { fault: 'content' }],
  ])('%s is refused', async (_, manners, details) => {
    const office = await officeWith(manners)
    const call = emailNotifier({ transport: to(office), from }).send(message, key)
    await expect(call).rejects.toMatchObject({ code: 'notifier_refused', details })
    expect(office.delivered).toEqual([])
  })

  it.each<[string, Manners, object]>([
    ['come again', { to: [451, '4.7.1 Greylisted'] }, { reply: 451, status: '4.7.1' }],
    ['come again in seconds', { to: [451, '4.7.1 Greylisted for 300 seconds'] }, { retryAfterSeconds: 300 }],
    ['come again in minutes', { from: [450, 'Try again in 5 minutes'] }, { retryAfterSeconds: 300 }],
    ['a full mailbox', { to: [452, '4.2.2 Mailbox full'] }, { reply: 452 }],
    ['too busy, after the mail', { data: [451, '4.3.0 Try later'] }, { reply: 451 }],
    ['closing, after the mail', { data: [421, '4.3.2 Shutting down'] }, { reply: 421 }],
    ['too many connections', { connect: [421, 'Too many connections'] }, { reply: 421 }],
    ['a wrong order', { to: [503, 'Bad sequence of commands'] }, { reply: 503 }],
  ])('%s is for later', async (_, manners, details) => {
    const office = await officeWith(manners)
    const call = emailNotifier({ transport: to(office), from }).send(message, key)
    await expect(call).rejects.toMatchObject({ code: 'notifier_unavailable', details })
    expect(office.delivered).toEqual([])
  })

  test('is not repeated in the error, which may be shown', async () => {
    const office = await officeWith({ to: [550, '5.1.1 <ada@example.com> unknown'] })
    const error: unknown = await emailNotifier({ transport: to(office), from })
      .send(message, key)
      .catch(String)
    expect(error).toContain('550 5.1.1')
    expect(error).not.toContain('ada@')
  })
})

describe('servers that are slow, or die', () => {
  it.each<[string, Manners]>([
    ['before it greets', { connect: 'hangUp' }],
    ['at the sender', { from: 'hangUp' }],
    ['at the reader', { to: 'hangUp' }],
    ['never greets', { connect: 'stall' }],
    ['is silent at the reader', { to: 'stall' }],
  ])('%s: certainly not sent', async (_, manners) => {
    const office = await officeWith(manners)
    const call = emailNotifier({ transport: to(office), from, timeoutSeconds: 0.5 }).send(message, key)
    await expect(call).rejects.toMatchObject({ code: 'notifier_unavailable' })
  })

  test('within the mail, before its end: certainly not sent', async () => {
    const office = await officeWith({ cutAfter: 10_000 })
    const attachments = [{ name: 'a.bin', contentType: 'application/x-a', content: new Uint8Array(16_000_000) }]
    const call = emailNotifier({ transport: to(office), from }).send({ ...message, attachments }, key)
    await expect(call).rejects.toMatchObject({ code: 'notifier_unavailable' })
    expect(office.delivered).toEqual([])
  })

  test('instead of asking for the mail: certainly not sent, however short it is', async () => {
    const server = await scriptedServer((line) => (/^DATA/i.test(line) ? undefined : '250 OK'))
    const call = emailNotifier({ transport: to(server), from }).send(message, key)
    await expect(call).rejects.toMatchObject({ code: 'notifier_unavailable' })
    expect(server.lines.some((line) => /^DATA/i.test(line))).toBe(true)
    await server.close()
  })

  it.each<[string, Manners]>([
    ['dies after the dot', { data: 'hangUp' }],
    ['is silent after the dot', { data: 'stall' }],
  ])('%s: nobody knows', async (_, manners) => {
    const office = await officeWith(manners)
    const call = emailNotifier({ transport: to(office), from, timeoutSeconds: 1 }).send(message, key)
    await expect(call).rejects.toMatchObject({ code: 'notifier_indeterminate' })
    expect(office.delivered).toHaveLength(1)
  })

  test('a nonsense answer after the dot: nobody knows', async () => {
    const server = await scriptedServer((line) => {
      if (/^DATA/i.test(line)) return '354 Go on'
      return line === '.' ? '354 What?' : '250 OK'
    })
    const call = emailNotifier({ transport: to(server), from }).send(message, key)
    await expect(call).rejects.toMatchObject({ code: 'notifier_indeterminate' })
    await server.close()
  })
})

describe('ways to a server', () => {
  test('TLS carries the mail', async () => {
    const office = await officeWith({}, { secure: true })
    const transport = { host: '127.0.0.1', port: office.port, secure: true, tls: { rejectUnauthorized: false } }
    await emailNotifier({ transport, from }).send(message, key)
    expect(office.delivered[0]!.isSecure).toBe(true)
  })

  test('a certificate that nobody vouches for is a matter of settings', async () => {
    const office = await officeWith({}, { secure: true })
    const transport = { host: '127.0.0.1', port: office.port, secure: true }
    const call = emailNotifier({ transport, from }).send(message, key)
    await expect(call).rejects.toMatchObject({ code: 'notifier_refused', details: { fault: 'settings' } })
    expect(office.delivered).toEqual([])
  })

  it.each([
    [535, 'notifier_refused', { fault: 'settings' }],
    [454, 'notifier_unavailable', { reply: 454 }],
  ])('credentials that are answered with %i: %s', async (responseCode, code, details) => {
    const onAuth = (_: unknown, __: unknown, done: (error: Error) => void) =>
      done(Object.assign(new Error('No'), { responseCode }))
    const office = await officeWith({}, { allowInsecureAuth: true, onAuth })
    const transport = { ...to(office), auth: { user: 'shop', pass: 'wrong' } }
    await expect(emailNotifier({ transport, from }).send(message, key)).rejects.toMatchObject({ code, details })
  })

  test('a URL is enough', async () => {
    const office = await officeWith({})
    await emailNotifier({ transport: `smtp://127.0.0.1:${office.port}/?ignoreTLS=true`, from }).send(message, key)
    expect(office.delivered).toHaveLength(1)
  })

  test('a transporter of ours sends its own mails as before', async () => {
    const office = await officeWith({})
    const transport = createTransport(to(office))
    const post = emailNotifier({ transport, from })
    await transport.sendMail({ from: 'a@x.example', to: 'b@x.example', subject: 'Own', text: 'Own mail.' })
    await post.send(message, key)
    expect(office.delivered.map(({ envelope }) => envelope.to[0])).toEqual(['b@x.example', 'ada@example.com'])
  })

  test('a pool that is made here, and whose server dies, does not send again by itself', async () => {
    const office = await officeWith({ data: 'hangUp' })
    const post = emailNotifier({ transport: { ...to(office), pool: true }, from })
    await expect(post.send(message, key)).rejects.toMatchObject({ code: 'notifier_indeterminate' })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(office.delivered).toHaveLength(1)
    expect(office.connections).toBe(1)
  })

  it.each<[string, object]>([
    ['a sender that is none', { from: { address: 'shop' } }],
    ['a sender with a line break', { from: { address: 'a@b.example', name: 'A\r\nBcc: x@y.example' } }],
    ['a bounce address that is none', { bounceAddress: 'x y@z.example' }],
    ['a domain that is none', { messageIdDomain: 'a>b' }],
    ['no time', { timeoutSeconds: 0 }],
    ['a time beyond any timer', { timeoutSeconds: Infinity }],
    ['a pool that sends again', { transport: createTransport({ host: '127.0.0.1', pool: true }) }],
  ])('%s is not configured', (_, options) => {
    expect(() => emailNotifier({ transport: { host: '127.0.0.1' }, from, ...options })).toThrow(
      expect.objectContaining({ code: 'not_configured' }),
    )
  })
})
