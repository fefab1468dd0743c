import { Break, same } from './compare.js'
import { amountText, answerOf, minorOf, type Answer, type Engine } from './engine.js'
import type { Model } from './model.js'
import { dayText, toText, total } from './plain.js'
import { agingOf, balancesOf, type AgingQuestion } from './readings.js'
import type { State } from './replay.js'

/** What a full check looks at. */
export interface CheckQuestion extends AgingQuestion {
  /** Also ask the engine to verify itself and read every invoice and source. */
  readonly everything: boolean
}

/** Money in an answer. */
export interface SeenMoney {
  readonly amount: string
  readonly currency: string
}

/** What a question answered; a refusal is a difference. */
export function unwrap<T>(check: string, answer: Answer<T>): T {
  if (!answer.ok) throw new Break(check, `${answer.code}: ${answer.message}`)
  return answer.value
}

interface SeenAging {
  readonly currencies: readonly {
    readonly currency: string
    readonly buckets: readonly { readonly label: string; readonly amount: string }[]
    readonly unapplied: string
    readonly deposits: string
    readonly total: string
    readonly customers: readonly {
      readonly customer: string
      readonly amounts: readonly string[]
      readonly unapplied: string
      readonly deposits: string
      readonly total: string
    }[]
  }[]
}

/** Compares aging on a day, and adds it up again. */
export async function checkAging(engine: Engine, then: State, question: CheckQuestion): Promise<void> {
  const { asOf, knownAt, basis, credit, bounds } = question
  const asked = {
    asOf: dayText(asOf),
    ...(knownAt === undefined ? {} : { knownAt: new Date(knownAt).toISOString() }),
    buckets: [...bounds],
    basis,
    credit,
  }
  const seen = unwrap('aging', await answerOf<SeenAging>(async () => engine.aging.report(asked)))
  const { currencies } = seen
  const zero = (text: string) => !/[1-9]/.test(text)
  const rows = currencies.flatMap(({ currency, customers }) =>
    customers
      .filter((row) => ![...row.amounts, row.unapplied, row.deposits].every(zero))
      .map(({ customer, amounts, unapplied, deposits, total: sum }) => ({
        customer,
        currency,
        amounts,
        unapplied,
        deposits,
        total: sum,
      })),
  )
  const expected = agingOf(then, question).map(({ customer, currency, amounts, unapplied, deposits }) => ({
    customer,
    currency,
    amounts: amounts.map((amount) => toText(amount, currency)),
    unapplied: toText(unapplied, currency),
    deposits: toText(deposits, currency),
    total: toText(total(amounts) + unapplied, currency),
  }))
  const order = (a: { customer: string; currency: string }, b: { customer: string; currency: string }) =>
    `${a.currency} ${a.customer}` < `${b.currency} ${b.customer}` ? -1 : 1
  same('aging', rows.toSorted(order), expected.toSorted(order), JSON.stringify(asked))
  for (const { currency, buckets, customers, total: sum, unapplied } of currencies) {
    const columns = buckets.map((_, i) => total(customers.map((row) => minorOf(row.amounts[i], currency))))
    same(
      'aging columns',
      buckets.map((each) => minorOf(each.amount, currency)),
      columns,
      currency,
    )
    same('aging total', minorOf(sum, currency), total(columns) + minorOf(unapplied, currency), currency)
  }
}

interface SeenStatement {
  readonly opening: SeenMoney
  readonly closing: SeenMoney
  readonly lines: readonly {
    readonly on: string
    readonly charge: SeenMoney
    readonly payment: SeenMoney
    readonly balance: SeenMoney
  }[]
}

/** Compares where each currency's statement begins and ends, and adds its lines up. */
export async function checkStatements(
  engine: Engine,
  model: Model,
  then: State,
  customer: string,
  { asOf, knownAt }: CheckQuestion,
): Promise<void> {
  const from = asOf - 30
  const sight = knownAt === undefined ? {} : { knownAt }
  const openings = balancesOf(model.state({ ...sight, asOf: from - 1 }), { customer }, from - 1)
  for (const { currency, open, unapplied } of balancesOf(then, { customer }, asOf)) {
    const asked = {
      customer,
      currency,
      from: dayText(from),
      to: dayText(asOf),
      ...(knownAt === undefined ? {} : { knownAt: new Date(knownAt).toISOString() }),
    }
    const seen = unwrap('statement', await answerOf<SeenStatement>(async () => engine.statements.of(asked)))
    const { opening, closing, lines } = seen
    const before = openings.find((each) => each.currency === currency)
    same(
      'statement opening',
      amountText(opening),
      toText((before?.open ?? 0n) - (before?.unapplied ?? 0n), currency),
      JSON.stringify(asked),
    )
    same('statement closing', amountText(closing), toText(open - unapplied, currency), JSON.stringify(asked))
    let running = minorOf(opening, currency)
    for (const line of lines) {
      running += minorOf(line.charge, currency) - minorOf(line.payment, currency)
      same('statement running balance', minorOf(line.balance, currency), running, JSON.stringify(line))
    }
    same('statement lines end at closing', running, minorOf(closing, currency), JSON.stringify(asked))
  }
}
