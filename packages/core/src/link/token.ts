const bytesKept = 16
const encoder = new TextEncoder()

/**
 * The token of a link: 128 bits of HMAC-SHA256 (RFC 2104) over tenant, link and generation, as 22 characters of base64url.
 *
 * Whoever has the key can make it again, so that it need not be kept; nobody else can guess it. It says nothing: no
 * amount, no person.
 *
 * @example
 * await linkToken(key, { tenant: 'default', link: 'lnk_1', generation: 1 }) // 'q0L1x…' (22 characters)
 */
export async function linkToken(
  key: Uint8Array,
  place: { readonly tenant: string; readonly link: string; readonly generation: number },
): Promise<string> {
  // NUL is in no id, so no two places give the same text.
  const text = `${place.tenant}\0${place.link}\0${place.generation}`
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', await imported(key), encoder.encode(text)))
  return base64url(mac.subarray(0, bytesKept))
}

/** Keys as WebCrypto takes them, made once for each that a host configured. */
const keys = new WeakMap<Uint8Array, Promise<CryptoKey>>()

function imported(key: Uint8Array): Promise<CryptoKey> {
  let made = keys.get(key)
  if (made === undefined) {
    const algorithm = { name: 'HMAC', hash: 'SHA-256' }
    made = crypto.subtle.importKey('raw', key as Uint8Array<ArrayBuffer>, algorithm, false, ['sign'])
    keys.set(key, made)
  }
  return made
}

/** What is kept of a token: its SHA-256, as hex. */
export async function tokenHash(token: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(token)))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Whether text could be a token at all: what is not is refused before anything is looked up. */
export function isTokenText(text: string): boolean {
  return /^[A-Za-z0-9_-]{22}$/.test(text)
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
