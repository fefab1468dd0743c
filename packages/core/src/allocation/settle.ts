import { type Day, formatDay } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import { type Books, instalmentKey } from '../journal/books.js'
import { assertOpenPeriod, type Decision, firstOpenDay } from '../journal/decision.js'
import type { AllocationKind, DocumentData, Fact } from '../journal/fact.js'
import { homeShare } from '../journal/home.js'
import { sourceOf } from '../journal/lookup.js'
import { taxParts } from '../journal/parts.js'
import { type Posting, posting } from '../journal/posting.js'
import { sourceLine } from '../journal/source-line.js'
import { exponentOf, formatMinor } from '../money/index.js'
import type { Row } from '../records/collections.js'

/** An amount to set against an item from a source, in minor units. */
export interface SettleInput {
  readonly source: string
  readonly document: string
  readonly instalment: number
  readonly amount: bigint
  readonly why: string
  /** @default as early as the money, the item and the period lock allow */
  readonly effectiveOn?: Day | undefined
  /** Take it from what the source holds as a deposit. */
  readonly fromDeposit?: boolean
}

/**
 * Decides that part of a source settles an item: +unapplied (or +customer_deposits), −receivable, and what the
 * exchange rate made of it in the home currency.
 *
 * It takes effect, unless said otherwise, on the first day on which the money was free (its receipt, or the undoing
 * of its earlier allocation), the item was open (its start, or its reopening) and the period is not closed.
 */
export function settle(decision: Decision, input: SettleInput): Fact {
  const { books } = decision
  const source = sourceOf(books, input.source)
  const item = mustInstalment(books, input.document, input.instalment)
  const pocket = input.fromDeposit === true ? source.held : source.unapplied
  assertWithin(item, source, input.amount, pocket)
  const itemHome = homeShare(item.home, item.open, input.amount)
  const sourceHome = homeShare(source.home, source.unapplied + source.held, input.amount)
  const relief = itemHome ?? sourceHome
  const given = sourceHome ?? itemHome
  const gain = relief === null || given === null ? 0n : given - relief
  const kind: AllocationKind =
    input.fromDeposit === true
      ? 'deposit'
      : source.kind === 'payment' || source.kind === 'deposit'
        ? 'payment'
        : 'credit'
  const postings: Posting[] = [
    sourceLine(source, input.fromDeposit === true ? 'customer_deposits' : 'unapplied', input.amount, given),
    receivableLine(item, -input.amount, relief === null ? null : -relief),
  ]
  if (gain !== 0n) postings.push(posting({ account: 'fx_gain', currency: source.currency, amount: 0n, home: -gain }))
  return decision.add({
    type: 'payment.allocated',
    effectiveOn: settleDay(decision, item, source.freeFrom, input.effectiveOn),
    data: {
      id: decision.nextId(),
      kind,
      source: source.id,
      document: input.document,
      number: item.number,
      instalment: input.instalment,
      currency: source.currency,
      amount: input.amount,
      cause: '',
      why: input.why,
    },
    postings,
  })
}

/** Something that closes part of an item without money: a discount, a tolerance, a write-off. */
export function settleWithoutMoney(
  decision: Decision,
  type: 'discount.granted' | 'rounding.recorded' | 'writeoff.recorded',
  input: {
    readonly document: string
    readonly instalment: number
    readonly amount: bigint
    readonly effectiveOn: Day
    readonly cause: string
    readonly why: string
    /** The discount was on the net only. */
    readonly netOnly?: boolean
  },
): Fact {
  const { books } = decision
  const item = mustInstalment(books, input.document, input.instalment)
  const document = books.documents.get(input.document)
  const data = document?.data as unknown as DocumentData | undefined
  const relief = homeShare(item.home, item.open, input.amount)
  const split = { net: document?.net ?? 0n, taxes: input.netOnly === true ? [] : (data?.taxes ?? []) }
  const account = accountOf[type]
  const lines =
    type === 'rounding.recorded'
      ? [posting({ account, currency: item.currency, amount: input.amount })]
      : taxParts(account, item.currency, input.amount, split)
  return decision.add({
    type,
    effectiveOn: input.effectiveOn,
    data: {
      id: decision.nextId(),
      kind: type === 'discount.granted' ? 'discount' : type === 'rounding.recorded' ? 'tolerance' : 'writeoff',
      source: '',
      document: input.document,
      number: item.number,
      instalment: input.instalment,
      currency: item.currency,
      amount: input.amount,
      cause: input.cause,
      why: input.why,
    },
    postings: [...shareHome(lines, relief), receivableLine(item, -input.amount, relief === null ? null : -relief)],
    ...(input.cause === '' ? {} : { cause: input.cause }),
  })
}

/** A surplus within the tolerance, in minor units, is no longer the customer's: +unapplied, −rounding_difference. */
export function recordSurplus(
  decision: Decision,
  source: Row<'sources'>,
  input: { readonly amount: bigint; readonly effectiveOn: Day; readonly cause: string },
): Fact {
  const { amount, effectiveOn, cause } = input
  const { currency } = source
  const home = homeShare(source.home, source.unapplied + source.held, amount)
  const difference = { account: 'rounding_difference', currency, amount: -amount } as const
  return decision.add({
    type: 'rounding.recorded',
    effectiveOn,
    data: {
      id: decision.nextId(),
      kind: 'tolerance',
      source: source.id,
      document: '',
      number: '',
      instalment: 0,
      currency,
      amount,
      cause,
      why: 'surplus within the tolerance',
    },
    postings: [
      sourceLine(source, 'unapplied', amount, home),
      posting({ ...difference, home: home === null ? null : -home }),
    ],
  })
}

const accountOf = {
  'discount.granted': 'discount_given',
  'rounding.recorded': 'rounding_difference',
  'writeoff.recorded': 'bad_debt',
} as const

function shareHome(lines: readonly Posting[], home: bigint | null): Posting[] {
  let left = home
  let open = lines.reduce((sum, line) => sum + line.amount, 0n)
  return lines.map((line) => {
    const share = homeShare(left, open, line.amount)
    if (left !== null && share !== null) left -= share
    open -= line.amount
    return { ...line, home: share }
  })
}

/** The `receivable` line that moves an instalment. */
export function receivableLine(item: Row<'instalments'>, amount: bigint, home: bigint | null): Posting {
  return posting({
    account: 'receivable',
    currency: item.currency,
    amount,
    home,
    rate: item.rate,
    document: item.document,
    instalment: item.no,
    issuedOn: item.issuedOn,
    dueOn: item.dueOn,
    reference: item.reference,
  })
}

/** The instalment, or `invoice_not_found`. */
function mustInstalment(books: Books, document: string, no: number): Row<'instalments'> {
  const row = books.instalments.get(instalmentKey(document, no))
  if (row === undefined)
    throw new ReceivablesError('invoice_not_found', `There is no instalment ${no} of invoice ${document}.`, {
      invoice: document,
      instalment: no,
    })
  return row
}

/** The day a settlement takes effect: the first possible one, or the one asked for if that is not too early. */
function settleDay(decision: Decision, item: Row<'instalments'>, moneyFrom: Day, asked?: Day): Day {
  const first = item.freeFrom > moneyFrom ? item.freeFrom : moneyFrom
  if (asked === undefined) return firstOpenDay(decision.context, first)
  if (asked < first)
    throw new ReceivablesError(
      'allocation_too_early',
      `Invoice ${item.number} cannot be settled on ${formatDay(asked)}: the money and the item are both there from ${formatDay(first)}.`,
      { asked: formatDay(asked), first: formatDay(first) },
    )
  assertOpenPeriod(decision.context, asked, 'The allocation')
  return asked
}

function assertWithin(item: Row<'instalments'>, source: Row<'sources'>, amount: bigint, pocket: bigint): void {
  if (item.currency !== source.currency)
    throw new ReceivablesError(
      'currency_mismatch',
      `Invoice ${item.number} is in ${item.currency}, the money in ${source.currency}; state the amount in ${item.currency}.`,
      { invoice: item.currency, payment: source.currency },
    )
  const show = (minor: bigint) => `${formatMinor(minor, exponentOf(item.currency))} ${item.currency}`
  if (amount > item.open)
    throw new ReceivablesError(
      'allocation_exceeds_open_amount',
      `Invoice ${item.number} has ${show(item.open)} open; cannot allocate ${show(amount)}.`,
      { invoice: item.document, open: show(item.open), asked: show(amount) },
    )
  if (amount > pocket)
    throw new ReceivablesError(
      'allocation_exceeds_source',
      `${source.id} has ${show(pocket)} left; cannot allocate ${show(amount)}.`,
      { source: source.id, left: show(pocket), asked: show(amount) },
    )
}
