import { effective, invoiceOf, openParts } from './decide-common.js'
import type { Draft } from './events.js'
import type { Inputs, WireStrategy } from './inputs.js'
import type { Setting } from './setting.js'
import { byText, toDay, toMinor, total } from './plain.js'
import { Refusal, refusals, refuse, type Refusals } from './refusal.js'
import { replay, tell, type Allocation, type State } from './replay.js'
import { available, inOrderOfUse, isExpired, paidInTime, spread, take, type Order, type Strategy } from './spread.js'

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
  const { splits, ...shared } = input
  if (splits === undefined) return receive(setting, { ...shared, customer: input.customer ?? '' })
  const { currency } = input.amount
  const wrong = refusals()
  wrong.when(
    splits.some(({ amount }) => amount.currency !== currency),
    'currency_mismatch',
  )
  const sum = total(splits.map(({ amount }) => toMinor(amount.amount, currency)))
  wrong.when(sum !== toMinor(input.amount.amount, currency), 'splits_do_not_add_up')
  const drafts: Draft[] = []
  for (const [i, share] of splits.entries()) {
    try {
      drafts.push(...receive(setting, { ...shared, ...share, id: `${input.id}/${i + 1}` }))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      wrong.when(true, ...error.codes)
    }
  }
  wrong.end()
  return drafts
}

type Share = Inputs['payments.record'] & { readonly customer: string }

function receive(setting: Setting, input: Share): Draft[] {
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
      wrong,
      tolerance,
    }),
  ]
}

/** `allocations.apply` */
export function apply({ state, today, tolerance }: Setting, input: Inputs['allocations.apply']): Draft[] {
  const { customer } = input
  const wrong = refusals()
  wrong.when(!state.customers.has(customer), 'customer_not_found')
  const named = input.sources?.flatMap((id) => {
    const source = state.sources.get(id)
    const isTheirs = source?.customer === customer
    wrong.when(!isTheirs, 'payment_not_found')
    if (source === undefined || !isTheirs) return []
    wrong.when(source.isReversed, 'payment_reversed')
    wrong.when(isExpired(source, today), 'credit_expired')
    return [source]
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
  wrong.when(named?.some((source) => source.currency !== currency) === true, 'currency_mismatch')
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
  return spread({
    state,
    customer,
    currency,
    sources,
    strategy: strategyOf(input.strategy),
    on,
    today,
    wrong,
    tolerance,
  })
}

function liveOf(state: State, id: string): Allocation {
  const found = state.allocations.get(id)
  if (found === undefined) return refuse('allocation_not_found')
  if (!found.isLive) return refuse('allocation_not_found', 'already_exists')
  return found
}

/**
 * What goes when an allocation goes: the discount on just this money, what was too much of it, and the difference that
 * was close enough to call the invoice settled.
 */
export function broughtBy(state: State, { id, document }: Allocation): Allocation[] {
  const isForAll = state.invoices.get(document)?.offer?.mode === 'fullSettlementOnly'
  return [...state.allocations.values()].filter(({ isLive, id: other, cause, kind, document: of }) => {
    if (!isLive || other === id) return false
    if (kind === 'tolerance' && of === document && of !== '') return true
    return cause === id && !(kind === 'discount' && isForAll)
  })
}

/** Undoes an allocation with what it brought. */
export function undo(state: State, live: Allocation, on: number): Draft[] {
  return [live, ...broughtBy(state, live)].map(({ id, customer, on: since }): Draft => {
    const draft = { type: 'released', allocation: id, customer, on: Math.max(on, since) } as const
    tell(state, draft, true)
    return draft
  })
}

/** Takes a discount back when what was paid in time no longer reaches what is payable. */
export function discountLost(state: State, document: string, on: number): Draft[] {
  const invoice = state.invoices.get(document)
  if (invoice?.offer?.mode !== 'fullSettlementOnly') return []
  if (paidInTime(state, invoice) >= invoice.offer.payable) return []
  const granted = [...state.allocations.values()].find(
    (each) => each.isLive && each.kind === 'discount' && each.document === document,
  )
  return granted === undefined ? [] : undo(state, granted, Math.max(on, granted.on))
}

/** The money that settles an invoice now, less what went back on its credit notes: the most they may give back. */
export function paidOn(state: State, document: string): bigint {
  const live = [...state.allocations.values()].filter((each) => each.isLive && each.document === document)
  const paid = total(live.filter(({ kind }) => kind === 'payment' || kind === 'deposit').map((each) => each.amount))
  const back = [...state.sources.values()].filter((each) => each.corrects === document)
  const left = paid - total(back.map((each) => each.refunded))
  return left > 0n ? left : 0n
}

/** Promises of credit notes shrink to what is still paid on the invoices they correct, no sooner than they were made. */
export function withdrawn(state: State, documents: ReadonlySet<string>, on: number): Draft[] {
  const drafts: Draft[] = []
  for (const document of documents) {
    let left = paidOn(state, document)
    const oldestFirst = [...state.sources.values()].sort((a, b) => a.receivedOn - b.receivedOn || byText(a.id, b.id))
    for (const { id, corrects, refundDue, customer, receivedOn } of oldestFirst) {
      if (corrects !== document || refundDue === 0n) continue
      const kept = refundDue < left ? refundDue : left
      left -= kept
      if (kept === refundDue) continue
      const amount = refundDue - kept
      drafts.push({ type: 'withdrawn', source: id, amount, customer, on: Math.max(on, receivedOn) })
    }
  }
  return drafts
}

/** `allocations.release` */
export function release({ state, today }: Setting, input: Inputs['allocations.release']): Draft[] {
  const live = liveOf(state, input.allocation)
  const wrong = refusals()
  const on = effective(wrong, state, input.on, today, live.on)
  wrong.end()
  const { document } = live
  return [...undo(state, live, on), ...discountLost(state, document, on), ...withdrawn(state, new Set([document]), on)]
}

/** `allocations.move` */
export function move({ state, today }: Setting, input: Inputs['allocations.move']): Draft[] {
  const wrong = refusals()
  const live = state.allocations.get(input.allocation) ?? refuse('allocation_not_found')
  const isMovable = ['payment', 'credit', 'deposit'].includes(live.kind)
  const to = state.invoices.get(input.to)
  wrong.when(!isMovable, 'invalid_input')
  wrong.when(!live.isLive, 'allocation_not_found', 'already_exists')
  wrong.when(to?.customer !== live.customer, 'invoice_not_found')
  const on = effective(wrong, state, input.on, today, live.on)
  if (to === undefined || !isMovable || !live.isLive) return wrong.now()
  wrong.when(to.isVoid, 'invoice_voided')
  wrong.when(to.currency !== invoiceOf(state, live.document).currency, 'currency_mismatch')
  const source = state.sources.get(live.source) ?? wrong.now()
  const fromHeld = live.kind === 'deposit'
  wrong.when(fromHeld && to.reference !== source.reference, 'deposit_reference_mismatch')
  wrong.when(isExpired(source, today), 'credit_expired')
  wrong.end()
  const drafts = [...undo(state, live, on), ...discountLost(state, live.document, on)]
  const parts = openParts(state, to.id).filter(({ no }) => input.instalment === undefined || no === input.instalment)
  if (total(parts.map((part) => part.open)) < live.amount) refuse('allocation_exceeds_open_amount')
  const placing = { state, customer: live.customer, on: undefined, today, wrong, fromHeld }
  let left = live.amount
  for (const part of parts) left -= take(placing, source, part, left, drafts)
  wrong.end()
  return [...drafts, ...withdrawn(state, new Set([live.document]), on)]
}
