import {
  collections,
  decodeJson,
  encodeJson,
  ReceivablesError,
  type Collection,
  type CollectionName,
  type ColumnKind,
  type Instant,
  type Json,
} from '@owekit/core/ports'
import type { Bound, ResultRow } from './driver/driver.js'
import { quoted } from './names.js'

const dayLength = 86_400_000
const remembered = 10_000

/** Remembers recent answers: the same few hundred days come up again and again. */
function remember<A, B>(work: (value: A) => B): (value: A) => B {
  const known = new Map<A, B>()
  return (value) => {
    let result = known.get(value)
    if (result === undefined) {
      if (known.size >= remembered) known.clear()
      known.set(value, (result = work(value)))
    }
    return result
  }
}

/** A day number as `YYYY-MM-DD`, which PostgreSQL reads whatever its date style is. */
export const dayText = remember((day: number) => new Date(day * dayLength).toISOString().slice(0, 10))

/** Milliseconds as RFC 3339 with three decimals and Z. */
export const instantText = remember((instant: number) => new Date(instant).toISOString())

/** What PostgreSQL is given for a value of a kind: always text. */
export function encodeValue(kind: ColumnKind, value: unknown): Bound {
  // A json column that holds null holds the text `null`.
  if (kind === 'json') return encodeJson(value as Json)
  if (value === null) return null
  switch (kind) {
    case 'text':
      return value as string
    case 'int':
      // Negative zero is zero.
      return String((value as number) + 0)
    case 'money':
      return (value as bigint).toString()
    case 'day':
      return dayText(value as number)
    case 'instant':
      return instantText(value as number)
  }
}

/** The SQL type of a kind: of its column, and of a parameter that meets it. */
export const sqlTypes: Readonly<Record<ColumnKind, string>> = {
  text: 'text',
  int: 'bigint',
  money: 'bigint',
  day: 'date',
  instant: 'timestamptz',
  json: 'text',
}

/**
 * A column as it is selected: amounts as text, since drivers disagree about 64-bit integers; days as day numbers and
 * instants as milliseconds, since drivers make local midnights and dates out of the real types.
 */
export function selected(kind: ColumnKind, column: string): string {
  switch (kind) {
    case 'money':
      return `${column}::text`
    case 'day':
      return `(${column} - DATE '1970-01-01')`
    case 'instant':
      return `(date_part('epoch', ${column}) * 1000)`
    default:
      return column
  }
}

/** Reads a selected value of a kind back. */
function decodeValue(kind: ColumnKind, value: unknown): unknown {
  if (value === null) return null
  switch (kind) {
    case 'text':
      return value
    case 'money':
      return BigInt(value as string)
    case 'int':
      return Number(value)
    case 'day':
    case 'instant':
      return Math.round(Number(value)) + 0
    case 'json':
      if (typeof value !== 'string') throw new ReceivablesError('store_corrupt', 'A json column did not hold text.')
      return decodeJson(value)
  }
}

/** Milliseconds from a selected instant. */
export function decodeInstant(value: unknown): Instant {
  return decodeValue('instant', value) as Instant
}

/** A collection's columns in their fixed order, with their kinds. */
export interface Shape {
  readonly names: readonly string[]
  readonly kinds: readonly ColumnKind[]
  readonly stamped: number
}

const shapes = new Map<CollectionName, Shape>()

/** The columns of a collection; `stamped` is where `recordedAt` is, or -1. */
export function shapeOf(collection: CollectionName): Shape {
  let shape = shapes.get(collection)
  if (shape === undefined) {
    const { columns }: Collection = collections[collection]
    const names = Object.keys(columns)
    shape = { names, kinds: names.map((name) => columns[name]!.kind), stamped: names.indexOf('recordedAt') }
    shapes.set(collection, shape)
  }
  return shape
}

/** The kind of one column. */
export function kindOf(collection: CollectionName, column: string): ColumnKind {
  const { columns }: Collection = collections[collection]
  return columns[column]!.kind
}

/** The select list of a collection, each column named as the row names it. */
export function selectList(collection: CollectionName, alias = ''): string {
  const { names, kinds } = shapeOf(collection)
  return names.map((name, i) => `${selected(kinds[i]!, alias + quoted(name))} AS "${name}"`).join(', ')
}

/** Makes a row of a result that {@link selectList} named. */
export function decodeRow(shape: Shape, found: ResultRow): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  for (let i = 0; i < shape.names.length; i++) {
    row[shape.names[i]!] = decodeValue(shape.kinds[i]!, found[shape.names[i]!])
  }
  return row
}

/** Makes a row of values in the order of the shape. */
export function decodeList(shape: Shape, values: readonly unknown[]): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  for (let i = 0; i < shape.names.length; i++) row[shape.names[i]!] = decodeValue(shape.kinds[i]!, values[i])
  return row
}

/** A list as PostgreSQL writes an array: `{"a","b",NULL}`. */
export function arrayText(values: readonly Bound[]): string {
  let text = '{'
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (i > 0) text += ','
    text += value === null ? 'NULL' : `"${/["\\]/.test(value) ? value.replace(/["\\]/g, '\\$&') : value}"`
  }
  return `${text}}`
}
