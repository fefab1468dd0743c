import { collections, type Collection, type CollectionName, type ColumnKind, type Index } from '@owekit/core/ports'
import { collectionNames, quoted, snake } from '../names.js'

const types: Readonly<Record<ColumnKind, string>> = {
  text: 'TEXT',
  int: 'INTEGER',
  money: 'INTEGER',
  day: 'TEXT',
  instant: 'TEXT',
  json: 'TEXT',
}

/** The words that make an index partial. */
export function predicate(where: NonNullable<Index['where']>): string {
  const column = quoted(where.column)
  switch (where.is) {
    case 'nonzero':
      return `${column} <> 0`
    case 'null':
      return `${column} IS NULL`
    case 'not null':
      return `${column} IS NOT NULL`
    case 'not empty':
      return `${column} <> ''`
  }
}

/** The tables and indexes that the collections' descriptors describe, as statements with `{prefix}` in them. */
export function deriveSchema(): string[] {
  return collectionNames.flatMap((name) => [table(name), ...indexes(name)])
}

function table(name: CollectionName): string {
  const { columns, key }: Collection = collections[name]
  const lines = Object.entries(columns).map(([column, { kind, nullable }]) => {
    return `  ${quoted(column)} ${types[kind]}${nullable ? '' : ' NOT NULL'}`
  })
  const primary = ['tenant', ...key].map(quoted).join(', ')
  // Narrow rows live inside the primary key, an account's postings side by side; wide ones would bloat its nodes.
  const isWide = Object.values(columns).some(({ kind }) => kind === 'json')
  return [
    `CREATE TABLE {prefix}${snake(name)} (`,
    ['  "tenant" TEXT NOT NULL', ...lines, `  PRIMARY KEY (${primary})`].join(',\n'),
    isWide ? ') STRICT' : ') STRICT, WITHOUT ROWID',
  ].join('\n')
}

function indexes(name: CollectionName): string[] {
  const described: Collection = collections[name]
  return Object.entries(described.indexes).map(([index, { columns, unique, where }]) => {
    const on = ['tenant', ...columns].map(quoted).join(', ')
    const kind = unique === true ? 'UNIQUE INDEX' : 'INDEX'
    const partial = where === undefined ? '' : ` WHERE ${predicate(where)}`
    return `CREATE ${kind} {prefix}${snake(name)}_${snake(index)} ON {prefix}${snake(name)} (${on})${partial}`
  })
}
