import { escapeHtml } from '@owekit/core/messages'

/** Stands for a character of `{{ … }}` in a template, and of `{% … %}`, so that places stay what they are. */
export const outputMark = '\ue000'
export const tagMark = '\ue001'

const elements = new Set(
  'a abbr b blockquote br center code div em font h1 h2 h3 h4 h5 h6 hr i img li ol p pre s small span strong sub sup table tbody td tfoot th thead tr u ul'.split(
    ' ',
  ),
)
const attributes = new Set(
  'align alt bgcolor border cellpadding cellspacing class color colspan dir face height href lang role rowspan scope size src style title valign width'.split(
    ' ',
  ),
)

const tag = /<\/?([a-z][a-z0-9]*)((?:\s+[a-z][a-z-]*\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*\/?>/iy
const attribute = /([a-z][a-z-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi
const mark = /[\ue000\ue001]/

/** What is wrong with a piece of HTML, and at which index. */
export interface MarkupProblem {
  readonly index: number
  readonly why: string
}

/**
 * The first thing that has no place in the HTML of a mail: an element or attribute outside the list, one that is not closed or
 * quoted, a link that leads anywhere but to the web, mail or telephone, a style that loads something.
 *
 * @param outputAt what `{{ … }}` at an index holds, in a template
 * @example
 * markupProblem('<a href="javascript:alert(1)">x</a>')!.why // 'href starts with https://, http://, mailto: or tel:'
 */
export function markupProblem(html: string, outputAt: (index: number) => string = () => ''): MarkupProblem | undefined {
  for (let index = html.indexOf('<'); index >= 0; index = html.indexOf('<', index + 1)) {
    const next = html[index + 1]
    // A less-than sign before a blank or a digit is text in every reader of HTML.
    if (next !== undefined && /[\s\d=]/.test(next)) continue
    tag.lastIndex = index
    const found = tag.exec(html)
    if (found === null)
      return { index, why: 'an HTML tag is whole, each of its attributes in quotes; a comment has no place here' }
    const [whole, name = '', listed = ''] = found
    if (!elements.has(name.toLowerCase())) return { index, why: `<${name}> has no place in a mail` }
    for (const one of listed.matchAll(attribute)) {
      const value = one[2] ?? one[3] ?? ''
      const at = index + whole.indexOf(listed) + one.index
      const why = attributeProblem(one[1]!.toLowerCase(), value, at + one[0].indexOf(value, one[1]!.length), outputAt)
      if (why !== undefined) return { index: at, why }
    }
    index += whole.length - 1
  }
  return undefined
}

function attributeProblem(
  name: string,
  value: string,
  at: number,
  outputAt: (index: number) => string,
): string | undefined {
  if (!attributes.has(name)) return `the attribute ${escapeHtml(name)} has no place in a mail`
  if (value.includes(tagMark)) return `${name} holds no {% … %}: put them around the whole HTML tag`
  if (name === 'style') return styleProblem(value, at, outputAt)
  if (name !== 'href' && name !== 'src') return undefined
  if (new RegExp(`^${outputMark}+$`).test(value))
    return /\|\s*url\s*$/.test(outputAt(at)) ? undefined : `${name} of a variable is written with | url at its end`
  const literal = value.split(mark)[0]!
  if (name === 'src' && !/^https?:\/\//i.test(literal)) return 'src starts with https:// or http://'
  if (!/^(?:https?:\/\/|mailto:|tel:)/i.test(literal)) return `${name} starts with https://, http://, mailto: or tel:`
  // A host that is made of data could be anyone's.
  const isWholeHost =
    !mark.test(value) || /^https?:\/\/[a-z0-9.:-]+[/?#]/i.test(literal) || /^(?:mailto|tel):/i.test(literal)
  return isWholeHost ? undefined : `${name} names its whole host before a variable`
}

function styleProblem(value: string, at: number, outputAt: (index: number) => string): string | undefined {
  for (const outputs of value.matchAll(new RegExp(`${outputMark}+`, 'g')))
    if (outputAt(at + outputs.index) !== 'brand.colour') return 'of the variables, only brand.colour stands in a style'
  return /url\s*\(|expression|@import|\\|&|position\s*:|behavior/i.test(value)
    ? 'a style loads nothing and moves nothing out of its place'
    : undefined
}
