import { consoleNotifier, memoryNotifier } from '@owekit/core/notify'
import type { OutboundMessage } from '@owekit/core/ports'
import { expect, test } from 'vitest'

const message: OutboundMessage = {
  message: 'msg_1',
  tenant: 'acme',
  purpose: 'reminder',
  to: { address: 'ada@example.com', name: 'Ada' },
  subject: 'Invoice A-1 is due',
  text: '€70.00 is open.',
  html: '',
  locale: 'en',
  attachments: [],
}
const key = (name: string) => ({ idempotencyKey: name })

test('a console shows the message as a reader would have it, and how large its files are', async () => {
  const shown: string[] = []
  const post = consoleNotifier({ write: (text) => shown.push(text) })
  const attachments = [{ name: 'A-1.pdf', contentType: 'application/pdf', content: new Uint8Array(1234) }]
  const unsubscribe = { url: 'https://shop.example/stop', oneClick: true }
  await post.send({ ...message, attachments, unsubscribe }, key('msg_1'))
  expect(shown).toEqual([
    [
      '── email · reminder · msg_1',
      'To: Ada <ada@example.com>',
      'Subject: Invoice A-1 is due',
      'Unsubscribe: https://shop.example/stop',
      'File: A-1.pdf (application/pdf, 1234 bytes)',
      '',
      '€70.00 is open.',
      '──',
    ].join('\n'),
  ])
})

test('a console is not moved by what a text holds', async () => {
  const shown: string[] = []
  await consoleNotifier({ write: (text) => shown.push(text) }).send(
    { ...message, text: '\x1b[2Jgone\r\u009b' },
    key('m'),
  )
  expect(shown[0]).toContain('\\x1b[2Jgone\\x0d\\x9b')
})

test('a console shows nothing of what was given up before', async () => {
  const shown: string[] = []
  const post = consoleNotifier({ write: (text) => shown.push(text) })
  const call = post.send(message, { ...key('m'), signal: AbortSignal.abort() })
  await expect(call).rejects.toMatchObject({ code: 'notifier_unavailable' })
  expect(shown).toEqual([])
})

test('faults can be drawn for each message', async () => {
  const post = memoryNotifier()
  post.misbehave((_, tries) => (tries < 2 ? 'offline' : undefined))
  const send = () => post.send(message, key('msg_1'))
  await expect(send()).rejects.toMatchObject({ code: 'notifier_unavailable' })
  await expect(send()).rejects.toMatchObject({ code: 'notifier_unavailable' })
  expect(await send()).toEqual({ externalId: 'mem_1' })
})

test('what is swallowed is in doubt and has not arrived', async () => {
  const post = memoryNotifier()
  post.misbehave('swallowed')
  await expect(post.send(message, key('m'))).rejects.toMatchObject({ code: 'notifier_indeterminate' })
  expect(post.sent).toEqual([])
})

test('a key that is forgotten sends again', async () => {
  let now = 0
  const post = memoryNotifier({ clock: () => now, capabilities: { keyLifetimeSeconds: 60 } })
  await post.send(message, key('m'))
  now = 59_999
  await post.send(message, key('m'))
  expect(post.sent).toHaveLength(1)
  now = 60_000
  await post.send(message, key('m'))
  expect(post.sent.map(({ at }) => at)).toEqual([0, 60_000])
})

test('what is done to a file after it was sent does not reach the reader', async () => {
  const post = memoryNotifier()
  const content = Uint8Array.of(1, 2, 3)
  await post.send({ ...message, attachments: [{ name: 'a.bin', contentType: 'x/y', content }] }, key('m'))
  content.fill(9)
  expect(post.sent[0]!.message.attachments[0]!.content).toEqual(Uint8Array.of(1, 2, 3))
})

test('nothing becomes of what did not arrive', () => {
  expect(() => memoryNotifier().becomes('msg_9', 'bounced')).toThrow('Nothing arrived under msg_9')
})
