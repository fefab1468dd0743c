import { invoiceOf, openParts, undoneOn } from './decide-common.js'
import type { Draft } from './events.js'
import type { Inputs, WireStrategy } from './inputs.js'
import type { Setting } from './setting.js'
import { known } from './known.js'
import { toDay, toMinor, total } from './plain.js'
import { refusals, refuse, type Refusals } from './refusal.js'
import { replay, type Allocation, type State } from './replay.js'
import { available, inOrderOfUse, paidInTime, spread, take, type Order, type Strategy } from './spread.js'

function strategyOf(given: WireStrategy | undefined): Strategy {
  if (given === undefined || typeof given === 'string') return (given ?? 'oldestDue') as Order
  const specific = given.specific.map(({ invoice, instalment, amount }) => ({
    invoice,
    instalment,
    amount: amount === undefined ? undefined : toMinor(amount.amount, amount.currency),
    currency: amount?.currency,
  }))
  return { specific, then: (given.then ?? 'onAccount') as Order }
}

function checkTarget(wrong: Refusals, { invoices }: State, customer: string, id: string, currency?: string): void {
  const invoice = invoices.get(id)
  wrong.when(invoice?.customer !== customer, 'invoice_not_found')
  wrong.when(invoice?.isVoid === true, 'invoice_voided')
  wrong.when(currency !== undefined && currency !== (invoice?.currency ?? currency), 'currency_mismatch')
}

/** `payments.record` */
export function record(setting: Setting, input: Inputs['payments.record']): Draft[] {
  const { state, today, tolerance } = setting
  const { customer, id, reference = '', allocate } = input
  const { currency } = input.amount
  const on = input.receivedOn === undefined ? today : toDay(input.receivedOn)
  const wrong = refusals()
  wrong.when(!state.customers.has(customer), 'customer_not_found')
  wrong.when(state.sources.has(id), 'already_exists')
  wrong.when(on <= state.closedThrough, 'period_closed')
  if (typeof allocate === 'object')
    for (const { invoice, amount } of allocate.specific) {
      checkTarget(wrong, state, customer, invoice, currency)
      wrong.when((amount?.currency ?? currency) !== currency, 'currency_mismatch')
    }
  wrong.end()
  const amount = toMinor(input.amount.amount, currency)
  const received: Draft = {
    type: 'source',
    id,
    kind: 'payment',
    currency,
    amount,
    reference,
    expiresOn: undefined,
    corrects: '',
    customer,
    on,
  }
  const now = replay([...setting.events, received])
  const sources = [now.sources.get(id)!]
  return [
    received,
    ...spread({
      state: now,
      customer,
      currency,
      sources,
      strategy: strategyOf(allocate),
      on: undefined,
      today: on,
      tolerance,
    }),
  ]
}

/** `allocations.apply` */
export function apply({ state, today, tolerance }: Setting, input: Inputs['allocations.apply']): Draft[] {
  const { customer } = input
  if (!state.customers.has(customer)) refuse('customer_not_found')
  const wrong = refusals()
  const named = input.sources?.map((id) => {
    const source = state.sources.get(id)
    if (source === undefined || source.customer !== customer) return refuse('payment_not_found', 'credit_not_found')
    wrong.when(source.isReversed && !known.reversedSourceIgnored, 'payment_reversed')
    wrong.when(source.currency !== (input.currency ?? source.currency), 'currency_mismatch')
    return source
  })
  const usable = (named ?? [...state.sources.values()]).filter(
    (each) => each.customer === customer && available(each) > 0n,
  )
  const currencies = [
    ...new Set(
      [...state.sources.values()]
        .filter((each) => each.customer === customer && each.unapplied > 0n)
        .map((source) => source.currency),
    ),
  ]
  const currency = input.currency ?? currencies[0] ?? 'EUR'
  wrong.when(input.currency === undefined && currencies.length > 1, 'currency_required', 'currency_mismatch')
  if (typeof input.strategy === 'object') {
    for (const { invoice, amount } of input.strategy.specific) {
      checkTarget(wrong, state, customer, invoice, currency)
      wrong.when((amount?.currency ?? currency) !== currency, 'currency_mismatch')
      wrong.when(state.invoices.get(invoice)?.isVoid === true, 'currency_mismatch')
    }
  }
  wrong.end()
  const on = input.effectiveOn === undefined ? undefined : toDay(input.effectiveOn)
  const sources = usable.filter((source) => source.currency === currency)
  if (named === undefined) sources.sort(inOrderOfUse)
  return spread({ state, customer, currency, sources, strategy: strategyOf(input.strategy), on, today, tolerance })
}

function liveOf(state: State, id: string): Allocation {
  const found = state.allocations.get(id)
  if (found === undefined) return refuse('allocation_not_found')
  if (!found.isLive) return refuse('allocation_not_found', 'already_exists')
  return found
}

/** Undoes an allocation, and a tolerance it brought. */
export function undo(state: State, live: Allocation, on: number): Draft[] {
  const { id, customer } = live
  const brought = [...state.allocations.values()].filter(
    (each) => each.isLive && each.kind !== 'discount' && each.cause === id,
  )
  return [live, ...brought].map((each) => {
    each.isLive = false
    return { type: 'released', allocation: each.id, customer, on }
  })
}

/** Takes a discount back when what was paid in time no longer reaches what is payable. */
export function discountLost(state: State, document: string, on: number): Draft[] {
  const invoice = state.invoices.get(document)
  if (invoice?.offer === undefined || paidInTime(state, invoice) >= invoice.offer.payable) return []
  const granted = [...state.allocations.values()].find(
    (each) => each.isLive && each.kind === 'discount' && each.document === document,
  )
  return granted === undefined ? [] : undo(state, granted, Math.max(on, granted.on))
}

/** `allocations.release` */
export function release({ state, today }: Setting, input: Inputs['allocations.release']): Draft[] {
  const live = liveOf(state, input.allocation)
  const wrong = refusals()
  const on = undoneOn(wrong, state, input.on, today, live.on)
  wrong.end()
  return [...undo(state, live, on), ...discountLost(state, live.document, on)]
}

/** `allocations.move` */
export function move(setting: Setting, input: Inputs['allocations.move']): Draft[] {
  const { state, today } = setting
  const live = liveOf(state, input.allocation)
  const to = invoiceOf(state, input.to)
  const wrong = refusals()
  wrong.when(to.customer !== live.customer, 'invoice_not_found')
  wrong.when(to.isVoid, 'invoice_voided')
  wrong.when(to.currency !== invoiceOf(state, live.document).currency, 'currency_mismatch')
  const on = undoneOn(wrong, state, input.on, today, live.on)
  wrong.end()
  const drafts = [...undo(state, live, on), ...discountLost(state, live.document, on)]
  const placing = { customer: live.customer, on: undefined, today: known.moveExpiredCredit ? -Infinity : today }
  const now = replay([...setting.events, ...drafts])
  const source = now.sources.get(live.source)!
  const parts = openParts(now, to.id).filter(({ no }) => input.instalment === undefined || no === input.instalment)
  const open = total(parts.map((part) => part.open))
  if (!known.moveIntoLessIsPartial && open < live.amount) refuse('allocation_exceeds_open_amount')
  let left = live.amount
  for (const part of parts) left -= take({ ...placing, state: now }, source, part, left, drafts)
  return drafts
}
