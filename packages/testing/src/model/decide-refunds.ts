import { effective, changesOn } from './decide-common.js'
import { discountLost, undo } from './decide-payments.js'
import type { Draft } from './events.js'
import type { Inputs } from './inputs.js'
import type { Setting } from './model.js'
import { known } from './known.js'
import { toMinor, total } from './plain.js'
import { refusals, refuse } from './refusal.js'
import { partOf, replay, type Allocation, type Source, type State } from './replay.js'
import { draftId } from './spread.js'

/** `payments.refund` */
export function refund(setting: Setting, input: Inputs['payments.refund']): Draft[] {
  const { state, today } = setting
  const source = state.sources.get(input.payment) ?? refuse('payment_not_found')
  const { customer, currency } = source
  if (source.isReversed) refuse('payment_reversed')
  if (source.kind === 'promotional') refuse('refund_exceeds_payment')
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
  const on = effective(wrong, state, input.on, today, known.refundBeforeFree ? -Infinity : source.freeFrom)
  wrong.end()
  const drafts: Draft[] = []
  let need = amount - free
  for (const each of live.toReversed().sort((a, b) => b.on - a.on)) {
    if (need <= 0n) break
    drafts.push(
      ...takeBack(state, each, need < each.amount ? need : each.amount, Math.max(on, each.on), input.as === 'reopen'),
    )
    need -= each.amount
  }
  if (amount > free && input.as === 'credit')
    drafts.push(
      ...creditInPlace(setting, source, drafts, amount - free, Math.max(on, ...drafts.map((each) => each.on))),
    )
  if (amount > free && input.as === 'reopen') {
    const days = new Map<string, number>()
    for (const each of drafts.slice()) {
      if (each.type !== 'released' || state.allocations.get(each.allocation)!.source !== source.id) continue
      const { document } = state.allocations.get(each.allocation)!
      if (known.refundHoldPerAllocation)
        drafts.push({ type: 'held', id: '', document, reason: 'refund', customer, on: each.on })
      else days.set(document, each.on)
    }
    for (const [document, day] of days) {
      drafts.push({ type: 'held', id: '', document, reason: 'refund', customer, on: day })
    }
  }
  const undone = drafts.flatMap((each) => (each.type === 'released' ? [state.allocations.get(each.allocation)!] : []))
  const put = drafts.flatMap((each) => (each.type === 'allocated' ? [each] : []))
  const freed = (each: { kind: string; source: string; amount: bigint }) =>
    each.source === source.id && each.kind === 'payment' ? each.amount : 0n
  const rest = source.unapplied + total(undone.map(freed)) - total(put.map(freed))
  const unapplied = rest < amount ? rest : amount
  const held = amount - unapplied
  const shared = { type: 'refunded', source: source.id, customer, on } as const
  if (unapplied > 0n) drafts.push({ ...shared, amount: unapplied, from: 'unapplied' })
  if (held > 0n) drafts.push({ ...shared, amount: held, from: 'held' })
  return drafts
}

/** Undoes a whole allocation and puts back what the refund leaves of it. */
function takeBack(state: State, live: Allocation, amount: bigint, on: number, reopens: boolean): Draft[] {
  const drafts = undo(state, live, on)
  const part = partOf(state, live.document, live.no).freeFrom
  const free = amount < live.amount ? Math.max(part, state.sources.get(live.source)!.freeFrom) : reopens ? on : part
  if (known.refundNeedsFreePart && free > on) refuse('allocation_too_early')
  if (amount < live.amount) {
    const back = { ...live, id: draftId(), amount: live.amount - amount, on, isLive: true }
    state.allocations.set(back.id, back)
    drafts.push({ ...back, type: 'allocated' })
  }
  return reopens ? [...drafts, ...discountLost(state, live.document, on)] : drafts
}

/** What the engine calls a credit note made by a refund is only known when it has made it. */
export const creditInPlaceId = 'crn in place'

function creditInPlace(
  setting: Setting,
  { id: source, customer, currency, reference }: Source,
  before: readonly Draft[],
  amount: bigint,
  on: number,
): Draft[] {
  const now = replay([...setting.events, ...before])
  const touched = before.flatMap((each) =>
    each.type === 'released' && setting.state.allocations.get(each.allocation)!.source === source
      ? [setting.state.allocations.get(each.allocation)!.document]
      : [],
  )
  const wrong = refusals()
  wrong.when(known.refundCreditPerAllocation && touched.length > 1, 'already_exists')
  for (const document of touched) {
    const credited = [...setting.state.sources.values()].filter((each) => each.corrects === document)
    const invoice = setting.state.invoices.get(document)!
    wrong.when(total(credited.map((each) => each.amount)) + amount > invoice.total, 'credit_exceeds_invoice')
  }
  wrong.end()
  const id = creditInPlaceId
  const drafts: Draft[] = [
    {
      type: 'source',
      id,
      kind: 'credit_note',
      currency,
      amount,
      reference,
      expiresOn: undefined,
      corrects: touched[0] ?? '',
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

/** The day reversed money is gone: the one wanted, unless it was settling something then. */
function goneOn(state: State, { id }: Source, wanted: number): number {
  let on = wanted
  if (known.refundBeforeFree) return on
  for (;;) {
    const inUse = [...state.allocations.values()].find(
      (each) => each.source === id && each.on <= on && each.undoneOn !== undefined && on < each.undoneOn,
    )
    if (inUse === undefined) return on
    on = inUse.undoneOn!
  }
}

/** `payments.reverse` */
export function reverse({ state, today }: Setting, input: Inputs['payments.reverse']): Draft[] {
  const source = state.sources.get(input.payment)
  if (source === undefined || source.kind === 'credit_note' || source.kind === 'promotional')
    return refuse('payment_not_found')
  if (source.isReversed) refuse('payment_reversed')
  if (source.refunded + source.forfeited === source.amount) refuse('refund_exceeds_payment')
  const { customer } = source
  const live = [...state.allocations.values()].filter((each) => each.isLive && each.source === source.id)
  const wrong = refusals()
  const on = changesOn(wrong, state, input.on, today, source.receivedOn)
  wrong.end()
  const drafts = live.flatMap((each) => undo(state, each, Math.max(on, each.on)))
  for (const { document, on: since } of live) drafts.push(...discountLost(state, document, Math.max(on, since)))
  const fromHeld = total(live.filter((each) => each.kind === 'deposit').map((each) => each.amount))
  const fromFree = total(live.filter((each) => each.kind !== 'deposit').map((each) => each.amount))
  drafts.push({
    type: 'reversed',
    source: source.id,
    unapplied: source.unapplied + fromFree,
    held: source.held + fromHeld,
    customer,
    on: goneOn(state, source, on),
  })
  if (input.hold ?? input.reason === 'chargeback') {
    for (const document of new Set(live.map((each) => each.document))) {
      if (document !== '')
        drafts.push({ type: 'held', id: '', document, reason: input.reason ?? 'error', customer, on })
    }
  }
  return drafts
}
