import type { Instant } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import type { RawWebhook } from '../ports/payment-provider.js'

/** How far the sender's clock and ours may be apart, in seconds, both ways. */
const tolerance = 300

/** The longest body that is looked at, in bytes; every event of ours is a few hundred. */
const largest = 1_000_000

/** What {@link signedWebhook} takes. */
export interface WebhookToSign {
  /** The id of the message; every delivery of one event has the same. */
  readonly id: string
  /** When it is sent. */
  readonly at: Instant
  readonly body: Uint8Array
  /** `whsec_` and base64, or any text. */
  readonly secret: string
  /** Where it is sent. @default 'https://fake.invalid/webhooks' */
  readonly url?: string
}

/**
 * Makes the request a sender would send: HMAC-SHA256 over `id.timestamp.body`, in the headers of Standard Webhooks.
 *
 * @example
 * const request = await signedWebhook({ id: 'evt_1', at: Date.now(), body, secret })
 * request.headers.get('webhook-signature') // 'v1,…'
 */
export async function signedWebhook(message: WebhookToSign): Promise<RawWebhook> {
  const { id, at, body, secret, url = 'https://fake.invalid/webhooks' } = message
  const timestamp = String(Math.floor(at / 1000))
  const signature = await crypto.subtle.sign('HMAC', await keyOf(secret), signedContent(id, timestamp, body))
  const headers = new Headers({
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${btoa(String.fromCharCode(...new Uint8Array(signature)))}`,
  })
  return { method: 'POST', url, headers, body }
}

/**
 * Checks that a request was signed with one of the secrets and sent no more than five minutes ago, and gives the id of
 * its message. Several secrets, so that they can be changed without losing a message.
 *
 * @throws ReceivablesError `webhook_rejected`
 */
export async function verifiedId(request: RawWebhook, secrets: readonly string[], now: Instant): Promise<string> {
  if (request.method !== 'POST') throw rejected(`It came by ${request.method}; webhooks are posted.`)
  if (request.body.length > largest) throw rejected(`It has ${request.body.length} bytes; at most ${largest} are read.`)
  const id = request.headers.get('webhook-id') ?? ''
  const timestamp = request.headers.get('webhook-timestamp') ?? ''
  if (!/^[\w-]{1,200}$/.test(id) || !/^\d{1,12}$/.test(timestamp)) throw rejected('Its id or timestamp is missing.')
  const offered = (request.headers.get('webhook-signature') ?? '').split(' ').slice(0, 10).flatMap(signatureBytes)
  const content = signedContent(id, timestamp, request.body)
  if (!(await matches(content, offered, secrets))) throw rejected('Its signature does not match.')
  // Only now is the timestamp known to be the sender's.
  const age = Math.floor(now / 1000) - Number(timestamp)
  if (Math.abs(age) > tolerance) {
    throw rejected(
      `It was sent ${Math.abs(age)} seconds ${age > 0 ? 'ago' : 'ahead'}; at most ${tolerance} are allowed.`,
    )
  }
  return id
}

/** Refuses a secret that nothing can be signed with. */
export function checkSecret(secret: string): void {
  if (secret !== '' && !secret.startsWith('whsec_')) return
  if (/^whsec_(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/.test(secret)) return
  throw new ReceivablesError('invalid_input', 'A webhook secret is whsec_ and base64, or any other text; not empty.')
}

/** A refusal that says why, and nothing of the body. */
export function rejected(why: string, cause?: unknown): ReceivablesError {
  return new ReceivablesError('webhook_rejected', `The webhook is not believed. ${why}`, {}, { cause })
}

/** `verify` compares in constant time. */
async function matches(
  content: Uint8Array<ArrayBuffer>,
  offered: readonly Uint8Array<ArrayBuffer>[],
  secrets: readonly string[],
): Promise<boolean> {
  for (const secret of secrets) {
    const key = await keyOf(secret)
    for (const signature of offered) if (await crypto.subtle.verify('HMAC', key, signature, content)) return true
  }
  return false
}

/** Keys as WebCrypto takes them, by their secrets. */
const keys = new Map<string, Promise<CryptoKey>>()

/** Few secrets are in use at a time; whoever makes up more and more of them does not fill the memory. */
const keysKept = 100

function keyOf(secret: string): Promise<CryptoKey> {
  let made = keys.get(secret)
  if (made === undefined) {
    if (keys.size === keysKept) keys.clear()
    const bytes = secret.startsWith('whsec_') ? bytesOf(secret.slice(6)) : new TextEncoder().encode(secret)
    made = crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
    keys.set(secret, made)
  }
  return made
}

function signedContent(id: string, timestamp: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(`${id}.${timestamp}.`)
  const content = new Uint8Array(head.length + body.length)
  content.set(head)
  content.set(body, head.length)
  return content
}

function signatureBytes(text: string): Uint8Array<ArrayBuffer>[] {
  return /^v1,[A-Za-z0-9+/]{43}=$/.test(text) ? [bytesOf(text.slice(3))] : []
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
}
