import { isList, isObject, type Json } from './json.js'
import { nothing } from './match.js'

const reference = /^\$([A-Za-z][A-Za-z0-9_]*)((?:\.[^.]+)*)$/

/**
 * The names that a value refers to: `$paid.id` refers to `paid`. `$$` at the start of a text stands for one `$`.
 *
 * @example
 * namesIn({ payment: '$paid.id', note: '$$5' }) // ['paid']
 */
export function namesIn(value: Json): string[] {
  if (typeof value === 'string') {
    if (!value.startsWith('$') || value.startsWith('$$') || value === nothing) return []
    return [reference.exec(value)?.[1] ?? value.slice(1)]
  }
  if (isList(value) || isObject(value)) return Object.values(value).flatMap((held: Json) => namesIn(held))
  return []
}

/**
 * Replaces references by what was kept under their names.
 *
 * @throws Error when a path leads nowhere in the kept answer
 * @example
 * withReferences({ payment: '$paid.id' }, new Map([['paid', { id: 'pay_1' }]])) // { payment: 'pay_1' }
 */
export function withReferences(value: Json, kept: ReadonlyMap<string, Json>): Json {
  if (typeof value === 'string') return textWithReference(value, kept)
  if (isList(value)) return value.map((held) => withReferences(held, kept))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, withReferences(held, kept)]))
}

function textWithReference(text: string, kept: ReadonlyMap<string, Json>): Json {
  if (!text.startsWith('$') || text === nothing) return text
  if (text.startsWith('$$')) return text.slice(1)
  const [, name = '', path = ''] = reference.exec(text) ?? []
  let held: Json | undefined = kept.get(name)
  for (const part of path.split('.').slice(1)) {
    held = isList(held) ? held[Number(part)] : isObject(held) && Object.hasOwn(held, part) ? held[part] : undefined
  }
  if (held === undefined) throw new Error(`${text} leads nowhere in the answer kept as "${name}"`)
  return held
}
