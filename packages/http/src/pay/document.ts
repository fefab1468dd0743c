import { textResponse } from '../answers/text.js'
import { Html, html } from './html.js'
import { style, styleHash } from './style.js'
import { directionOf, type Locale } from './words.js'

/** A page as we make them: one card, no script, one style sheet. */
export function document(locale: Locale, title: string, body: Html): string {
  return html`<!doctype html>
    <html lang="${locale}" dir="${directionOf(locale)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        ${new Html(`<style>${style}</style>`)}
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html> `.text
}

/**
 * Answers with a page that nobody keeps, finds or frames.
 *
 * @param targets where its forms may lead besides the page's own origin
 */
export async function pageResponse(
  page: string,
  status: number,
  {
    targets = '',
    headers = {},
  }: { readonly targets?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Response> {
  return textResponse(page, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy':
        `default-src 'none'; style-src ${await styleHash()}; form-action 'self'${targets === '' ? '' : ` ${targets}`}; ` +
        "base-uri 'none'; frame-ancestors 'none'",
      'Cache-Control': 'private, no-store',
      'X-Robots-Tag': 'noindex',
      Vary: 'Accept-Language',
      ...headers,
    },
  })
}
