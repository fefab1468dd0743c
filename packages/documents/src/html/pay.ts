import { escapeHtml } from '@owekit/core/messages'
import type { Code, Pay } from '../sheet.js'
import { descriptions } from './escape.js'

/** The button, the account and the codes. */
export function payOf({ title, link, account, codes }: Pay, id: string): string {
  const button =
    link === undefined
      ? ''
      : `<p><a class="button" href="${escapeHtml(link.url)}">${escapeHtml(link.label)}</a><span class="url" dir="ltr">${escapeHtml(link.url)}</span></p>`
  const parts = [
    `<h2 id="${id}">${escapeHtml(title)}</h2>`,
    '<div class="ways">',
    `<div>\n${[button, descriptions(account, 'account')].filter((part) => part !== '').join('\n')}\n</div>`,
    ...codes.map(codeOf),
    '</div>',
  ]
  return `<section class="pay" aria-labelledby="${id}">\n${parts.join('\n')}\n</section>`
}

/** Squares as one path, with the four light ones around it that readers need. */
function codeOf({ caption, squares }: Code): string {
  const size = squares.length + 8
  const path = squares
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + 4} ${y + 4}h1v1h-1z` : '')))
    .join('')
  const label = escapeHtml(caption)
  return `<figure class="code">
<svg role="img" aria-label="${label}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}h-${size}z"/><path fill="#000" d="${path}"/></svg>
<figcaption>${label}</figcaption>
</figure>`
}
