import { type Answer, Receiver, secret } from './receiver.js'
import { webhookNotifier } from '@owekit/notify-webhook'
import { type Arrived, type MakeNotifier, notifierSuite, type Trouble } from '@owekit/testing'
import { describe, test } from 'vitest'

/** What a receiver does in each trouble. */
const answers: Readonly<Record<Exclude<Trouble, 'offline'>, Answer>> = {
  address: [410],
  content: [422],
  settings: [401],
  later: [503],
  limited: [429, { 'retry-after': '90' }],
  lost: 'hangUp',
  silent: 'silent',
}

const bench =
  (repeats: 'keyed' | 'none'): MakeNotifier =>
  async ({ clock }) => {
    const receiver = await new Receiver({ remembers: repeats === 'keyed' }).open()
    const { origin } = receiver
    return {
      notifier: webhookNotifier({ secrets: [secret], allow: [origin], timeoutSeconds: 3, repeats, clock }),
      to: { address: `${origin}/hooks/ada?t=1` },
      retryAfterSeconds: 90,
      world: {
        arrived: () =>
          receiver.taken.map(({ path, payload: { data } }): Arrived => {
            const { subject, text, html, from, unsubscribe } = data
            const way = unsubscribe === undefined ? {} : { unsubscribe }
            return { to: { address: `${origin}${path}` }, subject, text, html, ...(from ? { from } : {}), ...way }
          }),
        async trouble(it) {
          receiver.answer = it === null || it === 'offline' ? [204] : answers[it]
          await receiver.close()
          if (it !== 'offline') await receiver.open()
        },
      },
      close: () => receiver.close(),
    }
  }

describe('receivers who remember ids', () => notifierSuite({ test }, bench('keyed')))
describe('receivers who do not', () => notifierSuite({ test }, bench('none')))
