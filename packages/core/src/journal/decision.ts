import { addDays, type Day, formatDay } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import type { Books } from './books.js'
import type { Fact, FactDraft } from './fact.js'

/** An absolute limit under which a difference may be closed, and optionally a share of the invoice as well. */
export interface Tolerance {
  /** Minor units. */
  readonly limit: bigint
  /** Percent of the invoice's total the difference may not exceed, as decimal text. */
  readonly percent: string | null
}

/** What a decision may know besides the books: never a clock, an id source or a store. */
export interface DecisionContext {
  readonly today: Day
  /** The last day of the closed period, or `null`. */
  readonly lockedThrough: Day | null
  readonly home: { readonly currency: string; readonly exponent: number }
  readonly tolerance: ReadonlyMap<string, Tolerance>
  readonly actor: string
  readonly requestKey: string
}

/**
 * A decision in the making: the books as they stand after the facts decided so far.
 *
 * `add` checks that the postings balance and that the period is open, gives the fact its version, applies it to
 * the books and returns it. Nothing leaves the process.
 */
export interface Decision {
  readonly books: Books
  readonly context: DecisionContext
  readonly facts: readonly Fact[]
  add(draft: FactDraft): Fact
  /** The id that the next fact will have; objects that a fact creates are named after it. */
  nextId(): string
}

/** Refuses a day in the closed period, naming it, the lock and what was asked. */
export function assertOpenPeriod(context: DecisionContext, on: Day, what: string): void {
  if (context.lockedThrough !== null && on <= context.lockedThrough)
    throw new ReceivablesError(
      'period_closed',
      `${what} cannot take effect on ${formatDay(on)}: the books are closed through ${formatDay(context.lockedThrough)}.`,
      { on: formatDay(on), closedThrough: formatDay(context.lockedThrough) },
    )
}

/** The first day that is open, not before `day`. */
export function firstOpenDay(context: DecisionContext, day: Day): Day {
  return context.lockedThrough !== null && day <= context.lockedThrough ? addDays(context.lockedThrough, 1) : day
}
