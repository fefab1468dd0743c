import type { Batch } from './store.js'
import type { Json } from '../records/collections.js'

/**
 * Writes a series number the way a batch asks: prefix, then the number padded with zeros to the width.
 *
 * @example
 * seriesNumber({ series: 'invoice', token: '#', prefix: 'R-', width: 4 }, 12n) // 'R-0012'
 */
export function seriesNumber(ask: NonNullable<Batch['number']>, taken: bigint): string {
  return ask.prefix + String(taken).padStart(ask.width, '0')
}

/**
 * Puts a series number where a batch left its token: in every text of a value, however deep. Object keys are kept.
 *
 * The value itself is not changed; parts without the token are shared with it.
 *
 * @example
 * bindNumber({ number: '{no}', note: 'Invoice {no}' }, '{no}', 'R-12') // { number: 'R-12', note: 'Invoice R-12' }
 */
export function bindNumber<T>(value: T, token: string, number: string): T {
  return bind(value as Json, token, number) as T
}

function bind(value: Json, token: string, number: string): Json {
  if (typeof value === 'string') return value.includes(token) ? value.split(token).join(number) : value
  if (typeof value !== 'object' || value === null) return value
  let copy: Record<string, Json> | undefined
  for (const key of Object.keys(value)) {
    const held = (value as Readonly<Record<string, Json>>)[key]!
    const bound = bind(held, token, number)
    if (bound === held) continue
    // Spread keeps an own `__proto__` an own property, and assigning to it then does too.
    copy ??= (Array.isArray(value) ? value.slice() : ownCopy(value)) as Record<string, Json>
    copy[key] = bound
  }
  return copy ?? value
}

function ownCopy(value: object): object {
  return { ...value }
}
