import { ReceivablesError } from '@owekit/core'

/** The error of an option that cannot be used. */
export function invalidOption(
  path: string,
  message: string,
  details: ReceivablesError['details'] = {},
): ReceivablesError {
  return new ReceivablesError('invalid_input', message, { path, ...details })
}

/** A value as an error message repeats it: on one line, and not longer than 40 characters. */
export function attempt(value: unknown): string {
  const text = typeof value === 'string' ? value : `a ${typeof value}`
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
