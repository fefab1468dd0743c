import type { Draft } from './events.js'
import type { Inputs, WireStrategy } from './inputs.js'
import { effective, invoiceOf, openParts } from './decide-documents.js'
import type { Setting } from './model.js'
import { toDay, toMinor, total } from './plain.js'
import { refusals, refuse } from './refusal.js'
import { partOf, replay, type Allocation, type Source, type State } from './replay.js'
import { available, draftId, earliest, inOrderOfUse, spread, type Order, type Strategy } from './spread.js'

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
      today,
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
    wrong.when(source.isReversed, 'payment_reversed')
    wrong.when(source.currency !== (input.currency ?? source.currency), 'currency_mismatch')
    return source
  })
  wrong.end()
  const usable = (named ?? [...state.sources.values()]).filter(
    (each) => each.customer === customer && available(each) > 0n,
  )
  const currencies = [...new Set(usable.map((source) => source.currency))]
  const currency = input.currency ?? currencies[0]
  if (input.currency === undefined && currencies.length > 1) refuse('currency_required', 'currency_mismatch')
  if (currency === undefined) return []
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

/** Undoes an allocation and whatever it brought with it. */
function undo(state: State, { id, customer }: Allocation, on: number): Draft[] {
  const brought = [...state.allocations.values()].filter((each) => each.isLive && each.cause === id)
  return [id, ...brought.map((each) => each.id)].map((allocation) => ({ type: 'released', allocation, customer, on }))
}

/** `allocations.release` */
export function release({ state, today }: Setting, input: Inputs['allocations.release']): Draft[] {
  const live = liveOf(state, input.allocation)
  return undo(state, live, effective(state, input.on, today, live.on))
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
  wrong.end()
  const on = effective(state, input.on, today, live.on)
  const drafts = undo(state, live, on)
  const now = replay([...setting.events, ...drafts])
  const source = now.sources.get(live.source)!
  const parts = openParts(now, to.id).filter(({ no }) => input.instalment === undefined || no === input.instalment)
  if (total(parts.map((part) => part.open)) < live.amount) refuse('allocation_exceeds_open_amount')
  let left = live.amount
  for (const part of parts) {
    const amount = left < part.open ? left : part.open
    if (amount === 0n) break
    left -= amount
    const place = { document: to.id, no: part.no, amount, cause: '', customer: live.customer }
    drafts.push({
      type: 'allocated',
      id: draftId(),
      kind: live.kind,
      source: live.source,
      ...place,
      on: earliest(now, part, source),
    })
  }
  return drafts
}

/** `payments.refund` */
export function refund(setting: Setting, input: Inputs['payments.refund']): Draft[] {
  const { state, today } = setting
  const source = state.sources.get(input.payment) ?? refuse('payment_not_found')
  const { customer, currency } = source
  if (source.isReversed) refuse('payment_reversed')
  if (input.amount !== undefined && input.amount.currency !== currency) refuse('currency_mismatch')
  const live = [...state.allocations.values()]
    .filter((each) => each.isLive && each.source === source.id && each.document !== '')
    .filter((each) => input.invoice === undefined || each.document === input.invoice)
  const used = total(live.map((each) => each.amount))
  const free = source.unapplied + source.held
  const amount =
    input.amount === undefined ? (input.as === undefined ? free : free + used) : toMinor(input.amount.amount, currency)
  const wrong = refusals()
  wrong.when(amount > free + used || amount === 0n, 'refund_exceeds_payment')
  wrong.when(amount > free && input.as === undefined, 'refund_treatment_required')
  wrong.end()
  const on = effective(state, input.on, today, source.freeFrom)
  const drafts: Draft[] = []
  let need = amount - free
  for (const each of live.toReversed()) {
    if (need <= 0n) break
    drafts.push(...takeBack(state, each, need < each.amount ? need : each.amount, Math.max(on, each.on)))
    need -= each.amount
  }
  if (amount > free && input.as === 'credit')
    drafts.push(...creditInPlace(setting, input, source, drafts, amount - free, on))
  if (amount > free && input.as === 'reopen') {
    const documents = [
      ...new Set(
        drafts.flatMap((each) => (each.type === 'released' ? [state.allocations.get(each.allocation)!.document] : [])),
      ),
    ]
    for (const document of documents) drafts.push({ type: 'held', id: '', document, reason: 'refund', customer, on })
  }
  const held = source.held < amount ? source.held : amount
  const rest = amount - held
  if (held > 0n) drafts.push({ type: 'refunded', source: source.id, amount: held, from: 'held', customer, on })
  if (rest > 0n) drafts.push({ type: 'refunded', source: source.id, amount: rest, from: 'unapplied', customer, on })
  return drafts
}

/** Undoes a whole allocation and puts back what the refund leaves of it. */
function takeBack(state: State, live: Allocation, amount: bigint, on: number): Draft[] {
  const drafts = undo(state, live, on)
  if (amount < live.amount) {
    drafts.push({ ...live, type: 'allocated', id: draftId(), amount: live.amount - amount, on })
  }
  return drafts
}

function creditInPlace(
  setting: Setting,
  input: Inputs['payments.refund'],
  { id: source, customer, currency, reference }: Source,
  before: readonly Draft[],
  amount: bigint,
  on: number,
): Draft[] {
  const now = replay([...setting.events, ...before])
  const id = `crn_${input.number}`
  const drafts: Draft[] = [
    {
      type: 'source',
      id,
      kind: 'credit_note',
      currency,
      amount,
      reference,
      expiresOn: undefined,
      corrects: '',
      customer,
      on,
    },
  ]
  for (const each of before) {
    if (each.type !== 'released') continue
    const undone = setting.state.allocations.get(each.allocation)!
    if (undone.source !== source) continue
    const part = partOf(now, undone.document, undone.no)
    const back = before.find(
      (other) => other.type === 'allocated' && other.document === undone.document && other.no === undone.no,
    )
    const gap = undone.amount - (back?.type === 'allocated' ? back.amount : 0n)
    const place = { document: undone.document, no: part.no, amount: gap, cause: '', customer, on: each.on }
    drafts.push({ type: 'allocated', id: draftId(), kind: 'credit', source: id, ...place })
  }
  return drafts
}

/** `payments.reverse` */
export function reverse({ state, today }: Setting, input: Inputs['payments.reverse']): Draft[] {
  const source = state.sources.get(input.payment)
  if (source === undefined || source.kind === 'credit_note' || source.kind === 'promotional')
    return refuse('payment_not_found')
  if (source.isReversed) refuse('payment_reversed')
  const { customer } = source
  const live = [...state.allocations.values()].filter((each) => each.isLive && each.source === source.id)
  const on = effective(state, input.on, today, source.receivedOn)
  const drafts = live.flatMap((each) => undo(state, each, Math.max(on, each.on)))
  const fromHeld = total(live.filter((each) => each.kind === 'deposit').map((each) => each.amount))
  const fromFree = total(live.filter((each) => each.kind !== 'deposit').map((each) => each.amount))
  const last = Math.max(on, source.freeFrom, ...live.map((each) => each.on))
  drafts.push({
    type: 'reversed',
    source: source.id,
    unapplied: source.unapplied + fromFree,
    held: source.held + fromHeld,
    customer,
    on: last,
  })
  if (input.hold ?? input.reason === 'chargeback') {
    for (const document of new Set(live.map((each) => each.document))) {
      if (document !== '')
        drafts.push({ type: 'held', id: '', document, reason: input.reason ?? 'error', customer, on })
    }
  }
  return drafts
}

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
export function applyDeposit({ state }: Setting, input: Inputs['deposits.apply']): Draft[] {
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
  wrong.when(left > deposit.held || (left === 0n && deposit.held === 0n), 'deposit_exceeds_held')
  wrong.when(left > open || (left === 0n && open === 0n), 'allocation_exceeds_open_amount')
  wrong.end()
  const drafts: Draft[] = []
  for (const part of parts) {
    const amount = left < part.open ? left : part.open
    if (amount === 0n) break
    left -= amount
    const soonest = earliest(state, part, deposit)
    const on = input.on === undefined ? soonest : effective(state, input.on, soonest, soonest)
    const place = { document: id, no: part.no, amount, cause: '', customer }
    drafts.push({ type: 'allocated', id: draftId(), kind: 'deposit', source: deposit.id, ...place, on })
  }
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
  wrong.end()
  return [{ type, source: id, amount, customer, on: effective(state, input.on, today, freeFrom) }]
}

/** `holds.place` and `holds.release` */
export function placeHold({ state, today }: Setting, input: Inputs['holds.place']): Draft[] {
  const customer = input.customer ?? invoiceOf(state, input.invoice ?? '').customer
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
