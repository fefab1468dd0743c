import { ReceivablesError } from '@owekit/core'
import { decodeProtectedHeader, errors, jwtVerify } from 'jose'
import { issuer, longestLife, secretsOf, tokenType, type WidgetKeys } from './keys.js'
import { isOrigin, type Scope, scopes } from './mint.js'

/** What a verified token says. */
export interface WidgetClaims {
  readonly customer: string
  readonly tenant: string
  readonly scopes: readonly Scope[]
  /** The origin it was made for. */
  readonly audience: string
  /** Only what carries this reference. */
  readonly booking: string | undefined
  readonly id: string
  /** When it ends, in seconds since 1970. */
  readonly expires: number
}

/** What {@link verifyWidgetToken} checks against. */
export interface VerifyOptions {
  /** The origin of the page that sent it, when the request names one. */
  readonly origin?: string | undefined
  /** The present, in milliseconds since 1970. @default Date.now() */
  readonly now?: number
}

/** Clocks may differ by this many seconds. */
const skew = 30

/**
 * Reads a widget token, or refuses it: signed by a live key with HMAC-SHA256 and nothing else, issued by us for this
 * very use, not expired, and for the origin that sent it.
 *
 * @throws ReceivablesError `token_rejected`
 */
export async function verifyWidgetToken(
  token: string,
  keys: WidgetKeys,
  { origin, now = Date.now() }: VerifyOptions = {},
): Promise<WidgetClaims> {
  if (token.length > 4096) throw rejected('it is too long')
  const secrets = secretsOf(keys)
  try {
    const { payload } = await jwtVerify(token, ({ kid }) => secrets.get(kid ?? '') ?? unknownKey(), {
      algorithms: ['HS256'],
      typ: tokenType,
      issuer,
      clockTolerance: skew,
      currentDate: new Date(now),
      requiredClaims: ['sub', 'aud', 'iat', 'exp', 'jti'],
    })
    const { sub, aud, iat, exp, jti, tenant, scp, ref, v } = payload
    if (v !== 1 || typeof sub !== 'string' || typeof tenant !== 'string' || typeof jti !== 'string')
      throw rejected('its claims are not those of a widget token')
    if (exp! - iat! > longestLife || iat! > now / 1000 + skew) throw rejected('it would live too long')
    if (typeof aud !== 'string' || !isOrigin(aud)) throw rejected('it is for no origin')
    if (origin !== undefined && origin !== aud) throw rejected('it is for another origin')
    if (!Array.isArray(scp) || !scp.every(isScope)) throw rejected('its scopes are not known')
    if (ref !== undefined && (typeof ref !== 'string' || ref === '')) throw rejected('its reference is none')
    return { customer: sub, tenant, scopes: scp, audience: aud, booking: ref, id: jti, expires: exp! }
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw rejected('it has expired')
    if (error instanceof errors.JOSEError || error instanceof TypeError) throw rejected('it is not valid')
    throw error
  }
}

const isScope = (value: unknown): value is Scope => scopes.includes(value as Scope)

function unknownKey(): never {
  throw rejected('its key is not live')
}

/** Why a token was turned away. */
export function rejected(why: string): ReceivablesError {
  return new ReceivablesError('token_rejected', `The widget token was not accepted: ${why}.`)
}

/** Whether a token's time is over, by a clock that may differ a little from the one that made it. */
export function hasEnded({ expires }: WidgetClaims, now: number): boolean {
  return expires <= Math.floor(now / 1000) - skew
}

/** Whether a bearer token says that it is one of ours; nothing is believed yet. */
export function looksLikeWidgetToken(token: string): boolean {
  try {
    return decodeProtectedHeader(token).typ === tokenType
  } catch {
    return false
  }
}
