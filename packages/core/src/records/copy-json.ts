import { ReceivablesError, shown } from '../errors/index.js'
import { checkText } from './check-row.js'
import type { Json } from './collections.js'
import { checkDepth, checkPlain } from './canonical.js'

/**
 * Copies plain data into frozen plain data, refusing exactly what `encodeJson` refuses.
 *
 * @example
 * copyJson({ note: 'hello', total: 12000n }) // the same, frozen all the way down
 */
export function copyJson(value: Json): Json {
  return copy(value, 0)
}

function copy(value: unknown, depth: number): Json {
  switch (typeof value) {
    case 'string':
      if (value !== '') checkText(value, 'A text inside json')
      return value
    case 'number':
      // Adding 0 turns -0 into 0, as canonical text does.
      if (Number.isSafeInteger(value)) return value + 0
      throw new ReceivablesError(
        'invalid_input',
        `${shown(value)} is not a whole number within 2^53; write it as a text.`,
      )
    case 'boolean':
    case 'bigint':
      return value
    case 'object':
      return value === null ? value : copyObject(value, depth)
    default:
      throw new ReceivablesError('invalid_input', `${shown(value)} cannot be kept as json.`)
  }
}

function copyObject(value: object, depth: number): Json {
  checkDepth(depth)
  if (Array.isArray(value)) return Object.freeze(Array.from(value, (held: unknown) => copy(held, depth + 1)))
  checkPlain(value)
  // Spread keeps an own `__proto__` an own property, and assigning to it then does too.
  const holder: Record<string, unknown> = { ...value }
  for (const key in holder) {
    checkText(key, 'A key inside json')
    const held = holder[key]
    const copied = copy(held, depth + 1)
    if (copied !== held || Object.is(held, -0)) holder[key] = copied
  }
  return Object.freeze(holder) as Json
}
