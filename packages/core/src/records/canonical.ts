import { ReceivablesError, shown } from '../errors/index.js'
import { checkText } from './check-row.js'
import { compareText } from './compare-text.js'
import type { Json } from './collections.js'

// Deeper than any document, and far from what a call stack holds.
const deepest = 64
const tagged = /^[ns]:/

/**
 * Writes plain data as canonical text: the same data always gives the same bytes.
 *
 * Keys are sorted by code point and there is no white space. A bigint is written as the text `n:123`; a text that
 * itself begins with `n:` or `s:` gets a leading `s:`, so both come back as what they were. What cannot come back
 * exactly is refused: `undefined`, functions, fractions, NaN, dates and other classes (`invalid_input`), lone
 * surrogates and NUL (`invalid_text`).
 *
 * @example
 * encodeJson({ total: 12000n, note: 'n:1' }) // '{"note":"s:n:1","total":"n:12000"}'
 */
export function encodeJson(value: Json): string {
  return encode(value, 0)
}

function encode(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      checkText(value, 'A text inside json')
      return JSON.stringify(tagged.test(value) ? `s:${value}` : value)
    case 'bigint':
      return `"n:${value}"`
    case 'number':
      return encodeNumber(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      return value === null ? 'null' : encodeObject(value, depth)
    default:
      throw new ReceivablesError('invalid_input', `${shown(value)} cannot be kept as json.`)
  }
}

function encodeNumber(value: number): string {
  if (Number.isSafeInteger(value)) return String(value)
  throw new ReceivablesError('invalid_input', `${shown(value)} is not a whole number within 2^53; write it as a text.`)
}

function encodeObject(value: object, depth: number): string {
  checkDepth(depth)
  if (Array.isArray(value)) {
    let text = '['
    for (let i = 0; i < value.length; i++) text += (i === 0 ? '' : ',') + encode(value[i], depth + 1)
    return `${text}]`
  }
  checkPlain(value)
  const keys = Object.keys(value)
  if (keys.length > 1) keys.sort(compareText)
  let text = '{'
  for (const key of keys) {
    checkText(key, 'A key inside json')
    const held = encode((value as Readonly<Record<string, unknown>>)[key], depth + 1)
    text += `${text === '{' ? '' : ','}${JSON.stringify(key)}:${held}`
  }
  return `${text}}`
}

/** Refuses data nested deeper than 64, long before a call stack would end. */
export function checkDepth(depth: number): void {
  if (depth >= deepest) throw new ReceivablesError('invalid_input', `Json is nested more than ${deepest} deep.`)
}

/** Refuses what only looks like plain data: dates, maps, class instances. */
export function checkPlain(value: object): void {
  const parent: unknown = Object.getPrototypeOf(value)
  if (parent !== Object.prototype && parent !== null && Object.getPrototypeOf(parent) !== null) {
    throw new ReceivablesError('invalid_input', `${shown(value)} is not plain data and cannot be kept as json.`)
  }
}

/**
 * Reads canonical text back: the exact inverse of {@link encodeJson}.
 *
 * @example
 * decodeJson('{"total":"n:12000"}') // { total: 12000n }
 */
export function decodeJson(text: string): Json {
  try {
    return decode(JSON.parse(text))
  } catch (cause) {
    throw new ReceivablesError('store_corrupt', `${shown(text)} is not canonical json.`, {}, { cause })
  }
}

function decode(value: unknown): Json {
  if (typeof value === 'string') return decodeText(value)
  if (typeof value !== 'object' || value === null) return value as Json
  // Filled in place: assigning to an own `__proto__` that JSON.parse made stays an own property.
  const holder = value as Record<string, unknown>
  for (const key of Object.keys(holder)) {
    const held = holder[key]
    if (typeof held === 'string' ? held.charCodeAt(1) === 58 : typeof held === 'object' && held !== null) {
      holder[key] = decode(held)
    }
  }
  return value as Json
}

function decodeText(text: string): Json {
  if (text.startsWith('n:')) return BigInt(text.slice(2))
  return text.startsWith('s:') ? text.slice(2) : text
}
