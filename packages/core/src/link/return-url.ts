/**
 * Where a payer may be sent afterwards: an absolute http(s) URL of a listed origin, or nothing.
 *
 * It is read as a browser would read it, against our own page, and compared by origin: `//evil`, `/\evil`, tabs and
 * `user@` tricks all end up elsewhere and are refused.
 *
 * @example
 * returnUrl('https://shop.example/thanks', 'https://pay.example/pay', ['https://shop.example']) // the same
 * returnUrl('//evil.example', 'https://pay.example/pay', ['https://shop.example']) // undefined
 */
export function returnUrl(text: string, page: string, origins: readonly string[]): string | undefined {
  if (text.length > 2000 || !URL.canParse(text, page)) return undefined
  const url = new URL(text, page)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined
  if (url.username !== '' || url.password !== '') return undefined
  return origins.includes(url.origin) ? url.href : undefined
}
