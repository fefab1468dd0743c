import { type Day, formatDay, parseDay } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import { assertOpenPeriod, type Decision, firstOpenDay } from '../journal/decision.js'
import { type DocumentData, factId } from '../journal/fact.js'
import { liveAllocations } from '../journal/lookup.js'
import { negatePosting } from '../journal/posting.js'
import type { Row } from '../records/collections.js'
import { earned } from './items.js'

/** An allocation to undo. */
export interface UndoInput {
  readonly allocation: string
  /** @default today, or the day it took effect if that is later */
  readonly on?: Day | undefined
  readonly reason: string
}

/**
 * Decides that an allocation is undone: a new fact with the exact negation of its postings.
 *
 * What it brought goes with it: its share of a proportional discount, a tolerance on its item, and the discount of
 * the whole invoice when what was received in time no longer reaches the payable amount.
 *
 * @throws ReceivablesError `allocation_not_found`, `already_exists` when it was undone before, `period_closed`
 */
export function undo(decision: Decision, input: UndoInput): void {
  const [row] = undoAlone(decision, input)
  const on = decision.books.allocations.get(row.id)?.undoneOn ?? row.effectiveOn
  reviewDiscount(decision, row.document, on, input.reason)
}

/**
 * Undoes an allocation with what it alone brought; whether the whole invoice still earns its discount is left to
 * {@link reviewDiscount}, once all that belongs together has been decided.
 *
 * @returns the allocation, then what went with it, as they were
 */
export function undoAlone(
  decision: Decision,
  input: UndoInput,
): [Row<'allocations'>, ...(readonly Row<'allocations'>[])] {
  const row = liveAllocation(decision, input.allocation)
  const on = undoDay(decision, row, input.on)
  negate(decision, row, on, input.reason)
  const gone: Row<'allocations'>[] = []
  const { allocations } = decision.books
  for (const other of [...allocations.group(row.document), ...(row.document === '' ? [] : allocations.group(''))]) {
    if (other.undoneOn !== null) continue
    const brought = row.source !== '' && other.cause === row.id && !isWholeDiscount(decision, other)
    const closed = row.document !== '' && other.document === row.document && other.kind === 'tolerance'
    if (!brought && !closed) continue
    negate(decision, other, later(on, other.effectiveOn), input.reason)
    gone.push(other)
  }
  return [row, ...gone]
}

/** Takes an invoice's discount back when what was received in time no longer reaches the payable amount. */
export function reviewDiscount(decision: Decision, document: string, on: Day, reason: string): void {
  if (document === '' || stillEarned(decision, document)) return
  for (const row of liveAllocations(decision.books, document))
    if (row.kind === 'discount') negate(decision, row, later(on, row.effectiveOn), reason)
}

function offerOf(decision: Decision, document: string) {
  const data = decision.books.documents.get(document)?.data as unknown as DocumentData | undefined
  return data?.discount ?? null
}

function isWholeDiscount(decision: Decision, row: Row<'allocations'>): boolean {
  return row.kind === 'discount' && offerOf(decision, row.document)?.mode === 'fullSettlementOnly'
}

function stillEarned(decision: Decision, document: string): boolean {
  const offer = offerOf(decision, document)
  if (offer === null || offer.mode === 'proportional') return true
  const { books } = decision
  return earned(books, liveAllocations(books, document), parseDay(offer.until)) >= offer.payable
}

function negate(decision: Decision, row: Row<'allocations'>, on: Day, reason: string): void {
  const original = decision.books.past.get(factId(row.stream, row.version))
  const postings = original?.postings ?? decision.facts.find((fact) => fact.version === row.version)?.postings
  if (postings === undefined) throw new Error(`the fact of allocation ${row.id} was not loaded`)
  decision.add({
    type: 'allocation.undone',
    effectiveOn: on,
    data: { allocation: row.id, reason },
    postings: postings.map(negatePosting),
    cause: factId(row.stream, row.version),
  })
}

function liveAllocation(decision: Decision, id: string): Row<'allocations'> {
  const row = decision.books.allocations.get(id)
  if (row === undefined)
    throw new ReceivablesError('allocation_not_found', `There is no allocation ${id}.`, { allocation: id })
  if (row.undoneOn !== null)
    throw new ReceivablesError(
      'already_exists',
      `Allocation ${id} was undone on ${formatDay(row.undoneOn)}; an allocation is undone once.`,
      { allocation: id, undoneOn: formatDay(row.undoneOn) },
    )
  return row
}

function undoDay(decision: Decision, row: Row<'allocations'>, asked: Day | undefined): Day {
  if (asked === undefined) return firstOpenDay(decision.context, later(decision.context.today, row.effectiveOn))
  const on = later(asked, row.effectiveOn)
  assertOpenPeriod(decision.context, on, 'Undoing the allocation')
  return on
}

const later = (a: Day, b: Day) => (a > b ? a : b)
