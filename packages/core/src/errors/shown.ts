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
  if (typeof value !== 'string')
    return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`
  return JSON.stringify(value.length > limit ? `${value.slice(0, limit)}…` : value)
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
