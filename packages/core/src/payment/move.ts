import type { Day } from '../calendar/index.js'
import { formatDay } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import { openItems } from '../allocation/items.js'
import type { OpenItem } from '../allocation/open-item.js'
import { oldestDue } from '../allocation/order.js'
import { settleWithOffer } from '../allocation/settle-with-offer.js'
import { undo, type UndoInput } from '../allocation/undo.js'
import { withdrawPromises } from '../credit/promises.js'
import type { Decision } from '../journal/decision.js'
import { assertOneCurrency, assertUnexpired, liveInvoiceOf, sourceOf } from '../journal/lookup.js'
import { formatMinor } from '../money/index.js'
import type { Row } from '../records/collections.js'

/**
 * Decides that an allocation is released: what it took is free again, and refunds promised because of it are withdrawn.
 *
 * @throws ReceivablesError `allocation_not_found`, `already_exists` when it was undone before, `allocation_too_early`,
 * `period_closed`
 */
export function releaseAllocation(decision: Decision, input: UndoInput): void {
  const row = decision.books.allocations.get(input.allocation)
  if (row?.undoneOn === null) assertNotBefore(row, input.on)
  undo(decision, input)
  if (row !== undefined && row.document !== '') withdrawPromises(decision, row.document, undoneOn(decision, row))
}

const movable: ReadonlySet<string> = new Set(['payment', 'deposit', 'credit'])

/**
 * Decides that what settles one invoice settles another instead, earliest due parts first, all of it.
 *
 * A discount that it earns there leaves some of it free.
 *
 * @throws ReceivablesError like {@link releaseAllocation}, and `invoice_not_found`, `invoice_voided`, `credit_expired`,
 * `currency_mismatch`, `deposit_reference_mismatch`, `allocation_exceeds_open_amount`
 */
export function moveAllocation(
  decision: Decision,
  input: {
    readonly allocation: string
    readonly to: string
    readonly instalment?: number | undefined
    readonly on?: Day | undefined
  },
): void {
  const { books } = decision
  const row = books.allocations.get(input.allocation)
  if (row !== undefined && !movable.has(row.kind))
    throw new ReceivablesError(
      'invalid_input',
      `Allocation ${input.allocation} is a ${row.kind}; only money and credit move.`,
    )
  if (row?.undoneOn === null) assertNotBefore(row, input.on)
  undo(decision, { allocation: input.allocation, on: input.on, reason: `moved to ${input.to}` })
  if (row === undefined) return
  const target = liveInvoiceOf(books, input.to)
  const source = sourceOf(books, row.source)
  assertUnexpired(source, decision.context.today)
  assertOneCurrency(source, target)
  if (row.kind === 'deposit' && target.reference !== source.reference)
    throw new ReceivablesError(
      'deposit_reference_mismatch',
      `Deposit ${source.id} is held for ${source.reference}, not for ${target.reference}; release it first.`,
      { deposit: source.reference, invoice: target.reference },
    )
  const items = openItems(books, source.currency)
    .filter((item) => item.document === input.to && (input.instalment ?? item.instalment) === item.instalment)
    .sort(oldestDue)
  assertRoom(target, items, row.amount)
  let left = row.amount
  for (const { document, instalment, open } of items) {
    if (left <= 0n) break
    left -= settleWithOffer(decision, {
      source: source.id,
      document,
      instalment,
      amount: left < open ? left : open,
      why: `moved from ${row.document}`,
      fromDeposit: row.kind === 'deposit',
    })
  }
  // Last, because it may have moved within the invoice whose refund was promised.
  withdrawPromises(decision, row.document, undoneOn(decision, row))
}

function assertNotBefore({ id, effectiveOn }: Row<'allocations'>, on: Day | undefined): void {
  if (on === undefined || on >= effectiveOn) return
  throw new ReceivablesError(
    'allocation_too_early',
    `Allocation ${id} takes effect on ${formatDay(effectiveOn)}; it cannot be undone on ${formatDay(on)}.`,
    { asked: formatDay(on), first: formatDay(effectiveOn) },
  )
}

function assertRoom(invoice: Row<'documents'>, items: readonly OpenItem[], amount: bigint): void {
  const open = items.reduce((sum, item) => sum + item.open, 0n)
  if (amount <= open) return
  const show = (units: bigint) => `${formatMinor(units, invoice.exponent)} ${invoice.currency}`
  throw new ReceivablesError(
    'allocation_exceeds_open_amount',
    `Invoice ${invoice.number} has ${show(open)} open there; ${show(amount)} cannot be moved to it.`,
    { invoice: invoice.id, open: show(open), asked: show(amount) },
  )
}

function undoneOn(decision: Decision, row: Row<'allocations'>): Day {
  return decision.books.allocations.get(row.id)?.undoneOn ?? row.effectiveOn
}
