import { Buffer } from 'node:buffer'
import type { Address, Attachment, OutboundMessage } from '@owekit/core/ports'
import { notConfigured } from './not-configured.js'

/**
 * An address as a mail has it (RFC 5322). A name stands in quotes, so that commas and brackets in it name nobody else.
 *
 * @example
 * mailbox({ address: 'ada@example.com', name: 'Ada, "Countess"' }) // '"Ada, \\"Countess\\"" <ada@example.com>'
 */
export function mailbox({ address, name = '' }: Address): string {
  return name === '' ? address : `"${name.replaceAll(/["\\]/g, String.raw`\$&`)}" <${address}>`
}

/** Headers that say what a mail is, and how its reader gets no more of them (RFC 2369, RFC 8058). */
export function mailHeaders({ message, locale, unsubscribe }: OutboundMessage): Record<string, string> {
  return {
    // Vacation notes and other robots leave it alone (RFC 3834).
    'Auto-Submitted': 'auto-generated',
    'X-Owekit-Message': message,
    ...(/^[A-Za-z]{2,8}(?:-[A-Za-z\d]{1,8})*$/.test(locale) ? { 'Content-Language': locale } : {}),
    ...(unsubscribe === undefined ? {} : wayOut(unsubscribe)),
  }
}

function wayOut({ url, oneClick, mailto }: NonNullable<OutboundMessage['unsubscribe']>): Record<string, string> {
  const links = [url, ...(mailto === undefined ? [] : [`mailto:${mailto}`])].map((one) => `<${one}>`)
  return {
    'List-Unsubscribe': links.join(', '),
    ...(oneClick ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
  }
}

/** A file as JSON carries it. */
export const base64Of = ({ content }: Attachment): string => Buffer.from(content).toString('base64')

/** Refuses a sender that is none. */
export function checkSender({ address, name = '' }: Address): void {
  const isSender = /^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/.test(address) && !/\p{Cc}/u.test(name)
  if (!isSender) throw notConfigured('from', 'is no address')
}
