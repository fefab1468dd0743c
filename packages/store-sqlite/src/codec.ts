import {
  collections,
  decodeJson,
  encodeJson,
  type Collection,
  type CollectionName,
  type ColumnKind,
  type Json,
} from '@owekit/core/ports'
import type { Bound, ResultRow } from './driver/driver.js'

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

/** A day number as `YYYY-MM-DD`. */
export const dayText = remember((day: number) => new Date(day * dayLength).toISOString().slice(0, 10))
const dayOf = remember((text: string) => Date.parse(text) / dayLength)

/** Milliseconds as RFC 3339 with three decimals and Z. */
export const instantText = remember((instant: number) => new Date(instant).toISOString())
const instantOf = remember((text: string) => Date.parse(text))

/** What SQLite is given for a value of a kind. */
export function encodeValue(kind: ColumnKind, value: unknown): Bound {
  // A json column that holds null holds the text `null`.
  if (kind === 'json') return encodeJson(value as Json)
  if (value === null) return null
  switch (kind) {
    case 'text':
    case 'int':
    case 'money':
      return value as Bound
    case 'day':
      return dayText(value as number)
    case 'instant':
      return instantText(value as number)
  }
}

/** Reads a value of a kind back. */
export function decodeValue(kind: ColumnKind, value: ResultRow[number]): unknown {
  if (value === null) return null
  switch (kind) {
    case 'text':
    case 'money':
      return value
    case 'int':
      return Number(value)
    case 'day':
      return dayOf(value as string)
    case 'instant':
      return instantOf(value as string)
    case 'json':
      return decodeJson(value as string)
  }
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

/** Makes a row object of a result row whose first columns are the collection's. */
export function decodeRow(shape: Shape, values: ResultRow): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  for (let i = 0; i < shape.names.length; i++) row[shape.names[i]!] = decodeValue(shape.kinds[i]!, values[i]!)
  return row
}
