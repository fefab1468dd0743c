import { attempted, ReceivablesError, shown, type ErrorDetails } from '../errors/index.js'
import type { HolidayCalendar } from './business.js'

/**
 * One step from the issue date towards the due date.
 *
 * `addDays` plain calendar days · `addMonths` same day of a later month, clamped to its end · `endOfMonth` to the last
 * day of the month · `dayOfMonth` to the next day with that number, this day included · `nextBusinessDay` out of
 * weekends and holidays, by a calendar or the name of one. No step ever moves a date back.
 */
export type TermStep =
  | { readonly addDays: number }
  | { readonly addMonths: number }
  | { readonly endOfMonth: true }
  | { readonly dayOfMonth: number }
  | { readonly nextBusinessDay: string | HolidayCalendar }

/** When an invoice falls due, as steps applied in order: the words "45 days end of month" mean two things, steps one. */
export type Terms = readonly TermStep[]

/** The most steps; real terms have one to three. */
const mostSteps = 12

const limits = { addDays: [0, 36_500], addMonths: [0, 1_200], dayOfMonth: [1, 31] } as const

/**
 * Gives terms back when every step is one of {@link TermStep} within its limits, and refuses them otherwise.
 *
 * @throws ReceivablesError `invalid_terms`
 * @example
 * checkedTerms([{ addDays: 30 }]) // as they are
 */
export function checkedTerms(terms: Terms): Terms {
  const given: unknown = terms
  if (!Array.isArray(given))
    throw badTerms(`Terms are a list of steps; ${shown(terms)} is not.`, { terms: attempted(terms) })
  if (terms.length > mostSteps) {
    throw badTerms(`Terms have at most ${mostSteps} steps; these have ${terms.length}.`, {
      limit: mostSteps,
      steps: terms.length,
    })
  }
  for (const step of terms) checkStep(step)
  return terms
}

function checkStep(step: TermStep): void {
  const entries = typeof step === 'object' && step !== null ? Object.entries(step) : []
  const [name, value] = entries[0] ?? ['', undefined]
  if (entries.length === 1 && Object.hasOwn(limits, name)) {
    const [least, most] = limits[name as keyof typeof limits]
    if (Number.isInteger(value) && value >= least && value <= most) return
    throw badTerms(`Step ${name} takes a whole number from ${least} to ${most}; ${shown(value)} is not.`, {
      step: name,
      least,
      most,
      asked: attempted(value),
    })
  }
  if (entries.length === 1 && name === 'endOfMonth' && value === true) return
  if (entries.length === 1 && name === 'nextBusinessDay' && (typeof value === 'string' || typeof value === 'function'))
    return
  throw badTerms(
    `A step of terms has one of addDays, addMonths, endOfMonth, dayOfMonth, nextBusinessDay; got ${shown(name || step)}.`,
    { step: attempted(name || step) },
  )
}

/** The refusal of terms, for every file that reads or applies them. */
export function badTerms(message: string, details: ErrorDetails): ReceivablesError {
  return new ReceivablesError('invalid_terms', message, details)
}
