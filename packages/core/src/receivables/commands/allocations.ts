import { spreadSources } from '../../allocation/apply-plan.js'
import type { Day } from '../../calendar/index.js'
import { freeSources } from '../../allocation/items.js'
import type { Decision } from '../../journal/decision.js'
import type { AllocationPlan } from '../../allocation/plan.js'
import { minor, type Money } from '../../money/index.js'
import { ReceivablesError } from '../../errors/index.js'
import { assertUnexpired, liveSourceOf } from '../../journal/lookup.js'
import { moveAllocation as decideMove, releaseAllocation as decideRelease } from '../../payment/move.js'
import type { Command, Trip } from '../engine.js'
import { applyAllocations, moveAllocation, releaseAllocation } from '../input/payments.js'
import { readings } from '../readings.js'
import { ownerOf } from './owner.js'
import { type AllocationAnswer, allocationAnswer, assertTargets, strategyFrom, wantedFor } from './strategy.js'

/** What `allocations.apply` answers besides. */
export interface AppliedAnswer extends AllocationAnswer {
  /** What the sources have left; `null` in the answer to a retry. */
  readonly unapplied: Money | null
}

export const apply: Command<typeof applyAllocations, AppliedAnswer> = {
  name: 'allocations.apply',
  schema: applyAllocations,
  async run(trip, input) {
    const { settings, today } = trip
    const currency = input.currency ?? (await onlyCurrency(trip, input.customer))
    const strategy = strategyFrom(input.strategy ?? settings.allocation, currency)
    const { decision } = await trip.account(input.customer, {
      ...wantedFor(settings, strategy, currency, undefined, 0),
      free: currency,
      sources: input.sources ?? [],
    })
    assertTargets(decision, strategy, currency)
    const { planHash, effectiveOn } = input
    const sources = chosenSources(decision, currency, input.sources, Math.max(today, effectiveOn ?? today))
    const plan = spreadSources(decision, { sources, strategy, currency, on: today, planHash, effectiveOn })
    return { id: input.customer, plan }
  },
  extra: (facts, plan) => ({ ...allocationAnswer(facts, plan), unapplied: plan === undefined ? null : leftOver(plan) }),
}

function leftOver(plan: AllocationPlan): Money {
  let left = 0n
  for (const amount of plan.left.values()) left += amount
  return minor(left, plan.currency)
}

/** The one currency in which the customer has something to allocate. */
async function onlyCurrency(trip: Trip, customer: string): Promise<string> {
  const list = readings(trip.settings.store, trip.settings.tenant)
  const rows = list.all('balances', { where: [customer] })
  await list.fetch()
  const currencies = rows().filter((row) => row.unapplied !== 0n)
  const [first] = currencies
  if (currencies.length > 1)
    throw new ReceivablesError(
      'currency_required',
      `Customer ${customer} has money on account in ${currencies.map((row) => row.currency).join(', ')}; name the currency.`,
      { currencies: currencies.map((row) => row.currency) },
    )
  return first?.currency ?? trip.settings.home.currency
}

export const release: Command<typeof releaseAllocation, object> = {
  name: 'allocations.release',
  schema: releaseAllocation,
  async run(trip, input) {
    const customer = await ownerOf(trip.settings, 'allocations', input.allocation)
    const { decision } = await trip.account(customer, { allocations: [input.allocation] })
    decideRelease(decision, { allocation: input.allocation, on: input.on, reason: input.reason ?? '' })
    return { id: input.allocation }
  },
  extra: () => ({}),
}

export const move: Command<typeof moveAllocation, AllocationAnswer> = {
  name: 'allocations.move',
  schema: moveAllocation,
  async run(trip, input) {
    const customer = await ownerOf(trip.settings, 'allocations', input.allocation)
    const { decision } = await trip.account(customer, { allocations: [input.allocation], around: [input.to] })
    decideMove(decision, input)
    return { id: input.allocation }
  },
  extra: (facts) => allocationAnswer(facts, undefined),
}

/** The sources a decision may spread: all that are free, or those named. */
function chosenSources(decision: Decision, currency: string, ids: readonly string[] | undefined, on: Day) {
  const free = freeSources(decision.books, currency)
  if (ids === undefined) return free
  for (const id of ids) {
    const source = liveSourceOf(decision.books, id)
    assertUnexpired(source, on)
    if (source.currency !== currency)
      throw new ReceivablesError('currency_mismatch', `${id} is in ${source.currency}, not ${currency}.`, {
        source: source.currency,
        asked: currency,
      })
  }
  return free.filter((source) => ids.includes(source.id))
}
