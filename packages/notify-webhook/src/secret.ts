import { Buffer } from 'node:buffer'
import { notConfigured } from './not-configured.js'

/** Fewer bytes could be guessed, more are cut off nowhere but are a sign of something else (Standard Webhooks). */
const [fewest, most] = [24, 64]

/**
 * The bytes of a secret as people hand it around: base64, with or without `whsec_` before it.
 *
 * @throws ReceivablesError `not_configured` not base64, or not 24 to 64 bytes
 */
function keyOf(secret: string): Buffer {
  const base64 = secret.replace(/^whsec_/, '')
  const key = Buffer.from(base64, 'base64')
  if (key.toString('base64').replace(/=+$/, '') !== base64.replace(/=+$/, '')) {
    throw notConfigured('secrets', 'holds what is not base64')
  }
  if (key.length < fewest || key.length > most) {
    throw notConfigured('secrets', `holds one of ${key.length} bytes; they have ${fewest} to ${most}`)
  }
  return key
}

/** The keys of one secret or more, the newest first. */
export function keysOf(secrets: readonly string[]): Buffer[] {
  if (secrets.length === 0) throw notConfigured('secrets', 'is empty')
  return secrets.map(keyOf)
}
