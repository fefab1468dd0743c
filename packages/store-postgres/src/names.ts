import { collections, ReceivablesError, type CollectionName } from '@owekit/core/ports'

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

/** How the tables of one store are called. */
export interface Naming {
  /** What every name begins with. */
  readonly prefix: string
  /** The schema in front of a table's name with its dot, or `''` for the connection's own. */
  readonly schema: string
  /** A table as statements name it. */
  table(collection: CollectionName): string
  /** Puts the names into a text that has `{schema}` and `{prefix}` where they go. */
  fill(text: string): string
}

/** Checks a prefix and a schema, and names tables by them. */
export function naming(prefix: string, schema: string | undefined): Naming {
  // PostgreSQL cuts names after 63 bytes, and the longest index has 31 of its own.
  if (!/^[a-z_][a-z0-9_]{0,29}$/.test(prefix)) {
    const message = 'A prefix is at most 30 lower-case letters, digits and underscores.'
    throw new ReceivablesError('invalid_input', message, { prefix })
  }
  if (schema !== undefined && !/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) {
    const message = 'A schema name is at most 63 lower-case letters, digits and underscores.'
    throw new ReceivablesError('invalid_input', message, { schema })
  }
  const dotted = schema === undefined ? '' : `"${schema}".`
  return {
    prefix,
    schema: dotted,
    table: (collection) => `${dotted}${prefix}${snake(collection)}`,
    fill: (text) => text.replaceAll('{schema}', dotted).replaceAll('{prefix}', prefix),
  }
}
