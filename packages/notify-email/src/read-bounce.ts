import { createHash } from 'node:crypto'
import type { DeliveryEvent, Instant } from '@owekit/core/ports'
import PostalMime, { type Attachment, type Email } from 'postal-mime'
import { readStatus, type RecipientStatus } from './delivery-status.js'
import { ourHeader } from './mail.js'

/** The longest bounce that is read, in bytes: they may return what was sent, files and all. */
const largest = 25_000_000

/**
 * Reads a mail from the address that bounces go to: what became of which message, one event for each reader in it.
 *
 * `[]` for everything that is no delivery report (RFC 3464): vacation notes, answers, spam. `message` is our id and
 * `externalId` the receipt's, when the report returns the headers of the mail, as most do.
 *
 * Anybody can write a mail that looks like a bounce: act on one only when `externalId` is of a message that was sent.
 *
 * @param raw the mail as it came, headers and all
 *
 * @example
 * const [event] = await readBounce(raw)
 * // { type: 'bounced', isPermanent: true, message: 'msg_1', address: 'ada@example.com', reason: '550 5.1.1 No such user', … }
 */
export async function readBounce(
  raw: Uint8Array | string,
  { now = Date.now() }: { readonly now?: Instant } = {},
): Promise<readonly DeliveryEvent[]> {
  if (raw.length > largest) return []
  const mail = await parsed(raw)
  if (mail === undefined) return []
  const type = fieldOf(mail, 'content-type').toLowerCase()
  if (!type.startsWith('multipart/report') || !/report-type="?delivery-status\b/.test(type)) return []
  const status = partOf(mail, /^message\/(?:global-)?delivery-status$/)
  if (status === undefined) return []
  const { message, recipients } = readStatus(status)
  const about = await returned(mail)
  const arrived = Date.parse(mail.date ?? '')
  const report = mail.messageId ?? createHash('sha256').update(raw).digest('hex').slice(0, 40)
  return recipients.flatMap((one, at) => {
    const type = typeOf(one)
    if (type === undefined) return []
    const times = [one.lastAttempt, arrived, Date.parse(message.get('arrival-date') ?? '')]
    return [
      {
        event: `${withoutBrackets(report)}#${at}`,
        occurredAt: times.find((time) => Number.isFinite(time)) ?? now,
        ...about,
        address: one.address,
        type,
        isPermanent: type === 'bounced' && one.isOfAddress,
        reason: one.reason,
      },
    ]
  })
}

/** What cannot be read at all is nothing that we could act on. */
async function parsed(raw: Uint8Array | string): Promise<Email | undefined> {
  try {
    return await PostalMime.parse(raw, { forceRfc822Attachments: true })
  } catch {
    return undefined
  }
}

function typeOf({ action }: RecipientStatus): DeliveryEvent['type'] | undefined {
  switch (action) {
    case 'failed':
      return 'bounced'
    case 'delayed':
      return 'deferred'
    case 'delivered':
      return 'delivered'
    default:
      // Relayed or expanded: it left for where nobody tells any more.
      return undefined
  }
}

/** Which message it is about, from what came back of it. */
async function returned(mail: Email): Promise<{ message: string; externalId: string }> {
  const part = partOf(mail, /^(?:message\/(?:rfc822|global)|text\/rfc822-headers|message\/global-headers)$/)
  const original = part === undefined ? undefined : await parsed(part)
  const names = (fieldOf(mail, 'references') || fieldOf(mail, 'in-reply-to')).split(/\s+/)
  return {
    message: original === undefined ? '' : fieldOf(original, ourHeader.toLowerCase()),
    externalId: withoutBrackets(original?.messageId ?? names.at(-1) ?? ''),
  }
}

const fieldOf = (mail: Email, name: string): string => mail.headers.find(({ key }) => key === name)?.value.trim() ?? ''

const withoutBrackets = (id: string): string => id.trim().replace(/^<(.*)>$/, '$1')

function partOf({ attachments }: Email, type: RegExp): string | undefined {
  const found = attachments.find(({ mimeType }) => type.test(mimeType))
  return found === undefined ? undefined : textOf(found)
}

function textOf({ content }: Attachment): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content)
}
