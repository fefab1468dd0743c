import { collections, type Collection, type CollectionName, type ColumnKind, type Index } from '@owekit/core/ports'
import { collectionNames, quoted, snake } from '../names.js'

const types: Readonly<Record<ColumnKind, string>> = {
  // By code point whatever the language of the database is, so that every store pages alike.
  text: 'TEXT COLLATE "C"',
  int: 'BIGINT',
  money: 'BIGINT',
  day: 'DATE',
  instant: 'TIMESTAMPTZ(3)',
  json: 'TEXT COLLATE "C"',
}

/** The words that make an index partial. */
export function predicate(where: NonNullable<Index['where']>, alias = ''): string {
  const column = alias + quoted(where.column)
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

/** The tables and indexes that the collections' descriptors describe, with `{schema}` and `{prefix}` in them. */
export function deriveSchema(): string[] {
  return collectionNames.flatMap((name) => [table(name), ...indexes(name)])
}

function table(name: CollectionName): string {
  const { columns, key }: Collection = collections[name]
  const lines = Object.entries(columns).map(([column, { kind, nullable }]) => {
    return `  ${quoted(column)} ${types[kind]}${nullable ? '' : ' NOT NULL'}`
  })
  const primary = ['tenant', ...key].map(quoted).join(', ')
  const constraint = `  CONSTRAINT {prefix}${snake(name)}_key PRIMARY KEY (${primary})`
  return [
    `CREATE TABLE {schema}{prefix}${snake(name)} (`,
    [`  "tenant" ${types.text} NOT NULL`, ...lines, constraint].join(',\n'),
    ')',
  ].join('\n')
}

function indexes(name: CollectionName): string[] {
  const described: Collection = collections[name]
  return Object.entries(described.indexes).map(([index, { columns, unique, where }]) => {
    const on = ['tenant', ...columns].map(quoted).join(', ')
    const kind = unique === true ? 'UNIQUE INDEX' : 'INDEX'
    const partial = where === undefined ? '' : ` WHERE ${predicate(where)}`
    return `CREATE ${kind} {prefix}${snake(name)}_${snake(index)} ON {schema}{prefix}${snake(name)} (${on})${partial}`
  })
}
