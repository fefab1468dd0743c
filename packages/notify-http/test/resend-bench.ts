import { Buffer } from 'node:buffer'
import type { DeliveryEvent, Instant, RawWebhook } from '@owekit/core/ports'
import { resendNotifier, type ResendOptions } from '@owekit/notify-http'
import { signWebhook } from '@owekit/notify-webhook'
import type { Arrived, NotifierBench } from '@owekit/testing'
import { exchangeFor } from './bench.js'
import { type Asked, json, type Reply } from './exchange.js'
import { bytesIn, personIn, wayOutIn } from './mail-parts.js'

export const apiKey = 're_test_1'
export const from = { address: 'billing@shop.example', name: 'Größe & Söhne' }
const secret = (letter: string) => `whsec_${Buffer.from(letter.repeat(24)).toString('base64')}`
export const secrets = { first: secret('a'), second: secret('b'), stranger: secret('c') }

/** How Resend says that something is wrong. */
export const problem = (
  statusCode: number,
  name: string,
  message = 'Words that may name ada@example.com',
  headers = {},
): Reply => json(statusCode, { statusCode, name, message }, headers)

interface Mail {
  readonly from: string
  readonly to: readonly string[]
  readonly reply_to?: readonly string[]
  readonly subject: string
  readonly text: string
  readonly html?: string
  readonly headers: Readonly<Record<string, string>>
  readonly attachments?: readonly { filename: string; content: string; content_type: string }[]
  readonly tags: readonly { name: string; value: string }[]
}

interface Kept {
  readonly id: string
  readonly mail: Mail
}

const day = 86_400_000

/** Resend as it is documented: JSON, a bearer, and keys that are remembered for a day. */
export function resendStandIn(clock: () => Instant) {
  const kept: Kept[] = []
  const keys = new Map<string, { body: string; at: Instant; id: string | undefined }>()
  const take = async ({ method, path, headers, body }: Asked): Promise<Reply> => {
    if (path !== '/emails') return problem(404, 'not_found')
    if (method !== 'POST') return problem(405, 'method_not_allowed')
    if (headers['user-agent'] === undefined) return { status: 403, body: 'error code: 1010' }
    if (headers['authorization'] !== `Bearer ${apiKey}`) return problem(403, 'invalid_api_key')
    if (headers['content-type'] !== 'application/json') return problem(422, 'missing_required_field')
    const key = headers['idempotency-key'] ?? ''
    if (!/^[!-~]{1,256}$/.test(key)) return problem(400, 'invalid_idempotency_key')
    const known = keys.get(key)
    if (known !== undefined && clock() - known.at < day) {
      if (known.body !== body) return problem(409, 'invalid_idempotent_request')
      return known.id === undefined ? problem(409, 'concurrent_idempotent_requests') : json(200, { id: known.id })
    }
    const one = { body, at: clock(), id: undefined as string | undefined }
    keys.set(key, one)
    const mail = JSON.parse(body) as Mail
    if (!mail.tags.every(({ name, value }) => /^[\w-]{1,256}$/.test(name) && /^[\w-]{1,256}$/.test(value))) {
      return problem(
        422,
        'validation_error',
        'Tags should only contain ASCII letters, numbers, underscores, or dashes.',
      )
    }
    kept.push({ id: `49a3999c-${kept.length + 1}`, mail })
    const { id } = kept.at(-1)!
    // It takes a moment, in which the same key may come again.
    await new Promise((resolve) => setTimeout(resolve, 20))
    one.id = id
    return json(200, { id })
  }
  const refusals = {
    address: problem(
      422,
      'validation_error',
      'Invalid `to` field. The email address needs to follow the `email@example.com` format.',
    ),
    content: problem(422, 'invalid_attachment'),
    settings: problem(403, 'invalid_api_key'),
    later: problem(503, 'service_unavailable'),
    limited: problem(429, 'rate_limit_exceeded', '', { 'retry-after': '90' }),
  }
  return { kept, take, arrived: () => kept.map(({ mail }) => arrivedAs(mail)), refusals }
}

function arrivedAs({
  from: sender,
  to,
  reply_to: replyTo,
  subject,
  text,
  html = '',
  headers,
  attachments = [],
}: Mail): Arrived {
  if (to.length !== 1) throw new Error(`It went to ${to.length}`)
  return {
    to: personIn(to[0]!),
    from: personIn(sender),
    ...(replyTo === undefined ? {} : { replyTo: personIn(replyTo[0]!) }),
    subject,
    text,
    html,
    attachments: attachments.map((one) => ({
      name: one.filename,
      contentType: one.content_type,
      content: bytesIn(one.content),
    })),
    ...wayOutIn(headers),
  }
}

/** A webhook as Resend sends it: JSON in the manner of Svix. */
export function signed(id: string, body: Uint8Array, secret: string, at: Instant): RawWebhook {
  const headers = Object.entries(signWebhook({ id, at, body, secrets: [secret] }))
  return {
    method: 'POST',
    url: 'https://shop.example/hooks/resend',
    headers: new Headers(headers.map(([name, value]) => [name.replace('webhook-', 'svix-'), value])),
    body,
  }
}

const types: Partial<Record<DeliveryEvent['type'], object>> = {
  delivered: { type: 'email.delivered' },
  bounced: { type: 'email.bounced' },
  complained: { type: 'email.complained' },
}

/** A notifier, Resend behind it, and mailboxes behind that. */
export async function resendBench({
  clock = Date.now,
  ...options
}: Partial<ResendOptions> & { clock?: () => Instant } = {}) {
  const resend = resendStandIn(clock)
  const { exchange, world, close } = await exchangeFor(resend)
  const requests: RawWebhook[] = []
  let events = 0
  const bench: NotifierBench = {
    notifier: resendNotifier({
      apiKey,
      from,
      webhookSecrets: [secrets.first, secrets.second],
      baseUrl: exchange.url,
      timeoutSeconds: 3,
      ...options,
    }),
    to: { address: 'ada@example.com', name: 'Ada' },
    from,
    retryAfterSeconds: 90,
    world: {
      ...world,
      becomes(message, type) {
        const { id, mail } = resend.kept.findLast((one) => one.mail.headers['X-Owekit-Message'] === message)!
        const bounce = { bounce: { type: 'Permanent', subType: 'NoEmail', message: 'No such user' } }
        const data = {
          email_id: id,
          from: mail.from,
          to: [personIn(mail.to[0]!).address],
          subject: mail.subject,
          headers: [{ name: 'X-Owekit-Message', value: message }],
          tags: Object.fromEntries(mail.tags.map((one) => [one.name, one.value])),
          ...(type === 'bounced' ? bounce : {}),
        }
        const body = { ...types[type], created_at: new Date(clock()).toISOString(), data }
        requests.push(signed(`evt_${++events}`, new TextEncoder().encode(JSON.stringify(body)), secrets.first, clock()))
      },
    },
    webhooks: () => requests.splice(0),
    sign: ({ headers, body }, { at, by }) => signed(headers.get('svix-id') ?? '', body, secrets[by], at),
    close,
  }
  return { bench, exchange, resend }
}
