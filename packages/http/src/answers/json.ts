import { textResponse } from './text.js'

/** 53 bits of a text, the same in every process (cyrb53): tells representations apart and protects nothing. */
export function shortHash(text: string): string {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 2654435761)
    b = Math.imul(b ^ unit, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36)
}

/** Whether a request already has what an ETag names. */
export function hasCurrent(request: Request, etag: string): boolean {
  const asked = request.headers.get('If-None-Match')
  if (asked === null) return false
  if (asked.trim() === '*') return true
  return asked.split(',').some((one) => one.trim().replace(/^W\//, '') === etag)
}

/** JSON for one reader, always asked for again, and cheap when nothing changed. */
export function jsonResponse(body: unknown, etag: string): Response {
  return textResponse(JSON.stringify(body), {
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'private, no-cache', ETag: etag },
  })
}

/** Nothing changed since. */
export function notModified(etag: string): Response {
  return new Response(null, { status: 304, headers: { 'Cache-Control': 'private, no-cache', ETag: etag } })
}

/** JSON without a version of its own: its ETag is a hash of what it says. */
export function hashedJson(request: Request, body: unknown): Response {
  const text = JSON.stringify(body)
  const etag = `"h-${text.length.toString(36)}-${shortHash(text)}"`
  if (hasCurrent(request, etag)) return notModified(etag)
  return textResponse(text, {
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'private, no-cache', ETag: etag },
  })
}
