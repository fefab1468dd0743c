import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { Address, DeliveryEvent, Notifier } from '@owekit/core/ports'
import { signWebhook, verifyWebhook } from '@owekit/notify-webhook'
import type { Carrier, CarrierAnswer, Refusal } from './carrier.js'
import { type Fields, fieldsOf, reasonOf, textIn } from './fields.js'
import { httpNotifier, type HttpNotifierOptions } from './http-notifier.js'
import { base64Of, checkSender, mailbox, mailHeaders } from './mail.js'
import { checkCredential, checkedBase, notConfigured } from './not-configured.js'

/** What {@link resendNotifier} takes. */
export interface ResendOptions extends HttpNotifierOptions {
  /** `re_…` */
  readonly apiKey: string
  /** Who mails come from, unless a message says otherwise. */
  readonly from: Address
  /** The secrets of the webhook (`whsec_…`), any of which is believed. Without one there is no feedback. */
  readonly webhookSecrets?: readonly string[]
  /** @default 'https://api.resend.com' */
  readonly baseUrl?: string
}

/**
 * Sends mails through Resend.
 *
 * Resend remembers a key for 24 hours, so a mail in doubt is sent again within them and arrives once.
 *
 * @throws ReceivablesError `not_configured` a key, a sender, a secret, a URL or a time that is none
 *
 * @example
 * const post = resendNotifier({ apiKey: 're_…', from: { address: 'billing@shop.example', name: 'Shop' } })
 * await post.send(message, { idempotencyKey: 'msg_1' }) // { externalId: '49a3999c-0ce1-…' }
 */
export function resendNotifier(options: ResendOptions): Notifier {
  return httpNotifier(resend(options), options)
}

/** A day, in seconds. */
const keyLifetimeSeconds = 86_400

function resend(options: ResendOptions): Carrier {
  const { apiKey, from, webhookSecrets = [], baseUrl = 'https://api.resend.com' } = options
  checkCredential('apiKey', apiKey)
  checkSender(from)
  const url = `${checkedBase(baseUrl)}/emails`
  const feedback = webhookSecrets.length > 0
  checkSecrets(webhookSecrets)

  return {
    id: 'resend',
    channel: 'email',
    capabilities: { repeats: 'keyed', keyLifetimeSeconds, attachments: true, html: true, feedback },
    request(message, key) {
      const { tenant, to, replyTo, subject, text, html, attachments } = message
      const mail = {
        from: mailbox(message.from ?? from),
        to: [mailbox(to)],
        ...(replyTo === undefined ? {} : { reply_to: [mailbox(replyTo)] }),
        subject,
        text,
        ...(html === '' ? {} : { html }),
        headers: mailHeaders(message),
        ...(attachments.length === 0
          ? {}
          : {
              attachments: attachments.map((one) => ({
                filename: one.name,
                content: base64Of(one),
                content_type: one.contentType,
              })),
            }),
        tags: [{ name: tag, value: Buffer.from(message.message).toString('base64url') }],
      }
      const headers = {
        authorization: `Bearer ${apiKey}`,
        'content-type': 'application/json',
        accept: 'application/json',
        // Resend turns away whoever does not say who they are.
        'user-agent': 'owekit',
        'idempotency-key': keyOf(tenant, key),
      }
      return { url, headers, body: JSON.stringify(mail) }
    },
    receipt({ json }) {
      const externalId = textIn(fieldsOf(json), 'id')
      return externalId === '' ? undefined : { externalId }
    },
    refusal,
    codeOf: (answer) => nameIn(answer) || undefined,
    ...(feedback
      ? {
          receive: (request, now) => {
            const { id, payload } = verifyWebhook(request, { secrets: webhookSecrets, now, prefix: 'svix' })
            return eventsOf(id, fieldsOf(payload), now)
          },
        }
      : {}),
  }
}

/** Carries our id and comes back with events. Tags hold letters, digits, `_` and `-` alone, so the id is in base64url. */
const tag = 'owekit_message'

/** Tenants may share an account, and have messages of the same name. At most 256 characters are taken. */
function keyOf(tenant: string, key: string): string {
  return `owekit-${createHash('sha256')
    .update(JSON.stringify([tenant, key]))
    .digest('hex')}`
}

/** Asks for a secret's faults now, and not when the first webhook comes. */
function checkSecrets(secrets: readonly string[]): void {
  if (secrets.length === 0) return
  try {
    signWebhook({ id: 'check', at: 0, body: '', secrets })
  } catch {
    throw notConfigured('webhookSecrets', 'holds what is no secret such as whsec_…')
  }
}

const nameIn = ({ json }: CarrierAnswer): string => textIn(fieldsOf(json), 'name')

/** Resend names what is wrong; which field it is, is in its words alone. */
function refusal(answer: CarrierAnswer): Refusal | undefined {
  const name = nameIn(answer)
  switch (name) {
    case 'concurrent_idempotent_requests':
      return 'inProgress'
    case 'invalid_idempotent_request':
    case 'invalid_attachment':
    case 'missing_required_field':
    case 'security_error':
      return 'content'
    case 'rate_limit_exceeded':
    case 'daily_quota_exceeded':
    case 'monthly_quota_exceeded':
      return 'later'
    case 'invalid_from_address':
    case 'missing_api_key':
    case 'restricted_api_key':
    case 'invalid_api_key':
      return 'settings'
    case 'validation_error':
    case 'invalid_parameter':
      return fieldAtFault(answer)
    default:
      return undefined
  }
}

/** 403 is about the account: a domain that is not verified, a key for tests. */
function fieldAtFault({ status, json }: CarrierAnswer): Refusal | undefined {
  if (status === 403) return 'settings'
  const [, field] = /`(to|from|reply_to)`/.exec(textIn(fieldsOf(json), 'message')) ?? []
  if (field === 'to') return 'address'
  return field === undefined ? 'content' : 'settings'
}

function eventsOf(event: string, body: Fields, now: number): readonly DeliveryEvent[] {
  const type = types.get(textIn(body, 'type'))
  const data = fieldsOf(body['data'])
  const externalId = textIn(data, 'email_id')
  if (type === undefined || externalId === '') return []
  const about = fieldsOf(data[textIn(body, 'type').replace('email.', '')] ?? data['bounce'])
  // On a list of addresses that bounced or complained before, it bounces without being tried.
  const isPermanent = textIn(about, 'type') === 'Permanent' || textIn(body, 'type') === 'email.suppressed'
  return [
    {
      event,
      occurredAt: timeOf(textIn(body, 'created_at'), now),
      message: messageIn(data['tags']),
      externalId,
      address: addressIn(data['to']),
      type,
      isPermanent: type === 'bounced' && isPermanent,
      reason: reasonOf(textIn(about, 'subType'), textIn(about, 'message') || textIn(about, 'reason')),
    },
  ]
}

const types = new Map<string, DeliveryEvent['type']>([
  ['email.delivered', 'delivered'],
  ['email.delivery_delayed', 'deferred'],
  ['email.opened', 'opened'],
  ['email.bounced', 'bounced'],
  ['email.failed', 'bounced'],
  ['email.suppressed', 'bounced'],
  ['email.complained', 'complained'],
])

const timeOf = (text: string, now: number): number => {
  const time = Date.parse(text)
  return Number.isFinite(time) ? time : now
}

/** Tags come back as an object by name; of old, as the list that was sent. */
function messageIn(tags: unknown): string {
  const found = Array.isArray(tags)
    ? textIn(fieldsOf(tags.find((one) => textIn(fieldsOf(one), 'name') === tag)), 'value')
    : textIn(fieldsOf(tags), tag)
  return Buffer.from(found, 'base64url').toString()
}

/** A mail of ours has one reader; `Ada <ada@example.com>` is read as well. */
function addressIn(to: unknown): string {
  const first: unknown = Array.isArray(to) ? to[0] : to
  return typeof first === 'string' ? first.replace(/^.*<(.*)>$/s, '$1') : ''
}
