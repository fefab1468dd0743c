import type { WidgetKeys } from './keys.js'
import { hasEnded, rejected, type VerifyOptions, verifyWidgetToken, type WidgetClaims } from './verify.js'

/** Tokens whose signature was checked. A page sends the same one again and again while it lives. */
const known = new WeakMap<WidgetKeys, Map<string, WidgetClaims>>()
const most = 2000

/** Whether a token was verified before. */
export function isKnown(token: string, keys: WidgetKeys): boolean {
  return known.get(keys)?.has(token) === true
}

/**
 * {@link verifyWidgetToken}, with the signature checked once a token: its end and its origin are checked every time.
 *
 * @throws ReceivablesError `token_rejected`
 */
export async function verifyAgain(token: string, keys: WidgetKeys, options: VerifyOptions): Promise<WidgetClaims> {
  const tokens = known.get(keys) ?? new Map<string, WidgetClaims>()
  known.set(keys, tokens)
  const before = tokens.get(token)
  if (before === undefined) {
    const claims = await verifyWidgetToken(token, keys, options)
    tokens.set(token, claims)
    if (tokens.size > most) tokens.delete(tokens.keys().next().value!)
    return claims
  }
  if (hasEnded(before, options.now ?? Date.now())) {
    tokens.delete(token)
    throw rejected('it has expired')
  }
  if (options.origin !== undefined && options.origin !== before.audience) throw rejected('it is for another origin')
  return before
}
