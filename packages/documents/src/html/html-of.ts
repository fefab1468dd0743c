import { escapeHtml } from '@owekit/core/messages'
import type { Block, Letterhead, Paper, Sheet } from '../sheet.js'
import { descriptions, linesOf } from './escape.js'
import { payOf } from './pay.js'
import { stylesOf } from './styles.js'
import { tableOf } from './table.js'

/**
 * A paper as one page of HTML: well-formed XML, so that nothing is left to the reader's guess, with a policy that lets it load and
 * run nothing, and an image from elsewhere only where the brand asks for one.
 */
export function htmlOf(paper: Paper): string {
  const { letterhead, tag, direction, title, sheets } = paper
  const { logo } = letterhead
  const images = logo !== undefined && 'url' in logo ? `data: ${new URL(logo.url).origin}` : 'data:'
  return `<!DOCTYPE html>
<html lang="${escapeHtml(tag)}" dir="${direction}">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src ${escapeHtml(images)}" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="referrer" content="no-referrer" />
<meta name="color-scheme" content="light dark" />
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
<title>${escapeHtml(title)}</title>
<style>${stylesOf(letterhead.colour, pageNumber(paper))}</style>
</head>
<body>
<main>
${sheets.map((sheet, at) => articleOf(sheet, letterhead, `s${at + 1}`)).join('\n')}
</main>
</body>
</html>
`
}

function articleOf({ heading, recipient, facts, blocks }: Sheet, letterhead: Letterhead, id: string): string {
  const to = recipient.length === 0 ? '<div></div>' : `<address>${linesOf(recipient)}</address>`
  const parts = [
    headerOf(letterhead),
    `<div class="head">\n${to}\n${descriptions(facts, 'facts')}\n</div>`,
    `<h1 id="${id}">${escapeHtml(heading)}</h1>`,
    ...blocks.map((block, at) => blockOf(block, `${id}-${at + 1}`)),
    letterhead.legal.length === 0 ? '' : `<footer class="legal">${linesOf(letterhead.legal)}</footer>`,
  ]
  return `<article aria-labelledby="${id}">\n${parts.filter((part) => part !== '').join('\n')}\n</article>`
}

function headerOf({ name, logo, address }: Letterhead): string {
  const from = address.length === 0 ? '' : `\n<address class="from">${linesOf(address)}</address>`
  return `<header>\n${logo === undefined ? `<div class="name">${escapeHtml(name)}</div>` : imageOf(logo, name)}${from}\n</header>`
}

function imageOf(logo: NonNullable<Letterhead['logo']>, name: string): string {
  const source = 'url' in logo ? logo.url : `data:${logo.type};base64,${Buffer.from(logo.bytes).toString('base64')}`
  return `<img src="${escapeHtml(source)}" alt="${escapeHtml(name)}" />`
}

function blockOf(block: Block, id: string): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p${block.isStrong === true ? ' class="strong"' : ''}>${escapeHtml(block.text)}</p>`
    case 'lines':
      return `<p>${linesOf(block.texts)}</p>`
    case 'table':
      return tableOf(block)
    case 'pay':
      return payOf(block, id)
    default: {
      const never: never = block
      return never
    }
  }
}

/** The words of a page number, with the counters of the printer in the places of the numbers: `"Page " counter(page) …`. */
function pageNumber({ page }: Paper): string {
  return page(1, 2)
    .split(/(1|2)/)
    .filter((part) => part !== '')
    .map((part) => (part === '1' ? 'counter(page)' : part === '2' ? 'counter(pages)' : JSON.stringify(part)))
    .join(' ')
}
