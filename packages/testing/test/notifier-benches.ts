import { consoleNotifier, memoryNotifier, type MemoryNotifierOptions, type NotifierFault } from '@owekit/core/notify'
import { signedWebhook } from '@owekit/core/fake'
import type { Address } from '@owekit/core/ports'
import type { Arrived, MakeNotifier, Trouble } from '@owekit/testing'

const secrets = { first: 'whsec_Zmlyc3Qgc2VjcmV0IG9mIG91cnM=', second: 'the second secret', stranger: 'a guess' }

const faultOf = (trouble: Trouble | null): NotifierFault | undefined =>
  trouble === 'limited' ? { retryAfterSeconds: 90 } : (trouble ?? undefined)

/** A bench for the suite with a memory notifier on it. */
export const memoryBench =
  (options: MemoryNotifierOptions = {}): MakeNotifier =>
  ({ clock }) => {
    const notifier = memoryNotifier({ clock, secrets: [secrets.first, secrets.second], ...options })
    const { channel, capabilities } = notifier
    return {
      notifier,
      to: channel === 'sms' ? { address: '+491701234567' } : { address: 'ada@example.com', name: 'Ada' },
      retryAfterSeconds: 90,
      world: {
        arrived: () => notifier.sent.map(({ message }) => message),
        trouble: (it) => notifier.misbehave(faultOf(it)),
        ...(capabilities.feedback ? { becomes: (message, type) => notifier.becomes(message, type) } : {}),
      },
      ...(capabilities.feedback
        ? {
            webhooks: () => notifier.webhooks(),
            sign: ({ headers, body, url }, { at, by }) =>
              signedWebhook({ id: headers.get('webhook-id')!, at, body, url, secret: secrets[by] }),
          }
        : {}),
    }
  }

/** A bench for the suite with a console notifier on it; what it shows is read back. */
export const consoleBench: MakeNotifier = () => {
  const shown: string[] = []
  return {
    notifier: consoleNotifier({ write: (text) => void shown.push(text) }),
    to: { address: 'ada@example.com', name: 'Ada' },
    from: { address: 'shop@shop.example', name: 'Shop' },
    world: { arrived: () => shown.map(readShown), trouble: () => {} },
  }
}

function readShown(text: string): Arrived {
  const [, head, body] = /^── .*\n((?:.+\n)+)\n([^]*)\n──$/.exec(text)!
  const found = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(head!)?.[1]
  return {
    to: readPerson(found('To')!),
    from: readPerson(found('From')!),
    subject: found('Subject') ?? '',
    text: body!,
    ...(found('Reply-To') === undefined ? {} : { replyTo: readPerson(found('Reply-To')!) }),
  }
}

function readPerson(text: string): Address {
  const [, name, address] = /^(.*) <([^<]*)>$/.exec(text) ?? [text, '', text]
  return name === '' ? { address } : { name, address }
}
