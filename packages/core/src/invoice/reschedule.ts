import { type Day, formatDay, parseDay } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import { receivableLine } from '../allocation/settle.js'
import type { Decision } from '../journal/decision.js'
import type { PlannedTerms } from '../journal/fact.js'
import { homeShare } from '../journal/home.js'
import { liveInvoiceOf, openInstalments } from '../journal/lookup.js'
import { posting } from '../journal/posting.js'
import type { Row } from '../records/collections.js'
import { dayForItems } from './day-for-items.js'

/** A part of an invoice as it is to be: its day, minor units, and the payment plan it belongs to or `''`. */
export interface StartedPart {
  readonly dueOn: Day
  readonly amount: bigint
  readonly plan: string
}

/** Open parts of an invoice that end, and what takes their place. */
export interface RescheduleInput {
  readonly document: string
  readonly ended: readonly Row<'instalments'>[]
  /** Day and minor units, in order; they add up to what the ended parts have open. */
  readonly started: readonly StartedPart[]
  /** @default the first day on which it can be */
  readonly on?: Day | undefined
  readonly reason: string
}

/**
 * Decides that open parts of an invoice are due on other days: the old entries out, the new ones in, effective that
 * day, so that aging as of an earlier day still shows what was due then.
 *
 * @returns the day and the new parts with their numbers
 * @throws ReceivablesError `allocation_too_early` when a part began or reopened after `on`, `due_before_issue`
 */
export function reschedule(
  decision: Decision,
  input: RescheduleInput,
): { readonly on: Day; readonly started: readonly PlannedTerms[] } {
  const { books } = decision
  const on = dayForItems(decision, input.ended, input.on)
  const pattern = input.ended[0]
  if (pattern === undefined) return { on, started: [] }
  for (const part of input.started)
    if (part.dueOn < pattern.issuedOn)
      throw new ReceivablesError(
        'due_before_issue',
        `Invoice ${pattern.number} would be due ${formatDay(part.dueOn)}, before it is issued on ${formatDay(pattern.issuedOn)}.`,
        { dueOn: formatDay(part.dueOn), issuedOn: formatDay(pattern.issuedOn) },
      )
  let no = 0
  for (const row of books.instalments.group(input.document)) if (row.no > no) no = row.no
  const started = input.started.map((part) => ({ ...part, no: ++no, dueOn: formatDay(part.dueOn) }))
  const carried = input.ended.some((part) => part.home === null)
    ? null
    : input.ended.reduce((sum, part) => sum + (part.home ?? 0n), 0n)
  let homeLeft = carried
  let openLeft = input.ended.reduce((sum, part) => sum + part.open, 0n)
  const incoming = started.map((part) => {
    const home = homeShare(homeLeft, openLeft, part.amount)
    if (homeLeft !== null && home !== null) homeLeft -= home
    openLeft -= part.amount
    return posting({
      ...receivableLine(pattern, part.amount, home),
      instalment: part.no,
      dueOn: parseDay(part.dueOn),
    })
  })
  decision.add({
    type: 'invoice.rescheduled',
    effectiveOn: on,
    data: {
      document: input.document,
      reason: input.reason,
      ended: input.ended.map((part) => part.no),
      started,
    },
    postings: [
      ...input.ended.map((part) =>
        receivableLine(part, -part.open, carried === null || part.home === null ? null : -part.home),
      ),
      ...incoming,
    ],
  })
  return { on, started }
}

/**
 * Decides that an invoice's open parts, or one of them, are due on another day.
 *
 * @throws ReceivablesError `invoice_not_found`, `invoice_voided`, `invalid_input` when nothing is open
 */
export function moveDueDate(
  decision: Decision,
  input: {
    readonly invoice: string
    readonly dueOn: Day
    readonly instalment?: number | undefined
    readonly on?: Day | undefined
    readonly reason: string
  },
): void {
  const invoice = liveInvoiceOf(decision.books, input.invoice)
  const ended = openInstalments(decision.books, input.invoice).filter(
    (part) => input.instalment === undefined || part.no === input.instalment,
  )
  if (ended.length === 0)
    throw new ReceivablesError('invalid_input', `Invoice ${invoice.number} has nothing open there to move.`, {
      invoice: input.invoice,
    })
  reschedule(decision, {
    document: input.invoice,
    ended,
    started: ended.map((part) => ({ dueOn: input.dueOn, amount: part.open, plan: part.plan })),
    on: input.on,
    reason: input.reason,
  })
}
