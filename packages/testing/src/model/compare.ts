import { minorOf, type SeenFact } from './engine.js'
import type { Draft } from './events.js'
import { toDay } from './plain.js'
import type { State } from './replay.js'

/** Where engine and model part ways. */
export class Break extends Error {
  /** A short name of what broke, the same for the same fault, so that shrinking keeps to it. */
  readonly check: string

  constructor(check: string, message: string) {
    super(`${check}: ${message}`)
    this.check = check
  }
}

/** Throws a {@link Break} unless both say the same. */
export function same(check: string, engine: unknown, model: unknown, about = ''): void {
  const [left, right] = [JSON.stringify(engine, plain), JSON.stringify(model, plain)]
  if (left !== right) throw new Break(check, `${about}\n  engine ${left}\n  model  ${right}`)
}

function plain(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value
}

/** True for what holds; throws a {@link Break} otherwise. */
export function holds(check: string, isTrue: boolean, message: () => string): void {
  if (!isTrue) throw new Break(check, message())
}

interface Compared {
  readonly tuple: readonly unknown[]
  readonly id: string
}

function byTuple(a: Compared, b: Compared): number {
  const [left, right] = [String(a.tuple), String(b.tuple)]
  return left < right ? -1 : left > right ? 1 : 0
}

/**
 * Compares the allocations and undoings a command made with what the model decided, and gives the drafts the ids
 * that the engine chose.
 */
export function adopt(drafts: readonly Draft[], facts: readonly SeenFact[], before: State, resultId: string): Draft[] {
  const made = facts.filter((fact) => fact.type === 'payment.allocated')
  const seen: Compared[] = made.map(({ data, effectiveOn }) => ({
    id: String(data['id']),
    tuple: [
      data['kind'],
      data['source'],
      data['document'],
      data['instalment'],
      minorOf(data['amount'], String(data['currency'])),
      toDay(effectiveOn),
    ],
  }))
  const expected: Compared[] = drafts
    .filter((draft) => draft.type === 'allocated')
    .map(({ id, kind, source, document, no, amount, on }) => ({ id, tuple: [kind, source, document, no, amount, on] }))
  seen.sort(byTuple)
  expected.sort(byTuple)
  same(
    'allocations',
    seen.map((each) => each.tuple),
    expected.map((each) => each.tuple),
  )
  const undone = facts.filter((fact) => fact.type === 'payment.released')
  same(
    'released',
    undone.map(({ data, effectiveOn }) => `${String(data['allocation'])} on ${effectiveOn}`).toSorted(),
    drafts
      .flatMap((draft) =>
        draft.type === 'released'
          ? [`${draft.allocation} on ${new Date(draft.on * 86_400_000).toISOString().slice(0, 10)}`]
          : [],
      )
      .toSorted(),
  )
  const ids = new Map(expected.map((each, i) => [each.id, seen[i]!.id]))
  const held = facts.filter((fact) => fact.type === 'hold.placed').map((fact) => fact.data)
  void before
  return drafts.map((draft) => {
    switch (draft.type) {
      case 'allocated':
        return { ...draft, id: ids.get(draft.id)!, cause: ids.get(draft.cause) ?? draft.cause }
      case 'held': {
        const found = held.find((each) => each['document'] === draft.document)
        return { ...draft, id: draft.id === '' ? String(found?.['id'] ?? resultId) : draft.id }
      }
      default:
        return draft
    }
  })
}

/** Each fact's postings add up to zero per currency, and versions have no gap. */
export function checkFacts(facts: readonly SeenFact[], heads: Map<string, number>): void {
  for (const fact of facts) {
    const sums = new Map<string, bigint>()
    for (const { currency, amount } of fact.postings) {
      sums.set(currency, (sums.get(currency) ?? 0n) + minorOf(amount, currency))
    }
    for (const [currency, sum] of sums) {
      holds(
        'postings balance',
        sum === 0n,
        () => `${fact.type} ${fact.customer}/${fact.version} is off by ${sum} ${currency}`,
      )
    }
    const expected = (heads.get(fact.customer) ?? 0) + 1
    same('versions without gap', fact.version, expected, `${fact.type} of ${fact.customer}`)
    heads.set(fact.customer, expected)
  }
}
