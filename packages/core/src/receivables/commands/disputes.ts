import { openDispute as decideOpen } from '../../dispute/open.js'
import { noteDispute as decideNote, resolveDispute as decideResolve } from '../../dispute/resolve.js'
import { ReceivablesError } from '../../errors/index.js'
import type { Command } from '../engine.js'
import * as input from '../input/disputes.js'
import { disputeRow, ownerOf } from './owner.js'
import { named } from './invoices.js'
import { type AllocationAnswer, allocationAnswer } from './strategy.js'

const nothing = () => ({})

export const open: Command<typeof input.openDispute, object> = {
  name: 'disputes.open',
  schema: input.openDispute,
  identity: (given) => given.id,
  async run(trip, given) {
    const { invoice, payment } = given
    if ((invoice === undefined) === (payment === undefined))
      throw new ReceivablesError('invalid_input', 'disputes.open: name an invoice or a payment, one of them.')
    const customer =
      invoice === undefined
        ? await ownerOf(trip.settings, 'sources', payment ?? '')
        : await ownerOf(trip.settings, 'documents', invoice)
    const { decision } = await trip.account(
      customer,
      invoice === undefined ? { sources: [payment ?? ''], aroundSources: [payment ?? ''] } : { around: [invoice] },
    )
    const amount = given.amount?.minor
    const currency = given.amount?.currency
    return { id: decideOpen(decision, { ...given, amount, currency, on: given.on ?? trip.today }) }
  },
  extra: nothing,
}

export const note: Command<typeof input.noteDispute, object> = {
  name: 'disputes.note',
  schema: input.noteDispute,
  async run(trip, given) {
    const customer = await ownerOf(trip.settings, 'disputes', given.dispute)
    const { decision } = await trip.account(customer, { disputes: [given.dispute] })
    decideNote(decision, { ...given, url: given.url ?? '', on: given.on ?? trip.today })
    return { id: given.dispute }
  },
  extra: nothing,
}

export const resolve: Command<typeof input.resolveDispute, AllocationAnswer> = {
  name: 'disputes.resolve',
  schema: input.resolveDispute,
  async run(trip, given) {
    if (given.as === undefined && (given.number !== undefined || given.series !== undefined))
      throw new ReceivablesError('invalid_input', "disputes.resolve: a number is for the credit note of as: 'credit'.")
    const { customer, document } = await disputeRow(trip.settings, given.dispute)
    const isCredit = given.as === 'credit'
    const { decision } = await trip.account(customer, {
      disputes: [given.dispute],
      ...(isCredit && document !== '' ? { around: [document] } : {}),
    })
    const credit = isCredit ? named(trip, 'crn', { number: given.number, series: given.series }) : undefined
    decideResolve(decision, { ...given, credit, on: given.on ?? trip.today })
    return { id: given.dispute }
  },
  extra: (facts) => allocationAnswer(facts, undefined),
}
