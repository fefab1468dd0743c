import { createHash, createHmac } from 'node:crypto'
import type { RawWebhook } from '@owekit/core/ports'
import { rejected } from './rejected.js'
import { isOneOf } from './same-secret.js'

/**
 * What Twilio signs with the auth token (HMAC-SHA1): the URL that it was told, query and all, then each field of the form, sorted by
 * name, names and values without anything between; of a field that comes several times, each value once, sorted.
 *
 * @example
 * twilioSignature('https://shop.example/sms', new URLSearchParams('To=%2B1&From=%2B2'), 'token')
 * // over 'https://shop.example/smsFrom+2To+1'
 */
function twilioSignature(url: string, form: URLSearchParams, authToken: string): string {
  const names = [...new Set(form.keys())].sort(byCodeUnit)
  const fields = names.flatMap((name) => [...new Set(form.getAll(name))].sort(byCodeUnit).map((value) => name + value))
  return createHmac('sha1', authToken)
    .update(url + fields.join(''))
    .digest('base64')
}

/**
 * Checks `X-Twilio-Signature`, and gives the form of the request.
 *
 * @param url the URL that Twilio was told: behind a proxy ours looks different. Only the query is taken from the request, and the
 * signature is over it
 *
 * @throws ReceivablesError `webhook_rejected`
 */
export function verifiedForm(request: RawWebhook, url: string, authTokens: readonly string[]): URLSearchParams {
  const signature = request.headers.get('x-twilio-signature') ?? ''
  const search = /\?[^#]*/.exec(request.url)?.[0] ?? ''
  const told = `${url.replace(/[?#].*$/s, '')}${search}`
  const bodyHash = new URLSearchParams(search).get('bodySHA256')
  const text = textOf(request)
  // JSON is not in the signature, but its hash is in the query, which is.
  const form = new URLSearchParams(bodyHash === null ? text : '')
  const expected = authTokens.flatMap((token) => spellings(told).map((one) => twilioSignature(one, form, token)))
  if (!isOneOf(signature, expected)) throw rejected('Its signature does not match.')
  if (bodyHash !== null && !isOneOf(bodyHash, [createHash('sha256').update(request.body).digest('hex')])) {
    throw rejected('Its body is not the one that was signed.')
  }
  return form
}

/** Twilio is not of one mind whether a usual port belongs to a URL, so it is believed with and without. */
function spellings(url: string): string[] {
  const [, scheme, host = '', rest = ''] = /^(https?:\/\/)([^/?#]*)(.*)$/s.exec(url) ?? []
  if (scheme === undefined) return [url]
  const bare = host.replace(/:\d+$/, '')
  const port = scheme === 'https://' ? 443 : 80
  return [...new Set([url, `${scheme}${bare}${rest}`, `${scheme}${bare}:${port}${rest}`])]
}

function textOf({ body }: RawWebhook): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch (cause) {
    throw rejected('Its body is not text.', cause)
  }
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
