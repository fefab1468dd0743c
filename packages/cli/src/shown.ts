const longest = 40

/**
 * Quotes a text from outside for a message: on one line, escaped, cut after 40 characters.
 *
 * @example
 * shown('a\nb') // '"a\\nb"'
 */
export function shown(text: string): string {
  return JSON.stringify(text.length > longest ? `${text.slice(0, longest)}…` : text)
}
