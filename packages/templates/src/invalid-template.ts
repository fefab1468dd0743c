import { ReceivablesError } from '@owekit/core'
import type { TemplatePart } from './template.js'

/** Where in a part, counted from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** The error of a template that cannot be used. */
export function invalidTemplate(part: TemplatePart, why: string, place?: Place, cause?: unknown): ReceivablesError {
  const where = place === undefined ? `the ${part}` : `line ${place.line}, column ${place.column} of the ${part}`
  const details = place === undefined ? { part, why } : { part, why, line: place.line, column: place.column }
  return new ReceivablesError('invalid_template', `In ${where}: ${why}`, details, cause === undefined ? {} : { cause })
}

/** The place of an index in a text. */
export function placeAt(text: string, index: number): Place {
  const before = text.slice(0, index)
  return { line: before.split('\n').length, column: index - before.lastIndexOf('\n') }
}
