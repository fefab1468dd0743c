import { type Receivables, ReceivablesError } from '@owekit/core'
import { Refusal } from '../answers/problem.js'
import type { HandlerOptions } from '../options.js'
import type { Scope } from '../tokens/mint.js'
import { isKnown, verifyAgain } from '../tokens/known.js'
import { looksLikeWidgetToken } from '../tokens/verify.js'
import { originsOf } from './origins.js'

/** Who asks, once it is known: a page with a token for one customer, or staff of a tenant. */
export interface Viewer {
  readonly kind: 'widget' | 'staff'
  /** The books of the viewer's tenant, in the viewer's name. */
  readonly ar: Receivables
  readonly tenant: string
  /** The only customer it may see; staff may see them all. */
  readonly customer: string | undefined
  /** The only reference it may see. */
  readonly booking: string | undefined
  /** The widget token's id, for rate limits. */
  readonly token: string
  /** When its permission ends, in milliseconds since 1970. */
  readonly until: number
  may(scope: Scope): boolean
  does(command: string): boolean
  /** What of the viewer shows in an answer. */
  readonly mark: string
}

/**
 * Finds out who asks: the widget token if there is one, else the host's own sign-in.
 *
 * @throws Refusal `unauthorized`
 * @throws ReceivablesError `token_rejected`
 */
export async function viewerOf(ar: Receivables, options: HandlerOptions, request: Request): Promise<Viewer> {
  const bearer = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i.exec(request.headers.get('Authorization') ?? '')?.[1]
  const { tokens } = options
  if (bearer !== undefined && tokens !== undefined && (isKnown(bearer, tokens.keys) || looksLikeWidgetToken(bearer)))
    return widgetViewer(ar, options, tokens, request, bearer)
  const staff = (await options.authorize?.(request)) ?? null
  if (staff === null) throw new Refusal('unauthorized')
  const { actor, tenant, may } = staff
  const all = may.includes('*')
  const reads = all || may.includes('read')
  return {
    kind: 'staff',
    ar: ar.tenant(tenant).as(actor),
    tenant,
    customer: undefined,
    booking: undefined,
    token: '',
    until: Infinity,
    may: () => reads,
    does: (command) => all || may.includes(command) || may.includes(`${command.split('.', 1)[0]}.*`),
    mark: `staff ${[...may].sort().join(' ')}`,
  }
}

async function widgetViewer(
  ar: Receivables,
  options: HandlerOptions,
  tokens: NonNullable<HandlerOptions['tokens']>,
  request: Request,
  bearer: string,
): Promise<Viewer> {
  const now = (options.clock ?? Date.now)()
  const origin = request.headers.get('Origin') ?? undefined
  const claims = await verifyAgain(bearer, tokens.keys, { origin, now })
  if (!originsOf(options, claims.tenant, new URL(request.url).origin).includes(claims.audience))
    throw new ReceivablesError('token_rejected', 'The widget token was not accepted: its origin is not allowed.')
  if ((await tokens.revoked?.(claims)) === true)
    throw new ReceivablesError('token_rejected', 'The widget token was not accepted: it was taken back.')
  return {
    kind: 'widget',
    ar: ar.tenant(claims.tenant).as(`widget:${claims.customer}`),
    tenant: claims.tenant,
    customer: claims.customer,
    booking: claims.booking,
    token: claims.id,
    until: claims.expires * 1000,
    may: (scope) => claims.scopes.includes(scope),
    does: () => false,
    mark: `widget ${[...claims.scopes].sort().join(' ')} ${claims.booking ?? ''}`,
  }
}
