import { Buffer } from 'node:buffer'
import { type DeliveryEvent, type Notifier, parseUrl } from '@owekit/core/ports'
import type { Carrier, CarrierAnswer, Refusal } from './carrier.js'
import { fieldsOf, reasonOf, textIn } from './fields.js'
import { httpNotifier, type HttpNotifierOptions } from './http-notifier.js'
import { checkCredential, checkedBase, notConfigured } from './not-configured.js'
import { verifiedForm } from './twilio-signature.js'

/** What {@link twilioNotifier} takes. */
export interface TwilioOptions extends HttpNotifierOptions {
  /** `AC…` */
  readonly accountSid: string
  /** The auth token, which signs webhooks; while it is changed, the primary and the secondary. */
  readonly authTokens: readonly [string, ...string[]]
  /** Signs in with an API key (`SK…`) instead of the auth token. */
  readonly apiKey?: { readonly sid: string; readonly secret: string }
  /** Who messages come from, unless a message says otherwise: a number, or the id of a messaging service (`MG…`). */
  readonly from: string
  /**
   * Where Twilio tells what became of messages: the public URL whose requests you hand to `receive`. Without it there is no
   * feedback.
   */
  readonly webhookUrl?: string
  /** @default 'https://api.twilio.com' */
  readonly baseUrl?: string
}

/**
 * Sends text messages through Twilio.
 *
 * Twilio remembers no keys and cannot be asked for them, so a message in doubt stays in doubt.
 *
 * @throws ReceivablesError `not_configured` a credential, a URL or a time that is none
 *
 * @example
 * const sms = twilioNotifier({ accountSid: 'AC1…', authTokens: ['…'], from: '+15005550006' })
 * await sms.send(message, { idempotencyKey: 'msg_1' }) // { externalId: 'SM2b1c…', segments: 1 }
 */
export function twilioNotifier(options: TwilioOptions): Notifier {
  return httpNotifier(twilio(options), options)
}

function twilio(options: TwilioOptions): Carrier {
  const { accountSid, authTokens, apiKey, from, webhookUrl, baseUrl = 'https://api.twilio.com' } = options
  checkCredential('accountSid', accountSid)
  for (const one of authTokens) checkCredential('authTokens', one)
  if (authTokens.length === 0) throw notConfigured('authTokens', 'is empty')
  if (apiKey !== undefined) checkCredential('apiKey', apiKey.sid + apiKey.secret)
  if (from === '') throw notConfigured('from', 'is empty')
  if (webhookUrl !== undefined && parseUrl(webhookUrl) === undefined) throw notConfigured('webhookUrl', 'is no URL')
  const url = `${checkedBase(baseUrl)}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`
  const { sid, secret } = apiKey ?? { sid: accountSid, secret: authTokens[0] }
  const headers = {
    authorization: `Basic ${Buffer.from(`${sid}:${secret}`).toString('base64')}`,
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'application/json',
    'user-agent': 'owekit',
  }

  return {
    id: 'twilio',
    channel: 'sms',
    capabilities: { repeats: 'none', attachments: false, html: false, feedback: webhookUrl !== undefined },
    request(message) {
      const sender = message.from?.address ?? from
      const form = new URLSearchParams({
        To: message.to.address,
        [/^MG[\da-f]{32}$/.test(sender) ? 'MessagingServiceSid' : 'From']: sender,
        Body: message.text,
        // Our id comes back in the query, which the signature is over.
        ...(webhookUrl === undefined ? {} : { StatusCallback: callback(webhookUrl, message.message) }),
      })
      return { url, headers, body: form.toString() }
    },
    receipt({ json }) {
      const answer = fieldsOf(json)
      const externalId = textIn(answer, 'sid')
      // A messaging service has not cut the message yet, and says 0.
      const segments = Number(textIn(answer, 'num_segments'))
      if (externalId === '') return undefined
      return { externalId, ...(Number.isSafeInteger(segments) && segments > 0 ? { segments } : {}) }
    },
    refusal: (answer) => refusals.get(codeIn(answer)),
    codeOf: (answer) => codeIn(answer) || undefined,
    ...(webhookUrl === undefined
      ? {}
      : {
          receive: (request, now) => {
            const form = verifiedForm(request, webhookUrl, authTokens)
            const query = new URLSearchParams(/\?([^#]*)/.exec(request.url)?.[1])
            return eventsOf(form, query.get('message') ?? '', now)
          },
        }),
  }
}

function callback(webhookUrl: string, message: string): string {
  const url = new URL(webhookUrl)
  url.searchParams.set('message', message)
  url.hash = ''
  return url.href
}

/** Twilio's number for what is wrong; 0 for none. */
function codeIn({ json }: CarrierAnswer): number {
  const code = fieldsOf(json)['code']
  return typeof code === 'number' ? code : 0
}

/** What Twilio's numbers mean. Those of a pair of sender and reader, and of a country, are not held against the reader. */
const refusals = new Map<number, Refusal>([
  // The number is none, cannot get text messages, or its reader answered STOP.
  ...[21211, 21214, 21217, 21604, 21610, 21614].map((code) => [code, 'address'] as const),
  // No text, or too long.
  ...[21602, 21617, 21619].map((code) => [code, 'content'] as const),
  // The sender, the account, the country or the trial.
  ...[20003, 20005, 21212, 21219, 21408, 21603, 21606, 21607, 21608, 21612, 21659, 21660].map(
    (code) => [code, 'settings'] as const,
  ),
  // Too many at once, waiting, or today.
  ...[14107, 20429, 21611, 63038].map((code) => [code, 'later'] as const),
])

/** The number is not there (any more), or is none for text messages: no other message will arrive either. */
const permanent = new Set([21211, 21214, 21614, 30005, 30006])

/** The reader answered STOP. */
const stopped = 21610

/**
 * What Twilio tells. It gives its events no id and, for most, no time: an event is its message and state, and happened when it was
 * told.
 */
function eventsOf(form: URLSearchParams, message: string, now: number): readonly DeliveryEvent[] {
  const externalId = form.get('MessageSid') ?? form.get('SmsSid') ?? ''
  if (externalId === '') return []
  if (form.get('OptOutType') === 'STOP') {
    // A message of a reader to us: it names none of ours.
    const about = { occurredAt: now, message: '', externalId: '', address: form.get('From') ?? '' }
    return [{ event: `${externalId}:stop`, ...about, type: 'unsubscribed', isPermanent: false, reason: 'STOP' }]
  }
  const status = form.get('MessageStatus') ?? form.get('SmsStatus') ?? ''
  const code = Number(form.get('ErrorCode') ?? 0)
  const type = code === stopped ? 'unsubscribed' : states.get(status)
  if (type === undefined) return []
  return [
    {
      event: `${externalId}:${status}`,
      occurredAt: now,
      message,
      externalId,
      address: form.get('To') ?? '',
      type,
      isPermanent: type === 'bounced' && permanent.has(code),
      reason: code === 0 ? '' : reasonOf(String(code), form.get('ErrorMessage') ?? ''),
    },
  ]
}

/** States that say what became of a message; on its way (`queued`, `sending`, `sent`) says nothing. */
const states = new Map<string, DeliveryEvent['type']>([
  ['delivered', 'delivered'],
  ['read', 'opened'],
  ['undelivered', 'bounced'],
  ['failed', 'bounced'],
  ['canceled', 'bounced'],
])
