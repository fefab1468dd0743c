import { Buffer } from 'node:buffer'
import type { Address } from '@owekit/core/ports'
import type { Arrived } from '@owekit/testing'
import { addressParser } from 'postal-mime'

/** The one reader or writer that a header names, as a mail program understands it. */
export function personIn(text: string): Address {
  const all = addressParser(text)
  if (all.length !== 1 || all[0]!.address === undefined) throw new Error(`${text} names ${all.length}`)
  return { address: all[0]!.address, name: all[0]!.name }
}

/** What a mail program makes of headers: RFC 2369 and RFC 8058. */
export function wayOutIn(headers: Readonly<Record<string, string>>): Pick<Arrived, 'unsubscribe'> {
  const links = [...(headers['List-Unsubscribe'] ?? '').matchAll(/<([^>]*)>/g)].map(([, link]) => link!)
  const url = links.find((link) => /^https?:/.test(link))
  if (url === undefined) return {}
  const mailto = links.find((link) => link.startsWith('mailto:'))?.slice(7)
  const oneClick = headers['List-Unsubscribe-Post'] === 'List-Unsubscribe=One-Click'
  return { unsubscribe: { url, oneClick, ...(mailto === undefined ? {} : { mailto }) } }
}

export const bytesIn = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))
