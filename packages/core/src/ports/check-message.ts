import { ReceivablesError } from '../errors/index.js'
import { parseUrl } from '../records/parse-url.js'
import type { Address, Attachment, Notifier, OutboundMessage } from './notifier.js'

/** What is wrong with a message that is refused. */
type Fault = 'address' | 'content' | 'settings'

/** What would end a header, or hide in it. */
const hidden = /[\p{Cc}\u2028\u2029]/u

/** An address without quotes, comments, routes or lists: nothing that a mail program could read as more than one. */
const email = /^[^\s\p{Cc}@<>()[\]\\,;:"]+@[^\s\p{Cc}@<>()[\]\\,;:"]+$/u

const phone = /^\+[1-9]\d{4,14}$/
const contentType = /^[\w.+-]+\/[\w.+-]+(?:; ?[\w.+-]+=[\w.+-]+)*$/

/**
 * Refuses a message that cannot arrive as it is, before anybody is asked to carry it. For those who write a notifier.
 *
 * Refused are control characters and line breaks in whatever becomes a header (subject, names, addresses, file names,
 * links), addresses that are not exactly one, halves of characters, and files where the notifier takes none.
 *
 * @throws ReceivablesError `notifier_refused`; `details.fault` is `address`, `content` or, for the sender, `settings`, and
 * `details.part` names the field. The message of the error repeats nothing of it.
 *
 * @example
 * checkMessage({ ...message, subject: 'Hello\r\nBcc: eve@example.com' }, notifier) // notifier_refused, fault: 'content'
 */
export function checkMessage(
  message: OutboundMessage,
  { channel, capabilities }: Pick<Notifier, 'channel' | 'capabilities'>,
): void {
  const refuse = (fault: Fault, part: string, why: string): never => {
    const details = { message: message.message, fault, part }
    throw new ReceivablesError('notifier_refused', `The message cannot be sent: its ${part} ${why}.`, details)
  }
  const line = (fault: Fault, part: string, text: string): void => {
    if (hidden.test(text)) refuse(fault, part, 'holds a line break or another control character')
    if (!text.isWellFormed()) refuse(fault, part, 'holds half of a character')
  }
  const person = (fault: Fault, part: string, { address, name = '' }: Address): void => {
    line(fault, part, address)
    line(fault, `${part} name`, name)
    if (!isAddress(channel, address)) refuse(fault, part, `is no address of one ${channel} reader`)
  }
  const file = ({ name, contentType: type }: Attachment): void => {
    line('content', 'file name', name)
    if (name === '' || /[/\\]/.test(name)) refuse('content', 'file name', 'is empty or holds a slash')
    if (!contentType.test(type)) refuse('content', 'file type', 'is no media type such as application/pdf')
  }

  line('content', 'id', message.message)
  person('address', 'reader', message.to)
  if (message.from !== undefined) person('settings', 'sender', message.from)
  if (message.replyTo !== undefined) person('settings', 'reply address', message.replyTo)
  line('content', 'subject', message.subject)
  for (const part of ['text', 'html'] as const) {
    if (message[part].includes('\0')) refuse('content', part, 'holds the character 0')
    if (!message[part].isWellFormed()) refuse('content', part, 'holds half of a character')
  }
  if (message.attachments.length > 0 && !capabilities.attachments) refuse('content', 'files', 'cannot go this way')
  for (const one of message.attachments) file(one)
  if (message.unsubscribe === undefined) return
  const { url, mailto, oneClick } = message.unsubscribe
  const schemes = oneClick ? /^https:$/ : /^https?:$/
  if (!isLink(url, schemes))
    refuse('content', 'unsubscribe link', `is no ${oneClick ? 'https ' : ''}address of the web`)
  if (mailto !== undefined && !email.test(mailto)) refuse('content', 'unsubscribe address', 'is no e-mail address')
}

function isAddress(channel: Notifier['channel'], address: string): boolean {
  switch (channel) {
    case 'email':
      return address.length <= 254 && email.test(address)
    case 'sms':
      return phone.test(address)
    case 'webhook':
      return address !== ''
    default:
      return channel satisfies never
  }
}

/** A link that stands between angle brackets in a header. */
function isLink(text: string, schemes: RegExp): boolean {
  return !/[\s<>]/u.test(text) && !hidden.test(text) && schemes.test(parseUrl(text)?.protocol ?? '')
}
