import { ReceivablesError } from '@owekit/core'
import { escapeHtml, messageLanguages, smsText } from '@owekit/core/messages'
import { engineFor, inPart } from './engine.js'
import { invalidTemplate } from './invalid-template.js'
import { markupProblem } from './markup.js'
import { countSegments, type SmsSegments } from './segments.js'
import type { EmailTemplate, SmsTemplate, Template, TemplateData, TemplatePart, TemplatePurpose } from './template.js'
import { type Variables, variablesOf } from './variables.js'

/** A mail made from a template. */
export interface RenderedEmail {
  readonly subject: string
  readonly text: string
  /** A whole document, or `''` where the template has none. */
  readonly html: string
}

/** A text message made from a template, and what it costs. */
export interface RenderedSms extends SmsSegments {
  readonly text: string
}

/** What a template makes. */
export type Rendered<Of extends Template> = Of extends EmailTemplate ? RenderedEmail : RenderedSms

/** More characters than these are not sent. */
const longest: Record<TemplatePart | 'sms', number> = { subject: 500, text: 50_000, html: 200_000, sms: 1600 }

/**
 * Writes a message from a template and data, in a locale.
 *
 * HTML is escaped and looked through once more when it is written, so a template that was saved before a rule was made does not
 * break it. Text messages have the spaces and quotes that keep them cheap.
 *
 * @param locale BCP 47; any other text gives English
 * @throws ReceivablesError `invalid_template` where a variable or a link is missing, or it runs too long, with `part`, `line`
 *   and `column`; `text_too_long`; `invalid_input` for an address that is not http or https
 * @example
 * renderTemplate({ channel: 'sms', purpose: 'invoice', text: '{{ number }}: {{ to_pay | money }}' }, data, 'de')
 * // { text: 'A-1: 120,00 €', segments: 1, encoding: 'GSM-7', outside: [] }
 */
export function renderTemplate<Purpose extends TemplatePurpose, Of extends Template<Purpose>>(
  template: Of & Template<Purpose>,
  data: TemplateData[Purpose],
  locale: string,
): Rendered<Of> {
  const variables = variablesOf<Purpose>(template.purpose, data)
  const tag = knownTag(locale)
  const made = template.channel === 'sms' ? sms(template, variables, tag) : email(template, variables, tag)
  return made as Rendered<Of>
}

function sms({ text }: SmsTemplate, variables: Variables, locale: string): RenderedSms {
  const whole = smsText(render('text', 'sms', text, variables, locale).trim())
  return { text: within('sms', 'text', whole), ...countSegments(whole) }
}

function email({ subject, text, html }: EmailTemplate, variables: Variables, locale: string): RenderedEmail {
  const write = (part: TemplatePart, source: string) =>
    within(part, part, render(part, 'email', source, variables, locale))
  const title = write('subject', subject).replace(/\s+/g, ' ').trim()
  if (title === '') throw invalidTemplate('subject', 'the subject is empty')
  return {
    subject: title,
    text: write('text', text),
    html: html === '' ? '' : page(title, write('html', html), locale),
  }
}

function render(part: TemplatePart, channel: 'email' | 'sms', source: string, variables: Variables, locale: string) {
  const engine = engineFor({ part, channel, locale })
  const made = inPart(part, () => String(engine.parseAndRenderSync(source, variables)))
  const problem = part === 'html' ? markupProblem(made) : undefined
  if (problem !== undefined) throw invalidTemplate(part, problem.why)
  return made
}

function within(limit: keyof typeof longest, part: TemplatePart, text: string): string {
  if (text.length <= longest[limit]) return text
  throw new ReceivablesError(
    'text_too_long',
    `The ${part} of a message has at most ${longest[limit]} characters; this has ${text.length}.`,
    { path: part, limit: longest[limit], length: text.length },
  )
}

function page(title: string, body: string, locale: string): string {
  const direction = /^(?:ar|fa|he|ur|ps|sd|ug|yi|dv|ckb)\b/.test(locale) ? 'rtl' : 'ltr'
  return `<!DOCTYPE html>
<html lang="${escapeHtml(locale)}" dir="${direction}">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<title>${escapeHtml(title)}</title>
</head>
<body>
${body}
</body>
</html>
`
}

/** Templates are the tenant's own words, so figures follow any locale there is, not only the languages of the default texts. */
function knownTag(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? messageLanguages[0]!
  } catch {
    return 'en'
  }
}
