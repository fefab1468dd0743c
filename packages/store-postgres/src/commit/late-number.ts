import { encodeJson, type Batch, type Json } from '@owekit/core/ports'

/** Characters that canonical json has outside its texts. */
const syntax = /^[-0-9a-z{}[\],:.+]*$/

/**
 * Whether SQL may put the number where its token is by replacing text in canonical json.
 *
 * It may when the token can only be inside a text of the json and is never in a key, neither side needs escaping, and
 * the number cannot make a text look like a tagged one (`n:`, `s:`). Every token the engine makes is of that kind.
 */
export function canReplaceInSql({ number, insert, update, key }: Batch): boolean {
  if (number === undefined) return true
  const { token, prefix } = number
  if (syntax.test(token) || !isPlain(token) || !isPlain(prefix) || prefix.includes(':')) return false
  if (key !== undefined && hasTokenKey(key.result, token)) return false
  for (const rows of [insert, update]) {
    for (const list of Object.values(rows)) {
      for (const row of list) {
        // Texts are cheap to skip; only json columns have keys.
        for (const value of Object.values(row as object) as Json[]) {
          if (typeof value === 'object' && value !== null && hasTokenKey(value, token)) return false
        }
      }
    }
  }
  return true
}

function isPlain(text: string): boolean {
  return encodeJson(`:${text}`) === `":${text}"`
}

function hasTokenKey(value: Json, token: string): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some((held: Json) => hasTokenKey(held, token))
  return Object.entries(value).some(([key, held]) => key.includes(token) || hasTokenKey(held, token))
}
