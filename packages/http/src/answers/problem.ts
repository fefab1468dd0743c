import { type ErrorCode, type ErrorKind, isReceivablesError, type ReceivablesError } from '@owekit/core'
import { textResponse } from './text.js'

/** Codes of the handler itself, beside those of the catalogue. */
export type HandlerCode =
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'method_not_allowed'
  | 'too_large'
  | 'unsupported_media_type'
  | 'rate_limited'

/** An error as RFC 9457 tells it. `code` is API; `detail` is for a person. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: ErrorCode | HandlerCode
  readonly detail?: string
  readonly details?: ReceivablesError['details']
}

const titles: { readonly [C in HandlerCode]: readonly [status: number, title: string] } = {
  unauthorized: [401, 'Not signed in'],
  forbidden: [403, 'Not allowed'],
  not_found: [404, 'Not found'],
  method_not_allowed: [405, 'Method not allowed'],
  too_large: [413, 'Too large'],
  unsupported_media_type: [415, 'Unsupported media type'],
  rate_limited: [429, 'Too many requests'],
}

const kinds: { readonly [K in ErrorKind]: readonly [status: number, title: string] } = {
  invalid: [400, 'Not valid'],
  not_found: [404, 'Not found'],
  rule: [422, 'Refused by the books'],
  conflict: [409, 'Conflict'],
  adapter: [503, 'Unavailable'],
  internal: [500, 'Internal error'],
}

/** Stops a request with an answer of the handler's own. */
export class Refusal extends Error {
  readonly code: HandlerCode
  readonly headers: Readonly<Record<string, string>>

  constructor(code: HandlerCode, detail = '', headers: Readonly<Record<string, string>> = {}) {
    super(detail)
    this.code = code
    this.headers = headers
  }

  override get name(): string {
    return 'Refusal'
  }
}

const typeOf = (code: string) => `urn:owekit:problem:${code}`

/**
 * What a caller is told of an error. What is not there and what is someone else's are told alike, and what the store
 * or a provider had to say about itself is kept back.
 */
function problemOf(error: unknown, forStaff = false): Problem {
  if (error instanceof Refusal) {
    const [status, title] = titles[error.code]
    const detail = error.message === '' ? {} : { detail: error.message }
    return { type: typeOf(error.code), title, status, code: error.code, ...detail }
  }
  if (!isReceivablesError(error)) return internal
  const [status, title] = error.code === 'token_rejected' ? titles.unauthorized : kinds[error.kind]
  if (error.kind === 'internal') return internal
  if (error.kind === 'not_found' && !forStaff) return problemOf(new Refusal('not_found'))
  const told = error.kind === 'adapter' ? {} : { detail: error.message, details: error.details }
  return { type: typeOf(error.code), title, status, code: error.code, ...told }
}

const internal: Problem = {
  type: typeOf('internal_error'),
  title: 'Internal error',
  status: 500,
  code: 'internal_error',
}

/** A problem as an answer. */
export function problemResponse(error: unknown, forStaff = false): Response {
  const problem = problemOf(error, forStaff)
  return textResponse(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      ...(problem.status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
      ...(problem.status === 503 ? { 'Retry-After': '5' } : {}),
      ...(error instanceof Refusal ? error.headers : {}),
    },
  })
}
