import { createHash } from 'node:crypto'
import { domainToASCII } from 'node:url'
import type { OutboundMessage } from '@owekit/core/ports'

/**
 * The Message-ID of a message, without its angle brackets: the same at every attempt with its key, so that a mailbox that
 * gets it twice can show it once, and what comes back can be matched.
 *
 * @example
 * messageId({ tenant: 'acme' }, 'msg_1', 'shop.example') // '2b1c…@shop.example', 40 hexadecimal digits
 */
export function messageId({ tenant }: Pick<OutboundMessage, 'tenant'>, key: string, domain: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([tenant, key]))
    .digest('hex')
  return `${hash.slice(0, 40)}@${domain}`
}

/** The domain of an address, as headers have it. */
export function domainOf(address: string): string {
  return domainToASCII(address.slice(address.lastIndexOf('@') + 1))
}
