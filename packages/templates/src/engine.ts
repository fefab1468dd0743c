import { isReceivablesError } from '@owekit/core'
import { moneyFromJSON, type MoneyJSON } from '@owekit/core/money'
import { escapeHtml, type Forms, isGsm7, plural, safeUrl, smsText, writeDay, writeMoney } from '@owekit/core/messages'
import { Liquid, LiquidError } from 'liquidjs'
import { invalidTemplate, type Place } from './invalid-template.js'
import type { TemplatePart } from './template.js'

/** What of Liquid a tenant has. Left out: what writes past the escape, reads files, or runs expressions made of text. */
const tags = new Set(['assign', 'capture', 'case', 'comment', 'if', 'unless', 'for', 'break', 'continue', '#'])
const filters = new Set(
  'append prepend capitalize upcase downcase default first last join map size slice reverse where strip truncate replace remove plus minus url_encode'.split(
    ' ',
  ),
)

/** Longer templates are refused. */
const parseLimit = 100_000
// Wide of the milliseconds that one takes, because a busy machine is no fault of a template; memory ends most bombs sooner.
const renderLimit = 2000
/** Characters and entries that one part may make on its way. */
const memoryLimit = 500_000

const categories = new Set(['zero', 'one', 'two', 'few', 'many', 'other'])

/** How a part is written. */
export interface Style {
  readonly part: TemplatePart
  readonly channel: 'email' | 'sms'
  readonly locale: string
}

/** Liquid, locked: escaped output, own properties only, nothing unknown, limits, no files, our filters. */
export function engineFor({ part, channel, locale }: Style): Liquid {
  const engine = new Liquid({
    outputEscape: part === 'html' ? (value) => escapeHtml(shownText(value)) : shownText,
    ownPropertyOnly: true,
    strictVariables: true,
    strictFilters: true,
    parseLimit,
    renderLimit,
    memoryLimit,
    templates: {},
    dynamicPartials: false,
  })
  for (const name of Object.keys(engine.tags)) if (!tags.has(name)) delete engine.tags[name]
  for (const name of Object.keys(engine.filters)) if (!filters.has(name)) engine.unregisterFilter(name)
  engine.registerFilter('money', (value: unknown) => {
    const amount = moneyFromJSON(value as MoneyJSON)
    if (channel === 'email') return writeMoney(amount, locale)
    const written = smsText(writeMoney(amount, locale))
    return isGsm7(written) ? written : smsText(writeMoney(amount, locale, 'code'))
  })
  engine.registerFilter('date', (value: unknown, style: unknown = 'long') => {
    if (style !== 'long' && style !== 'medium' && style !== 'short')
      throw new TypeError('date is written "long", "medium" or "short"')
    return writeDay(value as string, locale, { dateStyle: style })
  })
  engine.registerFilter('url', (value: unknown) => {
    if (value === null) throw new TypeError('there may be no address here: put it between {% if … %} and {% endif %}')
    return safeUrl(value as string, 'url')
  })
  engine.registerFilter('plural', (value: unknown, ...forms: unknown[]) => {
    if (typeof value !== 'number') throw new TypeError('plural takes a count, such as count or days_late')
    return plural(locale, value, formsOf(forms))
  })
  return engine
}

/** Runs what may throw an error of Liquid, and tells where in the part it was. */
export function inPart<Answer>(part: TemplatePart, act: () => Answer): Answer {
  try {
    return act()
  } catch (error) {
    if (isReceivablesError(error)) throw error
    if (!LiquidError.is(error)) throw invalidTemplate(part, reasonOf(error), undefined, error)
    const { originalError } = error
    throw invalidTemplate(part, reasonOf(originalError ?? error), placeOf(error), originalError)
  }
}

function placeOf({ token }: LiquidError): Place | undefined {
  const [line, column] = token.getPosition()
  return line === undefined || column === undefined ? undefined : { line, column }
}

/** Its first line, without the place that Liquid adds. */
const reasonOf = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0]!.replace(/, line:\d+, col:\d+$/, '')

/** Amounts, items and lists are not text: each has its own way to be written. */
function shownText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value === 'object' && 'currency' in value) throw new TypeError('this is an amount: write it with | money')
  throw new TypeError('this is a list or a group: name what of it is written')
}

function formsOf(pairs: readonly unknown[]): Forms {
  const forms: Record<string, string> = {}
  for (const pair of pairs) {
    const [category, form] = Array.isArray(pair) ? (pair as unknown[]) : []
    if (!categories.has(String(category)) || typeof form !== 'string')
      throw new TypeError(
        'plural takes zero, one, two, few, many and other, each with a text: one: "# day", other: "# days"',
      )
    forms[String(category)] = form
  }
  const { other } = forms
  if (other === undefined) throw new TypeError('plural needs other: "…"')
  return { ...forms, other }
}
