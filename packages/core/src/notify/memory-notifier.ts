import type { Instant } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import { checkSecret } from '../fake/signature.js'
import { checkMessage } from '../ports/check-message.js'
import type { DeliveryEvent, Notifier, NotifierCapabilities, OutboundMessage, SendReceipt } from '../ports/notifier.js'
import type { RawWebhook } from '../ports/payment-provider.js'
import { readFeedback, signedFeedback } from './feedback.js'
import { type KeptMessage, postBox } from './post-box.js'

/**
 * What goes wrong with a message.
 *
 * `address`, `content`, `settings`: it is refused for good. `later`, or the seconds to wait: it is refused for now.
 * `offline`: nobody is there. `lost`: it arrives, and the connection is lost before the answer; `swallowed`: the same, and
 * it does not arrive. `silent`: it arrives, and no answer comes until the call is given up, or at once without a signal.
 */
export type NotifierFault =
  | 'address'
  | 'content'
  | 'settings'
  | 'later'
  | { readonly retryAfterSeconds: number }
  | 'offline'
  | 'lost'
  | 'swallowed'
  | 'silent'

/** What a memory notifier may be given. */
export interface MemoryNotifierOptions {
  /** Names it in rows and URLs. @default 'memory' */
  readonly id?: string
  /** @default 'email' */
  readonly channel?: Notifier['channel']
  /** The present. @default Date.now */
  readonly clock?: () => Instant
  /** What it can do. @default everything; a key is remembered for ever */
  readonly capabilities?: Partial<NotifierCapabilities>
  /** What its feedback is signed with, and, after the first, what else is believed: `whsec_` and base64, or any text. */
  readonly secrets?: readonly [string, ...string[]]
}

/** A notifier that is all in this process, and the levers to move its world. */
export interface MemoryNotifier extends Notifier {
  /** What arrived, oldest first. */
  readonly sent: readonly KeptMessage[]
  /**
   * What goes wrong from now on, with every message or as the function says of each, which is told how often something was
   * tried so far; nothing for `undefined`.
   */
  misbehave(
    fault: NotifierFault | undefined | ((message: OutboundMessage, tries: number) => NotifierFault | undefined),
  ): void
  /**
   * Something becomes of what arrived last under our id; its feedback is then among the {@link MemoryNotifier.webhooks}.
   *
   * @throws ReceivablesError `invalid_input` nothing arrived under this id
   */
  becomes(
    message: string,
    type: DeliveryEvent['type'],
    details?: { readonly reason?: string; readonly isPermanent?: boolean },
  ): void
  /** Takes the feedback that is due, signed now; deliver it to `receive`. */
  webhooks(): Promise<RawWebhook[]>
}

/**
 * A notifier without a notifier: for tests, for trying things out.
 *
 * It keeps every promise of {@link Notifier}, and goes wrong when it is told to.
 *
 * @example
 * const post = memoryNotifier()
 * await post.send(message, { idempotencyKey: 'msg_1' })
 * post.sent.length // 1
 * post.misbehave('lost')
 * await post.send(message, { idempotencyKey: 'msg_2' }) // throws notifier_indeterminate; it arrived
 */
export function memoryNotifier(options: MemoryNotifierOptions = {}): MemoryNotifier {
  const { id = 'memory', channel = 'email', clock = Date.now } = options
  const secrets = options.secrets ?? ['memory-notifier-default-secret']
  for (const one of secrets) checkSecret(one)
  const capabilities: NotifierCapabilities = {
    repeats: 'keyed',
    attachments: true,
    html: true,
    feedback: true,
    ...options.capabilities,
  }
  const { repeats, keyLifetimeSeconds = Infinity } = capabilities
  const box = postBox({ clock, isKeyed: repeats === 'keyed', keyLifetimeSeconds })
  let faultOf: (message: OutboundMessage, tries: number) => NotifierFault | undefined = () => undefined
  let tries = 0
  const events: DeliveryEvent[] = []
  let told = 0

  return {
    id,
    channel,
    capabilities,
    sent: box.kept,
    async send(message, { idempotencyKey, signal }) {
      checkMessage(message, { channel, capabilities })
      if (signal?.aborted)
        throw failure('notifier_unavailable', 'It was given up before it was sent.', {}, signal.reason)
      const fault = faultOf(message, tries)
      tries += 1
      return answer(fault, () => box.put(idempotencyKey, message), signal)
    },
    ...(repeats === 'lookup' ? { find: async (key: string) => box.of(key) ?? null } : {}),
    ...(capabilities.feedback ? { receive: (request, { now }) => readFeedback(request, secrets, now) } : {}),
    misbehave(fault) {
      faultOf = typeof fault === 'function' ? fault : () => fault
    },
    becomes(name, type, { reason = '', isPermanent = type === 'bounced' } = {}) {
      const found = box.kept.findLast(({ message }) => message.message === name)
      if (found === undefined) {
        throw new ReceivablesError('invalid_input', `Nothing arrived under ${name}; something becomes of what did.`)
      }
      const { message, receipt } = found
      const about = { message: name, externalId: receipt.externalId, address: message.to.address }
      const event = `evt_${events.length + 1}`
      events.push({ event, occurredAt: clock(), ...about, type, isPermanent, reason })
    },
    webhooks() {
      const due = events.slice(told)
      told = events.length
      return Promise.all(due.map((event) => signedFeedback(event, clock(), secrets[0])))
    },
  } satisfies MemoryNotifier
}

async function answer(
  fault: NotifierFault | undefined,
  deliver: () => SendReceipt,
  signal: AbortSignal | undefined,
): Promise<SendReceipt> {
  if (typeof fault === 'object') throw failure('notifier_unavailable', 'Too many messages.', fault)
  switch (fault) {
    case undefined:
      return deliver()
    case 'address':
    case 'content':
    case 'settings':
      throw failure('notifier_refused', `Its ${fault} is refused.`, { fault })
    case 'later':
      throw failure('notifier_unavailable', 'It is refused for now.')
    case 'offline':
      throw failure('notifier_unavailable', 'Nobody is there.')
    case 'swallowed':
      throw failure('notifier_indeterminate', 'The connection was lost after it was handed over.')
    case 'lost':
      deliver()
      throw failure('notifier_indeterminate', 'The connection was lost after it was handed over.')
    case 'silent':
      deliver()
      await givenUp(signal)
      throw failure('notifier_indeterminate', 'No answer came.', {}, signal?.reason)
    default:
      return fault satisfies never
  }
}

type Failure = 'notifier_unavailable' | 'notifier_refused' | 'notifier_indeterminate'

function failure(code: Failure, why: string, details: ReceivablesError['details'] = {}, cause?: unknown) {
  return new ReceivablesError(code, `The memory notifier did not take the message. ${why}`, details, { cause })
}

function givenUp(signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined || signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
