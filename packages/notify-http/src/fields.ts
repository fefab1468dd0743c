/** An object of JSON that nobody vouches for. */
export type Fields = Readonly<Record<string, unknown>>

/** What is an object, or nothing in it. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

/** The text of a field; `''` where it is none. */
export function textIn(fields: Fields, name: string): string {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined
  return typeof value === 'string' ? value : ''
}

/** What staff may read of what another side said; at most 500 characters. */
export const reasonOf = (...texts: readonly string[]): string =>
  texts
    .filter((text) => text !== '')
    .join(': ')
    .slice(0, 500)
