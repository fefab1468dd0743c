import { ReceivablesError } from '@owekit/core'
import { type Liquid, Tokenizer, type Variable } from 'liquidjs'
import { engineFor, inPart } from './engine.js'
import { invalidTemplate, placeAt } from './invalid-template.js'
import { markupProblem, outputMark, tagMark } from './markup.js'
import { type Rendered, renderTemplate } from './render.js'
import { samples } from './samples.js'
import type { Template, TemplateData, TemplatePart, TemplatePurpose } from './template.js'
import { variablesOf } from './variables.js'

/**
 * Refuses a template that cannot be used, when it is saved rather than when it is sent: what cannot be read as Liquid, variables
 * and filters that there are none of, unsafe markup and links, and what runs or grows without end. It is tried with data that
 * has everything and with data that lacks all that may be missing.
 *
 * @throws ReceivablesError `invalid_template`, with `part` (`subject`, `text`, `html`), `why`, and `line` and `column` from 1 where
 *   there is a place; `text_too_long`
 * @example
 * checkTemplate({ channel: 'sms', purpose: 'invoice', text: '{{ number }}: {{ total | money }}' })
 * // throws invalid_template, line 1, column 18: there is no variable total
 */
export function checkTemplate(template: Template): void {
  for (const [part, source] of partsOf(template)) checkPart(template, part, source)
  for (const data of samples[template.purpose]) renderTemplate(template, data as never, 'en')
}

/** What the editor of a template shows: the message, or what is wrong with the template. */
export type Preview<Of extends Template> =
  { readonly ok: true; readonly message: Rendered<Of> } | { readonly ok: false; readonly error: ReceivablesError }

/**
 * Checks a template and writes it with real data, for the one who edits it. What is wrong with it is an answer, not a throw.
 *
 * @example
 * previewTemplate({ channel: 'sms', purpose: 'invoice', text: 'Pay {{ to_pay' }, data, 'en')
 * // { ok: false, error: invalid_template, line 1, column 5 }
 */
export function previewTemplate<Purpose extends TemplatePurpose, Of extends Template<Purpose>>(
  template: Of & Template<Purpose>,
  data: TemplateData[Purpose],
  locale: string,
): Preview<Of> {
  try {
    checkTemplate(template)
    return { ok: true, message: renderTemplate<Purpose, Of>(template, data, locale) }
  } catch (error) {
    if (error instanceof ReceivablesError) return { ok: false, error }
    throw error
  }
}

function partsOf(template: Template): [TemplatePart, string][] {
  if (template.channel === 'sms') return [['text', template.text]]
  return [
    ['subject', template.subject],
    ['text', template.text],
    ['html', template.html],
  ]
}

function checkPart({ purpose, channel }: Template, part: TemplatePart, source: string): void {
  const engine = engineFor({ part, channel, locale: 'en' })
  const { globals } = inPart(part, () => engine.parseAndAnalyzeSync(source, undefined, { partials: false }))
  const known = variablesOf(purpose, samples[purpose][0])
  for (const uses of Object.values(globals))
    for (const use of uses) {
      const missing = missingOf(use, known)
      if (missing === undefined) continue
      const { row, col } = use.location
      throw invalidTemplate(part, `there is no variable ${missing}`, { line: row, column: col })
    }
  if (part === 'html') checkMarkup(engine, source)
}

/** As far as a path can be followed: the name of what is not there. */
function missingOf({ segments }: Variable, known: unknown): string | undefined {
  let at: unknown = known
  const path: string[] = []
  for (const segment of segments) {
    if (typeof segment === 'object') return undefined
    path.push(String(segment))
    if (typeof at === 'object' && at !== null && Object.hasOwn(at, segment))
      at = (at as Record<string, unknown>)[segment]
    else if (Array.isArray(at) && (typeof segment === 'number' || segment === 'first')) at = at[0]
    else if (Array.isArray(at) && segment === 'last') at = at.at(-1)
    else if ((Array.isArray(at) || typeof at === 'string') && segment === 'size') at = 0
    else return path.join('.')
  }
  return undefined
}

/** Looks at the markup as the tenant wrote it, with Liquid's own eyes for where Liquid is. */
function checkMarkup(engine: Liquid, source: string): void {
  const tokens = new Tokenizer(source).readTopLevelTokens(engine.options)
  const outputs: { begin: number; end: number; expression: string }[] = []
  let masked = ''
  for (const { begin, end } of tokens) {
    const text = source.slice(begin, end)
    const isOutput = text.startsWith('{{')
    if (isOutput) outputs.push({ begin, end, expression: text.replace(/^\{\{-?|-?\}\}$/g, '').trim() })
    masked += isOutput ? outputMark.repeat(text.length) : text.startsWith('{%') ? tagMark.repeat(text.length) : text
  }
  const outputAt = (index: number) => outputs.find(({ begin, end }) => begin <= index && index < end)?.expression ?? ''
  const problem = markupProblem(masked, outputAt)
  if (problem !== undefined) throw invalidTemplate('html', problem.why, placeAt(source, problem.index))
}
