import { createHash } from 'node:crypto'
import type { Written } from '@owekit/core'
import { canonical } from '../../src/store/assert.js'

/**
 * Tells answers apart: all of an answer that is given again when it is asked for again.
 *
 * That is what follows from the facts. The plan that led to them (`planHash`, `passedOver`, what it left `unapplied`) is
 * told once, and an answer without facts says no more than its id.
 */
export function digestOf(answer: Written): string {
  const once = new Set(['replayed', 'planHash', 'passedOver', 'unapplied'])
  const parts = Object.entries(answer).filter(([name]) => !once.has(name))
  const kept = answer.facts.length === 0 ? { id: answer.id } : Object.fromEntries(parts)
  return createHash('sha256')
    .update(canonical(plain(kept)))
    .digest('base64url')
    .slice(0, 16)
}

/** Money and the like as they cross a wire. */
export function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value !== 'object' || value === null) return value
  if ('toJSON' in value && typeof value.toJSON === 'function') return plain((value.toJSON as () => unknown)())
  if (Array.isArray(value)) return value.map(plain)
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, plain(held)]))
}
