import type { Instant } from '@owekit/core/ports'

/** Longer than this nobody means: a week, in seconds. */
const longest = 604_800

/**
 * What a `Retry-After` header says, in whole seconds, for the details of an error; nothing where it says nothing, or a time
 * that has passed.
 *
 * @example
 * retryAfterSeconds('120') // { retryAfterSeconds: 120 }
 * retryAfterSeconds('Fri, 31 Dec 1999 23:59:59 GMT') // {}
 */
export function retryAfterSeconds(
  header: string | null | undefined,
  now: Instant = Date.now(),
): { retryAfterSeconds?: number } {
  const text = (header ?? '').trim()
  const seconds = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : (Date.parse(text) - now) / 1000
  return seconds > 0 && seconds <= longest ? { retryAfterSeconds: Math.ceil(seconds) } : {}
}
