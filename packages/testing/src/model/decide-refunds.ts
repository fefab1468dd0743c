import { effective } from './decide-common.js'
import { broughtBy, discountLost, paidOn, undo, withdrawn } from './decide-payments.js'
import type { Draft } from './events.js'
import type { Inputs } from './inputs.js'
import type { Setting } from './setting.js'
import { toMinor, total } from './plain.js'
import { refusals, refuse } from './refusal.js'
import { partOf, tell, type Allocation, type Source, type State } from './replay.js'
import { draftId, withDiscount } from './spread.js'

/** What a refund took out of one allocation. */
interface Taken {
  readonly document: string
  readonly no: number
  readonly amount: bigint
  readonly on: number
  /** What is left of the allocation, or `''`. */
  readonly rest: string
  /** A tolerance or a discount that went with it. */
  readonly brought: readonly Allocation[]
}

/** `payments.refund` */
export function refund({ state, today }: Setting, input: Inputs['payments.refund']): Draft[] {
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
  const isNamed = input.invoice !== undefined
  if (isNamed && (isCredit || live.length === 0)) refuse('invoice_not_found')
  const free = isNamed ? 0n : source.unapplied + source.held
  const most = isCredit && source.corrects !== '' ? paidOn(state, source.corrects) : free + used
  const asked = input.as === undefined && !isNamed ? free : free + used
  const amount = input.amount === undefined ? (asked < most ? asked : most) : toMinor(input.amount.amount, currency)
  const wrong = refusals()
  wrong.when(amount > most || amount > free + used || amount === 0n, 'refund_exceeds_payment')
  wrong.when(amount > free && input.as === undefined, 'refund_treatment_required')
  const on = effective(wrong, state, input.on, today, source.freeFrom)
  wrong.end()
  const drafts: Draft[] = []
  const takes: Taken[] = []
  let need = amount - free
  for (const each of live.toReversed().sort((a, b) => b.on - a.on)) {
    if (need <= 0n) break
    const day = Math.max(on, each.on)
    takes.push(takeBack(state, each, need < each.amount ? need : each.amount, day, input.as === 'reopen', drafts))
    need -= each.amount
  }
  const documents = new Set(takes.map((each) => each.document))
  for (const document of documents) {
    const ofOne = takes.filter((each) => each.document === document)
    const since = Math.max(...ofOne.map((each) => each.on))
    if (input.as === 'credit') creditInPlace(state, source, ofOne, since, drafts)
    else drafts.push({ type: 'held', id: '', document, reason: 'refund', customer, on: since })
    drafts.push(...withdrawn(state, new Set([document]), since))
  }
  const unapplied = source.unapplied < amount ? source.unapplied : amount
  const held = amount - unapplied
  const promised = source.refundDue < amount ? source.refundDue : amount
  const last = Math.max(on, ...takes.map((each) => each.on))
  const shared = { type: 'refunded', source: source.id, customer, on: last } as const
  if (unapplied > 0n) drafts.push({ ...shared, amount: unapplied, from: 'unapplied', promised })
  if (held > 0n) drafts.push({ ...shared, amount: held, from: 'held', promised: 0n })
  source.refunded += amount
  source.refundDue -= promised
  return [...drafts, ...withdrawn(state, new Set([source.corrects].filter((id) => id !== '')), on)]
}

/** Undoes a whole allocation and puts back what the refund leaves of it. */
function takeBack(
  state: State,
  live: Allocation,
  amount: bigint,
  on: number,
  reopens: boolean,
  drafts: Draft[],
): Taken {
  const { document, no } = live
  const part = partOf(state, document, no).freeFrom
  const free = amount < live.amount ? Math.max(part, state.sources.get(live.source)!.freeFrom) : reopens ? on : part
  if (free > on) refuse('allocation_too_early')
  const brought = broughtBy(state, live)
  drafts.push(...undo(state, live, on))
  const { kind, source, customer } = live
  const rest = amount < live.amount ? draftId() : ''
  if (rest !== '') {
    const shared = { type: 'allocated', document, no, customer, on } as const
    const left = { amount: live.amount - amount, discount: 0n }
    const earns = reopens
      ? withDiscount(state, partOf(state, document, no), state.sources.get(source)!, left.amount)
      : left
    keep(state, drafts, { ...shared, id: rest, kind, source, amount: earns.amount, cause: '' })
    if (earns.discount > 0n)
      keep(state, drafts, {
        ...shared,
        id: draftId(),
        kind: 'discount',
        source: '',
        amount: earns.discount,
        cause: rest,
      })
  }
  if (reopens) drafts.push(...discountLost(state, document, on))
  return { document, no, amount, on, rest, brought }
}

function keep(state: State, drafts: Draft[], draft: Draft): void {
  drafts.push(draft)
  tell(state, draft, true)
}

/** What a credit note made by a refund is called until the engine has named it. */
export const creditOf = 'credit in place of '

/**
 * One credit note for all that a refund took from an invoice, set against the instalments it was taken from.
 *
 * What the money had brought stays, a rounding gain included: it now hangs on the rest of the money, or else on the
 * credit.
 */
function creditInPlace(
  state: State,
  { customer, currency }: Source,
  takes: readonly Taken[],
  since: number,
  drafts: Draft[],
): void {
  const { document: corrects } = takes[0]!
  const amount = total(takes.map((each) => each.amount))
  const credited = [...state.sources.values()].filter((other) => other.corrects === corrects)
  const { total: asked, reference } = state.invoices.get(corrects)!
  if (total(credited.map((other) => other.amount)) + amount > asked) refuse('credit_exceeds_invoice')
  const id = creditOf + corrects
  const note = { id, kind: 'credit_note', currency, amount, reference, expiresOn: undefined, corrects } as const
  keep(state, drafts, { type: 'source', ...note, customer, on: since })
  for (const { document, no, on, rest, brought, amount: taken } of takes) {
    const place = { type: 'allocated', document, no, customer, on: since } as const
    const allocation = draftId()
    keep(state, drafts, { ...place, id: allocation, kind: 'credit', source: id, amount: taken, cause: '' })
    for (const each of brought) {
      const cause = rest === '' && each.document !== '' ? allocation : rest
      const again = { ...each, type: 'allocated', id: draftId(), customer, cause } as const
      keep(state, drafts, { ...again, on: rest === '' ? since : on })
    }
  }
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
  const drafts: Draft[] = []
  for (const each of live) if (each.isLive) drafts.push(...undo(state, each, Math.max(on, each.on)))
  for (const { document, on: since } of live) drafts.push(...discountLost(state, document, Math.max(on, since)))
  const { unapplied, held } = source
  const last = Math.max(on, ...live.map((each) => each.on))
  if (source.refundDue > 0n)
    drafts.push({ type: 'withdrawn', source: source.id, amount: source.refundDue, customer, on: last })
  drafts.push({ type: 'reversed', source: source.id, unapplied, held, customer, on: last })
  const documents = new Set(live.map((each) => each.document).filter((document) => document !== ''))
  for (const document of documents) {
    const days = live.filter((each) => each.document === document).map((each) => Math.max(on, each.on))
    drafts.push(...withdrawn(state, new Set([document]), Math.max(...days)))
  }
  if (input.hold ?? input.reason === 'chargeback') {
    for (const document of documents)
      drafts.push({ type: 'held', id: '', document, reason: input.reason ?? 'error', customer, on })
  }
  return drafts
}
