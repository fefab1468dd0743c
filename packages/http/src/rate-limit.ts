import { ReceivablesError } from '@owekit/core'

/** Limits how often somebody may ask. */
export interface RateLimit {
  /** Takes one from the key's allowance, or says when to come again. */
  take(key: string): RateAnswer | Promise<RateAnswer>
}

/** Whether the request may go on. */
export type RateAnswer = { readonly ok: true } | { readonly ok: false; readonly retryAfter: number }

/** What {@link tokenBucket} takes. */
export interface TokenBucketOptions {
  /** How many at once: 1 or more. */
  readonly burst: number
  /** How many more each second: above 0. */
  readonly perSecond: number
  /** How many keys are remembered: 1 or more. @default 10_000 */
  readonly keys?: number
  /** @default Date.now */
  readonly clock?: () => number
}

interface Bucket {
  left: number
  at: number
}

/** Longer keys are remembered by their hash. */
const longest = 200

/**
 * A limit kept in this process: `burst` at once, then `perSecond` each second.
 *
 * It never grows: beyond `keys`, a key that has its whole allowance again makes room, or the one of those not seen for longest
 * that still has some of it. One that has used all of it is pushed out only by as many others that have. Keys of any length
 * take the same room.
 *
 * @throws ReceivablesError `invalid_input` for a burst below 1, and a rate or a number of keys that lets nobody in again
 * @example
 * createHandler(ar, { rateLimit: tokenBucket({ burst: 30, perSecond: 1 }) })
 */
export function tokenBucket(options: TokenBucketOptions): RateLimit {
  const { burst, perSecond, keys = 10_000, clock = Date.now } = options
  atLeast('burst', burst, 1)
  atLeast('perSecond', perSecond, Number.MIN_VALUE)
  atLeast('keys', keys, 1)
  /** Those that have some of their allowance, and those that have none; in each the one seen last is at the end. */
  const free = new Map<string, Bucket>()
  const spent = new Map<string, Bucket>()

  const leftAt = ({ left, at }: Bucket, now: number) =>
    Math.min(burst, left + (Math.max(0, now - at) / 1000) * perSecond)

  function makeRoom(now: number): void {
    if (free.size + spent.size < keys) return
    const oldest = spent.entries().next().value
    if (oldest !== undefined && (free.size === 0 || leftAt(oldest[1], now) === burst)) spent.delete(oldest[0])
    else free.delete(free.keys().next().value!)
  }

  function takeOf(key: string): RateAnswer {
    const now = clock()
    const bucket = free.get(key) ?? spent.get(key) ?? { left: burst, at: now }
    if (!free.delete(key) && !spent.delete(key)) makeRoom(now)
    const left = leftAt(bucket, now)
    const isAllowed = left >= 1
    const after: Bucket = { left: isAllowed ? left - 1 : left, at: now }
    if (after.left < 1) spent.set(key, after)
    else free.set(key, after)
    return isAllowed ? { ok: true } : { ok: false, retryAfter: Math.max(1, Math.ceil((1 - left) / perSecond)) }
  }

  return { take: (key) => (key.length > longest ? hashOf(key).then(takeOf) : takeOf(key)) }
}

function atLeast(name: string, value: number, least: number): void {
  if (Number.isFinite(value) && value >= least) return
  const wanted = least < 1 ? 'above 0' : `${least} or more`
  throw new ReceivablesError('invalid_input', `tokenBucket: ${name} is a finite number, ${wanted}; got ${value}.`, {
    [name]: String(value),
  })
}

async function hashOf(key: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key)))
  return `#${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

/**
 * The network of a client's address, for limits: whoever has an IPv6 address has 2⁶⁴ of them, so their first 64 bits stand for
 * all. An IPv4 address, also one written as IPv6, is itself, and so is what is no address.
 *
 * @example
 * networkOf('2001:db8:1:2:aaaa::1') // '2001:db8:1:2::/64'
 * networkOf('::ffff:203.0.113.9') // '203.0.113.9'
 */
export function networkOf(client: string): string {
  const [address = ''] = client.replace(/^\[(.*)\]$/, '$1').split('%')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (address.length > 45 || !/^[\da-f.]*:[\da-f.]*:[\da-f:.]*$/i.test(address)) return client
  const [head = '', tail] = address.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  // An IPv4 address at the end counts for two.
  const missing = 8 - first.length - last.length - (address.includes('.') ? 1 : 0)
  const groups = tail === undefined ? first : [...first, ...Array<string>(Math.max(0, missing)).fill('0'), ...last]
  const network = groups.slice(0, 4).map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
  return `${network.join(':')}::/64`
}
