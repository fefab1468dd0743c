import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { isReceivablesError, ReceivablesError } from '@owekit/core'
import {
  checkMessage,
  type Instant,
  type Notifier,
  type NotifierCapabilities,
  type OutboundMessage,
} from '@owekit/core/ports'
import { type DestinationRules, destinationGuard } from './destination.js'
import { failureOf, failureWithout } from './failures.js'
import { notConfigured } from './not-configured.js'
import { bodyOf } from './payload.js'
import { NoAnswer, post } from './post.js'
import { keysOf } from './secret.js'
import { signWebhook } from './signature.js'

/** What {@link webhookNotifier} takes. */
export interface WebhookNotifierOptions extends DestinationRules {
  /**
   * What messages are signed with: base64 of 24 to 64 bytes, with or without `whsec_`. While a secret is changed, the new one
   * and the old. A function gives each receiver secrets of its own, which receivers that do not trust each other need.
   */
  readonly secrets: readonly string[] | ((message: OutboundMessage) => readonly string[] | Promise<readonly string[]>)
  /**
   * `keyed`: receivers do nothing the second time that they see a `webhook-id`, as Standard Webhooks asks of them, so what is in
   * doubt is sent again. `none`: they cannot be trusted with that. @default 'keyed'
   */
  readonly repeats?: 'keyed' | 'none'
  /** How long receivers remember an id, where `repeats` is `keyed`. @default for ever */
  readonly keyLifetimeSeconds?: number
  /** The longest a message may take, from its name to its answer, in seconds. @default 15 */
  readonly timeoutSeconds?: number
  /** The largest body that is sent, in bytes. @default 1_000_000 */
  readonly maxBytes?: number
  /** More certificates that are believed, as PEM, for receivers inside your network. */
  readonly ca?: string
  /** The present, for timestamps. @default Date.now */
  readonly clock?: () => Instant
  /** Names it in rows and URLs; give each of several its own. @default 'webhook' */
  readonly id?: string
}

/**
 * Sends messages as webhooks to the URLs that readers name, signed as Standard Webhooks does, and never to a place that only we
 * can reach ({@link DestinationRules}).
 *
 * The `webhook-id` is made of the tenant and the key: the same at every attempt, and the receipt's `externalId`.
 *
 * @throws ReceivablesError `not_configured` a secret, a time, a size, a port or an origin that is none
 *
 * @example
 * const post = webhookNotifier({ secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'] })
 * await post.send({ ...message, to: { address: 'https://hooks.example/owekit' } }, { idempotencyKey: 'msg_1' })
 * // { externalId: 'msg_2b1c…' }
 */
export function webhookNotifier(options: WebhookNotifierOptions): Notifier {
  const {
    secrets,
    repeats = 'keyed',
    timeoutSeconds = 15,
    maxBytes = 1_000_000,
    clock = Date.now,
    id = 'webhook',
  } = options
  const { keyLifetimeSeconds, ca } = options
  // A timer takes no more than 2³¹ − 1 milliseconds.
  if (!(timeoutSeconds > 0 && timeoutSeconds <= 86_400)) throw notConfigured('timeoutSeconds', 'is not within a day')
  if (!(maxBytes > 0)) throw notConfigured('maxBytes', 'is not above zero')
  if (typeof secrets !== 'function') keysOf(secrets)
  const destinationOf = destinationGuard(options)
  const capabilities: NotifierCapabilities = {
    repeats,
    ...(repeats === 'keyed' && keyLifetimeSeconds !== undefined ? { keyLifetimeSeconds } : {}),
    attachments: false,
    html: true,
    feedback: false,
  }

  return {
    id,
    channel: 'webhook',
    capabilities,
    async send(message, { idempotencyKey, signal }) {
      checkMessage(message, { channel: 'webhook', capabilities })
      const externalId = webhookId(message, idempotencyKey)
      const body = Buffer.from(bodyOf(message))
      if (body.length > maxBytes) throw tooLarge(message, body.length, maxBytes)
      const patience = AbortSignal.timeout(timeoutSeconds * 1000)
      const until = signal ? AbortSignal.any([signal, patience]) : patience
      const [destination, chosen] = await inTime(until, () =>
        Promise.all([destinationOf(message.to.address), secretsFor(message, secrets)]),
      )
      const signed = signedWith(chosen, { id: externalId, at: clock(), body })
      try {
        const headers = { 'content-type': 'application/json', 'user-agent': 'owekit', ...signed }
        const failure = failureOf(
          await post(destination, { headers, body, signal: until, ...(ca === undefined ? {} : { ca }) }),
        )
        if (failure !== undefined) throw failure
      } catch (error) {
        throw error instanceof NoAnswer ? failureWithout(error) : error
      }
      return { externalId }
    },
  }
}

/** The same for a tenant and a key at every attempt; without dots, which part what is signed. */
function webhookId({ tenant }: OutboundMessage, key: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([tenant, key]))
    .digest('hex')
  return `msg_${hash.slice(0, 40)}`
}

async function secretsFor(
  message: OutboundMessage,
  secrets: WebhookNotifierOptions['secrets'],
): Promise<readonly string[]> {
  if (typeof secrets !== 'function') return secrets
  try {
    return await secrets(message)
  } catch (cause) {
    throw new ReceivablesError('notifier_unavailable', 'The secrets of the receiver were not found.', {}, { cause })
  }
}

function signedWith(secrets: readonly string[], webhook: { id: string; at: Instant; body: Buffer }) {
  try {
    return signWebhook({ ...webhook, secrets })
  } catch (cause) {
    const why = 'The message cannot be signed with the secrets of its receiver.'
    throw new ReceivablesError('notifier_refused', why, { fault: 'settings' }, { cause })
  }
}

/** Waits for what comes before the connection; given up there, the message was certainly not sent. */
async function inTime<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const givenUp = (cause: unknown) =>
    new ReceivablesError('notifier_unavailable', 'The message was given up before it was sent.', {}, { cause })
  if (signal.aborted) throw givenUp(signal.reason)
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(givenUp(signal.reason))
    signal.addEventListener('abort', giveUp, { once: true })
    work()
      .then(resolve, (error: unknown) => reject(isReceivablesError(error) ? error : givenUp(error)))
      .finally(() => signal.removeEventListener('abort', giveUp))
  })
}

function tooLarge({ message }: OutboundMessage, bytes: number, maxBytes: number): ReceivablesError {
  const why = `The message cannot be sent: it has ${bytes} bytes, and at most ${maxBytes} are sent.`
  return new ReceivablesError('notifier_refused', why, { message, fault: 'content', part: 'data' })
}
