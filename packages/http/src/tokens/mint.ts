import { ReceivablesError } from '@owekit/core'
import { parseUrl } from '@owekit/core/ports'
import { SignJWT } from 'jose'
import { issuer, longestLife, secretsOf, tokenType, type WidgetKeys } from './keys.js'

/** What a widget may do. */
export const scopes = [
  'account:read',
  'invoices:read',
  'payments:read',
  'deposits:read',
  'plans:read',
  'disputes:read',
  'bookings:read',
  'statements:read',
  'timeline:read',
  'links:create',
] as const

/** One thing a widget may do. */
export type Scope = (typeof scopes)[number]

/** What {@link mintWidgetToken} takes. */
export interface WidgetGrant {
  /** The one customer whose account the page may see. */
  readonly customer: string
  /** @default 'default' */
  readonly tenant?: string
  readonly scopes: readonly Scope[]
  /** The origin of the page that will use it: `https://shop.example.com`. */
  readonly audience: string
  /** Seconds it lives, 900 at most. @default 900 */
  readonly ttl?: number
  /** Only what carries this reference, and nothing else of the customer's. */
  readonly booking?: string
  /** The present, in milliseconds since 1970. @default Date.now() */
  readonly now?: number
}

/**
 * Makes a token for the elements on one page: short-lived, for one customer, one origin and the named scopes.
 *
 * Call it on your server, behind your own sign-in, and hand it to `<owe-provider>` as a property.
 *
 * @throws ReceivablesError `invalid_input`
 * @example
 * await mintWidgetToken({ customer: 'cus_ada', scopes: ['account:read'], audience: 'https://shop.example.com' }, keys)
 */
export async function mintWidgetToken(grant: WidgetGrant, keys: WidgetKeys): Promise<string> {
  const { customer, tenant = 'default', audience, ttl = longestLife, booking, now = Date.now() } = grant
  if (!Number.isInteger(ttl) || ttl < 1 || ttl > longestLife)
    throw new ReceivablesError('invalid_input', `A widget token lives 1 to ${longestLife} seconds, not ${ttl}.`, {
      ttl,
    })
  if (!isOrigin(audience))
    throw new ReceivablesError('invalid_input', `The audience is an origin, https://shop.example.com, not ${audience}.`)
  if (customer === '' || tenant === '')
    throw new ReceivablesError('invalid_input', 'A widget token names a customer and a tenant.')
  const unknown = grant.scopes.find((scope) => !scopes.includes(scope))
  if (unknown !== undefined || grant.scopes.length === 0)
    throw new ReceivablesError('invalid_input', `A widget token has scopes among ${scopes.join(', ')}.`)
  const [signing] = keys
  const secret = secretsOf(keys).get(signing.id)!
  const issuedAt = Math.floor(now / 1000)
  return new SignJWT({ tenant, scp: grant.scopes, v: 1, ...(booking === undefined ? {} : { ref: booking }) })
    .setProtectedHeader({ alg: 'HS256', kid: signing.id, typ: tokenType })
    .setIssuer(issuer)
    .setSubject(customer)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ttl)
    .setJti(crypto.randomUUID())
    .sign(secret)
}

/** True for `https://shop.example.com` and `http://localhost:3000`, and nothing longer. */
export function isOrigin(text: string): boolean {
  return parseUrl(text)?.origin === text && /^https?:/.test(text)
}
