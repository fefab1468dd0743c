import { effective } from './decide-common.js'
import { discountLost, undo } from './decide-payments.js'
import type { Draft } from './events.js'
import type { Inputs } from './inputs.js'
import type { Setting } from './setting.js'
import { known } from './known.js'
import { toMinor, total } from './plain.js'
import { refusals, refuse } from './refusal.js'
import { partOf, type Allocation, type Source, type State } from './replay.js'
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
  const isCredit = source.kind === 'credit_note'
  const used = isCredit ? 0n : total(live.map((each) => each.amount))
  const free = source.unapplied + source.held
  const amount =
    input.amount === undefined ? (input.as === undefined ? free : free + used) : toMinor(input.amount.amount, currency)
  const wrong = refusals()
  wrong.when(amount > free + used || amount === 0n, 'refund_exceeds_payment')
  wrong.when(isCredit && source.corrects !== '' && amount > paidOn(state, source.corrects), 'refund_exceeds_payment')
  wrong.when(amount > free && input.as === undefined, 'refund_treatment_required')
  const on = effective(wrong, state, input.on, today, source.freeFrom)
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
  if (amount > free && input.as === 'credit') drafts.push(...creditsInPlace(setting, source, drafts))
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
  const shared = {
    type: 'refunded',
    source: source.id,
    customer,
    on: Math.max(on, ...drafts.map((each) => each.on)),
  } as const
  if (unapplied > 0n) drafts.push({ ...shared, amount: unapplied, from: 'unapplied' })
  if (held > 0n) drafts.push({ ...shared, amount: held, from: 'held' })
  const documents = new Set(undone.map((each) => each.document))
  drafts.push(...withdrawn(state, documents, shared.on))
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

/** What a credit note made by a refund is called until the engine has named it. */
export const creditInPlace = 'credit in place'

/** A credit note for each allocation the refund undid, set against the same part. */
function creditsInPlace(
  setting: Setting,
  { id: source, customer, currency, reference }: Source,
  before: readonly Draft[],
): Draft[] {
  const { state } = setting
  const wrong = refusals()
  const drafts: Draft[] = []
  for (const [i, each] of before.entries()) {
    const undone = each.type === 'released' ? state.allocations.get(each.allocation)! : undefined
    if (undone?.source !== source) continue
    const next = before[i + 1]
    const amount = undone.amount - (next?.type === 'allocated' ? next.amount : 0n)
    const credited = [...state.sources.values()].filter((other) => other.corrects === undone.document)
    const more = drafts.flatMap((draft) =>
      draft.type === 'source' && draft.corrects === undone.document ? [draft.amount] : [],
    )
    const all = total([...credited.map((other) => other.amount), ...more]) + amount
    wrong.when(all > state.invoices.get(undone.document)!.total, 'credit_exceeds_invoice')
    const id = `${creditInPlace} ${i}`
    const shared = { amount, customer, on: each.on }
    const document = {
      reference,
      expiresOn: undefined,
      corrects: undone.document,
      kind: 'credit_note',
      currency,
    } as const
    drafts.push({ ...shared, ...document, type: 'source', id })
    const place = { document: undone.document, no: undone.no, cause: '' }
    drafts.push({ ...shared, ...place, type: 'allocated', id: draftId(), kind: 'credit', source: id })
  }
  wrong.end()
  return drafts
}

/** The money that settles an invoice now: the most that its credit notes may give back. */
function paidOn(state: State, document: string): bigint {
  const live = [...state.allocations.values()].filter((each) => each.isLive && each.document === document)
  const paid = total(live.filter(({ kind }) => kind === 'payment' || kind === 'deposit').map((each) => each.amount))
  const back = [...state.sources.values()].filter((each) => each.corrects === document)
  const left = paid - total(back.map((each) => each.refunded))
  return left > 0n ? left : 0n
}

/** Promises of credit notes shrink to what is still paid on the invoices they correct. */
function withdrawn(state: State, documents: ReadonlySet<string>, on: number): Draft[] {
  const drafts: Draft[] = []
  for (const document of documents) {
    let left = paidOn(state, document)
    for (const { id, corrects, refundDue, customer } of state.sources.values()) {
      if (corrects !== document || refundDue === 0n) continue
      const kept = refundDue < left ? refundDue : left
      left -= kept
      if (kept < refundDue) drafts.push({ type: 'withdrawn', source: id, amount: refundDue - kept, customer, on })
    }
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
  const wrong = refusals()
  wrong.when(source.refunded + source.forfeited === source.amount, 'refund_exceeds_payment')
  const on = effective(wrong, state, input.on, today, source.freeFrom)
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
    on: Math.max(on, ...drafts.map((each) => each.on)),
  })
  drafts.push(...withdrawn(state, new Set(live.map((each) => each.document)), on))
  if (input.hold ?? input.reason === 'chargeback') {
    for (const document of new Set(live.map((each) => each.document))) {
      if (document !== '')
        drafts.push({ type: 'held', id: '', document, reason: input.reason ?? 'error', customer, on })
    }
  }
  return drafts
}
