import { ReceivablesError } from '../errors/index.js'
import { checkMessage } from '../ports/check-message.js'
import type { Address, Notifier, NotifierCapabilities, OutboundMessage } from '../ports/notifier.js'

/** What a console notifier may be given. */
export interface ConsoleNotifierOptions {
  /** Names it in rows and URLs. @default 'console' */
  readonly id?: string
  /** @default 'email' */
  readonly channel?: Notifier['channel']
  /** Takes each message as one text of several lines. @default console.log */
  readonly write?: (text: string) => void
}

const capabilities: NotifierCapabilities = { repeats: 'none', attachments: true, html: false, feedback: false }

/**
 * Shows messages instead of sending them: for the first steps, before there is anybody who carries them.
 *
 * The text is shown as it is, of files their names and sizes. Control characters that could move a terminal are shown as
 * `\x1b` and the like.
 *
 * @example
 * await consoleNotifier().send(message, { idempotencyKey: 'msg_1' })
 * // ── email · reminder · msg_1
 * // To: Ada <ada@example.com>
 * // Subject: Invoice A-1 is due
 * //
 * // €70.00 is open.
 * // ──
 */
export function consoleNotifier(options: ConsoleNotifierOptions = {}): Notifier {
  const { id = 'console', channel = 'email', write = toConsole } = options
  return {
    id,
    channel,
    capabilities,
    async send(message, { signal }) {
      checkMessage(message, { channel, capabilities })
      if (signal?.aborted) {
        const why = 'The message was given up before it was shown.'
        throw new ReceivablesError('notifier_unavailable', why, {}, { cause: signal.reason })
      }
      write(shown(channel, message))
      return { externalId: '' }
    },
  }
}

// oxlint-disable-next-line no-console -- showing messages is what it is for
const toConsole = (text: string): void => console.log(text)

function shown(channel: string, message: OutboundMessage): string {
  const { from, replyTo, subject, unsubscribe, attachments } = message
  const lines = [
    `── ${channel} · ${message.purpose} · ${message.message}`,
    `To: ${person(message.to)}`,
    ...(from === undefined ? [] : [`From: ${person(from)}`]),
    ...(replyTo === undefined ? [] : [`Reply-To: ${person(replyTo)}`]),
    ...(subject === '' ? [] : [`Subject: ${subject}`]),
    ...(unsubscribe === undefined ? [] : [`Unsubscribe: ${unsubscribe.url}`]),
    ...attachments.map((one) => `File: ${one.name} (${one.contentType}, ${one.content.length} bytes)`),
    '',
    message.text,
    '──',
  ]
  return lines
    .join('\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, (letter) => `\\x${letter.charCodeAt(0).toString(16).padStart(2, '0')}`)
}

function person({ address, name = '' }: Address): string {
  return name === '' ? address : `${name} <${address}>`
}
