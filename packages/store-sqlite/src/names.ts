import { collections, type CollectionName } from '@owekit/core/ports'

/** The collections in the order of their descriptors. */
export const collectionNames = Object.keys(collections) as readonly CollectionName[]

/** `effectiveOn` as SQL spells it: `effective_on`. */
export function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** Quotes a column, since `no`, `key` and `open` are words of SQL. */
export function quoted(name: string): string {
  return `"${snake(name)}"`
}
