/**
 * Where a payer may be sent back to: an absolute or relative web address whose origin is on the list, as the browser
 * will read it; anything else is as if nothing had been asked.
 *
 * @example
 * safeNext('//evil.example', 'https://pay.example.com', []) // undefined
 */
export function safeNext(
  asked: string | null | undefined,
  own: string,
  origins: readonly string[],
): string | undefined {
  if (asked == null || asked === '' || asked.length > 2000) return undefined
  // Browsers drop tabs and line ends, and read a backslash as a slash: addresses written so mean to look like another.
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0020\u007f-\u00a0\\\u2028\u2029\ufeff]/.test(asked)) return undefined
  // `https:evil.example` is a relative address to some readers and an absolute one to others.
  if (/^[a-z][a-z\d+.-]*:/i.test(asked) && !/^https?:\/\/[^/]/i.test(asked)) return undefined
  if (!URL.canParse(asked, own)) return undefined
  const url = new URL(asked, own)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined
  if (url.username !== '' || url.password !== '') return undefined
  return url.origin === own || origins.includes(url.origin) ? url.href : undefined
}
