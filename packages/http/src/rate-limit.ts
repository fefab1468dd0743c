/** Limits how often somebody may ask. */
export interface RateLimit {
  /** Takes one from the key's allowance, or says when to come again. */
  take(key: string): RateAnswer | Promise<RateAnswer>
}

/** Whether the request may go on. */
export type RateAnswer = { readonly ok: true } | { readonly ok: false; readonly retryAfter: number }

/**
 * A limit kept in this process: `burst` at once, then `perSecond` each second.
 *
 * Keys beyond `keys` push out those not seen for longest, so it never grows.
 *
 * @example
 * createHandler(ar, { rateLimit: tokenBucket({ burst: 30, perSecond: 1 }) })
 */
export function tokenBucket(options: {
  readonly burst: number
  readonly perSecond: number
  /** @default 10_000 */
  readonly keys?: number
  /** @default Date.now */
  readonly clock?: () => number
}): RateLimit {
  const { burst, perSecond, keys = 10_000, clock = Date.now } = options
  const buckets = new Map<string, { left: number; at: number }>()
  return {
    take(key) {
      const now = clock()
      const bucket = buckets.get(key) ?? { left: burst, at: now }
      buckets.delete(key)
      buckets.set(key, bucket)
      if (buckets.size > keys) buckets.delete(buckets.keys().next().value!)
      bucket.left = Math.min(burst, bucket.left + (Math.max(0, now - bucket.at) / 1000) * perSecond)
      bucket.at = now
      if (bucket.left < 1) return { ok: false, retryAfter: Math.max(1, Math.ceil((1 - bucket.left) / perSecond)) }
      bucket.left -= 1
      return { ok: true }
    },
  }
}
