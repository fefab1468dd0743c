import { escapeHtml } from '@owekit/core/messages'
import type { Labelled } from '../sheet.js'

/** Lines one below the other. */
export const linesOf = (texts: readonly string[]): string => texts.map(escapeHtml).join('<br />')

/** Labels and what they say, as a list of descriptions. */
export function descriptions(rows: readonly Labelled[], className: string): string {
  if (rows.length === 0) return ''
  const listed = rows.map(({ label, value }) => `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd></div>`)
  return `<dl class="${className}">\n${listed.join('\n')}\n</dl>`
}
