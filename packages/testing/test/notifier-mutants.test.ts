import { isReceivablesError, type Notifier, ReceivablesError, type ErrorCode } from '@owekit/core/ports'
import { type MakeNotifier, type NotifierBench, type NotifierGroupName, notifierSuite } from '@owekit/testing'
import { expect, test } from 'vitest'
import { memoryBench } from './notifier-benches.js'

// Each mutant is a memory notifier with one promise broken; the group that states the promise must notice.

type Mutate = (notifier: Notifier, bench: NotifierBench) => Partial<Notifier>

let number = 0
const fresh = () => ({ idempotencyKey: `fresh-${(number += 1)}` })

/** Sends another message than the one that was given. */
const sends =
  (change: (message: Parameters<Notifier['send']>[0]) => Partial<Parameters<Notifier['send']>[0]>): Mutate =>
  (notifier) => ({ send: (message, context) => notifier.send({ ...message, ...change(message) }, context) })

/** Says another thing than what went wrong. */
const says =
  (from: ErrorCode, to: ErrorCode, details?: ReceivablesError['details']): Mutate =>
  (notifier) => ({
    send: (message, context) =>
      notifier.send(message, context).catch((error: unknown) => {
        if (!isReceivablesError(error, from)) throw error
        throw new ReceivablesError(to, 'Something else.', details ?? error.details)
      }),
  })

/** Tells another event than the one that came. */
const tells =
  (change: (event: Awaited<ReturnType<NonNullable<Notifier['receive']>>>[number]) => object): Mutate =>
  (notifier) => ({
    receive: async (request, context) =>
      (await notifier.receive!(request, context)).map((event) => ({ ...event, ...change(event) })),
  })

const line = (text: string) => text.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ')

const mutants: readonly (readonly [NotifierGroupName, string, Mutate])[] = [
  ['capabilities', 'says that it tells what became of messages, and does not', () => ({ receive: undefined as never })],
  ['capabilities', 'has a name that no URL can hold', () => ({ id: 'My notifier' })],
  [
    'arrival',
    'sends every message twice',
    (notifier) => ({
      async send(message, context) {
        await notifier.send(message, fresh())
        return notifier.send(message, context)
      },
    }),
  ],
  ['arrival', 'takes a message and does nothing', () => ({ send: async () => ({ externalId: 'x1' }) })],
  [
    'arrival',
    'takes the same words for the same message',
    (notifier) => ({
      send: (message) => notifier.send(message, { idempotencyKey: message.text }),
    }),
  ],
  ['arrival', 'sends answers to the sender', sends(() => ({ replyTo: undefined as never }))],
  ['words', 'knows only the letters of ASCII', sends(({ text }) => ({ text: text.replaceAll(/[^\0-\x7f]/g, '?') }))],
  ['words', 'composes letters anew', sends(({ text }) => ({ text: text.normalize('NFC') }))],
  ['words', 'tidies spaces', sends(({ text }) => ({ text: text.replaceAll(/ +/g, ' ') }))],
  ['words', 'cuts a long text', sends(({ text }) => ({ text: text.slice(0, 10_000) }))],
  ['words', 'stops at a line with a dot', sends(({ text }) => ({ text: text.split('\n.\n')[0]! }))],
  ['words', 'cuts a long subject', sends(({ subject }) => ({ subject: subject.slice(0, 255) }))],
  ['words', 'forgets the markup', sends(() => ({ html: '' }))],
  ['words', 'forgets names', sends(({ to }) => ({ to: { address: to.address } }))],
  [
    'attachments',
    'reads files as text',
    sends(({ attachments }) => ({
      attachments: attachments.map((one) => ({
        ...one,
        content: new TextEncoder().encode(new TextDecoder().decode(one.content)),
      })),
    })),
  ],
  [
    'attachments',
    'loses all but the first file',
    sends(({ attachments }) => ({ attachments: attachments.slice(0, 1) })),
  ],
  [
    'unsubscribe',
    'shows a page where one POST was meant',
    sends(({ unsubscribe }) => (unsubscribe === undefined ? {} : { unsubscribe: { ...unsubscribe, oneClick: false } })),
  ],
  ['injection', 'makes one line of a subject', sends(({ subject }) => ({ subject: line(subject) }))],
  ['injection', 'makes one line of a name', sends(({ to }) => ({ to: { ...to, name: line(to.name ?? '') } }))],
  [
    'injection',
    'sends to the first of several readers',
    sends(({ to }) => ({
      to: { ...to, address: to.address.split(',')[0]! },
    })),
  ],
  ['injection', 'replaces half characters', sends(({ text }) => ({ text: text.toWellFormed() }))],
  [
    'injection',
    'repeats what it refuses',
    (notifier) => ({
      send: (message, context) =>
        notifier.send(message, context).catch((error: unknown) => {
          if (!isReceivablesError(error)) throw error
          throw new ReceivablesError(error.code, `Cannot send ${message.subject}`, error.details)
        }),
    }),
  ],
  ['keys', 'sends again for the same key', (notifier) => ({ send: (message) => notifier.send(message, fresh()) })],
  [
    'keys',
    'remembers the keys that failed',
    (notifier) => {
      const seen = new Set<string>()
      return {
        async send(message, context) {
          if (seen.has(context.idempotencyKey)) return { externalId: 'mem_0' }
          seen.add(context.idempotencyKey)
          return notifier.send(message, context)
        },
      }
    },
  ],
  [
    'refusals',
    'takes every refusal for a bad address',
    says('notifier_refused', 'notifier_refused', { fault: 'address' }),
  ],
  ['refusals', 'goes on trying what was refused for good', says('notifier_refused', 'notifier_unavailable')],
  ['waiting', 'gives up what was refused for now', says('notifier_unavailable', 'notifier_refused')],
  ['waiting', 'does not say when to come again', says('notifier_unavailable', 'notifier_unavailable', {})],
  ['no connection', 'doubts what nobody has taken', says('notifier_unavailable', 'notifier_indeterminate')],
  ['doubt', 'takes what is in doubt for not sent', says('notifier_indeterminate', 'notifier_unavailable')],
  [
    'doubt',
    'sends again what is in doubt, under a new key',
    (notifier) => ({
      send: (message, context) =>
        notifier.send(message, context).catch(async (error: unknown) => {
          if (isReceivablesError(error, 'notifier_indeterminate')) await notifier.send(message, fresh()).catch(() => {})
          throw error
        }),
    }),
  ],
  [
    'doubt',
    'takes what is in doubt for sent',
    (notifier) => ({
      send: (message, context) =>
        notifier.send(message, context).catch((error: unknown) => {
          if (isReceivablesError(error, 'notifier_indeterminate')) return { externalId: '' }
          throw error
        }),
    }),
  ],
  [
    'giving up',
    'goes on when a call was given up',
    (notifier) => ({
      send: (message, { idempotencyKey }) => notifier.send(message, { idempotencyKey }),
    }),
  ],
  ['feedback', 'loses our id', tells(() => ({ message: '' }))],
  ['feedback', 'gives every delivery of an event an id of its own', tells(() => ({ event: fresh().idempotencyKey }))],
  ['feedback', 'takes every bounce for one that passes', tells(() => ({ isPermanent: false }))],
  ['feedback', 'counts time in seconds', tells(({ occurredAt }) => ({ occurredAt: Math.floor(occurredAt / 1000) }))],
  [
    'feedback',
    'takes complaints for bounces',
    tells(({ type }) => ({ type: type === 'complained' ? 'bounced' : type })),
  ],
  [
    'forgeries',
    'believes anybody',
    (notifier, bench) => ({
      receive: async (request, { now }) =>
        notifier.receive!(await bench.sign!(request, { at: now, by: 'first' }), { now }),
    }),
  ],
  [
    'forgeries',
    'stumbles over what it cannot read',
    (notifier) => ({
      async receive(request, context) {
        const words = new TextDecoder().decode(request.body)
        if (words === 'null') throw new TypeError('Cannot read properties of null')
        return notifier.receive!(request, context)
      },
    }),
  ],
  [
    'changed feedback',
    'believes whatever comes with a signature that it has seen',
    (notifier, bench) => {
      const seen = new Set<string>()
      return {
        async receive(request, { now }) {
          const signature = request.headers.get('webhook-signature') ?? ''
          const whole = seen.has(signature) ? await bench.sign!(request, { at: now, by: 'first' }) : request
          const events = await notifier.receive!(whole, { now })
          seen.add(signature)
          return events
        },
      }
    },
  ],
  [
    'stale feedback',
    'believes old requests',
    (notifier) => ({
      receive: (request) => {
        const now = Number(request.headers.get('webhook-timestamp') ?? '0') * 1000
        return notifier.receive!(request, { now })
      },
    }),
  ],
]

async function failures(makeNotifier: MakeNotifier): Promise<string[]> {
  const cases: { name: string; run: () => Promise<void> }[] = []
  notifierSuite({ test: (name, run) => cases.push({ name, run }) }, makeNotifier)
  const failed: string[] = []
  for (const { name, run } of cases) await run().catch(() => failed.push(name))
  return failed
}

/** A memory notifier with some of its parts replaced. */
const mutated =
  (mutate: Mutate): MakeNotifier =>
  async (options) => {
    const bench = await memoryBench()(options)
    return { ...bench, notifier: { ...bench.notifier, ...mutate(bench.notifier, bench) } }
  }

test('a notifier without a fault passes', async () => {
  expect(await failures(memoryBench())).toEqual([])
})

test.each(mutants)('%s: notices a notifier that %s', async (group, _, mutate) => {
  const failed = await failures(mutated(mutate))
  expect(failed.filter((name) => name.startsWith(`${group}: `))).not.toEqual([])
})

test('lookup: notices a notifier that finds everything, and one that finds nothing', async () => {
  for (const answer of [{ externalId: 'mem_1' }, null]) {
    const failed = await failures(async (options) => {
      const bench = await memoryBench({ capabilities: { repeats: 'lookup' } })(options)
      return { ...bench, notifier: { ...bench.notifier, find: async () => answer } }
    })
    expect(failed.filter((name) => name.startsWith('keys: lookup'))).not.toEqual([])
  }
})

test('files: notices a notifier that leaves them out instead of refusing them', async () => {
  const failed = await failures(async (options) => {
    const bench = await memoryBench({ capabilities: { attachments: false } })(options)
    return { ...bench, notifier: { ...bench.notifier, ...sends(() => ({ attachments: [] }))(bench.notifier, bench) } }
  })
  expect(failed).toContain('attachments: a notifier that takes no files refuses them')
})

test('a group that is skipped says why, and asks nothing', () => {
  const names: string[] = []
  const groups = new Set<string>()
  const runner = {
    test: (name: string) => names.push(name),
    describe: (name: string, add: () => void) => {
      groups.add(name)
      add()
    },
  }
  notifierSuite(runner, memoryBench(), { skip: { doubt: 'it is asked instead' } })
  expect(names.filter((name) => name.startsWith('doubt'))).toEqual(['doubt: skipped, it is asked instead'])
  expect(groups.size).toBe(16)
})
