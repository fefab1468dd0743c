import { dueDate, formatDay, formatInstant, overdueFrom, parseDay, parseTerms, type Terms } from '@owekit/core/calendar'
import {
  applyRate,
  minor,
  moneyFromJSON,
  percent,
  splitByPercent,
  splitByWeights,
  type Money,
  type MoneyJSON,
} from '@owekit/core/money'

interface DueOn {
  readonly issuedOn: string
  /** Words such as `net 30`, or steps such as `[{ "addDays": 30 }]`. */
  readonly terms: string | Terms
}

interface Split {
  readonly amount: MoneyJSON
  readonly weights: readonly MoneyJSON[]
}

/**
 * Questions that need no books: the arithmetic a case rests on, by the same names everywhere, and a forger's hand.
 *
 * The input comes from JSON; what is malformed is refused by the functions asked.
 */
export const pureQuestions = {
  'calendar.dueOn': ({ issuedOn, terms }: DueOn): string =>
    formatDay(dueDate(parseDay(issuedOn), typeof terms === 'string' ? parseTerms(terms).steps : terms)),
  'calendar.overdueFrom': ({ dueOn, timeZone }: { readonly dueOn: string; readonly timeZone: string }): string =>
    formatInstant(overdueFrom(parseDay(dueOn), timeZone)),
  'money.percent': ({ amount, percent: text }: { readonly amount: MoneyJSON; readonly percent: string }): Money => {
    const base = moneyFromJSON(amount)
    return minor(applyRate(base.minor, percent(text)), base.currency)
  },
  'money.split': ({ amount, weights }: Split): Money[] => {
    const whole = moneyFromJSON(amount)
    const parts = weights.map((weight) => moneyFromJSON(weight).minor)
    return splitByWeights(whole.minor, parts).map((part) => minor(part, whole.currency))
  },
  'money.splitPercent': ({
    amount,
    percents,
  }: {
    readonly amount: MoneyJSON
    readonly percents: readonly string[]
  }): Money[] => {
    const whole = moneyFromJSON(amount)
    return splitByPercent(whole.minor, percents).map((part) => minor(part, whole.currency))
  },
  'text.edited': ({ text, at }: { readonly text: string; readonly at: number }): string =>
    text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1),
} as const
