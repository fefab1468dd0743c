import { isReceivablesError, type Receivables } from '@owekit/core'
import { isListed, originsOf, preflight } from './access/origins.js'
import { type Viewer, viewerOf } from './access/viewer.js'
import { problemResponse, Refusal } from './answers/problem.js'
import { hookRoutes } from './hooks.js'
import { openHub } from './live/hub.js'
import { eventRoutes } from './live/routes.js'
import { documentRoutes } from './openapi.js'
import type { Handler, HandlerOptions, LogEntry, RequestContext } from './options.js'
import { payRoutes } from './pay/routes.js'
import { reminderRoutes } from './reminders/routes.js'
import { type Call, type Match, type Route, routeTable } from './routing.js'
import { commandRoutes, staffRoutes } from './staff/routes.js'
import { secretsOf } from './tokens/keys.js'
import { viewRoutes } from './views/routes.js'

/**
 * Serves receivables to pages and to staff: one function from a `Request` to a `Response`, for any server.
 *
 * It never throws and never answers 500 for what a caller sent; what is not there and what is someone else's are
 * answered alike.
 *
 * @throws ReceivablesError `invalid_input` when the widget keys are not usable
 * @example
 * const handler = createHandler(ar, { base: '/ar/v1', tokens: { keys }, authorize: staffOf })
 * const response = await handler(new Request('https://shop.example.com/ar/v1/customers/cus_ada/account'))
 */
export function createHandler(ar: Receivables, options: HandlerOptions = {}): Handler {
  if (options.tokens !== undefined) secretsOf(options.tokens.keys)
  const base = (options.base ?? '').replace(/\/+$/, '')
  const hub = openHub({ changes: options.changes, clock: options.clock ?? Date.now, every: 20_000 })
  const table = routeTable([
    ...viewRoutes,
    ...eventRoutes(hub),
    ...payRoutes,
    ...hookRoutes,
    ...reminderRoutes,
    ...staffRoutes,
    ...commandRoutes,
    ...documentRoutes,
  ])

  return async (request, context = {}) => {
    const began = performance.now()
    const trace: Trace = { request, route: '', viewer: undefined, anyOrigin: false }
    let response: Response
    let error: unknown
    try {
      response = await answer(request, context, trace)
    } catch (caught) {
      error = caught
      response = problemResponse(caught, trace.viewer?.kind === 'staff')
    }
    finish(options, trace, response)
    if (options.log === undefined && options.onError === undefined) return response
    const code = isReceivablesError(error) || error instanceof Refusal ? error.code : undefined
    const entry: LogEntry = {
      request: crypto.randomUUID(),
      method: request.method,
      route: trace.route,
      status: response.status,
      milliseconds: Math.round((performance.now() - began) * 1000) / 1000,
      ...(trace.viewer === undefined ? {} : { tenant: trace.viewer.tenant }),
      ...(code === undefined ? {} : { code }),
    }
    options.log?.(entry)
    if (response.status >= 500) options.onError?.(error, entry)
    return response
  }

  async function answer(request: Request, context: RequestContext, trace: Trace): Promise<Response> {
    const url = new URL(request.url)
    if (!url.pathname.startsWith(`${base}/`)) throw new Refusal('not_found')
    const matches = table.find(url.pathname.slice(base.length))
    if (matches.size === 0) throw new Refusal('not_found')
    const methods = allowed(matches)
    const asked = request.method === 'HEAD' ? 'GET' : request.method
    const match = matches.get(
      asked === 'OPTIONS' ? (request.headers.get('Access-Control-Request-Method') ?? '') : asked,
    )
    trace.anyOrigin = match?.route.anyOrigin === true
    if (asked === 'OPTIONS') return preflight(options, request, trace.anyOrigin, methods)
    if (match === undefined) throw new Refusal('method_not_allowed', '', { Allow: methods })
    trace.route = match.route.path
    const response = await match.route.run(callOf(request, context, url, match, trace))
    return request.method === 'HEAD' ? withoutBody(response) : response
  }

  function callOf(request: Request, context: RequestContext, url: URL, match: Match, trace: Trace): Call {
    let asked: Promise<Viewer> | undefined
    const viewer = async () => {
      const found = await viewerOf(ar, options, request)
      trace.viewer = found
      const allowance = found.token === '' ? undefined : await options.rateLimit?.take(`widget ${found.token}`)
      if (allowance?.ok === false)
        throw new Refusal('rate_limited', '', { 'Retry-After': String(allowance.retryAfter) })
      return found
    }
    return { ar, options, request, url, base, context, params: match.params, viewer: () => (asked ??= viewer()) }
  }
}

/** What is known of a request when its answer goes out. */
interface Trace {
  readonly request: Request
  route: string
  viewer: Viewer | undefined
  anyOrigin: boolean
}

function allowed(matches: ReadonlyMap<string, { readonly route: Route }>): string {
  const methods = [...matches.keys()]
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ')
}

async function withoutBody(response: Response): Promise<Response> {
  await response.body?.cancel()
  return new Response(null, response)
}

/** Sets what every answer carries, and lets the pages of allowed origins read it. */
function finish(options: HandlerOptions, trace: Trace, response: Response): void {
  const { headers } = response
  headers.set('X-Content-Type-Options', 'nosniff')
  headers.set('Referrer-Policy', 'no-referrer')
  if (!headers.has('Content-Security-Policy'))
    headers.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
  if (trace.anyOrigin) {
    headers.set('Access-Control-Allow-Origin', '*')
    headers.set('Access-Control-Expose-Headers', 'ETag, Retry-After')
    return
  }
  if (!headers.get('Vary')?.includes('Authorization')) headers.append('Vary', 'Authorization')
  const origin = trace.request.headers.get('Origin')
  if (origin === null) {
    headers.append('Vary', 'Origin')
    return
  }
  headers.append('Vary', 'Origin')
  const { viewer } = trace
  const own = new URL(trace.request.url).origin
  // Until it is known who asks, a page on any tenant's list may read why it was turned away.
  const may = viewer === undefined ? isListed(options, origin) : originsOf(options, viewer.tenant, own).includes(origin)
  if (!may) return
  headers.set('Access-Control-Allow-Origin', origin)
  headers.set('Access-Control-Expose-Headers', 'ETag, Retry-After, Idempotency-Replayed')
}
