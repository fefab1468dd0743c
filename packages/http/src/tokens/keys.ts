import { ReceivablesError } from '@owekit/core'

/** A secret that widget tokens are signed with. */
export interface WidgetKey {
  /** Names the key inside tokens: `2026-11`. */
  readonly id: string
  /** At least 32 bytes. */
  readonly secret: string | Uint8Array
}

/**
 * The live keys: tokens are signed with the first, and those of the second still pass. To change the key, put the new
 * one first and take the old one away when its last token has expired, after 15 minutes.
 */
export type WidgetKeys = readonly [WidgetKey] | readonly [WidgetKey, WidgetKey]

/** Who issues widget tokens. */
export const issuer = 'owekit'

/** The media type in a token's header: a token made for something else is never taken for one of these. */
export const tokenType = 'owekit-widget+jwt'

/** The longest a token lives, in seconds. */
export const longestLife = 900

const checked = new WeakMap<WidgetKeys, ReadonlyMap<string, Uint8Array>>()

/** The keys by id, checked once. */
export function secretsOf(keys: WidgetKeys): ReadonlyMap<string, Uint8Array> {
  const known = checked.get(keys)
  if (known !== undefined) return known
  const secrets = new Map<string, Uint8Array>()
  for (const { id, secret } of keys) {
    const bytes = typeof secret === 'string' ? new TextEncoder().encode(secret) : secret
    if (id === '' || secrets.has(id))
      throw new ReceivablesError('invalid_input', 'Each widget key has an id of its own.', { id })
    if (bytes.length < 32)
      throw new ReceivablesError('invalid_input', `Widget key ${id} has ${bytes.length} bytes; it takes at least 32.`, {
        id,
        bytes: bytes.length,
      })
    secrets.set(id, bytes)
  }
  if (secrets.size < 1 || secrets.size > 2)
    throw new ReceivablesError('invalid_input', `There are one or two live widget keys, not ${secrets.size}.`)
  checked.set(keys, secrets)
  return secrets
}
