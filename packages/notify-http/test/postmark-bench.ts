import type { DeliveryEvent, Instant, RawWebhook } from '@owekit/core/ports'
import { postmarkNotifier, type PostmarkOptions } from '@owekit/notify-http'
import type { Arrived, NotifierBench } from '@owekit/testing'
import { exchangeFor } from './bench.js'
import { type Asked, json, type Reply } from './exchange.js'
import { bytesIn, personIn, wayOutIn } from './mail-parts.js'

export const serverToken = 'server-token-1'
export const from = { address: 'billing@shop.example', name: 'Größe & Söhne' }
export const credentials = {
  first: { username: 'owekit', password: 'first-password' },
  second: { username: 'owekit', password: 'second-password' },
  stranger: { username: 'owekit', password: 'guessed' },
}

/** How Postmark says that something is wrong. */
export const problem = (
  status: number,
  ErrorCode: number,
  Message = 'Words that may name ada@example.com',
  headers = {},
): Reply => json(status, { ErrorCode, Message }, headers)

interface Mail {
  readonly From: string
  readonly To: string
  readonly ReplyTo?: string
  readonly Subject: string
  readonly TextBody: string
  readonly HtmlBody?: string
  readonly MessageStream: string
  readonly Headers: readonly { Name: string; Value: string }[]
  readonly Attachments?: readonly { Name: string; Content: string; ContentType: string }[]
  readonly Metadata?: Readonly<Record<string, string>>
}

/** Postmark as it is documented: JSON, a token, and nothing about keys. */
export function postmarkStandIn() {
  const kept: { readonly id: string; readonly mail: Mail }[] = []
  const take = ({ method, path, headers, body }: Asked): Reply => {
    if (path !== '/email') return problem(404, 404)
    if (method !== 'POST') return problem(405, 405)
    if (headers['x-postmark-server-token'] !== serverToken) return problem(401, 10)
    if (headers['accept'] !== 'application/json' || headers['content-type'] !== 'application/json')
      return problem(415, 409)
    const mail = JSON.parse(body) as Mail
    const metadata = Object.entries(mail.Metadata ?? {})
    if (metadata.some(([name, value]) => name.length > 20 || value.length > 80))
      return problem(422, 300, "Invalid 'Metadata'")
    if (mail.TextBody === '' && mail.HtmlBody === undefined)
      return problem(422, 300, 'Provide either email TextBody or HtmlBody.')
    const id = `b7bc2f4a-e38e-4336-af7d-${String(kept.length + 1).padStart(12, '0')}`
    kept.push({ id, mail })
    return json(200, { To: mail.To, SubmittedAt: '2026-03-01T12:00:00Z', MessageID: id, ErrorCode: 0, Message: 'OK' })
  }
  const refusals = {
    address: problem(422, 406),
    content: problem(422, 300, "Invalid 'Subject'"),
    settings: problem(401, 10),
    later: problem(503, 0),
    limited: problem(429, 429, '', { 'retry-after': '90' }),
  }
  return { kept, take, arrived: () => kept.map(({ mail }) => arrivedAs(mail)), refusals }
}

function arrivedAs({
  From,
  To,
  ReplyTo,
  Subject,
  TextBody,
  HtmlBody = '',
  Headers: headers,
  Attachments = [],
}: Mail): Arrived {
  return {
    to: personIn(To),
    from: personIn(From),
    ...(ReplyTo === undefined ? {} : { replyTo: personIn(ReplyTo) }),
    subject: Subject,
    text: TextBody,
    html: HtmlBody,
    attachments: Attachments.map((one) => ({
      name: one.Name,
      contentType: one.ContentType,
      content: bytesIn(one.Content),
    })),
    ...wayOutIn(Object.fromEntries(headers.map(({ Name, Value }) => [Name, Value]))),
  }
}

/** A webhook as Postmark sends it: JSON, signed in with what stands in its URL. */
export function signedIn(body: Uint8Array, { username, password }: { username: string; password: string }): RawWebhook {
  const headers = new Headers({ authorization: `Basic ${btoa(`${username}:${password}`)}` })
  return { method: 'POST', url: 'https://shop.example/hooks/postmark', headers, body }
}

function told(type: DeliveryEvent['type'], address: string, at: string): object {
  if (type === 'delivered') return { RecordType: 'Delivery', Recipient: address, DeliveredAt: at, Details: '250 OK' }
  const [RecordType, Type] = type === 'bounced' ? ['Bounce', 'HardBounce'] : ['SpamComplaint', 'SpamComplaint']
  return {
    RecordType,
    Type,
    ID: RecordType.length,
    Email: address,
    BouncedAt: at,
    Details: '550 No such user',
    Inactive: true,
  }
}

/** A notifier, Postmark behind it, and mailboxes behind that. */
export async function postmarkBench({
  clock = Date.now,
  ...options
}: Partial<PostmarkOptions> & { clock?: () => Instant } = {}) {
  const postmark = postmarkStandIn()
  const { exchange, world, close } = await exchangeFor(postmark)
  const requests: RawWebhook[] = []
  const bench: NotifierBench = {
    notifier: postmarkNotifier({
      serverToken,
      from,
      webhookCredentials: [credentials.first, credentials.second],
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
        const { id, mail } = postmark.kept.findLast((one) => one.mail.Metadata?.['owekit-message'] === message)!
        const at = new Date(clock()).toISOString()
        const body = {
          ...told(type, personIn(mail.To).address, at),
          MessageID: id,
          ServerID: 1,
          Metadata: mail.Metadata,
        }
        requests.push(signedIn(new TextEncoder().encode(JSON.stringify(body)), credentials.first))
      },
    },
    webhooks: () => requests.splice(0),
    sign: ({ body }, { by }) => signedIn(body, credentials[by]),
    close,
  }
  return { bench, exchange, postmark }
}
