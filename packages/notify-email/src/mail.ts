import { Buffer } from 'node:buffer'
import type { Address, OutboundMessage } from '@owekit/core/ports'
import type { SendMailOptions } from 'nodemailer'

/** The header that carries our id, and comes back in bounces that return headers. */
export const ourHeader = 'X-Owekit-Message'

/** What is the same for every mail of a notifier. */
export interface Letterhead {
  readonly from: Address
  readonly bounceAddress: string
}

/**
 * A message as nodemailer takes it: text, markup beside it, files, and headers that are ours alone.
 *
 * The mail goes to its reader and to nobody else, whatever headers say; nothing in it makes nodemailer read a file or a URL.
 */
export function mailOf(message: OutboundMessage, id: string, { from, bounceAddress }: Letterhead): SendMailOptions {
  const { to, replyTo, subject, text, html, attachments } = message
  return {
    from: person(message.from ?? from),
    to: person(to),
    ...(replyTo === undefined ? {} : { replyTo: person(replyTo) }),
    envelope: { from: bounceAddress, to: [to.address] },
    subject,
    text,
    ...(html === '' ? {} : { html }),
    attachments: attachments.map(({ name, contentType, content }) => ({
      filename: name,
      contentType,
      content: Buffer.from(content),
      contentTransferEncoding: 'base64' as const,
      contentDisposition: 'attachment' as const,
    })),
    messageId: `<${id}>`,
    headers: headersOf(message),
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

function headersOf({ message, locale, unsubscribe }: OutboundMessage) {
  return {
    // Vacation notes and other robots leave it alone (RFC 3834).
    'Auto-Submitted': 'auto-generated',
    [ourHeader]: message,
    ...(/^[A-Za-z]{2,8}(?:-[A-Za-z\d]{1,8})*$/.test(locale) ? { 'Content-Language': locale } : {}),
    ...(unsubscribe === undefined ? {} : wayOut(unsubscribe)),
  }
}

/** RFC 2369, and RFC 8058 where one POST is enough. Prepared: a link is never encoded. */
function wayOut({ url, oneClick, mailto }: NonNullable<OutboundMessage['unsubscribe']>) {
  const links = [url, ...(mailto === undefined ? [] : [`mailto:${mailto}`])].map((one) => `<${one}>`)
  return {
    'List-Unsubscribe': { prepared: true, foldLines: true, value: links.join(', ') },
    ...(oneClick ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
  }
}

const person = ({ address, name = '' }: Address) => ({ address, name })
