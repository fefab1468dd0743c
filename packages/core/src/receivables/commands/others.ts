import {
  applyDeposit as decideApply,
  endDeposit as decideEnd,
  requestDeposit as decideRequest,
} from '../../deposit/hold-money.js'
import { formatDay } from '../../calendar/index.js'
import { ReceivablesError } from '../../errors/index.js'
import { placeHold as decideHold, releaseHold as decideReleaseHold } from '../../hold/place.js'
import { noDueDay } from '../../invoice/schedule.js'
import type { Fact, InstalmentTerms } from '../../journal/fact.js'
import { liveInvoiceOf } from '../../journal/lookup.js'
import { type Money, minor } from '../../money/index.js'
import { receive } from '../../payment/receive.js'
import { acceptPlan as decideAccept } from '../../plan/accept.js'
import { agreePlan as decideAgree, cancelPlan as decideCancel } from '../../plan/agree.js'
import { recordWriteOff as decideWriteOff } from '../../writeoff/record.js'
import type { Command } from '../engine.js'
import * as input from '../input/others.js'
import { ownerOf, plansBeside } from './owner.js'
import { type AllocationAnswer, allocationAnswer } from './strategy.js'

const nothing = () => ({})

export const recordWriteOff: Command<typeof input.recordWriteOff, AllocationAnswer> = {
  name: 'writeOffs.record',
  schema: input.recordWriteOff,
  async run(trip, given) {
    const customer = await ownerOf(trip.settings, 'documents', given.invoice)
    const { decision } = await trip.account(customer, { around: [given.invoice] })
    decideWriteOff(decision, {
      invoice: given.invoice,
      amount: given.amount?.minor,
      currency: given.amount?.currency,
      on: given.on,
      reason: given.reason ?? '',
    })
    return { id: given.invoice }
  },
  extra: (facts) => allocationAnswer(facts, undefined),
}

export const placeHold: Command<typeof input.placeHold, object> = {
  name: 'holds.place',
  schema: input.placeHold,
  identity: (given) => given.id,
  async run(trip, given) {
    if ((given.invoice === undefined) === (given.customer === undefined))
      throw new ReceivablesError('invalid_input', 'holds.place: name an invoice or a customer, one of them.')
    const customer = given.customer ?? (await ownerOf(trip.settings, 'documents', given.invoice ?? ''))
    const { decision } = await trip.account(customer, given.invoice === undefined ? {} : { documents: [given.invoice] })
    if (given.invoice !== undefined) liveInvoiceOf(decision.books, given.invoice)
    const id = given.id ?? decision.nextId()
    const on = given.on ?? trip.today
    decideHold(decision, { id, document: given.invoice ?? '', reason: given.reason, note: given.note ?? '', on })
    return { id }
  },
  extra: nothing,
}

export const releaseHold: Command<typeof input.releaseHold, object> = {
  name: 'holds.release',
  schema: input.releaseHold,
  async run(trip, given) {
    const customer = await ownerOf(trip.settings, 'holds', given.hold)
    const { decision } = await trip.account(customer, { holds: [given.hold] })
    decideReleaseHold(decision, { hold: given.hold, on: given.on ?? trip.today, note: given.note ?? '' })
    return { id: given.hold }
  },
  extra: nothing,
}

/** What `plans.agree` answers besides. */
export interface AgreedAnswer {
  readonly instalments: readonly PlannedView[]
  /** The open parts that it takes the place of. */
  readonly replaced: readonly PlannedView[]
}

/** A part of a plan, or one that a plan replaced. */
interface PlannedView {
  readonly no: number
  readonly dueOn: string | null
  readonly amount: Money
}

function agreed(facts: readonly Fact[]): AgreedAnswer {
  const plan = facts.find((fact) => fact.type === 'plan.agreed')
  const lines = facts.find((fact) => fact.type === 'invoice.rescheduled')?.postings ?? []
  const currency = lines[0]?.currency
  if (plan === undefined || currency === undefined) return { instalments: [], replaced: [] }
  const show = ({ no, dueOn, amount }: InstalmentTerms) => ({
    no,
    dueOn: dueOn === formatDay(noDueDay) ? null : dueOn,
    amount: minor(amount, currency),
  })
  return { instalments: plan.data.instalments.map(show), replaced: plan.data.replaced.map(show) }
}

export const agreePlan: Command<typeof input.agreePlan, AgreedAnswer> = {
  name: 'plans.agree',
  schema: input.agreePlan,
  identity: (given) => given.id,
  async run(trip, given) {
    const customer = await ownerOf(trip.settings, 'documents', given.invoice)
    const { decision } = await trip.account(customer, { around: [given.invoice] })
    const id = given.id ?? `plan_${decision.nextId()}`
    decideAgree(decision, { ...given, id })
    return { id }
  },
  extra: agreed,
}

export const acceptPlan: Command<typeof input.acceptPlan, object> = {
  name: 'plans.accept',
  schema: input.acceptPlan,
  async run(trip, given) {
    const customer = await ownerOf(trip.settings, 'plans', given.plan)
    const { decision } = await trip.account(customer, { plans: [given.plan] })
    decideAccept(decision, { plan: given.plan, by: given.by, on: given.on ?? trip.today })
    return { id: given.plan }
  },
  extra: nothing,
}

export const cancelPlan: Command<typeof input.cancelPlan, object> = {
  name: 'plans.cancel',
  schema: input.cancelPlan,
  async run(trip, given) {
    const customer = await ownerOf(trip.settings, 'plans', given.plan)
    const { document, plans } = await plansBeside(trip.settings, given.plan)
    const { decision } = await trip.account(customer, { plans, around: [document] })
    decideCancel(decision, { plan: given.plan, on: given.on, reason: given.reason ?? '' })
    return { id: given.plan }
  },
  extra: nothing,
}

export const requestDeposit: Command<typeof input.requestDeposit, object> = {
  name: 'deposits.request',
  schema: input.requestDeposit,
  identity: (given) => given.id,
  async run(trip, given) {
    const { decision } = await trip.account(given.customer, {})
    const id = given.id ?? `dpr_${trip.settings.ids()}`
    decideRequest(decision, { ...given, id, number: given.number ?? id, on: given.on ?? trip.today })
    return { id }
  },
  extra: nothing,
}

export const settleDeposit: Command<typeof input.settleDeposit, object> = {
  name: 'deposits.settle',
  schema: input.settleDeposit,
  identity: (given) => given.id,
  async run(trip, given) {
    const { decision } = await trip.account(
      given.customer,
      given.request === undefined ? {} : { documents: [given.request] },
    )
    if (given.request !== undefined)
      assertRequest(decision.books.documents.get(given.request), given.request, given.reference)
    const id = given.id ?? `dep_${trip.settings.ids()}`
    receive(decision, {
      ...given,
      id,
      receivedOn: given.receivedOn ?? trip.today,
      deposit: { request: given.request ?? '' },
    })
    return { id }
  },
  extra: nothing,
}

function assertRequest(row: { kind: string; reference: string } | undefined, id: string, reference: string): void {
  if (row?.kind !== 'deposit_request')
    throw new ReceivablesError('deposit_not_found', `There is no deposit request ${id}.`, { deposit: id })
  if (row.reference !== reference)
    throw new ReceivablesError(
      'deposit_reference_mismatch',
      `Deposit request ${id} is for ${row.reference}, not ${reference}.`,
      {
        request: row.reference,
        asked: reference,
      },
    )
}

export const applyDeposit: Command<typeof input.applyDeposit, AllocationAnswer> = {
  name: 'deposits.apply',
  schema: input.applyDeposit,
  async run(trip, given) {
    const customer = await ownerOf(trip.settings, 'sources', given.deposit, 'deposit_not_found')
    const { decision } = await trip.account(customer, { sources: [given.deposit], around: [given.invoice] })
    const amount = given.amount?.minor
    decideApply(decision, { deposit: given.deposit, invoice: given.invoice, amount, on: given.on })
    return { id: given.deposit }
  },
  extra: (facts) => allocationAnswer(facts, undefined),
}

const ending = (
  type: 'deposit.forfeited' | 'deposit.released',
  name: string,
): Command<typeof input.endDeposit, object> => ({
  name,
  schema: input.endDeposit,
  async run(trip, given) {
    const customer = await ownerOf(trip.settings, 'sources', given.deposit, 'deposit_not_found')
    const { decision } = await trip.account(customer, { sources: [given.deposit] })
    const { deposit, on } = given
    decideEnd(decision, type, { deposit, amount: given.amount?.minor, on, reason: given.reason ?? '' })
    return { id: given.deposit }
  },
  extra: nothing,
})

export const forfeitDeposit = ending('deposit.forfeited', 'deposits.forfeit')
export const releaseDeposit = ending('deposit.released', 'deposits.release')

export const closePeriod: Command<typeof input.closePeriod, object> = {
  name: 'periods.close',
  schema: input.closePeriod,
  async run(trip, given) {
    const { decision, loaded } = await trip.account('', {}, 'any')
    const before = loaded.lock?.closedThrough ?? null
    if (before !== null && given.through < before)
      throw new ReceivablesError(
        'period_closed',
        `The books are closed through ${formatDay(before)}; they cannot be opened again by closing ${formatDay(given.through)}.`,
        { closedThrough: formatDay(before), asked: formatDay(given.through) },
      )
    if (before === given.through) return { id: formatDay(before) }
    decision.add({
      type: 'period.closed',
      effectiveOn: given.through,
      data: { through: formatDay(given.through) },
      postings: [],
    })
    const row = { id: 'books', rev: (loaded.lock?.rev ?? 0) + 1, closedThrough: given.through }
    if (loaded.lock === undefined) trip.insert({ collection: 'periods', row })
    else trip.update({ collection: 'periods', row })
    return { id: formatDay(given.through) }
  },
  extra: nothing,
}
