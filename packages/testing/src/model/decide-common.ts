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

/** The first day on which all of these are free. */
export function freeFrom(parts: readonly Part[]): number {
  return Math.max(-Infinity, ...parts.map((part) => part.freeFrom))
}
