/** The most characters of a value an error message repeats. */
const limit = 40

/**
 * Writes any value the way error messages quote it: on one line, escaped, and no longer than about 40 characters.
 *
 * Messages name the attempt, and the attempt may be anything, so it is never trusted to be short or printable.
 *
 * @example
 * shown('1.005') // '"1.005"'
 * shown(12n) // '12n'
 */
export function shown(value: unknown): string {
  if (typeof value === 'bigint') return value <= 10n ** 40n && value >= -(10n ** 40n) ? `${value}n` : 'a huge bigint'
  if (typeof value === 'number' || typeof value === 'boolean' || value == null) return String(value)
  if (typeof value !== 'string') return typeof value === 'object' ? shownObject(value) : `a ${typeof value}`
  return JSON.stringify(value.length > limit ? `${value.slice(0, limit)}…` : value)
}

/** A revoked proxy throws when it is looked at; a message must come about all the same. */
function shownObject(value: object): string {
  try {
    return Array.isArray(value) ? 'a list' : 'an object'
  } catch {
    return 'an object'
  }
}

/**
 * The attempt as it goes into error details: text as it is, cut to about 40 characters, anything else as {@link shown}.
 *
 * @example
 * attempted('1.005') // '1.005'
 * attempted(12n) // '12n'
 */
export function attempted(value: unknown): string {
  if (typeof value !== 'string') return shown(value)
  return value.length > limit ? `${value.slice(0, limit)}…` : value
}
