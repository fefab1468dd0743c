import { effective, invoiceOf, openParts } from './decide-common.js'
import type { Draft } from './events.js'
import type { Inputs } from './inputs.js'
import type { Setting } from './setting.js'
import { toDay, toMinor, total } from './plain.js'
import { refusals, refuse } from './refusal.js'
import type { Source, State } from './replay.js'
import { take } from './spread.js'

/** `deposits.settle` */
export function settleDeposit({ state, today }: Setting, input: Inputs['deposits.settle']): Draft[] {
  const { customer, id, reference } = input
  const { currency } = input.amount
  const on = input.receivedOn === undefined ? today : toDay(input.receivedOn)
  const wrong = refusals()
  wrong.when(!state.customers.has(customer), 'customer_not_found')
  wrong.when(state.sources.has(id), 'already_exists')
  wrong.when(on <= state.closedThrough, 'period_closed')
  wrong.end()
  const amount = toMinor(input.amount.amount, currency)
  return [
    {
      type: 'source',
      id,
      kind: 'deposit',
      currency,
      amount,
      reference,
      expiresOn: undefined,
      corrects: '',
      customer,
      on,
    },
  ]
}

function depositOf(state: State, id: string): Source {
  const source = state.sources.get(id)
  return source?.kind === 'deposit' ? source : refuse('deposit_not_found')
}

/** `deposits.apply` */
export function applyDeposit({ state, today }: Setting, input: Inputs['deposits.apply']): Draft[] {
  const deposit = depositOf(state, input.deposit)
  const { id, customer, reference, isVoid, currency } = invoiceOf(state, input.invoice)
  const parts = openParts(state, id)
  const open = total(parts.map((part) => part.open))
  const most = deposit.held < open ? deposit.held : open
  let left = input.amount === undefined ? most : toMinor(input.amount.amount, input.amount.currency)
  const wrong = refusals()
  wrong.when(deposit.isReversed, 'payment_reversed')
  wrong.when(deposit.customer !== customer, 'invoice_not_found')
  wrong.when(isVoid, 'invoice_voided')
  wrong.when(deposit.currency !== currency || (input.amount?.currency ?? currency) !== currency, 'currency_mismatch')
  wrong.when(deposit.reference !== reference, 'deposit_reference_mismatch')
  wrong.when(left > deposit.held, 'deposit_exceeds_held')
  wrong.when(left > open, 'allocation_exceeds_open_amount')
  wrong.end()
  const on = input.on === undefined ? undefined : toDay(input.on)
  const placing = { state, customer, on, today, fromHeld: true, wrong }
  const drafts: Draft[] = []
  for (const part of parts) left -= take(placing, deposit, part, left, drafts)
  wrong.end()
  return drafts
}

/** `deposits.forfeit` and `deposits.release` */
export function endDeposit(
  { state, today }: Setting,
  input: Inputs['deposits.forfeit'],
  type: 'forfeited' | 'depositReleased',
): Draft[] {
  const { id, customer, currency, held, freeFrom, isReversed } = depositOf(state, input.deposit)
  const amount = input.amount === undefined ? held : toMinor(input.amount.amount, currency)
  const wrong = refusals()
  wrong.when(isReversed, 'payment_reversed')
  wrong.when((input.amount?.currency ?? currency) !== currency, 'currency_mismatch')
  wrong.when(amount > held || amount === 0n, 'deposit_exceeds_held')
  const on = effective(wrong, state, input.on, today, freeFrom)
  wrong.end()
  return [{ type, source: id, amount, customer, on }]
}

/** `holds.place` and `holds.release` */
export function placeHold({ state, today }: Setting, input: Inputs['holds.place']): Draft[] {
  const customer = input.customer ?? invoiceOf(state, input.invoice ?? '').customer
  if (input.invoice !== undefined && invoiceOf(state, input.invoice).isVoid) refuse('invoice_voided')
  if (!state.customers.has(customer)) refuse('customer_not_found')
  const on = input.on === undefined ? today : toDay(input.on)
  return [{ type: 'held', id: input.id ?? '', document: input.invoice ?? '', reason: input.reason, customer, on }]
}

/** `holds.release` */
export function releaseHold({ state, today }: Setting, input: Inputs['holds.release']): Draft[] {
  const hold = state.holds.get(input.hold) ?? refuse('hold_not_found')
  if (!hold.isActive) refuse('hold_not_found', 'already_exists')
  return [
    {
      type: 'holdReleased',
      id: input.hold,
      customer: hold.customer,
      on: input.on === undefined ? today : toDay(input.on),
    },
  ]
}
