import { isList, isObject, type Json, type JsonObject } from './json.js'

/** A place where an answer is not what was expected. `actual` is undefined where the answer has nothing. */
export interface Difference {
  /** Names and positions joined by dots: `currencies.0.total`. */
  readonly path: string
  readonly expected: Json
  readonly actual: Json | undefined
}

/** Written in an expectation for a name the answer must not have. */
export const nothing = '$nothing'

/**
 * Compares an answer with what is expected of it, and gives every difference.
 *
 * Objects match when each expected name matches; other names do not matter. Arrays match in order and length. Money
 * (`{ amount, currency }`) matches its amount as text, alone or with the currency behind it. Where the answer has an
 * array, an object may say what to look for instead: see `ArrayExpectation`.
 *
 * @example
 * differences({ toPay: '70.00' }, { toPay: { amount: '70.00', currency: 'EUR' }, open: '…' }) // []
 * differences(['a'], ['b']) // [{ path: '0', expected: 'a', actual: 'b' }]
 */
export function differences(expected: Json, actual: Json | undefined, path = ''): Difference[] {
  if (expected === nothing) return actual === undefined ? [] : [{ path, expected, actual }]
  if (isList(expected)) return listDifferences(expected, actual, path)
  if (isObject(expected)) {
    if (isList(actual)) return searchDifferences(expected, actual, path)
    if (!isObject(actual)) return [{ path, expected, actual }]
    return Object.entries(expected).flatMap(([name, value]) =>
      differences(value, Object.hasOwn(actual, name) ? actual[name] : undefined, join(path, name)),
    )
  }
  return sameScalar(expected, actual) ? [] : [{ path, expected, actual }]
}

/**
 * What an expectation may say about an array instead of listing it.
 *
 * `contains`: each of these matches an element of its own, in any order. `lacks`: no element matches any of these.
 * `count`: how many elements there are. `by` and `rows`: elements found by what they hold under the name `by`;
 * `of` says which of their values `rows` speaks of, and `rest` what every element not named in `rows` must match.
 */
interface ArrayExpectation {
  readonly contains?: readonly Json[]
  readonly lacks?: readonly Json[]
  readonly count?: number
  readonly by?: string
  readonly of?: string
  readonly rows?: { readonly [key: string]: Json }
  readonly rest?: Json
}

const arrayWords = new Set(['contains', 'lacks', 'count', 'by', 'of', 'rows', 'rest'])

function listDifferences(expected: readonly Json[], actual: Json | undefined, path: string): Difference[] {
  if (!isList(actual)) return [{ path, expected, actual }]
  const found = expected.flatMap((value, place) => differences(value, actual[place], join(path, String(place))))
  if (actual.length > expected.length) {
    found.push({ path: join(path, 'length'), expected: expected.length, actual: actual.length })
  }
  return found
}

function searchDifferences(expected: JsonObject, actual: readonly Json[], path: string): Difference[] {
  const words = Object.keys(expected)
  if (words.length === 0 || !words.every((word) => arrayWords.has(word))) {
    return [{ path, expected, actual }]
  }
  const { contains = [], lacks = [], count, by, of, rows, rest } = expected as ArrayExpectation
  const found: Difference[] = []
  if (count !== undefined && count !== actual.length) {
    found.push({ path: join(path, 'length'), expected: count, actual: actual.length })
  }
  found.push(...missingFrom(contains, actual, path))
  for (const value of lacks) {
    const place = actual.findIndex((element) => differences(value, element).length === 0)
    if (place >= 0) found.push({ path: join(path, String(place)), expected: { lacks: [value] }, actual: actual[place] })
  }
  if (by !== undefined) found.push(...rowDifferences({ by, of, rows: rows ?? {}, rest }, actual, path))
  return found
}

/** Pairs expected elements with elements of their own; the first that finds none is a difference. */
function missingFrom(wanted: readonly Json[], actual: readonly Json[], path: string): Difference[] {
  const matches = wanted.map((value) =>
    actual.flatMap((one, place) => (differences(value, one).length === 0 ? [place] : [])),
  )
  const takenBy = new Map<number, number>()
  const place = (index: number, tried: Set<number>): boolean =>
    (matches[index] ?? []).some((spot) => {
      if (tried.has(spot)) return false
      tried.add(spot)
      const holder = takenBy.get(spot)
      if (holder !== undefined && !place(holder, tried)) return false
      takenBy.set(spot, index)
      return true
    })
  return wanted.flatMap((value, index) =>
    place(index, new Set()) ? [] : [{ path, expected: { contains: [value] }, actual }],
  )
}

interface RowSearch {
  readonly by: string
  readonly of: string | undefined
  readonly rows: { readonly [key: string]: Json }
  readonly rest: Json | undefined
}

function rowDifferences({ by, of, rows, rest }: RowSearch, actual: readonly Json[], path: string): Difference[] {
  const keyOf = (element: Json) => (isObject(element) ? textOf(element[by]) : undefined)
  const valueOf = (element: Json | undefined) => (of === undefined || !isObject(element) ? element : element[of])
  const found = Object.entries(rows).flatMap(([key, value]) =>
    differences(value, valueOf(actual.find((element) => keyOf(element) === key)), join(path, `[${by}=${key}]`)),
  )
  if (rest === undefined) return found
  for (const element of actual) {
    const key = keyOf(element)
    if (key === undefined || Object.hasOwn(rows, key)) continue
    found.push(...differences(rest, valueOf(element), join(path, `[${by}=${key}]`)))
  }
  return found
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

function sameScalar(expected: Json, actual: Json | undefined): boolean {
  if (expected === actual) return true
  if (typeof expected !== 'string' || !isObject(actual) || Object.keys(actual).length !== 2) return false
  const { amount, currency } = actual
  return (
    typeof amount === 'string' &&
    (expected === amount || (typeof currency === 'string' && expected === `${amount} ${currency}`))
  )
}

const join = (path: string, name: string) => (path === '' ? name : `${path}.${name}`)
