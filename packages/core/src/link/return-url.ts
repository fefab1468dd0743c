import { parseUrl } from '../records/parse-url.js'

/** Browsers drop tabs and line ends, and read a backslash as a slash: addresses written so mean to look like another. */
// oxlint-disable-next-line no-control-regex
const disguise = /[\u0000-\u0020\u007f-\u00a0\\\u2028\u2029\ufeff]/

/**
 * Where a payer may be sent afterwards: a web address of our own page's origin or of a listed one, made absolute; anything
 * else is nothing.
 *
 * It is read as a browser would read it, against our own page, and compared by origin: `//evil`, `/\evil`, tabs and
 * `user@` tricks all end up elsewhere and are refused.
 *
 * @example
 * returnUrl('https://shop.example/thanks', 'https://pay.example/pay', ['https://shop.example']) // the same
 * returnUrl('/thanks', 'https://pay.example/pay', []) // 'https://pay.example/thanks'
 * returnUrl('//evil.example', 'https://pay.example/pay', ['https://shop.example']) // undefined
 */
export function returnUrl(text: string, page: string, origins: readonly string[]): string | undefined {
  if (text === '' || text.length > 2000 || disguise.test(text)) return undefined
  // `https:evil.example` is a relative address to some readers and an absolute one to others.
  if (/^[a-z][a-z\d+.-]*:/i.test(text) && !/^https?:\/\/[^/]/i.test(text)) return undefined
  const url = parseUrl(text, page)
  if (url === undefined) return undefined
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined
  if (url.username !== '' || url.password !== '') return undefined
  return url.origin === new URL(page).origin || origins.includes(url.origin) ? url.href : undefined
}
