import { Buffer } from 'node:buffer'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { ReceivablesError } from '@owekit/core'
import type { Instant, RawWebhook } from '@owekit/core/ports'
import { keysOf } from './secret.js'

/** What {@link signWebhook} takes. */
export interface WebhookToSign {
  /** The same at every attempt: who receives it twice knows it by this. Letters, digits, `_` and `-`. */
  readonly id: string
  /** When it is sent. */
  readonly at: Instant
  readonly body: Uint8Array | string
  /** What it is signed with, each by itself: while a secret is changed, the new one and the old. */
  readonly secrets: readonly string[]
}

/** The headers of a signed webhook. */
export interface WebhookHeaders {
  readonly 'webhook-id': string
  readonly 'webhook-timestamp': string
  readonly 'webhook-signature': string
}

/**
 * Signs a webhook as Standard Webhooks does: HMAC-SHA256 over `id.timestamp.body`, one signature for each secret.
 *
 * @param secrets base64 of 24 to 64 bytes, with or without `whsec_` before it
 *
 * @throws ReceivablesError `not_configured` a secret that is none; `invalid_input` an id that is none
 *
 * @example
 * signWebhook({ id: 'msg_1', at: 1614265330000, body: '{}', secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'] })
 * // { 'webhook-id': 'msg_1', 'webhook-timestamp': '1614265330', 'webhook-signature': 'v1,2ffo…' }
 */
export function signWebhook({ id, at, body, secrets }: WebhookToSign): WebhookHeaders {
  if (!isId(id))
    throw new ReceivablesError('invalid_input', 'The id of a webhook is 1 to 200 letters, digits, _ and -.')
  const timestamp = String(Math.floor(at / 1000))
  const signatures = keysOf(secrets).map((key) => `v1,${signatureOf(key, id, timestamp, body).toString('base64')}`)
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') }
}

/** What {@link verifyWebhook} takes. */
export interface VerifyWebhookOptions {
  /** Any of them is believed: while a secret is changed, the new one and the old. */
  readonly secrets: readonly string[]
  /** @default the present */
  readonly now?: Instant
  /** How far the sender's clock and ours may be apart, both ways, in seconds. @default 300 */
  readonly toleranceSeconds?: number
  /** What the names of the headers begin with; `svix` for services that are behind Svix. @default 'webhook' */
  readonly prefix?: 'webhook' | 'svix'
}

/** A webhook that is believed. */
export interface VerifiedWebhook {
  /** The same when it comes again: keep it, and do nothing the second time. */
  readonly id: string
  /** Rounded down to a second. */
  readonly sentAt: Instant
  /** The JSON of its body. */
  readonly payload: unknown
}

/** The longest body that is looked at, in bytes. */
const largest = 1_000_000

/**
 * Checks that a webhook was signed with one of the secrets and sent no more than five minutes ago, and reads it.
 *
 * Give it the bytes as they came: what was parsed and written again has another signature. A sender comes again when it is
 * not sure of our answer, so an `id` that was seen before is to be answered with 200 and otherwise left alone.
 *
 * @throws ReceivablesError `webhook_rejected` forged, changed, stale, dated ahead, too large or not JSON; `not_configured` a
 * secret that is none
 *
 * @example
 * const { id, payload } = verifyWebhook({ headers: request.headers, body }, { secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'] })
 */
export function verifyWebhook(
  { headers, body }: Pick<RawWebhook, 'headers' | 'body'>,
  options: VerifyWebhookOptions,
): VerifiedWebhook {
  const { secrets, now = Date.now(), toleranceSeconds = 300, prefix = 'webhook' } = options
  const keys = keysOf(secrets)
  if (body.length > largest) throw rejected(`It has ${body.length} bytes; at most ${largest} are read.`)
  const id = headers.get(`${prefix}-id`) ?? ''
  const timestamp = headers.get(`${prefix}-timestamp`) ?? ''
  if (!isId(id) || !/^\d{1,12}$/.test(timestamp)) throw rejected('Its id or its timestamp is missing.')
  const offered = (headers.get(`${prefix}-signature`) ?? '').split(' ').slice(0, 10).flatMap(signatureBytes)
  const expected = keys.map((key) => signatureOf(key, id, timestamp, body))
  // All are compared, so that how long it takes says nothing.
  const matches = expected.flatMap((one) => offered.map((other) => timingSafeEqual(one, other)))
  if (!matches.includes(true)) throw rejected('Its signature does not match.')
  // Only now is the timestamp known to be the sender's.
  const age = now / 1000 - Number(timestamp)
  if (Math.abs(age) > toleranceSeconds) {
    const when = `${Math.round(Math.abs(age))} seconds ${age > 0 ? 'ago' : 'ahead'}`
    throw rejected(`It was sent ${when}; at most ${toleranceSeconds} are allowed.`)
  }
  return { id, sentAt: Number(timestamp) * 1000, payload: payloadOf(body) }
}

const isId = (text: string): boolean => /^[\w-]{1,200}$/.test(text)

function signatureOf(key: Buffer, id: string, timestamp: string, body: Uint8Array | string): Buffer {
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest()
}

/** Signatures of other versions are for others to believe. */
function signatureBytes(text: string): Buffer[] {
  return /^v1,[A-Za-z0-9+/]{43}=$/.test(text) ? [Buffer.from(text.slice(3), 'base64')] : []
}

function payloadOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (cause) {
    throw rejected('Its body is not JSON.', cause)
  }
}

/** A refusal that says why, and nothing of the body. */
function rejected(why: string, cause?: unknown): ReceivablesError {
  return new ReceivablesError('webhook_rejected', `The webhook is not believed. ${why}`, {}, { cause })
}
