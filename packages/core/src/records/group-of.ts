import type { Json } from './collections.js'

/**
 * The group a document falls into when aging is grouped by a metadata entry: the entry as text.
 *
 * Whole numbers, bigints and booleans are written out; a missing entry, null, a list or an object gives `''`.
 *
 * @example
 * groupOf({ metadata: { country: 'FR' } }, 'country') // 'FR'
 */
export function groupOf(data: Json, key: string): string {
  const value = entryOf(entryOf(data, 'metadata'), key)
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value)
}

function entryOf(holder: Json | undefined, key: string): Json | undefined {
  if (typeof holder !== 'object' || holder === null || Array.isArray(holder) || !Object.hasOwn(holder, key))
    return undefined
  return (holder as Readonly<Record<string, Json>>)[key]
}
