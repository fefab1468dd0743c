import type { Draft } from './events.js'
import { known } from './known.js'
import { byText, inProportion, total } from './plain.js'
import { partsOf, type Invoice, type Part, type Source, type State } from './replay.js'
import { Refusal, refuse, refusals } from './refusal.js'

/** Which item first. */
export type Order = 'oldestDue' | 'currentFirst' | 'proportional' | 'feesFirst' | 'principalFirst' | 'onAccount'

/** A strategy as commands take it. Amounts are minor units. */
export type Strategy = Order | { readonly specific: readonly Target[]; readonly then: Order }

/** One named target. */
interface Target {
  readonly invoice: string
  readonly instalment: number | undefined
  readonly amount: bigint | undefined
  readonly currency: string | undefined
}

/** Limits in minor units by currency, with a percent of the document's total in hundredths. */
export type Tolerance = { readonly [currency: string]: { readonly amount: bigint; readonly percent?: bigint } }

interface Placing {
  readonly state: State
  readonly customer: string
  /** The day the caller insists on. */
  readonly on: number | undefined
  /** The day a strategy calls today. */
  readonly today: number
}

interface Spreading extends Placing {
  readonly currency: string
  readonly sources: readonly Source[]
  readonly strategy: Strategy
  readonly tolerance: Tolerance
}

let drafted = 0

/** A name for an allocation not yet kept, so that a discount can name the one that brought it. */
export function draftId(): string {
  drafted += 1
  return `draft ${drafted}`
}

/** What a source may still give: its unapplied money, less what was promised back. */
export function available(source: Source): bigint {
  return source.unapplied - source.refundDue
}

/** True when the invoice, or all of its customer's, must be left alone by anything automatic. */
export function isOnHold(state: State, customer: string, document: string): boolean {
  return [...state.holds.values()].some(
    (hold) => hold.isActive && (hold.document === document || (hold.document === '' && hold.customer === customer)),
  )
}

/** Due day, issue day, number, id, then the instalment's own number. */
export function oldestDue(a: Part, b: Part): number {
  return (
    a.dueOn - b.dueOn ||
    a.invoice.issuedOn - b.invoice.issuedOn ||
    byText(a.invoice.number, b.invoice.number) ||
    byText(a.invoice.id, b.invoice.id) ||
    a.no - b.no
  )
}

/** Expiring credits, then credit notes, then money; each the oldest first. */
export function inOrderOfUse(a: Source, b: Source): number {
  const rank = (source: Source): number =>
    source.expiresOn !== undefined ? 0 : source.kind === 'credit_note' || source.kind === 'promotional' ? 1 : 2
  const soonest = known.expiringBySoonest ? (a.expiresOn ?? 0) - (b.expiresOn ?? 0) : 0
  return rank(a) - rank(b) || soonest || a.receivedOn - b.receivedOn || byText(a.id, b.id)
}

/** The first day on which this money may settle this part. */
export function earliest(state: State, part: Part, source: Source): number {
  return Math.max(part.invoice.issuedOn, part.startsOn, part.freeFrom, source.freeFrom, state.closedThrough + 1)
}

/** Sets money against items by a strategy and says which allocations that makes. */
export function spread(spreading: Spreading): Draft[] {
  const { state, customer, currency, strategy } = spreading
  const drafts: Draft[] = []
  const parts = state.parts
    .filter((part) => part.invoice.customer === customer && part.invoice.currency === currency && part.open > 0n)
    .filter((part) => !isOnHold(state, customer, part.invoice.id))
    .sort(oldestDue)
  if (typeof strategy !== 'string') settleTargets(spreading, strategy.specific, drafts)
  const order = typeof strategy === 'string' ? strategy : strategy.then
  if (order === 'onAccount') return drafts
  const ranked = inOrder(parts, order, spreading.today)
  const caps =
    order === 'proportional'
      ? shares(
          spreading.sources.filter((source) => !isExpired(spreading, source)),
          ranked,
        )
      : undefined
  for (const source of spreading.sources) {
    for (const [i, part] of ranked.entries()) {
      const taken = take(spreading, source, part, caps?.[i], drafts)
      if (caps !== undefined) caps[i] = caps[i]! - taken
    }
  }
  return drafts
}

function inOrder(parts: readonly Part[], order: Order, today: number): Part[] {
  const first = (isFirst: (part: Part) => boolean) => [
    ...parts.filter(isFirst),
    ...parts.filter((part) => !isFirst(part)),
  ]
  const by = (...components: string[]) =>
    components.flatMap((component) => parts.filter((part) => part.invoice.component === component))
  if (order === 'currentFirst') {
    const latest = Math.max(...parts.map((part) => part.invoice.issuedOn).filter((day) => day <= today))
    return first((part) => part.invoice.issuedOn === latest)
  }
  if (order === 'feesFirst') return by('costs', 'interest', 'principal')
  if (order === 'principalFirst') return by('costs', 'principal', 'interest')
  return [...parts]
}

function shares(sources: readonly Source[], parts: readonly Part[]): bigint[] {
  const money = total(sources.map(available))
  const open = parts.map((part) => part.open)
  return money >= total(open) ? open : inProportion(money, open)
}

function settleTargets(spreading: Spreading, targets: readonly Target[], drafts: Draft[]): void {
  const { state, customer, currency, sources } = spreading
  for (const target of targets) {
    const invoice = state.invoices.get(target.invoice)
    if (invoice === undefined || invoice.customer !== customer) refuse('invoice_not_found')
    const wrong = refusals()
    wrong.when(invoice.isVoid, 'invoice_voided')
    wrong.when(invoice.currency !== currency || (target.currency ?? currency) !== currency, 'currency_mismatch')
    wrong.end()
    const parts = partsOf(state, target.invoice)
      .filter((part) => target.instalment === undefined || part.no === target.instalment)
      .sort(oldestDue)
    if (parts.length === 0) refuse('invoice_not_found')
    wrong.when((target.amount ?? 0n) > total(parts.map((part) => part.open)), 'allocation_exceeds_open_amount')
    const isOver = !known.specificOverSourceCapped && (target.amount ?? 0n) > total(sources.map(available))
    wrong.when(isOver, 'allocation_exceeds_source')
    wrong.end()
    let left = target.amount
    for (const source of sources) {
      for (const part of parts) {
        const taken = takeOrTell(spreading, source, part, left, drafts, targets)
        if (left !== undefined) left -= taken
      }
    }
  }
}

/** A day that is too early and a further target that asks too much are both true: either may be told first. */
function takeOrTell(
  spreading: Spreading,
  source: Source,
  part: Part,
  limit: bigint | undefined,
  drafts: Draft[],
  targets: readonly Target[],
): bigint {
  try {
    return take(spreading, source, part, limit, drafts)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const asksTooMuch = targets.some(({ invoice, instalment, amount }) => {
      const parts = partsOf(spreading.state, invoice).filter((each) => (instalment ?? each.no) === each.no)
      return (amount ?? 0n) > total(parts.map((each) => each.open))
    })
    if (!asksTooMuch) throw error
    return refuse(...error.codes, 'allocation_exceeds_open_amount')
  }
}

/** A credit is used on or before its last day. */
function isExpired({ on, today }: Placing, { expiresOn }: Source): boolean {
  return expiresOn !== undefined && Math.max(on ?? -Infinity, today) > expiresOn
}

/** Takes what both allow, up to a limit, from one source for one part, and keeps the state in step. */
export function take(
  spreading: Placing,
  source: Source,
  part: Part,
  limit: bigint | undefined,
  drafts: Draft[],
): bigint {
  const { state, customer } = spreading
  let amount = part.open < available(source) ? part.open : available(source)
  if (limit !== undefined && limit < amount) amount = limit
  if (amount <= 0n || isExpired(spreading, source)) return 0n
  const on = spreading.on ?? earliest(state, part, source)
  const wrong = refusals()
  wrong.when(on <= state.closedThrough, 'period_closed')
  wrong.when(on < Math.max(part.startsOn, part.freeFrom, source.freeFrom), 'allocation_too_early')
  wrong.end()
  const kind = source.kind === 'credit_note' || source.kind === 'promotional' ? 'credit' : 'payment'
  const place = { document: part.invoice.id, no: part.no }
  const missing = missingForDiscount(state, part, source)
  let discount = 0n
  if (missing !== undefined && missing <= amount) {
    const { offer } = part.invoice
    discount = part.open - missing < offer!.amount ? part.open - missing : offer!.amount
    amount = part.open - discount < amount ? part.open - discount : amount
  }
  const id = draftId()
  drafts.push({ type: 'allocated', id, kind, source: source.id, ...place, amount, cause: '', customer, on })
  part.open -= amount
  source.unapplied -= amount
  state.allocations.set(id, {
    id,
    kind,
    source: source.id,
    ...place,
    amount,
    cause: '',
    customer,
    on,
    isLive: true,
    undoneOn: undefined,
  })
  if (discount > 0n) {
    drafts.push({
      type: 'allocated',
      id: draftId(),
      kind: 'discount',
      source: '',
      ...place,
      amount: discount,
      cause: id,
      customer,
      on,
    })
    part.open -= discount
  }
  return amount
}

/** True for money received, which earns a discount; credit notes do not. */
function isMoney(source: Source | undefined): boolean {
  return source?.kind === 'payment' || source?.kind === 'deposit'
}

/** What this money must add so that what was paid in time reaches what is payable; undefined when it cannot count. */
function missingForDiscount(state: State, part: Part, source: Source): bigint | undefined {
  const { offer, id } = part.invoice
  if (offer === undefined || !isMoney(source) || source.receivedOn > offer.until) return undefined
  if ([...state.plans.values()].some((plan) => plan.document === id)) return undefined
  const isTaken = [...state.allocations.values()].some(
    (each) => each.isLive && each.document === id && each.kind === 'discount',
  )
  const missing = offer.payable - paidInTime(state, part.invoice)
  if (known.depositsGrantNoDiscount && missing <= 0n) return undefined
  return isTaken || missing >= part.open ? undefined : missing
}

/** What money received inside the discount's window has settled of an invoice. */
export function paidInTime(state: State, { id, offer }: Invoice): bigint {
  const inTime = [...state.allocations.values()].filter((each) => {
    if (!each.isLive || each.document !== id || offer === undefined) return false
    const source = state.sources.get(each.source)
    if (known.creditsReachPayable && each.kind === 'credit') return true
    return isMoney(source) && source!.receivedOn <= offer.until
  })
  return total(inTime.map((each) => each.amount))
}
