import { checkAging, checkStatements, unwrap, type CheckQuestion, type SeenMoney } from './check-reports.js'
import { holds, same } from './compare.js'
import { amountText, answerOf, minorOf, type Engine } from './engine.js'
import type { Draft } from './events.js'
import type { Model } from './model.js'
import { dayAt, dayText, toText, total } from './plain.js'
import { balancesOf, type Clocks, type ModelBalance, type Whose } from './readings.js'
import { replay, type Part, type State } from './replay.js'
import { references } from './world.js'

interface SeenBalance {
  readonly currency: string
  readonly open: SeenMoney
  readonly overdue: SeenMoney
  readonly unapplied: SeenMoney
  readonly deposits: SeenMoney
  readonly refundDue: SeenMoney
  readonly expired: SeenMoney
  readonly toPay: SeenMoney
}

const balanceFields = ['open', 'overdue', 'unapplied', 'deposits', 'refundDue', 'expired'] as const

function isSomething(balance: ModelBalance): boolean {
  return balanceFields.some((field) => balance[field] !== 0n)
}

/** Compares a balance with the books told for the same day; asked without clocks where they say now. */
async function checkBalance(
  { balances }: Engine,
  then: State,
  whose: Whose,
  { asOf, knownAt }: Clocks,
  isNow: boolean,
): Promise<void> {
  const known = knownAt === undefined ? {} : { knownAt: new Date(knownAt).toISOString() }
  const clocks = isNow ? {} : { asOf: dayText(asOf), ...known }
  const ask = async (): Promise<unknown> => {
    if ('reference' in whose) return balances.byReference(isNow ? whose.reference : { ...whose, ...clocks })
    return balances.of(isNow ? whose.customer : { ...whose, ...clocks })
  }
  const seen = unwrap('balance', await answerOf<{ perCurrency: SeenBalance[] }>(ask))
  const rows = seen.perCurrency.map((row) => {
    const amounts = balanceFields.map((field) => [field, minorOf(row[field], row.currency)] as const)
    const toPay = minorOf(row.toPay, row.currency)
    return { currency: row.currency, ...Object.fromEntries(amounts), toPay } as unknown as ModelBalance
  })
  const expected = balancesOf(then, whose, asOf)
    .filter(isSomething)
    .map((row) => {
      const toPay = row.open - (row.unapplied - row.refundDue - row.expired)
      return { ...row, toPay: toPay < 0n ? 0n : toPay }
    })
  same('balance', rows.filter(isSomething), expected, JSON.stringify({ ...whose, ...clocks }))
}

/** Looks at what a command touched: the balance of its customer, and closely also the invoices and sources it names. */
export async function checkTouched(
  engine: Engine,
  model: Model,
  drafts: readonly Draft[],
  now: number,
  closely: boolean,
): Promise<void> {
  const customers = new Set(drafts.map((draft) => draft.customer).filter((customer) => customer !== ''))
  const state = model.state()
  checkState(state)
  const asOf = dayAt(now, model.timeZone)
  const today = model.state({ asOf })
  for (const customer of customers) await checkBalance(engine, today, { customer }, { asOf }, true)
  if (!closely) return
  const documents = new Set<string>()
  const sources = new Set<string>()
  for (const draft of drafts) {
    if (draft.type === 'part' || draft.type === 'voided' || draft.type === 'allocated') documents.add(draft.document)
    if (draft.type === 'released') documents.add(state.allocations.get(draft.allocation)!.document)
    if ('source' in draft) sources.add(draft.source)
  }
  for (const id of documents) if (id !== '') await checkInvoice(engine, today, asOf, id)
  for (const id of sources) if (id !== '') await checkSource(engine, state, id)
}

/** The model's own books keep the invariants, on every day: nothing is open below zero or above its total. */
function checkState(state: State): void {
  for (const part of state.parts) {
    holds(
      'model: open within amount',
      part.open >= 0n && part.open <= part.amount,
      () => `${part.invoice.id} #${part.no} ${part.open} of ${part.amount}`,
    )
  }
  for (const source of state.sources.values()) {
    holds(
      'model: unapplied within amount',
      source.unapplied >= 0n && source.held >= 0n && source.unapplied + source.held <= source.amount,
      () => source.id,
    )
  }
}

interface SeenInvoice {
  readonly open: SeenMoney
  readonly total: SeenMoney
  readonly status: string
  readonly instalments: readonly {
    readonly no: number
    readonly dueOn: string
    readonly amount: SeenMoney
    readonly open: SeenMoney
  }[]
}

function openText(parts: readonly Part[], currency: string): string {
  return toText(total(parts.map((part) => part.open)), currency)
}

async function checkInvoice(engine: Engine, today: State, asOf: number, id: string): Promise<void> {
  const { currency, issuedOn } = today.invoices.get(id)!
  if (issuedOn > asOf) return
  const seen = unwrap('invoice', await answerOf<SeenInvoice>(async () => engine.invoices.get(id)))
  const parts = today.parts.filter((part) => part.invoice.id === id)
  same('invoice open', amountText(seen.open), openText(parts, currency), id)
  const shown = seen.instalments.filter((part) => minorOf(part.open, currency) !== 0n)
  same(
    'invoice instalments',
    shown.map((part) => [part.no, part.dueOn, amountText(part.open)]).toSorted(byFirst),
    parts
      .filter((part) => part.open !== 0n)
      .map((part) => [part.no, dayText(part.dueOn), toText(part.open, currency)])
      .toSorted(byFirst),
    id,
  )
}

function byFirst(a: readonly unknown[], b: readonly unknown[]): number {
  return Number(a[0]) - Number(b[0])
}

interface SeenSource {
  readonly unapplied: SeenMoney
  readonly held: SeenMoney
  readonly refunded: SeenMoney
  readonly refundDue: SeenMoney
  readonly state: string
}

async function checkSource(engine: Engine, state: State, id: string): Promise<void> {
  const { currency, unapplied, held, refunded, refundDue, isReversed } = state.sources.get(id)!
  const seen = unwrap('source', await answerOf<SeenSource>(async () => engine.payments.get(id)))
  same(
    'source',
    [...[seen.unapplied, seen.held, seen.refunded, seen.refundDue].map(amountText), seen.state === 'reversed'],
    [
      toText(unapplied, currency),
      toText(held, currency),
      toText(refunded, currency),
      toText(refundDue, currency),
      isReversed,
    ],
    id,
  )
}

/** What counts for a promise to pay, before and after it was made alike. */
function paidTowards(state: State, promise: State['agreements'] extends Map<string, infer P> ? P : never): bigint {
  const { document, customer, currency, madeOn, until } = promise
  if (document === '') {
    const payments = [...state.sources.values()].filter(
      (each) => each.kind === 'payment' && each.customer === customer && each.currency === currency && !each.isReversed,
    )
    const inTime = payments.filter((each) => each.receivedOn >= madeOn && each.receivedOn <= until)
    return total(inTime.map((each) => each.amount - each.refunded))
  }
  const money = [...state.allocations.values()].filter(
    (each) =>
      each.isLive && each.document === document && each.on <= until && ['payment', 'deposit'].includes(each.kind),
  )
  return total(money.map((each) => each.amount))
}

/** What was received of every promise that stands: what counts now beyond what counted when it was made. */
async function checkPromises(engine: Engine, model: Model, state: State): Promise<void> {
  for (const [id, promise] of state.agreements) {
    if (!promise.isOpen) continue
    const at = model.events.findIndex((event) => event.type === 'agreed' && event.id === id)
    const grown = paidTowards(state, promise) - paidTowards(replay(model.events.slice(0, at)), promise)
    const seen = unwrap('promise', await answerOf<{ received: SeenMoney }>(async () => engine.promises.get(id)))
    same('promise received', minorOf(seen.received, promise.currency), grown > 0n ? grown : 0n, id)
  }
}

/** Compares every customer's balance, aging and statement on a day, and more when asked for everything. */
export async function checkAll(engine: Engine, model: Model, question: CheckQuestion, now: number): Promise<void> {
  const state = model.state()
  const then = model.state(question)
  checkState(state)
  checkState(then)
  await checkAging(engine, then, question)
  for (const customer of state.customers) {
    await checkBalance(engine, then, { customer }, question, false)
    await checkStatements(engine, model, then, customer, question)
  }
  for (const reference of references) await checkBalance(engine, then, { reference }, question, false)
  if (!question.everything) return
  const asOf = dayAt(now, model.timeZone)
  const today = model.state({ asOf })
  for (const id of state.invoices.keys()) await checkInvoice(engine, today, asOf, id)
  for (const id of state.sources.keys()) await checkSource(engine, state, id)
  await checkPromises(engine, model, state)
  const verified = unwrap(
    'verify',
    await answerOf<{ ok: boolean; checks: { name: string; ok: boolean; detail: string }[] }>(async () =>
      engine.verify(),
    ),
  )
  holds('verify', verified.ok, () => JSON.stringify(verified.checks.filter((check) => !check.ok)))
}
