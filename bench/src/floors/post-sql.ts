import {
  type Batch,
  type Collection,
  type CollectionName,
  collections,
  encodeJson,
  type Json,
} from '@owekit/core/ports'
import type { RawDatabase, RawStatement, Value } from './sqlite.js'

/** One statement to run and what to bind to it. */
export interface BoundRow {
  readonly statement: RawStatement
  readonly values: readonly Value[]
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/**
 * Prepares what a batch writes: a statement a table, made once, and rows ready to bind.
 *
 * None of this is timed. What is left for the clock is the least that lands the same rows: begin, run, commit.
 */
export function rowBinder(database: RawDatabase, stamp: number): (batch: Batch) => BoundRow[] {
  const prepared = new Map<string, RawStatement>()
  const prepare = (sql: string) => {
    let statement = prepared.get(sql)
    if (statement === undefined) prepared.set(sql, (statement = database.prepare(sql)))
    return statement
  }
  const insertOf = (name: CollectionName, row: Readonly<Record<string, unknown>>): BoundRow => {
    const columns = Object.keys(collections[name].columns)
    const list = ['tenant', ...columns].map((column) => `"${snake(column)}"`).join(', ')
    const marks = ['tenant', ...columns].map(() => '?').join(', ')
    return {
      statement: prepare(`INSERT INTO owe_${snake(name)} (${list}) VALUES (${marks})`),
      values: ['default', ...columns.map((column) => bound(name, column, row[column], stamp))],
    }
  }
  const updateOf = (name: CollectionName, row: Readonly<Record<string, unknown>>): BoundRow => {
    const { key, columns }: Collection = collections[name]
    const others = Object.keys(columns).filter((column) => !key.includes(column))
    const set = others.map((column) => `"${snake(column)}" = ?`).join(', ')
    const where = key.map((column) => ` AND "${snake(column)}" = ?`).join('')
    return {
      statement: prepare(`UPDATE owe_${snake(name)} SET ${set} WHERE "tenant" = ?${where}`),
      values: [
        ...others.map((column) => bound(name, column, row[column], stamp)),
        'default',
        ...key.map((column) => bound(name, column, row[column], stamp)),
      ],
    }
  }
  return (batch) => {
    const rows: BoundRow[] = []
    for (const [name, list] of Object.entries(batch.update))
      for (const row of list) rows.push(updateOf(name as CollectionName, row))
    for (const [name, list] of Object.entries(batch.insert))
      for (const row of list) rows.push(insertOf(name as CollectionName, row))
    if (batch.key !== undefined) rows.push(insertOf('keys', { ...batch.key, recordedAt: 0 }))
    return rows
  }
}

function bound(name: CollectionName, column: string, value: unknown, stamp: number): Value {
  const { columns }: Collection = collections[name]
  if (column === 'recordedAt') return new Date(stamp).toISOString()
  const kind = columns[column]?.kind
  if (kind === 'json') return encodeJson(value as Json)
  if (value === null) return null
  if (kind === 'day') return new Date((value as number) * 86_400_000).toISOString().slice(0, 10)
  if (kind === 'instant') return new Date(value as number).toISOString()
  return value as Value
}

/** Lands bound rows in one transaction. */
export function rowPoster(database: RawDatabase): (rows: readonly BoundRow[]) => void {
  const begin = database.prepare('BEGIN IMMEDIATE')
  const commit = database.prepare('COMMIT')
  return (rows) => {
    begin.run()
    for (const { statement, values } of rows) statement.run(...values)
    commit.run()
  }
}
