import type { Draft } from './events.js'
import { byText, divideHalfUp, inProportion, toMinor, total } from './plain.js'
import { partOf, partsOf, tell, type Invoice, type Part, type Source, type State } from './replay.js'
import { refuse, type Refusals } from './refusal.js'

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

/** How far off a payment may be, by currency: an amount, and no more than a percentage of the invoice. */
export type Tolerance = { readonly [currency: string]: { readonly amount: string; readonly percent?: string } }

interface Placing {
  readonly state: State
  readonly customer: string
  /** The day the caller insists on. */
  readonly on: number | undefined
  /** The day a strategy calls today. */
  readonly today: number
  readonly wrong: Refusals
  /** The money is a deposit, still held. */
  readonly fromHeld?: boolean
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

/** True when a credit's last day has passed. */
export function isExpired({ expiresOn = Infinity }: Source, on: number): boolean {
  return on > expiresOn
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
  return (
    rank(a) - rank(b) || (a.expiresOn ?? 0) - (b.expiresOn ?? 0) || a.receivedOn - b.receivedOn || byText(a.id, b.id)
  )
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
  if (order !== 'onAccount') settleInOrder(spreading, parts, order, drafts)
  spreading.wrong.end()
  closeDifferences(spreading, drafts)
  return drafts
}

/** What is missing of an invoice, or too much of a payment, is closed when it is within the tolerance. */
function closeDifferences({ state, sources, tolerance, customer }: Spreading, drafts: Draft[]): void {
  const settled = drafts.filter((draft) => draft.type === 'allocated' && draft.source !== '') as Put[]
  for (const document of new Set(settled.map((each) => each.document))) {
    const { id: cause, no, on } = settled.findLast((each) => each.document === document)!
    const open = total(partsOf(state, document).map((part) => part.open))
    const left = partOf(state, document, no).open
    if (left === 0n || left !== open || left > limitOf(tolerance, state.invoices.get(document)!)) continue
    const place = { source: '', document, no, amount: left, cause, customer, on }
    put(state, drafts, { type: 'allocated', id: draftId(), kind: 'tolerance', ...place })
  }
  for (const { id: source, kind, unapplied } of sources) {
    const last = settled.findLast((each) => each.source === source)
    if (last === undefined || unapplied === 0n || kind !== 'payment') continue
    const isClosed = partsOf(state, last.document).every((part) => part.open === 0n)
    if (!isClosed || unapplied > limitOf(tolerance, state.invoices.get(last.document)!)) continue
    const place = { source, document: '', no: 0, amount: unapplied, cause: last.id, customer, on: last.on }
    put(state, drafts, { type: 'allocated', id: draftId(), kind: 'tolerance', ...place })
  }
}

function limitOf(tolerance: Tolerance, { currency, total: asked }: Invoice): bigint {
  const limit = tolerance[currency]
  if (limit === undefined) return 0n
  const amount = toMinor(limit.amount, currency)
  const cap = limit.percent === undefined ? amount : (asked * toMinor(limit.percent, 'KWD')) / 100_000n
  return cap < amount ? cap : amount
}

function settleInOrder(spreading: Spreading, parts: readonly Part[], order: Order, drafts: Draft[]): void {
  const ranked = inOrder(parts, order, spreading.today)
  const caps =
    order === 'proportional'
      ? shares(
          spreading.sources.filter((source) => isUsable(spreading, source)),
          ranked,
        )
      : undefined
  for (const source of spreading.sources) {
    for (const [i, part] of ranked.entries()) {
      const taken = take(spreading, source, part, caps?.[i], drafts)
      if (caps !== undefined) caps[i] = caps[i]! - taken
    }
  }
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
  const { state, customer, currency, sources, wrong } = spreading
  for (const target of targets) {
    const invoice = state.invoices.get(target.invoice)
    if (invoice === undefined || invoice.customer !== customer) refuse('invoice_not_found')
    const isForeign = invoice.currency !== currency || (target.currency ?? currency) !== currency
    wrong.when(invoice.isVoid, 'invoice_voided')
    wrong.when(isForeign, 'currency_mismatch')
    if (invoice.isVoid || isForeign) wrong.end()
    const parts = partsOf(state, target.invoice)
      .filter((part) => target.instalment === undefined || part.no === target.instalment)
      .sort(oldestDue)
    if (parts.length === 0) refuse('invoice_not_found')
    const usable = sources.filter((source) => isUsable(spreading, source))
    const isOverOpen = asksTooMuch(state, target)
    const isOverSources = (target.amount ?? 0n) > total(usable.map(available))
    wrong.when(isOverOpen, 'allocation_exceeds_open_amount')
    wrong.when(isOverSources, 'allocation_exceeds_source')
    if (isOverOpen || isOverSources) wrong.end()
    let left = target.amount
    for (const source of sources) {
      for (const part of parts) {
        const taken = take(spreading, source, part, left, drafts)
        if (left !== undefined) left -= taken
      }
    }
  }
}

function asksTooMuch(state: State, { invoice, instalment, amount = 0n }: Target): boolean {
  const parts = partsOf(state, invoice).filter(({ no }) => (instalment ?? no) === no)
  return amount > total(parts.map((part) => part.open))
}

/** A credit is used on or before its last day. */
function isUsable({ on = -Infinity, today }: Placing, source: Source): boolean {
  return !isExpired(source, Math.max(on, today))
}

/**
 * Takes what both allow, up to a limit, from one source for one part, and keeps the state in step.
 *
 * A day that is not possible is only noted: the caller may have more to say.
 */
export function take(placing: Placing, source: Source, part: Part, limit: bigint | undefined, drafts: Draft[]): bigint {
  const { state, customer, fromHeld = false, wrong } = placing
  const has = fromHeld ? source.held : available(source)
  const most = limit !== undefined && limit < has ? limit : has
  if (most <= 0n || part.open <= 0n || !isUsable(placing, source)) return 0n
  const on = placing.on ?? earliest(state, part, source)
  wrong.when(on <= state.closedThrough, 'period_closed')
  wrong.when(on < Math.max(part.startsOn, part.freeFrom, source.freeFrom), 'allocation_too_early')
  const { amount, discount } = withDiscount(state, part, source, most)
  const shared = { type: 'allocated', document: part.invoice.id, no: part.no, customer, on } as const
  const id = draftId()
  const kind = fromHeld ? 'deposit' : isMoney(source) ? 'payment' : 'credit'
  put(state, drafts, { ...shared, id, kind, source: source.id, amount, cause: '' })
  if (discount > 0n)
    put(state, drafts, { ...shared, id: draftId(), kind: 'discount', source: '', amount: discount, cause: id })
  return amount
}

type Put = Draft & { type: 'allocated' }

function put(state: State, drafts: Draft[], draft: Put): void {
  drafts.push(draft)
  tell(state, draft, true)
}

/** True for money received, which earns a discount; credit does not. */
function isMoney({ kind }: Source): boolean {
  return kind === 'payment' || kind === 'deposit'
}

/** What a part takes of so much money, and the discount this money earns. */
export function withDiscount(
  state: State,
  part: Part,
  source: Source,
  most: bigint,
): { amount: bigint; discount: bigint } {
  const { open, invoice, hasOffer } = part
  const { id, offer, total: asked } = invoice
  const plain = { amount: most < open ? most : open, discount: 0n }
  if (offer === undefined || !hasOffer || !isMoney(source) || source.receivedOn > offer.until) return plain
  if (offer.mode === 'proportional') {
    if (offer.payable === 0n) return plain
    const closing = divideHalfUp(open * offer.payable, asked)
    if (most >= closing) return { amount: closing, discount: open - closing }
    const settled = divideHalfUp(most * asked, offer.payable)
    return { amount: most, discount: (settled < open ? settled : open) - most }
  }
  const isTaken = [...state.allocations.values()].some(
    (each) => each.isLive && each.document === id && each.kind === 'discount',
  )
  const missing = offer.payable - paidInTime(state, invoice)
  if (isTaken || missing <= 0n || missing >= open || missing > most) return plain
  return { amount: missing, discount: open - missing }
}

/** What money received inside the discount's window has settled of an invoice. */
export function paidInTime(state: State, { id, offer }: Invoice): bigint {
  const inTime = [...state.allocations.values()].filter((each) => {
    if (!each.isLive || each.document !== id || offer === undefined) return false
    const source = state.sources.get(each.source)
    return source !== undefined && isMoney(source) && source.receivedOn <= offer.until
  })
  return total(inTime.map((each) => each.amount))
}
