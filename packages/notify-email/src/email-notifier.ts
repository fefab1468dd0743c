import { ReceivablesError } from '@owekit/core'
import { type Address, checkMessage, type Notifier, type NotifierCapabilities } from '@owekit/core/ports'
import { createTransport, type SMTPPoolOptions, type SMTPTransportOptions, type Transporter } from 'nodemailer'
import { failureOf } from './failures.js'
import { watchHandover } from './handover.js'
import { type Letterhead, mailOf } from './mail.js'
import { domainOf, messageId } from './message-id.js'

/** A transporter over SMTP that you made, or what nodemailer makes one from: options or a URL. */
export type EmailTransport = Transporter<unknown> | SMTPTransportOptions | SMTPPoolOptions | string

/** What {@link emailNotifier} takes. */
export interface EmailNotifierOptions {
  /**
   * How mails leave. A transporter of yours gets a plugin that watches our mails and no others; one with a pool has to have
   * `maxRequeues: 0`, because a pool that sends again by itself may send twice.
   */
  readonly transport: EmailTransport
  /** Who mails come from, unless a message says otherwise. */
  readonly from: Address
  /** Where bounces go: the sender on the envelope. @default the address of `from` */
  readonly bounceAddress?: string
  /** The domain of Message-IDs. @default that of `from` */
  readonly messageIdDomain?: string
  /** The longest a mail may take, from connecting to the last answer, in seconds. @default 60 */
  readonly timeoutSeconds?: number
  /** Names it in rows and URLs; give each of several its own. @default 'smtp' */
  readonly id?: string
}

const capabilities: NotifierCapabilities = { repeats: 'none', attachments: true, html: true, feedback: false }

/**
 * Sends messages by e-mail, over SMTP, through nodemailer.
 *
 * A mail server remembers no keys, so a mail in doubt stays in doubt: `notifier_indeterminate` when the connection was lost,
 * or no answer came, after the whole mail was handed over. Lost before that, it was certainly not sent.
 *
 * @throws ReceivablesError `not_configured` when the sender is no address, a time is none, or a pool sends again by itself
 *
 * @example
 * const post = emailNotifier({
 *   transport: { host: 'smtp.shop.example', port: 465, secure: true, auth: { user: 'shop', pass: '…' } },
 *   from: { name: 'Shop', address: 'billing@shop.example' },
 * })
 * await post.send(message, { idempotencyKey: 'msg_1' }) // { externalId: '2b1c…@shop.example' }
 */
export function emailNotifier(options: EmailNotifierOptions): Notifier {
  const { from, id = 'smtp', timeoutSeconds = 60 } = options
  const letterhead: Letterhead = { from, bounceAddress: options.bounceAddress ?? from.address }
  const domain = options.messageIdDomain ?? domainOf(from.address)
  checkSettings(letterhead, domain, timeoutSeconds)
  const transporter = transporterOf(options.transport)
  const watch = watchHandover(transporter)

  return {
    id,
    channel: 'email',
    capabilities,
    async send(message, { idempotencyKey, signal }) {
      checkMessage(message, { channel: 'email', capabilities })
      const externalId = messageId(message, idempotencyKey, domain)
      const mail = mailOf(message, externalId, letterhead)
      const handover = watch(mail.headers ?? {})
      const patience = AbortSignal.timeout(timeoutSeconds * 1000)
      try {
        await transporter.sendMail({ ...mail, signal: signal ? AbortSignal.any([signal, patience]) : patience })
      } catch (error) {
        throw failureOf(error, handover.isDone)
      }
      return { externalId }
    },
  }
}

function transporterOf(transport: EmailTransport): Transporter<unknown> {
  if (typeof transport !== 'object' || !('sendMail' in transport)) {
    const given = typeof transport === 'string' ? { url: transport } : transport
    // An own pool is for many mails on few connections, not for trying again: that is decided elsewhere, with what is known.
    return createTransport({ ...given, maxRequeues: 0 } as SMTPTransportOptions)
  }
  const { pool, maxRequeues } = transport.options as { pool?: unknown; maxRequeues?: number }
  if (pool !== undefined && pool !== false && maxRequeues !== 0) {
    throw notConfigured('A transporter with a pool sends again by itself, and may send twice; give it maxRequeues: 0.')
  }
  return transport
}

function checkSettings({ from, bounceAddress }: Letterhead, domain: string, timeoutSeconds: number): void {
  const isAddress = (text: string) => /^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/.test(text)
  if (!isAddress(from.address) || /\p{Cc}/u.test(from.name ?? '')) throw notConfigured('`from` is no address.')
  if (!isAddress(bounceAddress)) throw notConfigured('`bounceAddress` is no address.')
  if (!/^[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)*$/.test(domain)) throw notConfigured('The domain of Message-IDs is none.')
  // A timer takes no more than 2³¹ − 1 milliseconds.
  if (!(timeoutSeconds > 0 && timeoutSeconds <= 86_400)) throw notConfigured('`timeoutSeconds` is not within a day.')
}

function notConfigured(why: string): ReceivablesError {
  return new ReceivablesError('not_configured', `emailNotifier cannot work. ${why}`)
}
