import type { HandlerOptions } from '../options.js'

/** The origins whose pages may call for a tenant; the handler's own is always among them. */
export function originsOf(options: HandlerOptions, tenant: string, own: string): readonly string[] {
  const { origins = [] } = options
  const listed = isList(origins) ? origins : Object.hasOwn(origins, tenant) ? (origins[tenant] ?? []) : []
  return [...listed, own]
}

/** Whether any tenant lists an origin: all that is known when a browser asks ahead. */
export function isListed(options: HandlerOptions, origin: string): boolean {
  const { origins = [] } = options
  return isList(origins) ? origins.includes(origin) : Object.values(origins).some((list) => list.includes(origin))
}

const isList = (origins: NonNullable<HandlerOptions['origins']>): origins is readonly string[] => Array.isArray(origins)

/** The answer to a browser that asks ahead. */
export function preflight(options: HandlerOptions, request: Request, anyOrigin: boolean, methods: string): Response {
  const origin = request.headers.get('Origin') ?? ''
  const headers = new Headers({ Vary: 'Origin' })
  if (anyOrigin || isListed(options, origin)) {
    headers.set('Access-Control-Allow-Origin', anyOrigin ? '*' : origin)
    headers.set('Access-Control-Allow-Methods', methods)
    headers.set(
      'Access-Control-Allow-Headers',
      'Authorization, Content-Type, Idempotency-Key, If-None-Match, Last-Event-ID',
    )
    headers.set('Access-Control-Max-Age', '600')
  }
  return new Response(null, { status: 204, headers })
}
