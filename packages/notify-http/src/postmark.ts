import { Buffer } from 'node:buffer'
import type { Address, Notifier, RawWebhook } from '@owekit/core/ports'
import type { Carrier, CarrierAnswer, Refusal } from './carrier.js'
import { fieldsOf, textIn } from './fields.js'
import { httpNotifier, type HttpNotifierOptions } from './http-notifier.js'
import { jsonBody } from './json-body.js'
import { base64Of, checkSender, mailbox, mailHeaders } from './mail.js'
import { checkCredential, checkedBase, notConfigured } from './not-configured.js'
import { postmarkEvents, metadataKey } from './postmark-events.js'
import { rejected } from './rejected.js'
import { isOneOf } from './same-secret.js'

/** A name and a password, as they stand in the URL that Postmark was told: `https://owekit:secret@shop.example/hooks`. */
export interface PostmarkCredentials {
  readonly username: string
  readonly password: string
}

/** What {@link postmarkNotifier} takes. */
export interface PostmarkOptions extends HttpNotifierOptions {
  /** The token of a server, not that of an account. */
  readonly serverToken: string
  /** Who mails come from, unless a message says otherwise. */
  readonly from: Address
  /** @default 'outbound' */
  readonly messageStream?: string
  /** What Postmark's webhooks sign in with, any of which is believed. Without it there is no feedback. */
  readonly webhookCredentials?: readonly PostmarkCredentials[]
  /** @default 'https://api.postmarkapp.com' */
  readonly baseUrl?: string
}

/**
 * Sends mails through Postmark.
 *
 * Postmark remembers no keys. It can be searched for our id (`metadata_owekit-message`), but does not promise that what it took is found
 * at once, so that nothing was found proves nothing, and a mail in doubt stays in doubt.
 *
 * @throws ReceivablesError `not_configured` a token, a sender, a URL, credentials or a time that are none
 *
 * @example
 * const post = postmarkNotifier({ serverToken: '…', from: { address: 'billing@shop.example', name: 'Shop' } })
 * await post.send(message, { idempotencyKey: 'msg_1' }) // { externalId: 'b7bc2f4a-e38e-…' }
 */
export function postmarkNotifier(options: PostmarkOptions): Notifier {
  return httpNotifier(postmark(options), options)
}

function postmark(options: PostmarkOptions): Carrier {
  const { serverToken, from, messageStream = 'outbound', webhookCredentials = [] } = options
  checkCredential('serverToken', serverToken)
  checkSender(from)
  const url = `${checkedBase(options.baseUrl ?? 'https://api.postmarkapp.com')}/email`
  for (const { username, password } of webhookCredentials) {
    if (password === '' || username.includes(':'))
      throw notConfigured('webhookCredentials', 'holds a name with a colon, or no password')
  }
  const feedback = webhookCredentials.length > 0
  const headers = {
    'x-postmark-server-token': serverToken,
    'content-type': 'application/json',
    accept: 'application/json',
    'user-agent': 'owekit',
  }

  return {
    id: 'postmark',
    channel: 'email',
    capabilities: { repeats: 'none', attachments: true, html: true, feedback },
    request(message) {
      const { to, replyTo, subject, text, html, attachments } = message
      const mail = {
        From: mailbox(message.from ?? from),
        To: mailbox(to),
        ...(replyTo === undefined ? {} : { ReplyTo: mailbox(replyTo) }),
        Subject: subject,
        TextBody: text,
        ...(html === '' ? {} : { HtmlBody: html }),
        MessageStream: messageStream,
        Headers: Object.entries(mailHeaders(message)).map(([Name, Value]) => ({ Name, Value })),
        ...(attachments.length === 0
          ? {}
          : {
              Attachments: attachments.map((one) => ({
                Name: one.name,
                Content: base64Of(one),
                ContentType: one.contentType,
              })),
            }),
        // A value of more than 80 characters is refused; without it, events still name Postmark's own id.
        ...(message.message.length <= 80 ? { Metadata: { [metadataKey]: message.message } } : {}),
      }
      return { url, headers, body: JSON.stringify(mail) }
    },
    receipt({ json }) {
      const answer = fieldsOf(json)
      const externalId = textIn(answer, 'MessageID')
      return answer['ErrorCode'] === 0 && externalId !== '' ? { externalId } : undefined
    },
    refusal,
    codeOf: (answer) => codeIn(answer) || undefined,
    ...(feedback
      ? {
          receive: (request, now) => {
            checkSignedIn(request, webhookCredentials)
            return postmarkEvents(jsonBody(request), now)
          },
        }
      : {}),
  }
}

/** Postmark's number for what is wrong; 0 for none. */
function codeIn({ json }: CarrierAnswer): number {
  const code = fieldsOf(json)['ErrorCode']
  return typeof code === 'number' ? code : 0
}

/** 300 is anything that is wrong with the mail; which field it is, is in its words alone. */
function refusal(answer: CarrierAnswer): Refusal | undefined {
  switch (codeIn(answer)) {
    case 300: {
      const [, field] = /'(To|From|ReplyTo|Reply-To)'/i.exec(textIn(fieldsOf(answer.json), 'Message')) ?? []
      if (field === undefined) return 'content'
      return field.toLowerCase() === 'to' ? 'address' : 'settings'
    }
    // Bounced or complained before, or was switched off by hand.
    case 406:
      return 'address'
    case 411:
      return 'content'
    case 100:
    case 429:
      return 'later'
    case 10:
    case 400:
    case 401:
    case 405:
    case 412:
    case 413:
      return 'settings'
    default:
      return undefined
  }
}

/** Postmark signs nothing: whoever knows the name and the password is believed, whatever the body says. */
function checkSignedIn({ headers }: RawWebhook, credentials: readonly PostmarkCredentials[]): void {
  const [, given = ''] = /^basic +(\S+)$/i.exec(headers.get('authorization') ?? '') ?? []
  const known = credentials.map(({ username, password }) => Buffer.from(`${username}:${password}`).toString('base64'))
  if (!isOneOf(given, known)) throw rejected('It did not sign in, or as somebody else.')
}
