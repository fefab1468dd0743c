import { applyDeposit } from '../../deposit/hold-money.js'
import { formatDay } from '../../calendar/index.js'
import { ReceivablesError } from '../../errors/index.js'
import { issueInvoice as decideIssue } from '../../invoice/issue.js'
import { noDueDay } from '../../invoice/schedule.js'
import { moveDueDate as decideMove } from '../../invoice/reschedule.js'
import { voidInvoice as decideVoid } from '../../invoice/void.js'
import type { Decision } from '../../journal/decision.js'
import type { InstalmentTerms } from '../../journal/fact.js'
import { openOf } from '../../journal/lookup.js'
import { type Money, minor } from '../../money/index.js'
import type { Command, Trip } from '../engine.js'
import { issueInvoice, moveDueDate, voidInvoice } from '../input/invoices.js'
import { ownerOf } from './owner.js'

/** What `invoices.issue` answers besides. */
export interface IssuedAnswer {
  readonly number: string
  readonly total: Money | null
  readonly dueOn: string | null
  readonly instalments: readonly { readonly no: number; readonly dueOn: string; readonly amount: Money }[]
}

export const issue: Command<typeof issueInvoice, IssuedAnswer> = {
  name: 'invoices.issue',
  schema: issueInvoice,
  identity: (input) => input.id ?? (input.number === undefined ? undefined : `inv_${input.number}`),
  async run(trip, input) {
    const { id, number } = named(trip, 'inv', input)
    const currency = (input.total ?? input.lines?.[0]?.amount)?.currency
    const wanted = currency === undefined || input.reference === undefined ? {} : { held: currency }
    const { decision } = await trip.account(input.customer, wanted)
    const { settings } = trip
    decideIssue(decision, { ...input, id, number, issuedOn: input.issuedOn ?? trip.today }, settings)
    if (input.reference !== undefined && input.applyDeposits !== false) applyDeposits(decision, id, input.reference)
    return { id }
  },
  extra(facts) {
    const issued = facts.find((fact) => fact.type === 'invoice.issued')
    if (issued === undefined) return { number: '', total: null, dueOn: null, instalments: [] }
    const { number, total, currency, instalments } = issued.data
    const show = (part: InstalmentTerms) => ({ ...part, amount: minor(part.amount, currency) })
    return {
      number,
      total: minor(total, currency),
      dueOn: dueText(instalments.at(-1)?.dueOn),
      instalments: instalments.map(show),
    }
  },
}

const dueText = (dueOn: string | undefined) => (dueOn === undefined || dueOn === formatDay(noDueDay) ? null : dueOn)

/** What is held for an invoice's reference settles it, unless the customer's account is on hold. */
function applyDeposits(decision: Decision, invoice: string, reference: string): void {
  for (const hold of decision.books.holds.values()) if (hold.document === '' && hold.releasedOn === null) return
  const currency = decision.books.documents.get(invoice)?.currency
  for (const source of decision.books.sources.snapshot()) {
    if (source.held <= 0n || source.reference !== reference || source.currency !== currency) continue
    if (openOf(decision.books, invoice) === 0n) return
    applyDeposit(decision, { deposit: source.id, invoice })
  }
}

/** A document's id and number: given, or the next of a series. */
export function named(
  trip: Trip,
  prefix: 'inv' | 'crn',
  input: {
    readonly id?: string | undefined
    readonly number?: string | undefined
    readonly series?: string | undefined
  },
): { id: string; number: string } {
  if (input.number !== undefined && input.series !== undefined)
    throw new ReceivablesError('invalid_input', 'Give a number or a series, not both.')
  const number = input.number ?? trip.nextNumber(input.series ?? (prefix === 'inv' ? 'INV' : 'CRN'))
  const id = input.id ?? `${prefix}_${input.number ?? trip.settings.ids()}`
  return { id, number }
}

const nothing = () => ({})

export const voidIt: Command<typeof voidInvoice, object> = {
  name: 'invoices.void',
  schema: voidInvoice,
  async run(trip, input) {
    const customer = await ownerOf(trip.settings, 'documents', input.invoice)
    const { decision } = await trip.account(customer, { around: [input.invoice] })
    decideVoid(decision, { invoice: input.invoice, on: input.on, reason: input.reason ?? '' })
    return { id: input.invoice }
  },
  extra: nothing,
}

export const moveDue: Command<typeof moveDueDate, object> = {
  name: 'invoices.moveDueDate',
  schema: moveDueDate,
  async run(trip, input) {
    const customer = await ownerOf(trip.settings, 'documents', input.invoice)
    const { decision } = await trip.account(customer, { around: [input.invoice] })
    decideMove(decision, { ...input, reason: input.reason ?? '' })
    return { id: input.invoice }
  },
  extra: nothing,
}
