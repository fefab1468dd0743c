import { ReceivablesError } from '@owekit/core'
import { parseUrl } from '@owekit/core/ports'

/** What {@link preferenceLinks} takes. */
export interface PreferenceLinkOptions {
  /** The page: where the handler is mounted, and `/preferences`. */
  readonly url: string
  /** At least 32 bytes. Whoever has it can make links for every customer. */
  readonly key: string | Uint8Array
}

/** Links to the page on which customers say how they are written to, and what such a link opens. */
export interface PreferenceLinks {
  /** The link of a customer: always the same one, so that it works from every message ever sent. */
  readonly urlOf: (about: { readonly tenant: string; readonly customer: string }) => Promise<string>
  /** Whose link a token is of; null when it is of nobody. */
  readonly resolve: (token: string) => Promise<{ readonly tenant: string; readonly customer: string } | null>
}

const encoder = new TextEncoder()
const macBytes = 16

/**
 * Links for every message, under which its reader chooses channels and language, and ends reminders.
 *
 * A link names tenant and customer, signed with HMAC-SHA256 (RFC 2104, cut to 128 bits) over both: it holds no address and
 * no name, opens nothing but the page, and ends only with the key.
 *
 * @throws ReceivablesError `invalid_input` for a key of less than 32 bytes, or a url that is none of the web
 * @example
 * const preferences = preferenceLinks({ url: 'https://shop.example.com/ar/v1/preferences', key })
 * await preferences.urlOf({ tenant: 'default', customer: 'cus_ada' })
 * // 'https://shop.example.com/ar/v1/preferences/WyJkZWZhdWx0IiwiY3VzX2FkYSJd.Qz0…'
 */
export function preferenceLinks({ url, key }: PreferenceLinkOptions): PreferenceLinks {
  const bytes = typeof key === 'string' ? encoder.encode(key) : key
  if (bytes.length < 32)
    throw new ReceivablesError(
      'invalid_input',
      `The key of preference links has ${bytes.length} bytes; it takes at least 32.`,
      { bytes: bytes.length, limit: 32 },
    )
  if (!/^https?:$/.test(parseUrl(url)?.protocol ?? ''))
    throw new ReceivablesError('invalid_input', 'The url of preference links is an address of the web.')
  const base = url.replace(/\/+$/, '')
  let imported: Promise<CryptoKey> | undefined
  const mac = async (text: string): Promise<string> => {
    imported ??= crypto.subtle.importKey(
      'raw',
      bytes as Uint8Array<ArrayBuffer>,
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign'],
    )
    const signed = await crypto.subtle.sign('HMAC', await imported, encoder.encode(`preferences\0${text}`))
    return base64url(new Uint8Array(signed).subarray(0, macBytes))
  }
  return {
    async urlOf({ tenant, customer }) {
      const place = base64url(encoder.encode(JSON.stringify([tenant, customer])))
      return `${base}/${place}.${await mac(place)}`
    },
    async resolve(token) {
      const [, place = '', given = ''] = /^([A-Za-z0-9_-]{1,2000})\.([A-Za-z0-9_-]{22})$/.exec(token) ?? []
      if (given === '' || !isSame(await mac(place), given)) return null
      const [tenant, customer] = JSON.parse(new TextDecoder().decode(fromBase64url(place))) as [string, string]
      return { tenant, customer }
    },
  }
}

/** Compares without telling by the time it takes where two texts of one length differ. */
function isSame(a: string, b: string): boolean {
  let difference = a.length ^ b.length
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i)
  return difference === 0
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

function fromBase64url(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))
}
