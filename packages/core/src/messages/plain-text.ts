import { attempted, ReceivablesError, shown } from '../errors/index.js'
import { parseUrl } from '../records/parse-url.js'

/** What breaks a line or is no letter at all. */
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g

/** What cannot be seen, and what turns the direction of the text around it. */
const unseen = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]+/g

const longest = 300

/**
 * A name or a number as it may stand in a line of ours: one line, no characters that hide or reorder others, at most 300 of them.
 *
 * @example
 * plainText('Ada\r\nBcc: eve@example.com') // 'Ada Bcc: eve@example.com'
 */
export function plainText(text: string): string {
  return plainLine(text, longest)
}

/**
 * A text like {@link plainText}, of another length.
 *
 * @param most in UTF-16 units; of more, the end becomes `…`
 * @example
 * plainLine('Room with\na view', 10) // 'Room with…'
 */
export function plainLine(text: string, most: number): string {
  const line = text.toWellFormed().replace(unseen, '').replace(controls, ' ').replace(/\s+/g, ' ').trim()
  return line.length <= most ? line : `${line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

/**
 * Text as it may stand between tags and in a quoted attribute.
 *
 * @example
 * escapeHtml(`<b title="x">`) // '&lt;b title=&quot;x&quot;&gt;'
 */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!)
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/**
 * The address that a link may lead to: http or https, without a user name that could pass for the host.
 *
 * @param name what it is, for the error
 * @throws ReceivablesError `invalid_input` for anything else, `javascript:` and `data:` included
 * @example
 * safeUrl('https://shop.example/pay?a=1', 'payUrl') // 'https://shop.example/pay?a=1'
 */
export function safeUrl(text: string, name: string): string {
  const url = typeof text === 'string' ? parseUrl(text) : undefined
  if (url !== undefined) {
    const { protocol, username, password, href } = url
    if ((protocol === 'https:' || protocol === 'http:') && username === '' && password === '') return href
  }
  throw new ReceivablesError('invalid_input', `${name} is a whole http or https address; ${shown(text)} is not.`, {
    path: name,
    value: attempted(text),
  })
}
