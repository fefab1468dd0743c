import type { Receivables } from '@owekit/core'
import type { Viewer } from './access/viewer.js'
import type { HandlerOptions, RequestContext } from './options.js'

/** One request on its way. */
export interface Call {
  readonly ar: Receivables
  readonly options: HandlerOptions
  readonly request: Request
  readonly url: URL
  /** The path it is mounted at. */
  readonly base: string
  readonly context: RequestContext
  readonly params: Readonly<Record<string, string>>
  /** Who asks; read once, and refused when nobody is. */
  viewer(): Promise<Viewer>
}

/** One line of the table. */
export interface Route {
  readonly method: 'GET' | 'POST'
  /** `/customers/:customer/account` */
  readonly path: string
  /** Any page may read it, without credentials. */
  readonly anyOrigin?: boolean
  run(call: Call): Response | Promise<Response>
}

/** A route and what its path says. */
export interface Match {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

interface Line {
  readonly route: Route
  readonly segments: readonly Segment[]
}

/** A word that must be there, or a parameter with what must follow it: `:token.json`. */
type Segment = string | { readonly name: string; readonly suffix: string }

function segment(text: string): Segment {
  const [, name, suffix = ''] = /^:(\w+)(.*)$/.exec(text) ?? []
  return name === undefined ? text : { name, suffix }
}

/** Finds routes: by the number of segments, then the first line that fits. */
export interface RouteTable {
  /** The routes of a path, one a method; none when nothing is there. */
  find(path: string): ReadonlyMap<string, Match>
  readonly routes: readonly Route[]
}

/** Lays routes out as a table. */
export function routeTable(routes: readonly Route[]): RouteTable {
  const byLength = new Map<number, Line[]>()
  for (const route of routes) {
    const segments = route.path.slice(1).split('/').map(segment)
    const lines = byLength.get(segments.length) ?? []
    byLength.set(segments.length, lines)
    lines.push({ route, segments })
  }
  return {
    routes,
    find(path) {
      const found = new Map<string, Match>()
      const parts = decoded(path)
      if (parts === undefined) return found
      for (const { route, segments } of byLength.get(parts.length) ?? []) {
        const params = fit(segments, parts)
        if (params !== undefined && !found.has(route.method)) found.set(route.method, { route, params })
      }
      return found
    },
  }
}

function decoded(path: string): string[] | undefined {
  try {
    return path.slice(1).split('/').map(decodeURIComponent)
  } catch {
    return undefined
  }
}

function fit(segments: readonly Segment[], parts: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {}
  for (let i = 0; i < segments.length; i++) {
    const wanted = segments[i]!
    const part = parts[i]!
    if (typeof wanted === 'string') {
      if (wanted !== part) return undefined
    } else {
      const length = part.length - wanted.suffix.length
      if (length <= 0 || !part.endsWith(wanted.suffix)) return undefined
      params[wanted.name] = part.slice(0, length)
    }
  }
  return params
}
