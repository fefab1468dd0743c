import { type Day, formatDay, monthsFrom, parseDay } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import { dayForItems } from '../invoice/day-for-items.js'
import { reschedule, type StartedPart } from '../invoice/reschedule.js'
import type { Books } from '../journal/books.js'
import type { Decision } from '../journal/decision.js'
import { liveInvoiceOf, openInstalments } from '../journal/lookup.js'
import { formatMinor, type Money, splitEvenly } from '../money/index.js'
import type { Row } from '../records/collections.js'
import { planData } from './apply.js'

/** A payment plan as agreed, checked at the edge. */
export interface AgreePlan {
  readonly id: string
  readonly invoice: string
  readonly instalments?: readonly { readonly dueOn: Day; readonly amount: Money }[] | undefined
  readonly monthly?: { readonly parts: number; readonly firstDueOn: Day } | undefined
  /** What happens when a part is late: only it is overdue, or the plan ends. @default 'keep' */
  readonly broken?: 'keep' | 'cancel' | undefined
  /** @default the first day on which it can be */
  readonly on?: Day | undefined
}

/**
 * Decides a negotiated plan over what an invoice has open; the paid part and the history stay as they are.
 *
 * @throws ReceivablesError `plan_total_mismatch`, `invalid_input`, `currency_mismatch`, `invoice_not_found`
 * @example
 * // 900.00 open, { parts: 3, firstDueOn: '2026-12-31' }: 300.00 each on 2026-12-31, 2027-01-31, 2027-02-28
 */
export function agreePlan(decision: Decision, input: AgreePlan): void {
  const invoice = liveInvoiceOf(decision.books, input.invoice)
  const ended = openInstalments(decision.books, input.invoice)
  const open = ended.reduce((sum, part) => sum + part.open, 0n)
  if (open === 0n)
    throw new ReceivablesError('invalid_input', `Invoice ${invoice.number} has nothing open to plan.`, {
      invoice: input.invoice,
    })
  const started = partsOf(input, open, invoice.currency)
  const sum = started.reduce((total, part) => total + part.amount, 0n)
  if (sum !== open || started.some((part) => part.amount <= 0n))
    throw new ReceivablesError(
      'plan_total_mismatch',
      `Invoice ${invoice.number} has ${formatMinor(open, invoice.exponent)} ${invoice.currency} open; ` +
        `the plan's parts come to ${formatMinor(sum, invoice.exponent)} and each must be above zero.`,
      { open: formatMinor(open, invoice.exponent), plan: formatMinor(sum, invoice.exponent) },
    )
  const { on, started: instalments } = reschedule(decision, {
    document: input.invoice,
    ended,
    started: started.map((part) => ({ ...part, plan: input.id })),
    on: input.on,
    reason: 'plan',
  })
  decision.add({
    type: 'plan.agreed',
    effectiveOn: on,
    data: {
      id: input.id,
      document: input.invoice,
      replaced: ended.map((part) => ({
        no: part.no,
        dueOn: formatDay(part.dueOn),
        amount: part.open,
        plan: part.plan,
      })),
      instalments: instalments.map(({ no, dueOn, amount }) => ({ no, dueOn, amount })),
      ...(input.broken === undefined ? {} : { broken: input.broken }),
    },
    postings: [],
  })
}

function partsOf(input: AgreePlan, open: bigint, currency: string): { dueOn: Day; amount: bigint }[] {
  if ((input.instalments === undefined) === (input.monthly === undefined))
    throw new ReceivablesError('invalid_input', 'A plan needs instalments or monthly, one of them.')
  if (input.monthly !== undefined) {
    const amounts = splitEvenly(open, input.monthly.parts)
    return monthsFrom(input.monthly.firstDueOn, input.monthly.parts).map((dueOn, index) => ({
      dueOn,
      amount: amounts[index] ?? 0n,
    }))
  }
  return (input.instalments ?? [])
    .map(({ dueOn, amount }) => {
      if (amount.currency !== currency)
        throw new ReceivablesError(
          'currency_mismatch',
          `The invoice is in ${currency}, a part in ${amount.currency}.`,
          {
            invoice: currency,
            part: amount.currency,
          },
        )
      return { dueOn, amount: amount.minor }
    })
    .sort((a, b) => a.dueOn - b.dueOn)
}

/**
 * Decides that a plan ends: what is still open of it falls back to the days it was due before.
 *
 * What was paid counts for the earliest old parts, so the open amount goes to the latest ones. Parts that an earlier
 * plan had fall back to that plan.
 *
 * @throws ReceivablesError `plan_not_found`, `plan_cancelled`
 */
export function cancelPlan(
  decision: Decision,
  input: { readonly plan: string; readonly on?: Day | undefined; readonly reason: string },
): void {
  const plan = decision.books.plans.get(input.plan)
  if (plan === undefined)
    throw new ReceivablesError('plan_not_found', `There is no payment plan ${input.plan}.`, { plan: input.plan })
  if (plan.cancelledOn !== null)
    throw new ReceivablesError(
      'plan_cancelled',
      `Payment plan ${input.plan} was cancelled on ${formatDay(plan.cancelledOn)}.`,
      { plan: input.plan },
    )
  const ended = openInstalments(decision.books, plan.document).filter((part) => part.plan === input.plan)
  const open = ended.reduce((sum, part) => sum + part.open, 0n)
  const standing = decision.books.instalments
    .group(plan.document)
    .filter((part) => part.plan !== input.plan)
    .map((part) => ({ ...part, amount: part.endedOn === null ? part.amount : part.open }))
  const started = partsBefore(decision.books, plan, open, standing)
  const on =
    ended.length === 0
      ? dayForItems(decision, [], input.on)
      : reschedule(decision, { document: plan.document, ended, started, on: input.on, reason: 'plan cancelled' }).on
  decision.add({
    type: 'plan.cancelled',
    effectiveOn: on,
    data: { id: input.plan, reason: input.reason },
    postings: [],
  })
}

/**
 * The parts that an amount falls back to when a plan ends: those the plan replaced, the latest first, each up to what
 * it had then. What belonged to a plan that was cancelled since falls back further, to the parts that one replaced.
 *
 * `standing` are the parts that are there already: they take room of the parts with their day and plan.
 */
function partsBefore(books: Books, plan: Row<'plans'>, open: bigint, standing: readonly StartedPart[]): StartedPart[] {
  const room = new Map<string, bigint>()
  for (const part of standing) room.set(placeOf(part), (room.get(placeOf(part)) ?? 0n) - part.amount)
  const parts: StartedPart[] = []
  const ofCancelled = new Map<Row<'plans'>, bigint>()
  let left = open
  const replaced = planData(plan).replaced.map((old) => ({ ...old, dueOn: parseDay(old.dueOn) }))
  for (const [index, old] of [...replaced.entries()].reverse()) {
    if (left <= 0n) break
    const free = old.amount + (room.get(placeOf(old)) ?? 0n)
    room.set(placeOf(old), free < 0n ? free : 0n)
    const amount = index === 0 || free > left ? left : free
    if (amount <= 0n) continue
    left -= amount
    const earlier = books.plans.get(old.plan)
    if (earlier === undefined || earlier.cancelledOn === null)
      parts.unshift({ dueOn: old.dueOn, amount, plan: old.plan })
    else ofCancelled.set(earlier, (ofCancelled.get(earlier) ?? 0n) + amount)
  }
  for (const [earlier, amount] of ofCancelled)
    parts.push(...partsBefore(books, earlier, amount, [...standing, ...parts]))
  return parts.sort((a, b) => a.dueOn - b.dueOn)
}

const placeOf = ({ dueOn, plan }: { readonly dueOn: Day; readonly plan: string }) => `${dueOn} ${plan}`
