import { issueCredit } from './decide-credits.js'
import { invoiceOf } from './decide-common.js'
import type { Draft } from './events.js'
import type { Inputs } from './inputs.js'
import type { Setting } from './setting.js'
import { byText, toDay, toMinor, total, wire } from './plain.js'
import { refusals, refuse } from './refusal.js'
import { partsOf, type State } from './replay.js'

/** `disputes.open` */
export function openDispute({ state, today }: Setting, input: Inputs['disputes.open']): Draft[] {
  const { id, invoice, payment } = input
  const about = payment === undefined ? disputedInvoice(state, invoice ?? '') : disputedPayment(state, payment)
  const amount = input.amount === undefined ? about.amount : toMinor(input.amount.amount, input.amount.currency)
  const wrong = refusals()
  wrong.when(about.isVoid, 'invoice_voided')
  wrong.when(state.disputes.has(id), 'already_exists')
  wrong.when((input.amount?.currency ?? about.currency) !== about.currency, 'currency_mismatch')
  wrong.when(amount === 0n || amount > about.most, 'dispute_exceeds_amount')
  wrong.end()
  const { customer } = about
  const holds = about.invoices.map((document, i) => ({ document, id: i === 0 ? `hold_${id}` : `hold_${id}#${i + 1}` }))
  return [
    ...holds.map((hold): Draft => ({ type: 'held', ...hold, reason: 'dispute', customer, on: today })),
    {
      type: 'disputed',
      id,
      document: invoice ?? '',
      currency: about.currency,
      amount,
      holds: holds.map((hold) => hold.id),
      customer,
      on: today,
    },
  ]
}

function disputedInvoice(state: State, id: string) {
  const { customer, currency, isVoid, total: billed } = invoiceOf(state, id)
  const credited = total([...state.sources.values()].filter((each) => each.corrects === id).map((each) => each.amount))
  const most = billed - credited
  const open = total(partsOf(state, id).map((part) => part.open))
  const amount = open > 0n && open < most ? open : most
  return { customer, currency, isVoid, most, amount, invoices: [id] }
}

function disputedPayment(state: State, id: string) {
  const source = state.sources.get(id) ?? refuse('payment_not_found')
  if (source.kind !== 'payment' && source.kind !== 'deposit') refuse('payment_not_found')
  const settled = [...state.allocations.values()].filter((each) => each.source === id && each.isLive)
  const invoices = [...new Set(settled.map((each) => each.document))].filter((each) => each !== '').sort(byText)
  const { customer, currency, amount: most, refunded } = source
  return { customer, currency, isVoid: false, most, amount: most - refunded, invoices }
}

/** `disputes.resolve` */
export function resolveDispute(setting: Setting, input: Inputs['disputes.resolve']): Draft[] {
  const { state, today } = setting
  const dispute = state.disputes.get(input.dispute) ?? refuse('dispute_not_found')
  const { customer, document, currency, amount } = dispute
  const wrong = refusals()
  wrong.when(dispute.isResolved, 'dispute_resolved')
  wrong.when(input.as === 'credit' && (input.outcome !== 'accepted' || document === ''), 'invalid_input')
  wrong.end()
  const released = input.releaseHold === false ? [] : dispute.holds.filter((id) => state.holds.get(id)?.isActive)
  const drafts: Draft[] = [
    { type: 'disputeResolved', id: input.dispute, customer, on: today },
    ...released.map((id): Draft => ({ type: 'holdReleased', id, customer, on: today })),
  ]
  if (input.as === undefined) return drafts
  const credit = { customer, number: input.number ?? '', amount: wire(amount, currency) }
  return [...drafts, ...issueCredit(setting, { ...credit, invoice: document })]
}

/** `promises.make` */
export function makePromise({ state, today }: Setting, input: Inputs['promises.make']): Draft[] {
  const { id, invoice: document } = input
  const until = toDay(input.until)
  const wrong = refusals()
  wrong.when(state.agreements.has(id), 'already_exists')
  wrong.when(until < today, 'invalid_input')
  const invoice = document === undefined ? undefined : invoiceOf(state, document)
  const customer = invoice?.customer ?? input.customer ?? ''
  const currency = input.amount?.currency ?? invoice?.currency ?? ''
  const open = total(partsOf(state, document ?? '').map((part) => part.open))
  const amount = input.amount === undefined ? open : toMinor(input.amount.amount, currency)
  wrong.when(!state.customers.has(customer), 'customer_not_found')
  wrong.when(invoice !== undefined && invoice.isVoid, 'invoice_voided')
  wrong.when(invoice !== undefined && invoice.currency !== currency, 'currency_mismatch')
  wrong.when(invoice !== undefined && (amount === 0n || amount > open), 'promise_exceeds_open')
  for (const other of state.agreements.values())
    if (other.isOpen && other.customer === customer && other.document === (document ?? ''))
      wrong.when(other.currency === currency, 'promise_stands')
  wrong.end()
  return [{ type: 'agreed', id, document: document ?? '', currency, amount, until, customer, on: today }]
}

/** `promises.withdraw` */
export function withdrawPromise({ state, today }: Setting, input: Inputs['promises.withdraw']): Draft[] {
  const promise = state.agreements.get(input.promise) ?? refuse('promise_not_found')
  if (!promise.isOpen) refuse('promise_ended')
  return [{ type: 'agreementWithdrawn', id: input.promise, customer: promise.customer, on: today }]
}

/** `plans.accept` */
export function acceptPlan({ state, today }: Setting, input: Inputs['plans.accept']): Draft[] {
  const plan = state.plans.get(input.plan) ?? refuse('plan_not_found')
  const wrong = refusals()
  wrong.when(plan.isCancelled, 'plan_cancelled')
  wrong.when(plan.isAccepted, 'already_exists')
  wrong.end()
  return [{ type: 'planAccepted', id: input.plan, customer: plan.customer, on: today }]
}
