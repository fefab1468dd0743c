import { toDay } from './plain.js'
import { refuse, type Refusals } from './refusal.js'
import { partsOf, type Invoice, type Part, type State } from './replay.js'
import { oldestDue } from './spread.js'

/** Finds an invoice or refuses. */
export function invoiceOf(state: State, id: string): Invoice {
  return state.invoices.get(id) ?? refuse('invoice_not_found')
}

/** The parts of an invoice with something open, the oldest due first. */
export function openParts(state: State, document: string): Part[] {
  return partsOf(state, document)
    .filter((part) => part.open > 0n)
    .sort(oldestDue)
}

/**
 * The day a command takes effect: the one given, when the books are open then and what it touches is there; else
 * today, or as soon as can be.
 */
export function effective(
  wrong: Refusals,
  { closedThrough }: State,
  given: string | undefined,
  today: number,
  notBefore = -Infinity,
): number {
  if (given === undefined) return Math.max(today, notBefore, closedThrough + 1)
  const on = toDay(given)
  wrong.when(on <= closedThrough, 'period_closed')
  wrong.when(on < notBefore, 'allocation_too_early')
  return on
}

/** The day something is undone: never before it began, whatever was asked. */
export function undoneOn(
  wrong: Refusals,
  state: State,
  given: string | undefined,
  today: number,
  notBefore: number,
): number {
  if (given === undefined) return effective(wrong, state, given, today, notBefore)
  const on = Math.max(toDay(given), notBefore)
  wrong.when(on <= state.closedThrough, 'period_closed')
  return on
}

/** Terms change today or on the day given, never before the instalments they replace were free. */
export function changesOn(
  wrong: Refusals,
  state: State,
  given: string | undefined,
  today: number,
  notBefore: number,
): number {
  const on = effective(wrong, state, given, today)
  wrong.when(on < notBefore, 'allocation_too_early')
  return on
}
